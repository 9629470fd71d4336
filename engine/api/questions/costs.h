#pragma once

#include "engine/api/costs.h"
#include "engine/api/question.h"

/// What messages cost. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

/// One month; Invalid when it is none.
struct ShowCosts {
    static constexpr auto name = "costs.show";
    using Answer = CostReport;
    QString month{};   ///< "2026-11"; empty: this one
    static constexpr auto fields() { return fieldList(field("month", &ShowCosts::month)); }
};

} // namespace ask

namespace questions {
using namespace ask;
using CostQuestions = Questions<ShowCosts>;
} // namespace questions

} // namespace trato
