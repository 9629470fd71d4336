#include "engine/api/questions/kinds.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs kindCodecs()
{
    return codecsOf(questions::KindQuestions{});
}

} // namespace trato::wire
