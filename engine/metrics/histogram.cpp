#include "engine/metrics/histogram.h"

#include <algorithm>
#include <cmath>

namespace trato {
namespace {

// A bucket i ≥ 1 holds (least·growth^(i-1), least·growth^i]; its middle is off by (growth-1)/(growth+1) < 2 %.
constexpr double least = 0.01;
constexpr double growth = 1.04;
constexpr size_t bucketCount = 530;
const double logGrowth = std::log(growth);

size_t bucketOf(double value)
{
    if (!(value > least)) // also not a number
        return 0;
    const double index = std::ceil(std::log(value / least) / logGrowth);
    return size_t(std::clamp(index, 1.0, double(bucketCount - 1)));
}

double middleOf(size_t bucket)
{
    return bucket == 0 ? 0 : least * std::pow(growth, double(bucket)) * 2 / (1 + growth);
}

} // namespace

void Histogram::add(double value)
{
    if (m_buckets.empty())
        m_buckets.resize(bucketCount);
    ++m_buckets[bucketOf(value)];
    ++m_count;
    if (value > m_max)
        m_max = value;
}

void Histogram::merge(const Histogram &other)
{
    if (other.m_buckets.empty())
        return;
    if (m_buckets.empty())
        m_buckets.resize(bucketCount);
    for (size_t i = 0; i < bucketCount; ++i)
        m_buckets[i] += other.m_buckets[i];
    m_count += other.m_count;
    m_max = std::max(m_max, other.m_max);
}

double Histogram::quantile(double share) const
{
    if (m_count == 0)
        return 0;
    const double wanted = std::clamp(share, 0.0, 1.0) * double(m_count);
    const qint64 rank = std::max<qint64>(1, qint64(std::ceil(wanted)));
    qint64 seen = 0;
    for (size_t i = 0; i < bucketCount; ++i) {
        seen += m_buckets[i];
        if (seen >= rank)
            return i + 1 == bucketCount ? m_max : std::min(middleOf(i), m_max);
    }
    return m_max;
}

} // namespace trato
