#pragma once

#include "engine/notify/notification.h"

namespace trato {

/// What a provider's answer means for the message (providers 2.1).
struct SendOutcome {
    enum class Kind {
        Accepted,    ///< the provider took it
        NotSent,     ///< nothing left the house; try again
        Rate,        ///< refused for now because of a limit; try again later
        Transient,   ///< the provider says it did not process it; try again
        Permanent,   ///< refused for good: our mistake or the provider's rule
        Recipient,   ///< this person cannot be reached on this channel
        Policy,      ///< window, opt-out or engagement rule: never again as it is
        Template,    ///< the template is unknown, paused or disabled: this and all others with it must wait
        Channel,     ///< credential, account or configuration: the whole channel stops
        Uncertain,   ///< it may have been accepted
    };
    Kind kind = Kind::Uncertain;
    QString providerId{};
    QString contactId{};               ///< the provider's id of the person, may differ from the phone number
    int code = 0;                      ///< the provider's error code, 0 = none
    QString reason{};                  ///< "whatsapp.131026: …"; no personal data
    std::optional<Millis> retryAfter{};///< the provider's own wish, else the least wait of this code
    bool pair = false;                 ///< Rate: of this recipient only; waits 4^n seconds
    int maxAttempts = 0;               ///< after so many it is permanent; 0 = until the message is useless
    friend bool operator==(const SendOutcome &, const SendOutcome &) = default;
};

/// Whether a channel takes messages now.
struct Admission {
    bool open = true;
    Millis wait{0};      ///< how long to wait when not
    QString reason{};
};

/// A provider of messages. Lives on the engine thread; owned by the composition.
class MessageChannel
{
public:
    virtual ~MessageChannel() = default;
    virtual Channel kind() const = 0;
    /// How long a send may take at most.
    virtual Millis timeout() const = 0;
    /// Asked before the fence is set. The breaker and stopped templates say no here.
    virtual Admission admit(const Notification &message) = 0;
    /// Sends once. `opaque` comes back in the provider's status reports; it holds no personal data.
    virtual void send(const Notification &message, const QString &opaque, Millis timeout, Reply<SendOutcome> reply) = 0;
    /// Calls, at once or later, when the secrets were read and `missing` is certain.
    virtual void whenKnown(std::function<void()> then) = 0;
    /// Names of settings and secrets that live sending still needs.
    virtual QStringList missing() const = 0;
    /// Why the channel is stopped; empty when fine.
    virtual QString trouble() const = 0;
    /// Asks the provider whether it takes the credential; sends nothing. Accepted: it does.
    virtual void test(Reply<SendOutcome> reply) = 0;
};

} // namespace trato
