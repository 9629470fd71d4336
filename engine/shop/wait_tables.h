#pragma once

#include "engine/api/waits.h"
#include "engine/shop/shop_tables.h"

namespace trato {

/// The waiting list of full days inside one piece of work. Shop thread, lives as long as the work.
class WaitTables
{
public:
    explicit WaitTables(ShopTables &tables) : m_tables(tables) {}

    /// From this local day on, by day and since; those that were removed left out.
    QList<WaitEntry> list(const UnitId &unit, const QString &fromDay);
    /// Those who still wait, in the order in which they are asked.
    QList<WaitEntry> waiting(const UnitId &unit, const QString &fromDay);
    std::optional<WaitEntry> find(const WaitId &id);
    /// Invalid: the client waits for that day already, or there is no such professional.
    Result<WaitEntry> add(const WaitEntry &entry);
    /// False when nobody of this id waits.
    bool remove(const WaitId &id);
    void setState(const WaitId &id, WaitEntry::State state);
    /// Who got a visit on the day they wait for, however it was made, waits no more. How many.
    int settleBooked(const Unit &unit);

private:
    QList<WaitEntry> read(const QString &end, const QVariantList &values);

    ShopTables &m_tables;
};

} // namespace trato
