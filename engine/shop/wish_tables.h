#pragma once

#include "engine/api/waits.h"
#include "engine/shop/shop_tables.h"
#include "engine/shop/wish_rules.h"

namespace trato {

/// What happens in the shop, noted as wishes for messages inside the transaction that it happens in. Shop thread, lives as
/// long as the work.
class WishTables
{
public:
    explicit WishTables(ShopTables &tables) : m_tables(tables) {}

    bool wanted(const UnitId &unit, MessageKind kind);
    void setWanted(const UnitId &unit, MessageKind kind, bool wanted);

    /// What the client of a visit still has to be told when it was `before` and is `after`: a change that was not told yet is
    /// counted in. Not set: nothing, or the unit does not want it, or there is no phone.
    std::optional<MessageWish> visitNews(const std::optional<VisitRecord> &before, const VisitRecord &after);
    /// Keeps the above instead of what was open about the visit; what says the same stays as it is.
    void noteVisit(const std::optional<VisitRecord> &before, const VisitRecord &after);
    void notePayment(const PaymentRecord &payment, const VisitRecord &visit);
    /// Once an entry and kind; takes the place of what is open about the entry.
    void noteLine(MessageKind kind, const QString &entry, const UnitId &unit, const ClientId &client, const QString &phone);

    /// Answers what a client wrote; once a key.
    void noteAnswer(const MessageWish &wish);

    /// Tells a client of a place that is kept for them until `expires`; once an offer.
    void noteOffer(const OfferId &offer, const UnitId &unit, const ClientId &client, Instant start, Instant expires);

    QList<MessageWish> open(int limit);
    std::optional<MessageWish> find(const QString &key);
    /// False when there is none of this key.
    bool take(const QString &key);

    /// Late ones begin to wait for a person (`lateToAsk`), a message that a person sent late never again; true when one began.
    bool askLate(int batch, int limit);
    /// Sends or discards what waits. Keys of what was decided.
    QStringList decideLate(bool send, int limit);

    std::optional<std::pair<Instant, Instant>> covered(const UnitId &unit);
    void cover(const UnitId &unit, Instant from, Instant to);

private:
    QList<MessageWish> read(const QString &end, const QVariantList &values);
    std::optional<MessageWish> openAbout(const QString &about);
    void forgetOpen(const QString &about);
    void keep(const MessageWish &wish);

    ShopTables &m_tables;
};

} // namespace trato
