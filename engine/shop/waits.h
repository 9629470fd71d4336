#pragma once

#include "engine/shop/offer_rules.h"

namespace trato {

/// The waiting list of full days, and the places that are offered to it. Asynchronous; replies arrive on the owner's thread. Phones are
/// whole here. Changes are told by `ShopDatabase::onChange`.
class Waits
{
public:
    virtual ~Waits() = default;

    virtual void list(UnitId unit, Reply<WaitList> reply) = 0;
    /// Finds or makes the client. Invalid: see `ask::AddWait`.
    virtual void add(WaitEntry entry, Reply<WaitEntry> reply) = 0;
    virtual void remove(WaitId id, Reply<Done> reply) = 0;

    /// Offers that wait for an answer.
    virtual void open(Reply<QList<OfferId>> reply) = 0;
    /// Ends the offers that are over, and offers each place that was left and is free to the first who waits for it and was not asked
    /// yet: one at a time. An offer is there together with the wish for its message. Answers how many were made.
    virtual void step(OfferRules rules, Reply<int> reply) = 0;
};

} // namespace trato
