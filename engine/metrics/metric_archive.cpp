#include "engine/metrics/metric_archive.h"

#include "engine/metrics/metric_tables.h"
#include "engine/metrics/minute.h"

namespace trato {
namespace {

constexpr qint64 resourceMinutes = 10;   ///< an idle program shall let the disk sleep

} // namespace

MetricArchive::MetricArchive(TimingBook &timings, ResourceBook &resources, SqlThread &console, const Clock &clock)
    : m_timings(timings), m_resources(resources), m_console(console), m_clock(clock)
{
}

void MetricArchive::load()
{
    if (m_loaded || std::exchange(m_reading, true))
        return;
    m_console.run<tables::KeptMetrics>([now = minuteOf(m_clock.now())](QSqlDatabase &db) { return tables::readMetrics(db, now); },
                                       [this](Result<tables::KeptMetrics> kept) {
                                           if (kept) {
                                               m_timings.restore(kept.value().timings);
                                               for (const ResourceBook::Kept &minute : std::as_const(kept.value().resources))
                                                   m_resources.restore(minute);
                                           }
                                           loaded(bool(kept));
                                       });
}

void MetricArchive::loaded(bool good)
{
    m_reading = false;
    m_loaded = good;
    m_minute = minuteOf(m_clock.now());
    m_savedResources = m_minute;
    for (const auto &then : std::exchange(m_waiting, {}))
        then();
}

void MetricArchive::whenLoaded(std::function<void()> then)
{
    if (m_reading)
        m_waiting.append(std::move(then));
    else
        then();
}

void MetricArchive::tick()
{
    const qint64 now = minuteOf(m_clock.now());
    if (std::exchange(m_minute, now) == now)
        return;
    if (!m_loaded)
        load();
    else if (m_timings.revision() != m_savedRevision || now - m_savedResources >= resourceMinutes)
        write(now - m_savedResources >= resourceMinutes);
}

void MetricArchive::save()
{
    if (m_loaded)
        write(true);
}

void MetricArchive::write(bool withResources)
{
    tables::KeptMetrics kept;
    const quint64 revision = m_timings.revision();
    if (revision != m_savedRevision)
        kept.timings = m_timings.since(m_savedMinute);
    if (withResources)
        kept.resources = m_resources.since(m_savedResources);
    if (kept.timings.hours.isEmpty() && kept.resources.isEmpty())
        return;
    const qint64 now = minuteOf(m_clock.now());
    m_console.run<Done>([kept, now](QSqlDatabase &db) { return tables::writeMetrics(db, kept, now); },
                        [this, now, revision, withResources](Result<Done> saved) {
                            if (!saved)
                                return; // the next write holds it too
                            m_savedMinute = now;
                            m_savedRevision = revision;
                            if (withResources)
                                m_savedResources = now;
                        });
}

void MetricArchive::timings(int minutes, const QString &subject, Reply<TimingReport> reply)
{
    whenLoaded([=, this] {
        if (minutes <= MinuteSeries::minutesKept)
            return reply(m_timings.report(minutes, subject));
        m_console.run<QList<TimingSeries>>(
            [=, now = minuteOf(m_clock.now())](QSqlDatabase &db) { return tables::timingHours(db, minutes, subject, now); },
            [this, reply](Result<QList<TimingSeries>> series) {
                if (!series)
                    return reply(series.error());
                TimingReport report = m_timings.report(1);
                report.series = std::move(series).value();
                reply(std::move(report));
            });
    });
}

void MetricArchive::resources(int minutes, Reply<ResourceReport> reply)
{
    whenLoaded([=, this] {
        if (minutes <= ResourceBook::minutesKept)
            return reply(m_resources.report(minutes));
        m_console.run<ResourceReport>(
            [=, report = m_resources.report(1), now = minuteOf(m_clock.now())](QSqlDatabase &db) mutable {
                return tables::resourceHours(db, minutes, std::move(report), now);
            },
            reply);
    });
}

} // namespace trato
