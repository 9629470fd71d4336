#include "engine/metrics/timing_archive.h"

#include <QSqlError>
#include <QSqlQuery>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

Error trouble(const QSqlQuery &query)
{
    return sqlError(query.lastError(), u"console.db"_s);
}

qint64 minuteOf(Instant at)
{
    return std::chrono::floor<Minutes>(at).time_since_epoch().count();
}

qint64 slotOf(qint64 minute)
{
    return minute / TimingBook::slotWidth.count();
}

Result<KeptTimings> read(QSqlDatabase &db, qint64 now)
{
    KeptTimings kept;
    QSqlQuery query(db);
    if (!execute(query, u"SELECT kind, minute, p50, p95, p99, histogram FROM timing_minute WHERE minute > ? AND minute <= ? ORDER BY minute"_s,
                 {now - MinuteSeries::minutesKept, now}))
        return trouble(query);
    while (query.next())
        if (const auto kind = enumFromName<TimingKind>(query.value(0).toString()))
            kept.minutes.append({*kind, {query.value(1).toLongLong(), query.value(2).toDouble(), query.value(3).toDouble(),
                                         query.value(4).toDouble(), query.value(5).toByteArray()}});
    if (!execute(query, u"SELECT subject, kind, slot, histogram, failures FROM timing_slot WHERE slot > ? AND slot <= ?"_s,
                 {slotOf(now) - TimingBook::slotCount, slotOf(now)}))
        return trouble(query);
    while (query.next())
        if (const auto kind = enumFromName<TimingKind>(query.value(1).toString()))
            kept.steps.append({query.value(0).toString(), *kind, query.value(2).toLongLong(), query.value(3).toByteArray(),
                               query.value(4).toLongLong()});
    return kept;
}

Result<Done> write(QSqlDatabase &db, const KeptTimings &kept, qint64 now)
{
    QSqlQuery query(db);
    for (const KeptTimings::Minute &minute : kept.minutes) {
        const MinuteSeries::Kept &v = minute.values;
        if (!execute(query, u"INSERT OR REPLACE INTO timing_minute VALUES(?, ?, ?, ?, ?, ?)"_s,
                     {nameOf(minute.kind), v.minute, v.p50, v.p95, v.p99, v.histogram.isEmpty() ? QVariant() : v.histogram}))
            return trouble(query);
    }
    for (const KeptTimings::Slot &slot : kept.steps)
        if (!execute(query, u"INSERT OR REPLACE INTO timing_slot VALUES(?, ?, ?, ?, ?)"_s,
                     {slot.subject, nameOf(slot.kind), slot.number, slot.histogram, slot.failures}))
            return trouble(query);
    if (!execute(query, u"DELETE FROM timing_minute WHERE minute <= ?"_s, {now - MinuteSeries::minutesKept})
        || !execute(query, u"DELETE FROM timing_slot WHERE slot <= ?"_s, {slotOf(now) - TimingBook::slotCount}))
        return trouble(query);
    return Done{};
}

} // namespace

TimingArchive::TimingArchive(TimingBook &book, SqlThread &console, const Clock &clock)
    : m_book(book), m_console(console), m_clock(clock)
{
}

void TimingArchive::load()
{
    if (m_loaded || std::exchange(m_reading, true))
        return;
    m_console.run<KeptTimings>([now = minuteOf(m_clock.now())](QSqlDatabase &db) { return read(db, now); },
                               [this](Result<KeptTimings> kept) {
                                   if (kept)
                                       m_book.restore(kept.value());
                                   loaded(bool(kept));
                               });
}

void TimingArchive::loaded(bool good)
{
    m_reading = false;
    m_loaded = good;
    m_minute = minuteOf(m_clock.now());
    for (const auto &then : std::exchange(m_waiting, {}))
        then();
}

void TimingArchive::whenLoaded(std::function<void()> then)
{
    if (m_reading)
        m_waiting.append(std::move(then));
    else
        then();
}

void TimingArchive::tick()
{
    const qint64 now = minuteOf(m_clock.now());
    if (std::exchange(m_minute, now) == now)
        return;
    m_loaded ? save() : load();
}

void TimingArchive::save()
{
    const quint64 revision = m_book.revision();
    if (!m_loaded || revision == m_savedRevision)
        return;
    const qint64 now = minuteOf(m_clock.now());
    m_console.run<Done>([kept = m_book.since(m_savedMinute), now](QSqlDatabase &db) { return write(db, kept, now); },
                        [this, now, revision](Result<Done> saved) {
                            if (!saved)
                                return; // the next write holds it too
                            m_savedMinute = now;
                            m_savedRevision = revision;
                        });
}

} // namespace trato
