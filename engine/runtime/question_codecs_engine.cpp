#include "engine/api/questions/engine.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs engineCodecs()
{
    return codecsOf(questions::EngineQuestions{});
}

} // namespace trato::wire
