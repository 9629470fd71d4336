#include "engine/shop/sqlite_waiting_line.h"

#include "engine/shop/line_rules.h"
#include "engine/shop/local_time.h"
#include "engine/shop/wish_tables.h"

#include <QUuid>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;
using State = LineEntry::State;

/// The line of one unit on its present day.
class TodaysLine
{
public:
    TodaysLine(ShopTables &tables, Unit unit, const LocalZone &zone)
        : m_tables(tables)
        , m_unit(std::move(unit))
        , m_day(zone.dateOf(tables.now()).toString(Qt::ISODate))
    {
    }

    static Result<TodaysLine> of(ShopTables &tables, const UnitId &id, const Unit &first)
    {
        const std::optional<Unit> unit = tables.unit(id, first);
        if (!unit)
            return tables.failed() ? tables.outcome(Done{}).error() : Error{Error::Code::NotFound, u"unit"_s};
        const Result<LocalZone> zone = LocalZone::named(unit->zone);
        if (!zone)
            return zone.error();
        return TodaysLine(tables, *unit, zone.value());
    }

    QList<LineEntry> read() const;
    std::optional<LineEntry> find(const LineEntryId &id) const;
    QList<LineEntryId> waiting() const;
    /// Who waits still from an earlier day has left.
    void closeEarlierDays();
    LineEntryId add(const LineEntry &entry);
    Result<Done> act(const LineEntry &entry, LineAct act, const QString &professional);
    void note(const LineEntryId &entry, LineEvent::Kind kind, int position);
    QList<LineEvent> events() const;
    const Unit &unit() const { return m_unit; }

private:
    void pass(const LineEntry &entry, const QList<LineEntryId> &line);

    ShopTables &m_tables;
    const Unit m_unit;
    const QString m_day;
};

QList<LineEntry> TodaysLine::read() const
{
    QList<LineEntry> entries;
    int position = 0;
    m_tables.each(u"SELECT e.id, c.id, c.name, c.phone, e.service, e.minutes, e.professional, e.state, e.passed, e.joined_at, "
                  "e.called_at, e.ended_at FROM line_entry e LEFT JOIN client c ON c.id = e.client "
                  "WHERE e.unit = ? AND e.day = ? ORDER BY CASE e.state WHEN 'called' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END, "
                  "CASE WHEN e.state IN ('called', 'waiting') THEN e.place ELSE -e.ended_at END, e.id"_s,
                  {m_unit.id.value, m_day}, [&](const QSqlQuery &q) {
                      LineEntry entry;
                      entry.id = {q.value(0).toString()};
                      entry.unit = m_unit.id;
                      entry.zone = m_unit.zone;
                      entry.client = {q.value(1).toString()};
                      entry.clientName = q.value(2).toString();
                      entry.phone = q.value(3).toString();
                      entry.service = q.value(4).toString();
                      entry.minutes = q.value(5).toInt();
                      entry.professional = q.value(6).toString();
                      entry.state = enumFromName<State>(q.value(7).toString()).value_or(State::Left);
                      entry.passed = q.value(8).toInt();
                      entry.joinedAt = fromMs(q.value(9).toLongLong());
                      if (!q.isNull(10))
                          entry.calledAt = fromMs(q.value(10).toLongLong());
                      if (!q.isNull(11))
                          entry.endedAt = fromMs(q.value(11).toLongLong());
                      if (entry.state == State::Waiting)
                          entry.position = ++position;
                      entries.append(entry);
                  });
    return entries;
}

std::optional<LineEntry> TodaysLine::find(const LineEntryId &id) const
{
    for (const LineEntry &entry : read())
        if (entry.id == id)
            return entry;
    return std::nullopt;
}

QList<LineEntryId> TodaysLine::waiting() const
{
    QList<LineEntryId> line;
    for (const LineEntry &entry : read())
        if (entry.state == State::Waiting)
            line.append(entry.id);
    return line;
}

void TodaysLine::closeEarlierDays()
{
    QList<LineEntryId> left;
    m_tables.each(u"SELECT id FROM line_entry WHERE unit = ? AND day < ? AND state IN ('waiting', 'called')"_s,
                  {m_unit.id.value, m_day}, [&](const QSqlQuery &q) { left.append({q.value(0).toString()}); });
    for (const LineEntryId &id : std::as_const(left)) {
        m_tables.exec(u"UPDATE line_entry SET state = 'left', ended_at = ? WHERE id = ?"_s, {toMs(m_tables.now()), id.value});
        note(id, LineEvent::Kind::Left, 0);
    }
}

