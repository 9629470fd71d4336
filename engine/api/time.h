#pragma once

#include <QDateTime>

#include <chrono>

namespace trato {

using Millis = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
using Minutes = std::chrono::minutes;
using Hours = std::chrono::hours;

/// A point in time, milliseconds since 1970-01-01 UTC. Wall-clock times exist only together with a zone.
using Instant = std::chrono::sys_time<Millis>;

constexpr qint64 toMs(Instant at) { return at.time_since_epoch().count(); }
constexpr Instant fromMs(qint64 ms) { return Instant(Millis(ms)); }
inline QDateTime toUtc(Instant at) { return QDateTime::fromMSecsSinceEpoch(toMs(at), Qt::UTC); }

/// Where "now" comes from. Thread-safe. The only real clock is made in `app/`; tests turn a fake one.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall-clock time; may jump when the computer's clock is set.
    virtual Instant now() const = 0;
    /// Never jumps back; for durations. Does not count the time the computer slept on every system.
    virtual std::chrono::nanoseconds steady() const = 0;
};

/// The computer's clock.
class SystemClock final : public Clock
{
public:
    Instant now() const override
    {
        return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
    }
    std::chrono::nanoseconds steady() const override
    {
        return std::chrono::steady_clock::now().time_since_epoch();
    }
};

} // namespace trato
