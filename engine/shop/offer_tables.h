#pragma once

#include "engine/shop/offer_rules.h"
#include "engine/shop/replies.h"
#include "engine/shop/shop_book.h"
#include "engine/shop/shop_tables.h"

namespace trato {

/// The places that were left, and the offers made of them, inside one piece of work. Shop thread, lives as long as the work.
class OfferTables
{
public:
    explicit OfferTables(ShopTables &tables) : m_tables(tables) {}

    /// Keeps the place that this change of a visit leaves, if it leaves one.
    void noteVisit(const VisitRecord &before, const VisitRecord &after);

    /// Of the last seven days, newest first.
    QList<SlotOffer> list(const UnitId &unit);
    QList<OfferId> open();
    /// As it is now: one that still reads as open may be over, or its place given away.
    std::optional<SlotOffer> find(const OfferId &id);
    std::optional<SlotOffer> answeredBy(const QString &event);
    /// Open ones, and those that ended within `offerMemory`: who answers late is told. Newest first, open ones before.
    QList<SlotOffer> offersTo(const ClientId &client);

    /// Ends the offers that are over. How many.
    int close(const OfferRules &rules);
    /// Offers each free place of the unit to the first one who waits for it and was not asked yet. How many.
    int offer(const Unit &unit, const OfferRules &rules);
    /// What the client answered, by `event`. True: a visit was made of it; false: it is over. Not set: nothing is to be told.
    std::optional<bool> answer(const OfferId &id, ReplyMeaning said, const QString &event);

private:
    QList<SlotOffer> read(const QString &end, const QVariantList &values);
    SlotOffer::State stateNow(const SlotOffer &offer);
    void end(const OfferId &id, SlotOffer::State state, const QString &event = {});
    void book(const SlotOffer &offer, const QString &event);
    bool isFree(const UnitId &unit, const QString &professional, Instant start, Instant end);
    bool isWorkedAt(const UnitId &unit, const QString &professional, Instant start, Instant end);
    bool isOffered(const UnitId &unit, const QString &professional, Instant start, Instant end);
    bool mayBeAsked(const Unit &unit, const WaitEntry &wait, const FreedPlace &place, const OfferRules &rules);
    void make(const WaitEntry &wait, const FreedPlace &place, const OfferRules &rules);
    bool exists(const QString &where, const QVariantList &values);
    const OpeningRecord &opening(const UnitId &unit);

    ShopTables &m_tables;
    QMap<QString, OpeningRecord> m_openings{};   ///< that were read, by unit
};

} // namespace trato
