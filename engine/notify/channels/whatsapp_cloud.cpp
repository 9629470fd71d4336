#include "engine/notify/channels/whatsapp_cloud.h"

namespace trato {

using namespace Qt::StringLiterals;

WhatsAppCloud::WhatsAppCloud(HttpTransport &transport, SecretStore &secrets, const EngineSettings &settings,
                             const Clock &clock, LogBook &log)
    : HttpChannel({u"whatsapp"_s, u"WHATSAPP_ACCESS_TOKEN"_s, secrets, clock, log}, transport), m_settings(settings)
{
    begin();
}

whatsapp::Config WhatsAppCloud::config() const
{
    return {m_settings.whatsappUrl, m_settings.whatsappVersion, m_settings.whatsappNumberId, m_settings.whatsappCaFile};
}

Result<HttpRequest> WhatsAppCloud::build(const Notification &message, const QString &opaque, Millis timeout, const Secret &secret) const
{
    return whatsapp::buildRequest(message, config(), secret, opaque, timeout);
}

Result<HttpRequest> WhatsAppCloud::buildProbe(const Secret &secret) const
{
    return whatsapp::buildProbe(config(), secret);
}

SendOutcome WhatsAppCloud::judge(const HttpResult &result) const
{
    return whatsapp::judge(result, now());
}

} // namespace trato
