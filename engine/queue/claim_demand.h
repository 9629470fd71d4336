#pragma once

#include "engine/api/time.h"

#include <algorithm>
#include <optional>

namespace trato {

/// How many jobs of one queue to ask the store for. Asks only while the queue may have work, never for more
/// than there are free slots, and in batches that follow the queue's depth (design section 5: at most 50), so
/// that a shallow queue shared by several engines is not emptied by one. Pure.
class ClaimDemand
{
public:
    static constexpr int most = 50;
    static constexpr int least = 4;

    explicit constexpr ClaimDemand(int concurrency) : m_concurrency(concurrency) {}

    /// Jobs to ask for now, given how many are running.
    constexpr int want(int running) const
    {
        return m_mayHaveWork ? std::clamp(m_concurrency - running - m_asked, 0, m_batch) : 0;
    }
    constexpr void asked(int count)
    {
        m_asked += count;
        m_mayHaveWork = false;
    }
    /// A full answer means that there may be more; a short one that the queue is empty until `nextWake`.
    constexpr void answered(int count, int got, std::optional<Instant> nextWake)
    {
        m_asked -= count;
        m_batch = got >= count ? std::min(most, std::max(m_batch, count * 2)) : std::max(least, got * 2);
        m_mayHaveWork = m_mayHaveWork || got >= count;
        m_wake = nextWake;
    }
    constexpr void failed(int count)
    {
        m_asked -= count;
        m_mayHaveWork = true;
    }
    constexpr void workArrived() { m_mayHaveWork = true; }
    /// Something becomes ready at `moment` that the store was not asked about yet.
    constexpr void wakeBy(Instant moment) { m_wake = m_wake ? std::min(*m_wake, moment) : moment; }
    constexpr void passTime(Instant now)
    {
        if (m_wake && *m_wake <= now) {
            m_wake.reset();
            m_mayHaveWork = true;
        }
    }
    constexpr std::optional<Instant> wake() const { return m_mayHaveWork ? std::nullopt : m_wake; }
    constexpr bool mayHaveWork() const { return m_mayHaveWork; }

private:
    int m_concurrency;
    int m_asked = 0;           ///< by exchanges that have not answered
    int m_batch = least;
    bool m_mayHaveWork = true;
    std::optional<Instant> m_wake{};
};

} // namespace trato
