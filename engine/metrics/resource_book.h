#pragma once

#include "engine/api/metric.h"
#include "engine/runtime/platform.h"

#include <vector>

namespace trato {

/// What the program takes of the computer, a value a minute for the last 24 hours in constant memory: the mean share
/// of all processors, the largest memory and disk use of the minute. The archive keeps it over restarts. Minutes in which nothing was sampled are gaps.
/// Engine thread; owned by the composition.
class ResourceBook
{
public:
    static constexpr int minutesKept = 1440;

    /// One minute as it is kept on disk.
    struct Kept {
        qint64 minute = 0;    ///< since 1970
        double busy = 0;      ///< processor time spent, seconds
        double length = 0;    ///< time it was spent in, seconds
        double memory = 0;    ///< bytes, the most of the minute
        double disk = 0;      ///< bytes, the most of the minute
        friend bool operator==(const Kept &, const Kept &) = default;
    };

    explicit ResourceBook(const Clock &clock) : m_clock(clock) {}

    /// One sample; the processor's share is worked out from the former one.
    void add(const platform::ProcessUse &use, const platform::DiskUse &disk);
    /// The last `minutes` minutes up to the running one, and the newest figures.
    ResourceReport report(int minutes) const;

    /// The minutes with samples from `minute` on, oldest first.
    QList<Kept> since(qint64 minute) const;
    /// Puts a minute of an earlier run back, or adds it to the same minute of this one.
    void restore(const Kept &kept);

private:
    Kept &minuteAt(qint64 number);

    const Clock &m_clock;
    std::vector<Kept> m_ring;     ///< by minute modulo minutesKept; minute -1 = never written
    std::optional<std::pair<std::chrono::nanoseconds, platform::ProcessUse>> m_last;  ///< steady time of the newest sample
    platform::DiskUse m_disk{};
    std::optional<double> m_share;
};

} // namespace trato
