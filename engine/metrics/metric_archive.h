#pragma once

#include "engine/local/sql_thread.h"
#include "engine/metrics/resource_book.h"
#include "engine/metrics/timing_book.h"

namespace trato {

/// Keeps the books of timings and resources in console.db over restarts: the last day by minute, the last hour by subject, and a
/// year by hour, which is read when somebody asks for it. Reads the day once, writes timings that changed once a minute,
/// resources with them or every ten minutes, both at the end; never for a single job. A file in trouble costs nothing but the
/// memory of it. Lives on the engine thread, owned by the composition; books and `console` outlive it.
class MetricArchive
{
public:
    MetricArchive(TimingBook &timings, ResourceBook &resources, SqlThread &console, const Clock &clock);

    void load();
    /// Call every now and then: writes when a minute has passed.
    void tick();
    void save();

    /// Up to a day from the books, as soon as what an earlier run kept is in them; beyond it hours, beyond 31 days quarters of a
    /// day, from the file.
    void timings(int minutes, const QString &subject, Reply<TimingReport> reply);
    void resources(int minutes, Reply<ResourceReport> reply);

    static constexpr int longestMinutes = 366 * 24 * 60;

private:
    void loaded(bool good);
    void whenLoaded(std::function<void()> then);
    void write(bool withResources);

    TimingBook &m_timings;
    ResourceBook &m_resources;
    SqlThread &m_console;
    const Clock &m_clock;
    QList<std::function<void()>> m_waiting;
    bool m_reading = false;
    bool m_loaded = false;          ///< nothing is written before: it would stand over what was kept
    qint64 m_minute = 0;            ///< of the newest write or try
    qint64 m_savedMinute = 0;       ///< up to this one every timing is on disk, but for what came to it since
    qint64 m_savedResources = 0;    ///< the same for resources
    quint64 m_savedRevision = 0;
};

} // namespace trato
