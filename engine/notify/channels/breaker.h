#pragma once

#include "engine/api/time.h"

#include <QString>

namespace trato {

/// Stops a channel that cannot send (providers 2.1). Opens after five failures in a row that are not the message's
/// fault, then lets one message through when its pause is over; or at once for a refused credential, account or
/// configuration, then only a good probe or a change closes it. A value; time is passed in.
class Breaker
{
public:
    static constexpr int failuresToOpen = 5;
    static constexpr Millis firstPause = Seconds(15);
    static constexpr Millis longestPause = Minutes(5);
    static constexpr Millis probeEvery = Minutes(30);

    /// How long to wait before the next message; zero: go ahead. A half-open breaker says zero once.
    Millis admit(Instant now);
    void succeeded();
    void failed(const QString &why, Instant now);
    /// A refusal that concerns every message.
    void stop(const QString &why, Instant now);

    bool stopped() const { return m_stopped; }
    bool isOpen() const { return m_stopped || m_failures >= failuresToOpen; }
    bool probeDue(Instant now) const { return m_stopped && now >= m_until; }
    const QString &why() const { return m_why; }
    Instant since() const { return m_since; }

private:
    int m_failures = 0;
    bool m_stopped = false;
    Millis m_pause = firstPause;
    Instant m_until{};
    Instant m_since{};
    QString m_why{};
};

} // namespace trato
