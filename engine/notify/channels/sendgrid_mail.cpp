#include "engine/notify/channels/sendgrid_mail.h"

namespace trato {

using namespace Qt::StringLiterals;

SendGridMail::SendGridMail(HttpTransport &transport, SecretStore &secrets, const EngineSettings &settings, const Clock &clock, LogBook &log)
    : HttpChannel({u"sendgrid"_s, u"SENDGRID_API_KEY"_s, secrets, clock, log}, transport), m_settings(settings)
{
    begin();
}

sendgrid::Config SendGridMail::config() const
{
    return {m_settings.sendgridUrl, m_settings.emailFrom, m_settings.emailFromName, m_settings.emailReplyTo, m_settings.emailCaFile};
}

Result<HttpRequest> SendGridMail::build(const Notification &message, const QString &opaque, Millis timeout, const Secret &secret) const
{
    return sendgrid::buildRequest(message, config(), secret, opaque, timeout);
}

} // namespace trato
