#pragma once

#include "engine/api/settings.h"
#include "engine/notify/channels/http_channel.h"

namespace trato {

namespace sendgrid {

/// Where and as whom to send.
struct Config {
    QString url{};        ///< "https://api.sendgrid.com"; EU sub-users have "https://api.eu.sendgrid.com"
    QString from{};       ///< a verified sender
    QString fromName{};
    QString replyTo{};    ///< empty: the sender
    QString caFile{};
};

/// The one POST of `mail/send` (providers 1.2): one recipient, text and HTML, tracking off, `opaque` alone as custom
/// argument, because those are kept for long. Pure. Invalid: an address that is none, no subject or text, a bad setting.
Result<HttpRequest> buildRequest(const Notification &message, const Config &config, const Secret &key, const QString &opaque,
                                 Millis timeout);
/// `GET /v3/scopes`: what the key may do. Pure.
Result<HttpRequest> buildProbe(const Config &config, const Secret &key);
/// 202 is accepted; 401 may also be an account without credits; a 5xx may have been taken (providers 1.2, 2.1). Pure.
SendOutcome judge(const HttpResult &result, Instant now);
/// The same of the probe: a key without "mail.send" cannot send. Pure.
SendOutcome judgeProbe(const HttpResult &result, Instant now);

} // namespace sendgrid

/// E-mail through SendGrid v3. Secret: SENDGRID_API_KEY.
class SendGridMail final : public HttpChannel
{
public:
    SendGridMail(HttpTransport &transport, SecretStore &secrets, const EngineSettings &settings, const Clock &clock, LogBook &log);

    Channel kind() const override { return Channel::Email; }
    Millis timeout() const override { return Seconds(m_settings.emailTimeoutSeconds); }

private:
    sendgrid::Config config() const;
    QStringList missingSettings() const override { return trato::missingSettings(m_settings, kind()); }
    QString account() const override { return m_settings.sendgridUrl + u'/' + m_settings.emailFrom; }
    Result<HttpRequest> build(const Notification &message, const QString &opaque, Millis timeout, const Secret &secret) const override;
    Result<HttpRequest> buildProbe(const Secret &secret) const override { return sendgrid::buildProbe(config(), secret); }
    SendOutcome judge(const HttpResult &result) const override { return sendgrid::judge(result, now()); }
    SendOutcome judgeProbe(const HttpResult &result) const override { return sendgrid::judgeProbe(result, now()); }

    const EngineSettings &m_settings;
};

} // namespace trato
