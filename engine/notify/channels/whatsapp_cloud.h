#pragma once

#include "engine/api/frame.h"
#include "engine/api/settings.h"
#include "engine/notify/channels/breaker.h"
#include "engine/notify/channels/http_transport.h"
#include "engine/notify/channels/message_channel.h"
#include "engine/secrets/secret_store.h"

#include <QPointer>
#include <QTimer>

namespace trato {

class LogBook;

namespace whatsapp {

/// Where and as whom to send.
struct Config {
    QString url{};        ///< "https://graph.facebook.com"
    QString version{};    ///< "v26.0"
    QString numberId{};   ///< Meta's id of the number
    QString caFile{};
};

/// The one POST of a template message (providers 1.1). `token` is revealed in the header only. Pure.
/// Invalid: no provider template, address or number id; a recipient that is not E.164 with '+'.
Result<HttpRequest> buildRequest(const Notification &message, const Config &config, const Secret &token,
                                 const QString &opaque, Millis timeout);
/// The harmless question of a half-open breaker: `GET /{number id}`. Pure.
Result<HttpRequest> buildProbe(const Config &config, const Secret &token);
/// What the exchange means: by `error.code` when there is one, else by providers 2.1. Two codes that say nothing
/// about whether the message was taken (1 and 131000) are uncertain when they come with a 5xx. Pure.
SendOutcome judge(const HttpResult &result, Instant now);

} // namespace whatsapp

/// The WhatsApp Business Cloud API. Engine thread; the parts outlive it. A refused credential, account or
/// configuration stops the channel at once; a probe every 30 minutes or after a change of settings or secrets
/// opens it again. The token is read from the secrets on first need and dropped on any doubt.
class WhatsAppCloud final : public QObject, public MessageChannel
{
public:
    WhatsAppCloud(HttpTransport &transport, SecretStore &secrets, const EngineSettings &settings, const Clock &clock,
                  LogBook &log);

    Channel kind() const override { return Channel::WhatsApp; }
    Millis timeout() const override { return Seconds(m_settings.whatsappTimeoutSeconds); }
    Admission admit(const Notification &message) override;
    void send(const Notification &message, const QString &opaque, Millis timeout, Reply<SendOutcome> reply) override;
    void whenKnown(std::function<void()> then) override;
    QStringList missing() const override;
    QString trouble() const override;
    /// The stopped channel and stopped templates, for the list of what needs attention.
    QList<Problem> problems() const;

    /// Settings or a secret changed: reads the token again and tries a stopped channel.
    void changed();
    /// Asks the provider when a probe is due; a timer calls it each minute.
    void probeIfDue();
    /// Called when `trouble` or `missing` may have changed.
    void onStatusChange(std::function<void()> listener) { m_statusChanged = std::move(listener); }
    /// Called after each call to the provider with its duration, for the timings.
    void onCall(std::function<void(Millis took, bool good)> listener) { m_called = std::move(listener); }

private:
    whatsapp::Config config() const;
    void withToken(std::function<void(const Secret *)> use);
    void learn(const Notification &message, const SendOutcome &outcome);
    void probe();
    void status() const;

    HttpTransport &m_transport;
    SecretStore &m_secrets;
    const EngineSettings &m_settings;
    const Clock &m_clock;
    LogBook &m_log;
    Breaker m_breaker;
    std::shared_ptr<Secret> m_token;             ///< null until read
    bool m_tokenMissing = false;                 ///< the newest reading found none
    bool m_tokenRead = false;                    ///< there was a reading
    bool m_probing = false;
    struct Stopped {
        QString reason{};
        Instant since{};
        Instant until{};
    };
    QMap<QString, Stopped> m_stoppedTemplates;   ///< by provider name and language
    QTimer m_timer;
    std::function<void()> m_statusChanged;
    std::function<void(Millis, bool)> m_called;
};

} // namespace trato
