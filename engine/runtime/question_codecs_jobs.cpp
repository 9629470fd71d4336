#include "engine/api/questions/jobs.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs jobCodecs()
{
    return codecsOf(questions::JobQuestions{});
}

} // namespace trato::wire
