#include "engine/api/questions/shop.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs shopCodecs()
{
    return codecsOf(questions::ShopQuestions{});
}

} // namespace trato::wire
