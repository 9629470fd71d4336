#include "engine/api/questions/line.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs lineCodecs()
{
    return codecsOf(questions::LineQuestions{});
}

} // namespace trato::wire
