#include "engine/api/questions/ways.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs wayCodecs()
{
    return codecsOf(questions::WayQuestions{});
}

} // namespace trato::wire
