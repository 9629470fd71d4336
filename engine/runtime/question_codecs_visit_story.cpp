#include "engine/api/questions/visit_story.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs visitStoryCodecs()
{
    return codecsOf(questions::VisitStoryQuestions{});
}

} // namespace trato::wire
