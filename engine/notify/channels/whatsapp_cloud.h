#pragma once

#include "engine/api/settings.h"
#include "engine/notify/channels/http_channel.h"

namespace trato {

namespace whatsapp {

/// Where and as whom to send.
struct Config {
    QString url{};        ///< "https://graph.facebook.com"
    QString version{};    ///< "v26.0"
    QString numberId{};   ///< Meta's id of the number
    QString caFile{};
};

/// The one POST of a message (providers 1.1): a template; inside the 24-hour window also text, quick replies or a list.
/// `token` is revealed in the header only. Pure. Invalid: free text outside the window ("free text"), an address or number
/// id that is none, a recipient that is not E.164 with '+', a text or choices beyond Meta's limits.
Result<HttpRequest> buildRequest(const Notification &message, const Config &config, const Secret &token,
                                 const QString &opaque, Millis timeout);
/// What is wrong with a free text and its choices; not set: nothing. Limits in UTF-16 units. Pure.
std::optional<Error> freeTextProblem(const QString &text, const QList<ReplyChoice> &choices, const QString &listButton);
/// The harmless question of a half-open breaker: `GET /{number id}`. Pure.
Result<HttpRequest> buildProbe(const Config &config, const Secret &token);
/// What the exchange means: by `error.code` when there is one, else by providers 2.1. Two codes that say nothing
/// about whether the message was taken (1 and 131000) are uncertain when they come with a 5xx. Pure.
SendOutcome judge(const HttpResult &result, Instant now);

} // namespace whatsapp

/// The WhatsApp Business Cloud API. Secret: WHATSAPP_ACCESS_TOKEN.
class WhatsAppCloud final : public HttpChannel
{
public:
    WhatsAppCloud(HttpTransport &transport, SecretStore &secrets, const EngineSettings &settings, const Clock &clock,
                  LogBook &log);

    Channel kind() const override { return Channel::WhatsApp; }
    Millis timeout() const override { return Seconds(m_settings.whatsappTimeoutSeconds); }

private:
    whatsapp::Config config() const;
    QStringList missingSettings() const override { return trato::missingSettings(m_settings, kind()); }
    QString account() const override { return m_settings.whatsappUrl + u'/' + m_settings.whatsappNumberId; }
    QString templateKey(const Notification &message) const override { return message.providerTemplate + u'/' + message.language; }
    Result<HttpRequest> build(const Notification &message, const QString &opaque, Millis timeout, const Secret &secret) const override;
    Result<HttpRequest> buildProbe(const Secret &secret) const override;
    SendOutcome judge(const HttpResult &result) const override;

    const EngineSettings &m_settings;
};

} // namespace trato
