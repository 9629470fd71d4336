#pragma once

#include "engine/notify/reply_meaning.h"
#include "engine/shop/offer_rules.h"

namespace trato {

/// One message of a client to the shop.
struct ReplyRecord {
    QString event{};          ///< the provider's id of it
    Channel channel = Channel::WhatsApp;
    QString address{};        ///< as the shop keeps it
    QString text{};
    ReplyMeaning meaning = ReplyMeaning::Other;
    Instant at{};             ///< by the provider's clock
    friend bool operator==(const ReplyRecord &, const ReplyRecord &) = default;
};

/// Who writes from an address, as of now.
struct Writer {
    bool told = false;                  ///< this reply was taken before
    QList<Client> clients{};            ///< everybody who has the address (R-09)
    QList<SlotOffer> offers{};          ///< places that are kept for them, then those that were a short time ago
    QList<VisitRecord> coming{};        ///< their open visits ahead, by start, at most 20
};

/// A reply with what it is about.
struct TakenReply {
    ReplyRecord reply{};
    QList<std::pair<VisitId, Instant>> visits{};   ///< that it answers, with the start that was asked about
    OfferId offer{};                               ///< that it answers instead
    bool noCancels = false;                        ///< a no calls the visit off at once
};

/// What clients write, and what follows from it. Asynchronous; replies arrive on the owner's thread. Changes are told by
/// `ShopDatabase::onChange`.
class Replies
{
public:
    virtual ~Replies() = default;

    virtual void writer(QString event, Channel channel, QString address, Reply<Writer> reply) = 0;
    /// Keeps the reply and does what it says, in one transaction: consent, what the visits have as answer, and the wish for the
    /// one message that answers it. A reply told before changes nothing.
    virtual void take(TakenReply taken, Reply<Done> reply) = 0;
    /// The clients' own words about these visits, by visit; those that were read away already are left out.
    virtual void said(QList<VisitId> visits, Reply<QMap<QString, QString>> reply) = 0;
};

} // namespace trato
