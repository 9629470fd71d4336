#pragma once

#include "engine/api/waits.h"
#include "engine/shop/replies.h"
#include "engine/shop/wish_rules.h"

namespace trato {

/// A wish with everything its message needs, as of one moment. Unmasked; never leaves the engine.
struct WishNow {
    MessageWish wish{};
    bool wanted = false;                      ///< the unit has this kind switched on
    Unit unit{};
    Client client{};
    std::optional<VisitRecord> visit{};       ///< it is about, or was paid for
    std::optional<PaymentRecord> payment{};
    std::optional<trato::SlotOffer> offer{};  ///< that it makes, or that was answered
    std::optional<ReplyRecord> reply{};       ///< that it answers
    QString hindrance{};                      ///< why the one who wrote takes no service messages there; see `ShopDatabase::mayWrite`
};

/// Which kinds of messages each unit wants, and the messages that are wished for. An empty unit is the first one.
/// Asynchronous; replies arrive on the owner's thread. Changes are told by `ShopDatabase::onChange`.
class MessageWishes
{
public:
    virtual ~MessageWishes() = default;

    /// Of each kind whether the unit wants it, with the unit itself.
    struct Switches {
        Unit unit{};
        QMap<MessageKind, bool> wanted{};
    };
    virtual void switches(UnitId unit, Reply<Switches> reply) = 0;
    /// Off: open wishes of this kind go.
    virtual void setWanted(UnitId unit, MessageKind kind, bool wanted, Reply<Done> reply) = 0;

    /// Those that no channel was given yet, also expired ones: that is for the sender to record. At most 10,000, oldest first.
    virtual void open(Reply<QList<MessageWish>> reply) = 0;
    /// The same, but before it late ones begin to wait for a person when they are more than `lateBatch` (see `lateToAsk`).
    virtual void askLate(int lateBatch, Reply<QList<MessageWish>> reply) = 0;
    /// Sends or discards every wish that waits for a person. Keys of those it was decided of; what is useful no more stays
    /// and is recorded as such.
    virtual void decideLate(bool send, Reply<QStringList> reply) = 0;
    /// NotFound: there is none of this key, or a newer one took its place.
    virtual void wish(QString key, Reply<WishNow> reply) = 0;
    /// From now on a change of the same visit is told as a further one. NotFound as above; taking twice is once.
    virtual void take(QString key, Reply<Done> reply) = 0;
};

} // namespace trato
