#pragma once

#include "engine/api/time.h"

#include <algorithm>
#include <optional>

namespace trato {

/// How many jobs of one queue to ask the store for. Asks only while the queue may have work, never for more
/// than there are free slots, and in batches that follow the queue's depth (design section 5: at most 50), so
/// that a shallow queue shared by several engines is not emptied by one. A queue that gave all it was asked for is
/// asked again before the answer, for half of the places each time: the store works on one half while the other runs. Pure.
class ClaimDemand
{
public:
    static constexpr int most = 50;
    static constexpr int least = 4;
    static constexpr int inHalves = 10;   ///< places from which on two halves are worth two calls

    explicit constexpr ClaimDemand(int concurrency)
        : m_concurrency(concurrency), m_most(std::min(most, concurrency < inHalves ? most : (concurrency + 1) / 2))
    {
    }

    /// Jobs to ask for now, given how many are running.
    constexpr int want(int running) const
    {
        return mayHaveWork() ? std::clamp(m_concurrency - running - m_asked, 0, std::min(m_batch, m_most)) : 0;
    }
    constexpr void asked(int count)
    {
        m_asked += count;
        m_arrived = false;
    }
    /// A full answer means that there may be more; a short one that the queue is empty until `nextWake`, or `crowded`: until one
    /// of its jobs has ended, because no more may run at once.
    constexpr void answered(int count, int got, std::optional<Instant> nextWake, bool crowded = false)
    {
        m_crowded = crowded;
        m_asked -= count;
        m_deep = got >= count;
        m_batch = m_deep ? std::min(most, std::max(m_batch, count * 2)) : std::max(least, got * 2);
        m_wake = nextWake;
    }
    constexpr void failed(int count)
    {
        m_asked -= count;
        m_arrived = true;
    }
    constexpr void workArrived() { m_arrived = true; }
    constexpr void jobEnded() { m_arrived = m_arrived || m_crowded; }
    /// Something becomes ready at `moment` that the store was not asked about yet.
    constexpr void wakeBy(Instant moment) { m_wake = m_wake ? std::min(*m_wake, moment) : moment; }
    constexpr void passTime(Instant now)
    {
        if (m_wake && *m_wake <= now) {
            m_wake.reset();
            m_arrived = true;
        }
    }
    constexpr std::optional<Instant> wake() const { return mayHaveWork() ? std::nullopt : m_wake; }
    constexpr bool mayHaveWork() const { return m_arrived || m_deep; }

private:
    int m_concurrency;
    int m_most;                ///< a call
    int m_asked = 0;           ///< by exchanges that have not answered
    int m_batch = least;
    bool m_arrived = true;     ///< there may be work that no exchange was sent for
    bool m_crowded = false;    ///< at the queue's limit when it answered last
    bool m_deep = false;       ///< the last answer was full
    std::optional<Instant> m_wake{};
};

} // namespace trato
