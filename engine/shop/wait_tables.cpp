#include "engine/shop/wait_tables.h"

#include "engine/shop/local_time.h"

#include <QUuid>

namespace trato {

using namespace Qt::StringLiterals;

QList<WaitEntry> WaitTables::read(const QString &end, const QVariantList &values)
{
    QList<WaitEntry> out;
    m_tables.each(u"SELECT w.id, w.unit, u.zone, w.client, c.name, c.phone, w.day, w.service, COALESCE(p.name, ''), w.minutes, w.state, w.created_at "
                  "FROM wait_entry w JOIN unit u ON u.id = w.unit JOIN client c ON c.id = w.client "
                  "LEFT JOIN professional p ON p.id = w.professional WHERE "_s + end,
                  values, [&](const QSqlQuery &q) {
                      out.append({{q.value(0).toString()}, {q.value(1).toString()}, q.value(2).toString(), {q.value(3).toString()},
                                  q.value(4).toString(), q.value(5).toString(), q.value(6).toString(), q.value(7).toString(),
                                  q.value(8).toString(), q.value(9).toInt(),
                                  enumFromName<WaitEntry::State>(q.value(10).toString()).value_or(WaitEntry::State::Removed),
                                  fromMs(q.value(11).toLongLong())});
                  });
    return out;
}

QList<WaitEntry> WaitTables::list(const UnitId &unit, const QString &fromDay)
{
    return read(u"w.unit = ? AND w.day >= ? AND w.state <> 'removed' ORDER BY w.day, w.created_at, w.id LIMIT 1000"_s, {unit.value, fromDay});
}

QList<WaitEntry> WaitTables::waiting(const UnitId &unit, const QString &fromDay)
{
    return read(u"w.unit = ? AND w.day >= ? AND w.state = 'waiting' ORDER BY w.day, w.created_at, w.id LIMIT 1000"_s, {unit.value, fromDay});
}

std::optional<WaitEntry> WaitTables::find(const WaitId &id)
{
    const QList<WaitEntry> found = read(u"w.id = ?"_s, {id.value});
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

Result<WaitEntry> WaitTables::add(const WaitEntry &entry)
{
    bool twice = false;
    m_tables.each(u"SELECT 1 FROM wait_entry WHERE unit = ? AND client = ? AND day = ? AND state = 'waiting'"_s,
                  {entry.unit.value, entry.client.value, entry.day}, [&](const QSqlQuery &) { twice = true; });
    if (twice)
        return Error{Error::Code::Invalid, u"clientName: line.twice"_s};
    QString professional;
    m_tables.each(u"SELECT id FROM professional WHERE unit = ? AND folded = ?"_s, {entry.unit.value, foldText(entry.professional)},
                  [&](const QSqlQuery &q) { professional = q.value(0).toString(); });
    if (professional.isEmpty() && !entry.professional.isEmpty() && !m_tables.failed())
        return Error{Error::Code::Invalid, u"professional: professional.unknown"_s};
    const WaitId id{QUuid::createUuid().toString(QUuid::WithoutBraces)};
    m_tables.exec(u"INSERT INTO wait_entry(id, unit, client, day, service, professional, minutes, state, created_at) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?)"_s,
                  {id.value, entry.unit.value, entry.client.value, entry.day, entry.service, professional, entry.minutes,
                   qint64(toMs(m_tables.now()))});
    return m_tables.outcome(find(id).value_or(entry));
}

bool WaitTables::remove(const WaitId &id)
{
    m_tables.exec(u"UPDATE slot_offer SET state = 'withdrawn', ended_at = ? WHERE wait = ? AND state = 'open'"_s,
                  {qint64(toMs(m_tables.now())), id.value});
    return m_tables.exec(u"UPDATE wait_entry SET state = 'removed' WHERE id = ? AND state = 'waiting'"_s, {id.value}) > 0;
}

void WaitTables::setState(const WaitId &id, WaitEntry::State state)
{
    m_tables.exec(u"UPDATE wait_entry SET state = ? WHERE id = ?"_s, {nameOf(state), id.value});
}

int WaitTables::settleBooked(const Unit &unit)
{
    const Result<LocalZone> zone = LocalZone::named(unit.zone);
    if (!zone)
        return 0;
    QSet<QString> booked;
    m_tables.each(u"SELECT w.id, w.day, v.start_at FROM wait_entry w JOIN visit v ON v.client = w.client AND v.unit = w.unit WHERE w.unit = ? AND "
                  "w.state = 'waiting' AND v.booked_at > w.created_at AND v.status IN ('scheduled', 'confirmed', 'in_service', 'done')"_s,
                  {unit.id.value}, [&](const QSqlQuery &q) {
                      if (zone.value().dateOf(fromMs(q.value(2).toLongLong())).toString(Qt::ISODate) == q.value(1).toString())
                          booked.insert(q.value(0).toString());
                  });
    for (const QString &id : std::as_const(booked))
        setState({id}, WaitEntry::State::Booked);
    return int(booked.size());
}

} // namespace trato
