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

    /// One minute as it is kept on disk.
    struct Kept {
        qint64 minute = 0;          ///< since 1970
        double p50 = 0;
        double p95 = 0;
        double p99 = 0;
        QByteArray histogram{};     ///< of the running minute, so that it can go on; else empty
        friend bool operator==(const Kept &, const Kept &) = default;
    };

    void add(double ms, Instant now);
    /// The last `minutes` minutes up to the running one.
    TimingSeries series(int minutes, Instant now) const;

    /// The minutes with values from `minute` on, oldest first.
    QList<Kept> since(qint64 minute) const;
    /// Puts a minute of an earlier run back; what was added since stays.
    void restore(const Kept &kept);

private:
    struct Point {
        qint64 minute = -1;   ///< since 1970; -1 = never written
        float p50 = 0;
        float p95 = 0;
        float p99 = 0;
    };
    Point running() const;
    void finishRunning();

    std::vector<Point> m_ring;   ///< by minute modulo minutesKept
    qint64 m_minute = -1;        ///< the running one
    Histogram m_histogram;       ///< of the running one
};

} // namespace trato
