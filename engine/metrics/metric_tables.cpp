#include "engine/metrics/metric_tables.h"

#include "engine/local/sql_thread.h"

#include <QSqlError>
#include <QSqlQuery>

namespace trato::tables {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hoursKept = 366 * 24;

Error trouble(const QSqlQuery &query)
{
    return sqlError(query.lastError(), u"console.db"_s);
}

qint64 slotOf(qint64 minute)
{
    return minute / TimingBook::slotWidth.count();
}

Result<Done> readSlots(QSqlQuery &query, const QString &sql, const QVariantList &values, QList<KeptTimings::Slot> &list)
{
    if (!execute(query, sql, values))
        return trouble(query);
    while (query.next())
        if (const auto kind = enumFromName<TimingKind>(query.value(1).toString()))
            list.append({query.value(0).toString(), *kind, query.value(2).toLongLong(), query.value(3).toByteArray(), query.value(4).toLongLong()});
    return Done{};
}

/// Where the steps of the last `minutes` begin: at round multiples of their width, so that asking again moves no value.
struct Steps {
    qint64 width;   ///< hours
    qint64 first;   ///< number of the first step
    qint64 count;
    Steps(int minutes, qint64 nowMinute) : width(longStep(minutes) / Minutes(60))
    {
        const qint64 hour = nowMinute / 60;
        first = (nowMinute - minutes + 1) / 60 / width;
        count = hour / width - first + 1;
    }
    Instant from() const { return Instant(Hours(first * width)); }
};

} // namespace

Result<KeptMetrics> readMetrics(QSqlDatabase &db, qint64 now)
{
    KeptMetrics kept;
    QSqlQuery query(db);
    if (!execute(query, u"SELECT kind, minute, p50, p95, p99, histogram FROM timing_minute WHERE minute > ? AND minute <= ? ORDER BY minute"_s,
                 {now - MinuteSeries::minutesKept, now}))
        return trouble(query);
    while (query.next())
        if (const auto kind = enumFromName<TimingKind>(query.value(0).toString()))
            kept.timings.minutes.append({*kind, {query.value(1).toLongLong(), query.value(2).toDouble(), query.value(3).toDouble(),
                                                 query.value(4).toDouble(), query.value(5).toByteArray()}});
    if (const auto read = readSlots(query, u"SELECT subject, kind, slot, histogram, failures FROM timing_slot WHERE slot > ? AND slot <= ?"_s,
                                    {slotOf(now) - TimingBook::slotCount, slotOf(now)}, kept.timings.steps);
        !read)
        return read.error();
    if (const auto read = readSlots(query, u"SELECT subject, kind, hour, histogram, failures FROM timing_hour WHERE hour = ?"_s,
                                    {now / 60}, kept.timings.hours);
        !read)
        return read.error();
    if (!execute(query, u"SELECT minute, busy, length, memory, disk FROM resource_minute WHERE minute > ? AND minute <= ?"_s,
                 {now - ResourceBook::minutesKept, now}))
        return trouble(query);
    while (query.next())
        kept.resources.append({query.value(0).toLongLong(), query.value(1).toDouble(), query.value(2).toDouble(), query.value(3).toDouble(),
                               query.value(4).toDouble()});
    return kept;
}

