#pragma once

#include "engine/shop/shop_tables.h"

namespace trato {

/// What is done with a visit, noted inside the transaction that does it; never changed or deleted. Shop thread, lives as long as
/// the work.
class VisitChanges
{
public:
    explicit VisitChanges(ShopTables &tables) : m_tables(tables) {}

    void note(const VisitId &visit, VisitMoment::What what, Instant start, VisitStatus status);
    /// That the client answered; `event` is the reply's.
    void noteAnswer(const VisitId &visit, Instant start, VisitAnswer answer, const QString &event);
    /// With payments, oldest first.
    QList<VisitMoment> of(const VisitId &visit);

private:
    ShopTables &m_tables;
};

} // namespace trato
