#pragma once

#include "engine/api/waits.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// The waiting list of full days, and the places that are offered to it. Asynchronous; replies arrive on the owner's thread. Phones are
/// whole here. Changes are told by `ShopDatabase::onChange`.
class Waits
{
public:
    virtual ~Waits() = default;

    virtual void list(UnitId unit, Reply<WaitList> reply) = 0;
    /// Finds or makes the client.
    virtual void add(WaitEntry entry, Reply<WaitEntry> reply) = 0;
    virtual void remove(WaitId id, Reply<Done> reply) = 0;

    /// Looks what has become of the offers, and offers places that are free to who waits for them: one client at a time, for
    /// `life`; zero: none. `mayOffer` says of a unit whether now is a time to write. Answers how many were made.
    virtual void step(Minutes life, std::function<bool(const Unit &)> mayOffer, Reply<int> reply) = 0;
};

} // namespace trato
