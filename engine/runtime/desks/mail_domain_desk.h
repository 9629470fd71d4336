#pragma once

#include "engine/api/questions/mail_domain.h"
#include "engine/notify/mail_domain.h"

namespace trato {

/// Answers the question about the sender's domain. Engine thread; the parts outlive it.
class MailDomainDesk
{
public:
    MailDomainDesk(const EngineSettings &settings, TxtLookup lookup) : m_settings(settings), m_lookup(std::move(lookup)) {}

    void answer(const ask::CheckMailDomain &question, Reply<MailDomainReport> reply)
    {
        if (question.domain.isEmpty() && m_settings.emailFrom.isEmpty())
            return reply(Error{Error::Code::Invalid, QStringLiteral("missing: email/from")});
        const QString domain = question.domain.isEmpty() ? m_settings.emailFrom.section(u'@', -1) : question.domain;
        checkMailDomain(domain, m_settings, m_lookup, std::move(reply));
    }

private:
    const EngineSettings &m_settings;
    const TxtLookup m_lookup;
};

} // namespace trato
