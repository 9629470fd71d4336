#pragma once

#include "engine/api/settings.h"
#include "engine/notify/channels/http_channel.h"

namespace trato {

namespace twilio {

/// Where and as whom to send.
struct Config {
    QString url{};          ///< "https://api.twilio.com"
    QString accountSid{};   ///< "AC" and 32 hex digits
    QString from{};         ///< a number with '+', a short code, or the SID ("MG…") of a messaging service
    QString caFile{};
    QString callback{};     ///< where Twilio shall tell states: an address to which our token is added; empty: nowhere
};

/// The one POST of a message (providers 1.4): a form, Basic authentication. An SMS that is worthless at `expiresAt` is
/// given no longer to live than that. Pure. Invalid: an address that is none, a text that is too long, a bad setting.
Result<HttpRequest> buildRequest(const Notification &message, const Config &config, const Secret &token, const QString &opaque, Millis timeout,
                                 Instant now);
/// `GET` of something of the account: "/Messages/SM….json", "/Messages.json?PageSize=200". Pure.
Result<HttpRequest> buildGet(const Config &config, const Secret &token, const QString &tail, Millis timeout);
/// Where Twilio reaches us: this program's own HTTP interface, else the relay. Pure.
QString callbackOf(const EngineSettings &settings);
/// `GET` of the account. Pure.
Result<HttpRequest> buildProbe(const Config &config, const Secret &token);
/// By Twilio's `code` when there is one, else by providers 2.1. Pure.
SendOutcome judge(const HttpResult &result, Instant now);
/// The same of the probe: an account that is not active cannot send. Pure.
SendOutcome judgeProbe(const HttpResult &result, Instant now);

} // namespace twilio

/// SMS through Twilio. Secret: TWILIO_AUTH_TOKEN.
class TwilioSms final : public HttpChannel
{
public:
    TwilioSms(HttpTransport &transport, SecretStore &secrets, const EngineSettings &settings, const Clock &clock, LogBook &log);

    Channel kind() const override { return Channel::Sms; }
    Millis timeout() const override { return Seconds(m_settings.smsTimeoutSeconds); }

private:
    twilio::Config config() const;
    QStringList missingSettings() const override { return trato::missingSettings(m_settings, kind()); }
    QString account() const override { return m_settings.smsUrl + u'/' + m_settings.smsAccountSid + u'/' + m_settings.smsFrom; }
    Result<HttpRequest> build(const Notification &message, const QString &opaque, Millis timeout, const Secret &secret) const override;
    Result<HttpRequest> buildProbe(const Secret &secret) const override { return twilio::buildProbe(config(), secret); }
    SendOutcome judge(const HttpResult &result) const override { return twilio::judge(result, now()); }
    SendOutcome judgeProbe(const HttpResult &result) const override { return twilio::judgeProbe(result, now()); }

    const EngineSettings &m_settings;
};

} // namespace trato
