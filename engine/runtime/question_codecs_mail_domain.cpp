#include "engine/api/questions/mail_domain.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs mailDomainCodecs()
{
    return codecsOf(questions::MailDomainQuestions{});
}

} // namespace trato::wire