LineEntryId TodaysLine::add(const LineEntry &entry)
{
    qint64 place = 0;
    m_tables.each(u"SELECT COALESCE(MAX(place), 0) FROM line_entry WHERE unit = ? AND day = ?"_s, {m_unit.id.value, m_day},
                  [&](const QSqlQuery &q) { place = q.value(0).toLongLong(); });
    const LineEntryId id{QUuid::createUuid().toString(QUuid::WithoutBraces)};
    m_tables.exec(u"INSERT INTO line_entry(id, unit, day, place, client, service, minutes, professional, state, joined_at) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)"_s,
                  {id.value, m_unit.id.value, m_day, place + 1, entry.client.value, entry.service, entry.minutes, entry.professional,
                   toMs(m_tables.now())});
    note(id, LineEvent::Kind::Joined, int(waiting().size()));
    return id;
}

/// The one behind goes first; nobody behind: nothing changes but the count.
void TodaysLine::pass(const LineEntry &entry, const QList<LineEntryId> &line)
{
    const qsizetype own = line.indexOf(entry.id); // -1: was called, and stood before the first
    const LineEntryId behind = line.value(own + 1);
    qint64 ownPlace = 0;
    qint64 behindPlace = 0;
    const auto placeOf = [&](const LineEntryId &id, qint64 &place) {
        m_tables.each(u"SELECT place FROM line_entry WHERE id = ?"_s, {id.value}, [&](const QSqlQuery &q) { place = q.value(0).toLongLong(); });
    };
    if (behind.isEmpty())
        return;
    placeOf(entry.id, ownPlace);
    placeOf(behind, behindPlace);
    m_tables.exec(u"UPDATE line_entry SET place = ? WHERE id = ?"_s, {behindPlace, entry.id.value});
    m_tables.exec(u"UPDATE line_entry SET place = ? WHERE id = ?"_s, {ownPlace, behind.value});
}

Result<Done> TodaysLine::act(const LineEntry &entry, LineAct act, const QString &professional)
{
    const Result<State> next = afterAct(entry.state, act);
    if (!next)
        return next.error();
    const QList<LineEntryId> before = waiting();
    const qint64 now = toMs(m_tables.now());
    if (act == LineAct::Pass) {
        pass(entry, before);
        m_tables.exec(u"UPDATE line_entry SET state = 'waiting', called_at = NULL, passed = passed + 1 WHERE id = ?"_s, {entry.id.value});
    } else if (act == LineAct::Call) {
        m_tables.exec(u"UPDATE line_entry SET state = 'called', called_at = ? WHERE id = ?"_s, {now, entry.id.value});
    } else {
        m_tables.exec(u"UPDATE line_entry SET state = ?, ended_at = ? WHERE id = ?"_s, {nameOf(next.value()), now, entry.id.value});
    }
    if (!professional.isEmpty() && act != LineAct::Leave)
        m_tables.exec(u"UPDATE line_entry SET professional = ? WHERE id = ?"_s, {professional, entry.id.value});
    const QList<LineEntryId> after = waiting();
    constexpr LineEvent::Kind kinds[] = {LineEvent::Kind::Called, LineEvent::Kind::Attended, LineEvent::Kind::Passed, LineEvent::Kind::Left};
    note(entry.id, kinds[int(act)], int(after.indexOf(entry.id) + 1));
    for (const LineEvent &event : movedUp(before, after, m_tables.now()))
        note(event.entry, event.kind, event.position);
    return m_tables.outcome(Done{});
}

/// A third and a first place are told once, however often somebody passes.
void TodaysLine::note(const LineEntryId &entry, LineEvent::Kind kind, int position)
{
    const bool once = kind == LineEvent::Kind::Third || kind == LineEvent::Kind::First;
    m_tables.exec(u"INSERT INTO line_event(entry, kind, position, at) SELECT ?, ?, ?, ? WHERE ? = 0 OR NOT EXISTS "
                  "(SELECT 1 FROM line_event WHERE entry = ? AND kind = ?)"_s,
                  {entry.value, nameOf(kind), position, toMs(m_tables.now()), int(once), entry.value, nameOf(kind)});
    const std::optional<LineEntry> who = once || kind == LineEvent::Kind::Called ? find(entry) : std::nullopt;
    if (!who)
        return;
    const MessageKind told = kind == LineEvent::Kind::Third ? MessageKind::LineThird
        : kind == LineEvent::Kind::First                    ? MessageKind::LineFirst
                                                            : MessageKind::LineCalled;
    WishTables(m_tables).noteLine(told, entry.value, m_unit.id, who->client, who->phone);
}

