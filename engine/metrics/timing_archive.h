#pragma once

#include "engine/local/sql_thread.h"
#include "engine/metrics/timing_book.h"

namespace trato {

/// Keeps a book of timings in console.db over restarts: the last day by minute, the last hour by subject. Reads once, writes
/// what changed once a minute and at the end, never for a single job. A file in trouble costs nothing but the memory of
/// it. Lives on the engine thread, owned by the composition; book and `console` outlive it.
class TimingArchive
{
public:
    TimingArchive(TimingBook &book, SqlThread &console, const Clock &clock);

    void load();
    /// Call every now and then: writes when a minute has passed.
    void tick();
    void save();
    /// Calls, at once or later, when an earlier run's timings are in the book, or cannot be read.
    void whenLoaded(std::function<void()> then);

private:
    void loaded(bool good);

    TimingBook &m_book;
    SqlThread &m_console;
    const Clock &m_clock;
    QList<std::function<void()>> m_waiting;
    bool m_reading = false;
    bool m_loaded = false;          ///< nothing is written before: it would stand over what was kept
    qint64 m_minute = 0;            ///< of the newest write or try
    qint64 m_savedMinute = 0;       ///< up to this one everything is on disk, but for what came to it since
    quint64 m_savedRevision = 0;
};

} // namespace trato
