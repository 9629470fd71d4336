#include "engine/metrics/minute_series.h"

#include "engine/metrics/minute.h"

#include <algorithm>

namespace trato {
void MinuteSeries::add(double ms, Instant now)
{
    const qint64 minute = minuteOf(now);
    if (minute > m_minute) {
        finishRunning();
        m_minute = minute;
    }
    m_histogram.add(ms);
}

void MinuteSeries::finishRunning()
{
    if (m_ring.empty())
        m_ring.resize(minutesKept);
    if (m_minute >= 0)
        m_ring[size_t(m_minute % minutesKept)] = running();
    m_histogram = {};
}

QList<MinuteSeries::Kept> MinuteSeries::since(qint64 minute) const
{
    QList<Kept> out;
    for (const Point &point : m_ring)
        if (point.minute >= minute && point.minute != m_minute && point.minute > m_minute - minutesKept)
            out.append({point.minute, point.p50, point.p95, point.p99, {}});
    std::sort(out.begin(), out.end(), [](const Kept &a, const Kept &b) { return a.minute < b.minute; });
    if (m_minute >= minute && m_histogram.count() > 0) {
        const Point now = running();
        out.append({now.minute, now.p50, now.p95, now.p99, m_histogram.toBytes()});
    }
    return out;
}

void MinuteSeries::restore(const Kept &kept)
{
    if (kept.minute < 0)
        return;
    const Histogram held = Histogram::fromBytes(kept.histogram);
    if (kept.minute == m_minute) {
        m_histogram.merge(held);
        return;
    }
    if (kept.minute > m_minute && held.count() > 0) {
        finishRunning();
        m_minute = kept.minute;
        m_histogram = held;
        return;
    }
    if (m_ring.empty())
        m_ring.resize(minutesKept);
    Point &point = m_ring[size_t(kept.minute % minutesKept)];
    if (point.minute < kept.minute)
        point = {kept.minute, float(kept.p50), float(kept.p95), float(kept.p99)};
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
