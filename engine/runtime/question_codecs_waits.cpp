#include "engine/api/questions/waits.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs waitCodecs()
{
    return codecsOf(questions::WaitQuestions{});
}

} // namespace trato::wire
