#pragma once

#include <QByteArray>

#include <vector>

namespace trato {

/// Counts of positive values in logarithmic buckets: quantiles within 2 % from 0.01 to 10,000,000 (as
/// milliseconds: 10 µs to 2.8 hours) in 2 KB at most, however many values. Smaller values count as 0, larger
/// ones as `max()`. A value; not thread-safe.
class Histogram
{
public:
    void add(double value);
    void merge(const Histogram &other);

    qint64 count() const { return m_count; }
    double max() const { return m_max; }   ///< exact; 0 when empty
    /// `share` 0…1: the smallest value that at least this share does not exceed; 0 when empty.
    double quantile(double share) const;

    /// For keeping; empty when nothing was added.
    QByteArray toBytes() const;
    /// Empty for bytes that are not a histogram's.
    static Histogram fromBytes(const QByteArray &bytes);

private:
    std::vector<quint32> m_buckets; ///< empty until something is added
    qint64 m_count = 0;
    double m_max = 0;
};

} // namespace trato
