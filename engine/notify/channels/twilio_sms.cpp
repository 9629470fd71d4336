#include "engine/notify/channels/twilio_sms.h"

namespace trato {

using namespace Qt::StringLiterals;

TwilioSms::TwilioSms(HttpTransport &transport, SecretStore &secrets, const EngineSettings &settings, const Clock &clock, LogBook &log)
    : HttpChannel({u"twilio"_s, u"TWILIO_AUTH_TOKEN"_s, secrets, clock, log}, transport), m_settings(settings)
{
    begin();
}

twilio::Config TwilioSms::config() const
{
    return {m_settings.smsUrl, m_settings.smsAccountSid, m_settings.smsFrom, m_settings.smsCaFile, twilio::callbackOf(m_settings)};
}

Result<HttpRequest> TwilioSms::build(const Notification &message, const QString &opaque, Millis timeout, const Secret &secret) const
{
    return twilio::buildRequest(message, config(), secret, opaque, timeout, now());
}

} // namespace trato
