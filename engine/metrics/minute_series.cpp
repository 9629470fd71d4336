#include "engine/metrics/minute_series.h"

namespace trato {
namespace {

qint64 minuteOf(Instant at)
{
    return std::chrono::floor<Minutes>(at).time_since_epoch().count();
}

} // namespace

void MinuteSeries::add(double ms, Instant now)
{
    const qint64 minute = minuteOf(now);
    if (minute > m_minute) {
        if (m_ring.empty())
            m_ring.resize(minutesKept);
        if (m_minute >= 0)
            m_ring[size_t(m_minute % minutesKept)] = running();
        m_minute = minute;
        m_histogram = {};
    }
    m_histogram.add(ms);
}

TimingSeries MinuteSeries::series(int minutes, Instant now) const
{
    const int count = qBound(1, minutes, minutesKept);
    const qint64 last = minuteOf(now);
    TimingSeries out;
    out.step = Minutes(1);
    out.from = Instant(Minutes(last - count + 1));
    for (qint64 minute = last - count + 1; minute <= last; ++minute) {
        Point point;
        if (minute == m_minute)
            point = running();
        else if (!m_ring.empty() && minute >= 0)
            point = m_ring[size_t(minute % minutesKept)];
        const bool known = point.minute == minute;
        out.p50.append(known ? std::optional<double>(point.p50) : std::nullopt);
        out.p95.append(known ? std::optional<double>(point.p95) : std::nullopt);
        out.p99.append(known ? std::optional<double>(point.p99) : std::nullopt);
    }
    return out;
}

MinuteSeries::Point MinuteSeries::running() const
{
    return {m_minute, float(m_histogram.quantile(0.5)), float(m_histogram.quantile(0.95)),
            float(m_histogram.quantile(0.99))};
}

} // namespace trato
