#include "engine/api/questions/secrets.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs secretCodecs()
{
    return codecsOf(questions::SecretQuestions{});
}

} // namespace trato::wire
