#include "app/http/request_limits.h"

#include <algorithm>
#include <cmath>

namespace trato {

std::chrono::seconds RequestLimits::admit(const QString &who, double cost, double perMinute, std::chrono::nanoseconds now)
{
    const double perSecond = perMinute / 60;
    const auto passed = [&](const Bucket &bucket) { return std::chrono::duration<double>(now - bucket.at).count(); };
    if (m_buckets.size() >= mostBuckets && !m_buckets.contains(who)) {
        m_buckets.removeIf([&](const auto &entry) { return passed(entry.value()) >= 60; });
        if (m_buckets.size() >= mostBuckets)
            return std::chrono::seconds(60);
    }
    auto bucket = m_buckets.find(who);
    if (bucket == m_buckets.end())
        bucket = m_buckets.insert(who, {perMinute, now});
    bucket->left = std::min(perMinute, bucket->left + std::max(0.0, passed(*bucket)) * perSecond);
    bucket->at = now;
    if (bucket->left < cost)
        return std::chrono::seconds(std::max<qint64>(1, qint64(std::ceil((cost - bucket->left) / perSecond))));
    bucket->left -= cost;
    return std::chrono::seconds(0);
}

} // namespace trato
