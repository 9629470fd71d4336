#include "engine/api/questions/costs.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs costCodecs()
{
    return codecsOf(questions::CostQuestions{});
}

} // namespace trato::wire