Result<Done> writeMetrics(QSqlDatabase &db, const KeptMetrics &kept, qint64 now)
{
    QSqlQuery query(db);
    for (const KeptTimings::Minute &minute : kept.timings.minutes) {
        const MinuteSeries::Kept &v = minute.values;
        if (!execute(query, u"INSERT OR REPLACE INTO timing_minute VALUES(?, ?, ?, ?, ?, ?)"_s,
                     {nameOf(minute.kind), v.minute, v.p50, v.p95, v.p99, v.histogram.isEmpty() ? QVariant() : v.histogram}))
            return trouble(query);
    }
    const auto writeSlots = [&query](const QList<KeptTimings::Slot> &list, const QString &sql) {
        return std::ranges::all_of(list, [&](const KeptTimings::Slot &slot) {
            return execute(query, sql, {slot.subject, nameOf(slot.kind), slot.number, slot.histogram, slot.failures});
        });
    };
    if (!writeSlots(kept.timings.steps, u"INSERT OR REPLACE INTO timing_slot VALUES(?, ?, ?, ?, ?)"_s)
        || !writeSlots(kept.timings.hours, u"INSERT OR REPLACE INTO timing_hour VALUES(?, ?, ?, ?, ?)"_s))
        return trouble(query);
    for (const ResourceBook::Kept &r : kept.resources)
        if (!execute(query, u"INSERT OR REPLACE INTO resource_minute VALUES(?, ?, ?, ?, ?)"_s, {r.minute, r.busy, r.length, r.memory, r.disk}))
            return trouble(query);
    // The minutes of a whole day are there, so every hour that is touched can be summed anew.
    if (!kept.resources.isEmpty()
        && !execute(query, u"INSERT OR REPLACE INTO resource_hour SELECT minute / 60, SUM(busy), SUM(length), MAX(memory), MAX(disk)"
                           " FROM resource_minute WHERE minute >= ? GROUP BY minute / 60"_s, {kept.resources.first().minute / 60 * 60}))
        return trouble(query);
    const std::pair<QString, qint64> ends[] = {{u"timing_minute WHERE minute <= ?"_s, now - MinuteSeries::minutesKept},
                                               {u"timing_slot WHERE slot <= ?"_s, slotOf(now) - TimingBook::slotCount},
                                               {u"timing_hour WHERE hour <= ?"_s, now / 60 - hoursKept},
                                               {u"resource_minute WHERE minute < ?"_s, (now - ResourceBook::minutesKept) / 60 * 60},
                                               {u"resource_hour WHERE hour <= ?"_s, now / 60 - hoursKept}};
    for (const auto &[what, end] : ends)
        if (!execute(query, u"DELETE FROM "_s + what, {end}))
            return trouble(query);
    return Done{};
}

Minutes longStep(int minutes)
{
    return minutes <= 31 * 24 * 60 ? Minutes(60) : Minutes(6 * 60);
}

Result<QList<TimingSeries>> timingHours(QSqlDatabase &db, int minutes, const QString &subject, qint64 now)
{
    const Steps steps(minutes, now);
    QSqlQuery query(db);
    QVariantList values{steps.first * steps.width, now / 60};
    if (!subject.isEmpty())
        values.append(subject);
    if (!execute(query, u"SELECT kind, hour, histogram FROM timing_hour WHERE hour >= ? AND hour <= ?"_s
                            + (subject.isEmpty() ? QString() : u" AND subject = ?"_s), values))
        return trouble(query);
    std::map<TimingKind, std::map<qint64, Histogram>> sums;
    while (query.next())
        if (const auto kind = enumFromName<TimingKind>(query.value(0).toString()))
            sums[*kind][query.value(1).toLongLong() / steps.width - steps.first].merge(Histogram::fromBytes(query.value(2).toByteArray()));
    QList<TimingSeries> out;
    for (const auto &[kind, parts] : sums) {
        TimingSeries series{nameOf(kind), steps.from(), Hours(steps.width), {}, {}, {}};
        for (QList<std::optional<double>> *list : {&series.p50, &series.p95, &series.p99})
            list->resize(steps.count);
        for (const auto &[at, histogram] : parts) {
            series.p50[at] = histogram.quantile(0.5);
            series.p95[at] = histogram.quantile(0.95);
            series.p99[at] = histogram.quantile(0.99);
        }
        out.append(std::move(series));
    }
    return out;
}

Result<ResourceReport> resourceHours(QSqlDatabase &db, int minutes, ResourceReport report, qint64 now)
{
    const Steps steps(minutes, now);
    report.from = steps.from();
    report.step = Hours(steps.width);
    for (QList<std::optional<double>> *list : {&report.processor, &report.memory, &report.disk})
        *list = QList<std::optional<double>>(steps.count);
    QSqlQuery query(db);
    if (!execute(query, u"SELECT hour / ?, SUM(busy), SUM(length), MAX(memory), MAX(disk) FROM resource_hour"
                        " WHERE hour >= ? AND hour <= ? GROUP BY 1"_s, {steps.width, steps.first * steps.width, now / 60}))
        return trouble(query);
    while (query.next()) {
        const qint64 at = query.value(0).toLongLong() - steps.first;
        if (const double length = query.value(2).toDouble(); length > 0)
            report.processor[at] = query.value(1).toDouble() / length / std::max(1, report.processors);
        report.memory[at] = query.value(3).toDouble();
        report.disk[at] = query.value(4).toDouble();
    }
    return report;
}

} // namespace trato::tables
