#pragma once

#include "engine/api/waits.h"
#include "engine/shop/replies.h"
#include "engine/shop/shop_tables.h"

namespace trato {

/// The waiting list and its offers inside one piece of work. Shop thread, lives as long as the work.
class OfferTables
{
public:
    explicit OfferTables(ShopTables &tables) : m_tables(tables) {}

    WaitList list(const Unit &unit);
    std::optional<WaitEntry> wait(const WaitId &id);
    WaitId add(const WaitEntry &entry);
    bool isWaiting(const UnitId &unit, const ClientId &client, const QString &day);
    bool remove(const WaitId &id);

    /// Offers that came to their end: no answer in time, or the place is taken. How many.
    int close();
    /// Offers each free place of these units to the first one who waits for it. How many.
    int offer(const QList<Unit> &units, Minutes life);
    std::optional<SlotOffer> find(const OfferId &id);
    /// Open ones, and those that ended within the last twelve hours: who answers late is told. Newest first.
    QList<SlotOffer> offersTo(const ClientId &client);
    /// What the client answered. True: a visit was made of it; false: it is over. Not set: nothing is to be told.
    std::optional<bool> answer(const OfferId &id, ReplyMeaning said);

private:
    QList<SlotOffer> read(const QString &end, const QVariantList &values);
    QList<WaitEntry> waits(const QString &end, const QVariantList &values);
    void end(const OfferId &id, SlotOffer::State state);
    bool isFree(const UnitId &unit, const QString &professional, Instant start, Instant end);
    bool offerSlot(const VisitRecord &slot, const QList<WaitEntry> &waiting, Minutes life);
    bool exists(const QString &where, const QVariantList &values);

    ShopTables &m_tables;
};

/// Whether somebody who waits may be offered this place: not their own, long enough, with whom they want. Pure.
bool fits(const VisitRecord &slot, const WaitEntry &wait);

} // namespace trato
