#pragma once

#include <QHash>
#include <QString>

#include <chrono>

namespace trato {

/// How much each of many may ask for: a bucket each that fills up over a minute. Not thread-safe; time is given.
class RequestLimits
{
public:
    /// Takes `cost` when the bucket of `who`, which holds `perMinute`, has that much. Zero: admitted; else how long to wait.
    std::chrono::seconds admit(const QString &who, double cost, double perMinute, std::chrono::nanoseconds now);

private:
    struct Bucket {
        double left = 0;
        std::chrono::nanoseconds at{0};
    };
    static constexpr qsizetype mostBuckets = 10'000;   ///< then full ones, which say nothing, are forgotten
    QHash<QString, Bucket> m_buckets;
};

} // namespace trato