QList<LineEvent> TodaysLine::events() const
{
    QList<LineEvent> events;
    m_tables.each(u"SELECT v.entry, c.name, v.kind, v.position, v.at FROM line_event v JOIN line_entry e ON e.id = v.entry "
                  "LEFT JOIN client c ON c.id = e.client WHERE e.unit = ? AND e.day = ? ORDER BY v.seq"_s,
                  {m_unit.id.value, m_day}, [&](const QSqlQuery &q) {
                      events.append({{q.value(0).toString()}, q.value(1).toString(),
                                     enumFromName<LineEvent::Kind>(q.value(2).toString()).value_or(LineEvent::Kind::Joined),
                                     q.value(3).toInt(), fromMs(q.value(4).toLongLong())});
                  });
    return events;
}

Result<LineEntry> entryAfter(ShopTables &t, const TodaysLine &line, const LineEntryId &id)
{
    return t.outcome(line.find(id).value_or(LineEntry()));
}

} // namespace

void SqliteWaitingLine::entries(UnitId unit, Reply<QList<LineEntry>> reply)
{
    m_file.run<QList<LineEntry>>(
        [unit, first = m_file.first()](ShopTables &t) -> Result<QList<LineEntry>> {
            const Result<TodaysLine> line = TodaysLine::of(t, unit, first);
            return line ? t.outcome(line.value().read()) : Result<QList<LineEntry>>(line.error());
        },
        std::move(reply));
}

void SqliteWaitingLine::join(LineEntry entry, Reply<LineEntry> reply)
{
    m_file.change<LineEntry>(
        [entry, first = m_file.first()](ShopTables &t) -> Result<LineEntry> {
            Result<TodaysLine> line = TodaysLine::of(t, entry.unit, first);
            if (!line)
                return line.error();
            TodaysLine today = std::move(line).value();
            today.closeEarlierDays();
            Client client;
            client.name = entry.clientName;
            client.phone = entry.phone;
            LineEntry joined = entry;
            joined.client = t.findOrMakeClient(client);
            for (const LineEntry &other : today.read())
                if (other.client == joined.client && (other.state == State::Waiting || other.state == State::Called))
                    return Error{Error::Code::Invalid, u"clientName: line.twice"_s};
            return entryAfter(t, today, today.add(joined));
        },
        std::move(reply));
}

void SqliteWaitingLine::act(LineEntryId id, LineAct act, QString professional, Reply<LineEntry> reply)
{
    m_file.change<LineEntry>(
        [=, first = m_file.first()](ShopTables &t) -> Result<LineEntry> {
            UnitId unit;
            t.each(u"SELECT unit FROM line_entry WHERE id = ?"_s, {id.value}, [&](const QSqlQuery &q) { unit = {q.value(0).toString()}; });
            if (unit.isEmpty())
                return t.failed() ? t.outcome(LineEntry()) : Error{Error::Code::NotFound, u"line.entry"_s};
            Result<TodaysLine> line = TodaysLine::of(t, unit, first);
            if (!line)
                return line.error();
            TodaysLine today = std::move(line).value();
            const std::optional<LineEntry> entry = today.find(id);
            if (!entry) // of an earlier day
                return t.failed() ? t.outcome(LineEntry()) : Error{Error::Code::Conflict, u"line.state"_s};
            if (const Result<Done> done = today.act(*entry, act, professional); !done)
                return done.error();
            return entryAfter(t, today, id);
        },
        std::move(reply));
}

void SqliteWaitingLine::callNext(UnitId unit, QString professional, Reply<LineEntry> reply)
{
    m_file.change<LineEntry>(
        [=, first = m_file.first()](ShopTables &t) -> Result<LineEntry> {
            Result<TodaysLine> line = TodaysLine::of(t, unit, first);
            if (!line)
                return line.error();
            TodaysLine today = std::move(line).value();
            for (const LineEntry &entry : today.read()) {
                const bool fits = entry.professional.isEmpty() || professional.isEmpty()
                    || foldText(entry.professional) == foldText(professional);
                if (entry.state != State::Waiting || !fits)
                    continue;
                if (const Result<Done> done = today.act(entry, LineAct::Call, professional); !done)
                    return done.error();
                return entryAfter(t, today, entry.id);
            }
            return t.failed() ? t.outcome(LineEntry()) : Error{Error::Code::NotFound, u"line.empty"_s};
        },
        std::move(reply));
}

void SqliteWaitingLine::events(UnitId unit, Reply<QList<LineEvent>> reply)
{
    m_file.run<QList<LineEvent>>(
        [unit, first = m_file.first()](ShopTables &t) -> Result<QList<LineEvent>> {
            const Result<TodaysLine> line = TodaysLine::of(t, unit, first);
            return line ? t.outcome(line.value().events()) : Result<QList<LineEvent>>(line.error());
        },
        std::move(reply));
}

} // namespace trato
