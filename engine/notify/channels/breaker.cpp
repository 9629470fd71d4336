#include "engine/notify/channels/breaker.h"

#include <algorithm>

namespace trato {

Millis Breaker::admit(Instant now)
{
    if (!isOpen())
        return Millis(0);
    if (m_stopped || now < m_until)
        return std::max<Millis>(m_until - now, Seconds(1));
    m_until = now + m_pause; // this one tries; the others wait for what it finds
    return Millis(0);
}

void Breaker::succeeded()
{
    *this = Breaker();
}

void Breaker::failed(const QString &why, Instant now)
{
    if (m_stopped)
        return;
    if (m_failures < failuresToOpen)
        ++m_failures;
    else
        m_pause = std::min(m_pause * 2, longestPause);
    if (!isOpen())
        return;
    if (m_why.isEmpty())
        m_since = now;
    m_why = why;
    m_until = now + m_pause;
}

void Breaker::stop(const QString &why, Instant now)
{
    if (!m_stopped)
        m_since = now;
    m_stopped = true;
    m_why = why;
    m_until = now + probeEvery;
}

} // namespace trato
