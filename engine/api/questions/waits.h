#pragma once

#include "engine/api/question.h"
#include "engine/api/waits.h"

/// The waiting list of full days. A unit may be left empty: the first one. Each is answered by exactly one desk.
namespace trato {

namespace ask {

struct ListWaits {
    static constexpr auto name = "waits.list";
    using Answer = WaitList;
    UnitId unit{};
    static constexpr auto fields() { return fieldList(field("unit", &ListWaits::unit)); }
};
/// Invalid: the detail starts with the name of the field; "clientName: line.twice" when the same client waits for that day already,
/// "professional: professional.unknown" when there is none of this name.
struct AddWait {
    static constexpr auto name = "waits.add";
    using Answer = WaitEntry;
    WaitDraft draft{};
    static constexpr auto fields() { return fieldList(field("draft", &AddWait::draft)); }
};
/// An open offer to them is withdrawn. NotFound when they do not wait.
struct RemoveWait {
    static constexpr auto name = "waits.remove";
    using Answer = Done;
    WaitId id{};
    static constexpr auto fields() { return fieldList(field("id", &RemoveWait::id)); }
};

} // namespace ask

namespace questions {
using namespace ask;
using WaitQuestions = Questions<ListWaits, AddWait, RemoveWait>;
} // namespace questions

} // namespace trato
