#pragma once

#include "engine/api/metric.h"
#include "engine/metrics/histogram.h"

namespace trato {

/// Quantiles of one duration, a value a minute for the last 24 hours, in constant memory: finished minutes keep
/// three numbers, only the running one keeps its histogram. Minutes without a value are gaps. When the
/// computer's clock is set back, values count for the newest minute. Not thread-safe.
class MinuteSeries
{
public:
    static constexpr int minutesKept = 1440;

    void add(double ms, Instant now);
    /// The last `minutes` minutes up to the running one.
    TimingSeries series(int minutes, Instant now) const;

private:
    struct Point {
        qint64 minute = -1;   ///< since 1970; -1 = never written
        float p50 = 0;
        float p95 = 0;
        float p99 = 0;
    };
    Point running() const;

    std::vector<Point> m_ring;   ///< by minute modulo minutesKept
    qint64 m_minute = -1;        ///< the running one
    Histogram m_histogram;       ///< of the running one
};

} // namespace trato
