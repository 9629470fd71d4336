#include "engine/api/questions/site.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs siteCodecs()
{
    return codecsOf(questions::SiteQuestions{});
}

} // namespace trato::wire
