#include "engine/shop/sqlite_shop_book.h"

#include "engine/shop/opening_tables.h"

#include <QUuid>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

QString newBookId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QList<Service> readServices(ShopTables &t, const UnitId &unit)
{
    QList<Service> found;
    t.each(u"SELECT id, name, minutes, price, active FROM service WHERE unit = ? ORDER BY active DESC, folded"_s, {unit.value},
           [&](const QSqlQuery &q) {
               found.append({{q.value(0).toString()}, unit, q.value(1).toString(), q.value(2).toInt(), q.value(3).toLongLong(),
                             q.value(4).toBool()});
           });
    return found;
}

/// Whether another row of the unit has this name.
bool nameTaken(ShopTables &t, const QString &table, const UnitId &unit, const QString &name, const QString &id)
{
    bool taken = false;
    t.each(u"SELECT 1 FROM "_s + table + u" WHERE unit = ? AND folded = ? AND id <> ?"_s, {unit.value, foldText(name), id},
           [&](const QSqlQuery &) { taken = true; });
    return taken;
}

bool exists(ShopTables &t, const QString &table, const UnitId &unit, const QString &id)
{
    bool found = false;
    t.each(u"SELECT 1 FROM "_s + table + u" WHERE unit = ? AND id = ?"_s, {unit.value, id},
           [&](const QSqlQuery &) { found = true; });
    return found;
}

/// NotFound for an unknown id, Invalid for a name that is taken.
std::optional<Error> refusal(ShopTables &t, const QString &table, const UnitId &unit, const QString &name, const QString &id)
{
    if (!id.isEmpty() && !exists(t, table, unit, id) && !t.failed())
        return Error{Error::Code::NotFound, table};
    if (nameTaken(t, table, unit, name, id) && !t.failed())
        return Error{Error::Code::Invalid, u"name: name.taken"_s};
    return std::nullopt;
}

/// Adds (empty id) or changes a row that has a name in its unit; `columns` and `values` are what else it has.
template <typename T>
Result<T> saveNamed(ShopTables &t, const QString &table, const Unit &unit, T row, const QStringList &columns, const QVariantList &values)
{
    row.unit = unit.id;
    if (const auto error = refusal(t, table, unit.id, row.name, row.id.value))
        return *error;
    const QStringList set = QStringList{u"name"_s, u"folded"_s} + columns;
    QVariantList all = QVariantList{row.name, foldText(row.name)} + values;
    if (row.id.isEmpty()) {
        row.id = {newBookId()};
        const QString marks = QStringList(set.size() + 2, u"?"_s).join(u", "_s);
        t.exec(u"INSERT INTO %1(%2, id, unit) VALUES (%3)"_s.arg(table, set.join(u", "_s), marks), all << row.id.value << unit.id.value);
    } else {
        t.exec(u"UPDATE %1 SET %2 = ? WHERE id = ?"_s.arg(table, set.join(u" = ?, "_s)), all << row.id.value);
    }
    return t.outcome(row);
}

} // namespace

template <typename T, typename Work>
auto SqliteShopBook::withUnit(UnitId id, Work work) const
{
    return [id = std::move(id), work = std::move(work), first = m_file.first()](ShopTables &t) -> Result<T> {
        const std::optional<Unit> unit = t.unit(id, first);
        if (!unit)
            return t.failed() ? t.outcome(T()) : Error{Error::Code::NotFound, u"unit"_s};
        return work(t, *unit);
    };
}

void SqliteShopBook::professionals(UnitId unit, Reply<QList<Professional>> reply)
{
    using List = QList<Professional>;
    m_file.run<List>(withUnit<List>(unit, [](ShopTables &t, const Unit &u) -> Result<List> {
                         return t.outcome(readProfessionals(t, u.id));
                     }),
                     std::move(reply));
}

void SqliteShopBook::saveProfessional(Professional professional, Reply<Professional> reply)
{
    m_file.change<Professional>(
        withUnit<Professional>(professional.unit, [professional](ShopTables &t, const Unit &unit) {
            return saveNamed(t, u"professional"_s, unit, professional, {u"active"_s}, {int(professional.active)});
        }),
        std::move(reply));
}

void SqliteShopBook::services(UnitId unit, Reply<QList<Service>> reply)
{
    using List = QList<Service>;
    m_file.run<List>(withUnit<List>(unit, [](ShopTables &t, const Unit &u) -> Result<List> {
                         return t.outcome(readServices(t, u.id));
                     }),
                     std::move(reply));
}

void SqliteShopBook::saveService(Service service, Reply<Service> reply)
{
    m_file.change<Service>(
        withUnit<Service>(service.unit, [service](ShopTables &t, const Unit &unit) {
            return saveNamed(t, u"service"_s, unit, service, {u"minutes"_s, u"price"_s, u"active"_s},
                             {service.minutes, service.priceCents, int(service.active)});
        }),
        std::move(reply));
}

void SqliteShopBook::opening(UnitId unit, Reply<OpeningRecord> reply)
{
    m_file.run<OpeningRecord>(withUnit<OpeningRecord>(unit, [](ShopTables &t, const Unit &u) -> Result<OpeningRecord> {
                                  return t.outcome(readOpening(t, u));
                              }),
                              std::move(reply));
}

