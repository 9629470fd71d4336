#pragma once

#include "engine/api/settings.h"
#include "engine/api/ways.h"
#include "engine/notify/ways/event_intake.h"
#include "engine/secrets/secret_store.h"

namespace trato {

/// What providers post, whichever way it reaches us: WhatsApp's handshake, and signed events of WhatsApp, SendGrid and Twilio.
/// Nothing is read of a body whose signature is not the provider's. 2xx means: written durably, or nothing for us in it.
/// Lives on the engine thread; the parts outlive it.
class WebhookDoor
{
public:
    struct Parts {
        EventIntake &intake;
        SecretStore &secrets;
        const EngineSettings &settings;
        const Clock &clock;
        LogBook &log;
    };
    explicit WebhookDoor(Parts parts) : m_parts(parts) {}

    /// `way`: how the call came, "webhook" or the name of another way in, which then counts its events and may keep its
    /// `cursor` with them. 403: not signed by the provider; 400: signed, but not to be read; 503: not now, try again.
    void take(const QString &way, const WebhookCall &call, std::optional<QString> cursor, Reply<WebhookAnswer> reply);
    /// What is wrong with what comes from this provider: "ways.refused", "ways.unreadable"; empty: nothing, of late.
    QString trouble(const QString &provider) const;
    /// The name of the secret with which a provider signs; empty: it is a setting.
    static QString secretOf(const QString &provider);
    static QStringList providers();

private:
    struct Call;
    using CallPtr = std::shared_ptr<Call>;
    void shakeHands(const CallPtr &call);
    void verified(const CallPtr &call);
    void refused(const CallPtr &call, const QString &why, int status);
    Result<QList<ProviderEvent>> read(const WebhookCall &call) const;
    QString addressOf(const WebhookCall &call) const;

    struct Trouble {
        QString code{};
        Instant at{};
        Instant loggedAt{};
    };
    const Parts m_parts;
    QMap<QString, Trouble> m_troubles;   ///< by provider
};

} // namespace trato
