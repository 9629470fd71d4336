#pragma once

#include "engine/api/metric.h"
#include "engine/runtime/platform.h"

#include <vector>

namespace trato {

/// What the program takes of the computer, a value a minute for the last 24 hours in constant memory: the mean share
/// of all processors, the largest memory and disk use of the minute. Minutes in which nothing was sampled are gaps.
/// Engine thread; owned by the composition.
class ResourceBook
{
public:
    static constexpr int minutesKept = 1440;
    explicit ResourceBook(const Clock &clock) : m_clock(clock) {}

    /// One sample; the processor's share is worked out from the former one.
    void add(const platform::ProcessUse &use, const platform::DiskUse &disk);
    /// The last `minutes` minutes up to the running one, and the newest figures.
    ResourceReport report(int minutes) const;

private:
    struct Minute {
        qint64 number = -1;   ///< since 1970; -1 = never written
        double busy = 0;      ///< processor time spent, seconds
        double length = 0;    ///< time it was spent in, seconds
        double memory = 0;    ///< bytes
        double disk = 0;      ///< bytes
    };

    const Clock &m_clock;
    std::vector<Minute> m_ring;   ///< by minute modulo minutesKept
    std::optional<std::pair<std::chrono::nanoseconds, platform::ProcessUse>> m_last;  ///< steady time of the newest sample
    platform::DiskUse m_disk{};
    std::optional<double> m_share;
};

} // namespace trato