void SqliteShopBook::setHours(WorkWeek week, Reply<WorkWeek> reply)
{
    m_file.change<WorkWeek>(
        withUnit<WorkWeek>(week.unit, [week](ShopTables &t, const Unit &unit) -> Result<WorkWeek> {
            WorkWeek saved = week;
            saved.unit = unit.id;
            if (!saved.professional.isEmpty() && !exists(t, u"professional"_s, unit.id, saved.professional.value) && !t.failed())
                return Error{Error::Code::NotFound, u"professional"_s};
            t.exec(u"DELETE FROM work_hours WHERE unit = ? AND professional = ?"_s, {unit.id.value, saved.professional.value});
            for (const OpenSpan &span : std::as_const(saved.spans))
                t.exec(u"INSERT INTO work_hours(unit, professional, weekday, from_minute, to_minute) VALUES (?, ?, ?, ?, ?)"_s,
                       {unit.id.value, saved.professional.value, span.weekday, span.from, span.to});
            return t.outcome(saved);
        }),
        std::move(reply));
}

void SqliteShopBook::setClosedDay(ClosedDay day, Reply<ClosedDay> reply)
{
    m_file.change<ClosedDay>(
        withUnit<ClosedDay>(day.unit, [day](ShopTables &t, const Unit &unit) -> Result<ClosedDay> {
            ClosedDay saved = day;
            saved.unit = unit.id;
            t.exec(u"INSERT INTO closed_day(unit, day, name, closed, every_year) VALUES (?, ?, ?, ?, ?) ON CONFLICT(unit, day) "
                   "DO UPDATE SET name = excluded.name, closed = excluded.closed, every_year = excluded.every_year"_s,
                   {unit.id.value, saved.day, saved.name, int(saved.closed), int(saved.everyYear)});
            return t.outcome(saved);
        }),
        std::move(reply));
}

void SqliteShopBook::forgetClosedDay(UnitId unit, QString day, Reply<Done> reply)
{
    m_file.change<Done>(
        withUnit<Done>(unit, [day](ShopTables &t, const Unit &u) -> Result<Done> {
            // A day that comes back every year is known by the year in which it began.
            const int gone = t.exec(u"DELETE FROM closed_day WHERE unit = ? AND (day = ? OR (every_year = 1 AND "
                                    "substr(day, 6) = substr(?, 6) AND day <= ?))"_s,
                                    {u.id.value, day, day, day});
            if (gone == 0 && !t.failed())
                return Error{Error::Code::NotFound, u"day"_s};
            return t.outcome(Done{});
        }),
        std::move(reply));
}

void SqliteShopBook::history(ClientId client, int limit, Reply<ClientHistory> reply)
{
    m_file.run<ClientHistory>(
        [=](ShopTables &t) -> Result<ClientHistory> {
            const std::optional<Client> known = t.client(client);
            if (!known)
                return t.failed() ? t.outcome(ClientHistory()) : Error{Error::Code::NotFound, u"client"_s};
            ClientHistory history;
            history.client = *known;
            t.each(u"SELECT COALESCE(SUM(status = 'done'), 0), COALESCE(SUM(status = 'no_show'), 0), "
                   "MAX(CASE WHEN status = 'no_show' THEN start_at END) FROM visit WHERE client = ?"_s,
                   {client.value}, [&](const QSqlQuery &q) {
                       history.done = q.value(0).toLongLong();
                       history.noShows = q.value(1).toLongLong();
                       if (!q.isNull(2))
                           history.lastNoShow = fromMs(q.value(2).toLongLong());
                   });
            for (KnownVisit &visit : t.newestVisits(client, limit))
                history.visits.append(std::move(visit.record));
            return t.outcome(history);
        },
        std::move(reply));
}

void SqliteShopBook::pastVisits(Instant from, Instant to, Reply<PastVisits> reply)
{
    m_file.run<PastVisits>(
        [=](ShopTables &t) {
            PastVisits past;
            t.each(u"SELECT v.start_at, v.end_at, v.status, v.price, s.name, u.zone FROM visit v JOIN unit u ON u.id = v.unit "
                   "LEFT JOIN service s ON s.id = v.service WHERE v.start_at >= ? AND v.start_at < ? AND v.status IN "
                   "('scheduled', 'confirmed', 'in_service', 'done')"_s,
                   {toMs(from), toMs(to)}, [&](const QSqlQuery &q) {
                       PastVisit visit;
                       visit.start = fromMs(q.value(0).toLongLong());
                       visit.end = fromMs(q.value(1).toLongLong());
                       visit.status = enumFromName<VisitStatus>(q.value(2).toString()).value_or(VisitStatus::Scheduled);
                       visit.cents = q.value(3).toLongLong();
                       visit.service = q.value(4).toString();
                       visit.zone = q.value(5).toString();
                       past.visits.append(visit);
                   });
            t.each(u"SELECT start_at FROM visit WHERE status = 'done' ORDER BY start_at LIMIT 1"_s, {},
                   [&](const QSqlQuery &q) { past.firstDone = fromMs(q.value(0).toLongLong()); });
            return t.outcome(past);
        },
        std::move(reply));
}

} // namespace trato
