#pragma once

#include "engine/shop/shop_file.h"
#include "engine/shop/waits.h"

namespace trato {

/// The waiting list in shop.db. Lives on the thread of the file's owner; the file outlives it.
class SqliteWaits final : public Waits
{
public:
    explicit SqliteWaits(ShopFile &file) : m_file(file) {}

    void list(UnitId unit, Reply<WaitList> reply) override;
    void add(WaitEntry entry, Reply<WaitEntry> reply) override;
    void remove(WaitId id, Reply<Done> reply) override;
    void open(Reply<QList<OfferId>> reply) override;
    void step(OfferRules rules, Reply<int> reply) override;

private:
    ShopFile &m_file;
};

} // namespace trato
