#include "engine/api/questions/messages.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs messageCodecs()
{
    return codecsOf(questions::MessageQuestions{});
}

} // namespace trato::wire
