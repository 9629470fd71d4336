#pragma once

#include "engine/api/mail_domain.h"
#include "engine/api/question.h"

/// The domain that e-mail comes from. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

/// Looks up SPF, DKIM and DMARC. Invalid: no sender's address is set, and no domain given.
struct CheckMailDomain {
    static constexpr auto name = "mail.domain";
    using Answer = MailDomainReport;
    QString domain{};   ///< empty: the one of `email/from`
    static constexpr auto fields() { return fieldList(field("domain", &CheckMailDomain::domain)); }
};

} // namespace ask

namespace questions {
using namespace ask;
using MailDomainQuestions = Questions<CheckMailDomain>;
} // namespace questions

} // namespace trato
