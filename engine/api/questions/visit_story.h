#pragma once

#include "engine/api/question.h"
#include "engine/api/visit_story.h"

/// What became of a visit. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

/// At most 200 messages, the newest.
struct ShowVisitStory {
    static constexpr auto name = "visits.story";
    using Answer = VisitStory;
    VisitId id{};
    static constexpr auto fields() { return fieldList(field("id", &ShowVisitStory::id)); }
};

} // namespace ask

namespace questions {
using namespace ask;
using VisitStoryQuestions = Questions<ShowVisitStory>;
} // namespace questions

} // namespace trato
