#include "engine/metrics/histogram.h"

#include <QCborArray>

#include <algorithm>
#include <cmath>
#include <limits>

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

QByteArray Histogram::toBytes() const
{
    if (m_count == 0)
        return {};
    QCborArray out{m_max};
    for (size_t i = 0; i < bucketCount; ++i) {
        if (m_buckets[i] == 0)
            continue;
        out.append(qint64(i));
        out.append(qint64(m_buckets[i]));
    }
    return QCborValue(out).toCbor();
}

Histogram Histogram::fromBytes(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborArray in = QCborValue::fromCbor(bytes, &error).toArray();
    Histogram out;
    if (error.error != QCborError::NoError || in.size() < 3 || in.size() % 2 == 0)
        return out;
    out.m_buckets.resize(bucketCount);
    out.m_max = in.at(0).toDouble();
    for (qsizetype i = 1; i < in.size(); i += 2) {
        const qint64 bucket = in.at(i).toInteger(-1);
        const qint64 count = in.at(i + 1).toInteger(0);
        if (bucket < 0 || bucket >= qint64(bucketCount) || count < 1 || count > std::numeric_limits<quint32>::max())
            return {};
        out.m_buckets[size_t(bucket)] = quint32(count);
        out.m_count += count;
    }
    return out;
}

} // namespace trato
