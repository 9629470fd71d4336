#pragma once

#include "engine/api/time.h"

#include <atomic>

namespace trato {

/// Time that moves only when a test says so. Thread-safe.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(Instant start = fromMs(1'790'000'000'000)) : m_ms(toMs(start)) {}
    Instant now() const override { return fromMs(m_ms); }
    std::chrono::nanoseconds steady() const override { return Millis(m_ms + m_steadyOffset); }
    void advance(Millis step) { m_ms += step.count(); }
    /// Somebody set the computer's clock: wall time jumps, durations do not.
    void setWallClock(Instant at)
    {
        m_steadyOffset += m_ms - toMs(at);
        m_ms = toMs(at);
    }

private:
    std::atomic<qint64> m_ms;
    std::atomic<qint64> m_steadyOffset = 0;
};

} // namespace trato
