#include "engine/shop/opening_tables.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// The unit's week first.
QList<WorkWeek> readWeeks(ShopTables &t, const UnitId &unit)
{
    QList<WorkWeek> weeks;
    t.each(u"SELECT professional, weekday, from_minute, to_minute FROM work_hours WHERE unit = ? "
           "ORDER BY professional, weekday, from_minute"_s,
           {unit.value}, [&](const QSqlQuery &q) {
               const ProfessionalId professional{q.value(0).toString()};
               if (weeks.isEmpty() || weeks.last().professional != professional)
                   weeks.append({unit, professional, {}});
               weeks.last().spans.append({q.value(1).toInt(), q.value(2).toInt(), q.value(3).toInt()});
           });
    return weeks;
}

QList<ClosedDay> readDays(ShopTables &t, const UnitId &unit)
{
    QList<ClosedDay> days;
    t.each(u"SELECT day, name, closed, every_year FROM closed_day WHERE unit = ? ORDER BY day"_s, {unit.value},
           [&](const QSqlQuery &q) {
               days.append({unit, q.value(0).toString(), q.value(1).toString(), ClosedDay::Kind::Local, q.value(2).toBool(),
                            q.value(3).toBool()});
           });
    return days;
}

} // namespace

QList<Professional> readProfessionals(ShopTables &tables, const UnitId &unit)
{
    QList<Professional> found;
    tables.each(u"SELECT id, name, active FROM professional WHERE unit = ? ORDER BY active DESC, folded"_s, {unit.value},
                [&](const QSqlQuery &q) {
                    found.append({{q.value(0).toString()}, unit, q.value(1).toString(), q.value(2).toBool()});
           });
    return found;
}

OpeningRecord readOpening(ShopTables &tables, const Unit &unit)
{
    return {unit, readWeeks(tables, unit.id), readDays(tables, unit.id), readProfessionals(tables, unit.id)};
}

} // namespace trato
