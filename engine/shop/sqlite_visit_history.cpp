#include "engine/shop/sqlite_visit_history.h"

#include "engine/shop/visit_changes.h"

namespace trato {

void SqliteVisitHistory::moments(VisitId visit, Reply<QList<VisitMoment>> reply)
{
    m_file.run<QList<VisitMoment>>([visit](ShopTables &t) { return t.outcome(VisitChanges(t).of(visit)); }, std::move(reply));
}

} // namespace trato
