#pragma once

#include "engine/api/frame.h"
#include "engine/notify/channels/breaker.h"
#include "engine/notify/channels/message_channel.h"
#include "engine/secrets/secret_store.h"

#include <QPointer>
#include <QTimer>

namespace trato {

class LogBook;

/// What every provider has in common: one secret, read on first need and dropped on any doubt; a breaker of this
/// provider and this credential; stopped templates. A refused credential, account or configuration stops the channel at
/// once; a probe every 30 minutes or after a change of settings or secrets opens it again.
/// Engine thread; the parts outlive it. A final class calls `begin` at the end of its constructor.
class ProviderChannel : public QObject, public MessageChannel
{
public:
    struct Parts {
        QString name{};         ///< of the provider, in reasons and problems: "whatsapp"
        QString secretName{};   ///< "WHATSAPP_ACCESS_TOKEN"
        SecretStore &secrets;
        const Clock &clock;
        LogBook &log;
    };

    Admission admit(const Notification &message) override;
    void send(const Notification &message, const QString &opaque, Millis timeout, Reply<SendOutcome> reply) override;
    void whenKnown(std::function<void()> then) override;
    QStringList missing() const override;
    QString trouble() const override;
    void test(Reply<SendOutcome> reply) override;
    const QString &providerName() const { return m_parts.name; }
    /// The stopped channel and stopped templates, for the list of what needs attention.
    QList<Problem> problems() const;

    /// Settings or a secret changed: reads the secret again and tries a stopped channel.
    void changed();
    /// Asks the provider when a probe is due; a timer calls it each minute.
    void probeIfDue();
    /// Called when `trouble` or `missing` may have changed.
    void onStatusChange(std::function<void()> listener) { m_statusChanged = std::move(listener); }
    /// Called after each call to the provider with its duration, for the timings.
    void onCall(std::function<void(Millis took, bool good)> listener) { m_called = std::move(listener); }

protected:
    /// What one call to the provider came to.
    struct Call {
        SendOutcome outcome{};
        Millis took{0};
    };
    explicit ProviderChannel(Parts parts);
    void begin();

    /// Names of settings that are not set.
    virtual QStringList missingSettings() const = 0;
    /// What makes it another credential, besides the secret: account, sender, server.
    virtual QString account() const = 0;
    virtual bool needsSecret() const { return true; }
    /// Which template a refusal would stop; empty: none.
    virtual QString templateKey(const Notification &) const { return {}; }
    /// Makes the one call. An Invalid error: it was never made, and never can be.
    virtual void transmit(const Notification &message, const QString &opaque, Millis timeout, const Secret &secret,
                          Reply<Call> reply) = 0;
    /// A harmless question that needs the credential.
    virtual void tryCredential(const Secret &secret, Reply<Call> reply) = 0;

    Instant now() const { return m_parts.clock.now(); }

private:
    void withSecret(std::function<void(const Secret *)> use);
    void remember(Secret secret);
    void learn(const QString &templateKey, const SendOutcome &outcome);
    void probe();
    void status() const;

    const Parts m_parts;
    const QByteArray m_component;   ///< the name, for the log
    Breaker m_breaker;
    QByteArray m_credential;                     ///< salted hash of what the breaker speaks of
    const QByteArray m_salt;
    std::shared_ptr<Secret> m_secret;            ///< null until read
    bool m_secretMissing = false;                ///< the newest reading found none
    bool m_secretRead = false;                   ///< there was a reading
    bool m_probing = false;
    struct Stopped {
        QString reason{};
        Instant since{};
        Instant until{};
    };
    QMap<QString, Stopped> m_stoppedTemplates;   ///< by template key
    QTimer m_timer;
    std::function<void()> m_statusChanged;
    std::function<void(Millis, bool)> m_called;
};

} // namespace trato
