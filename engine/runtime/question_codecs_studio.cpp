#include "engine/api/questions/studio.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs studioCodecs()
{
    return codecsOf(questions::StudioQuestions{});
}

} // namespace trato::wire
