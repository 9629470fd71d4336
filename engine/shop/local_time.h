#pragma once

#include "engine/api/result.h"
#include "engine/api/time.h"

#include <QTimeZone>

namespace trato {

/// Wall-clock time of one IANA zone (R-39, domain 6.4). A value; pure.
class LocalZone
{
public:
    /// Invalid when there is no such zone.
    static Result<LocalZone> named(const QString &iana);

    enum class Hour {
        Plain,
        Skipped,    ///< the clocks jump over it: read as if they had not, so 00:30 becomes 01:30
        Repeated,   ///< it comes twice: the first one is meant
    };
    struct Reading {
        Instant at{};
        Hour hour = Hour::Plain;
        friend bool operator==(const Reading &, const Reading &) = default;
    };
    /// `date` and `time` must be valid.
    Reading at(QDate date, QTime time) const;
    /// The second time of a repeated reading; the same as `at` for any other.
    Instant again(QDate date, QTime time) const;
    /// Invalid unless it is "yyyy-MM-ddTHH:mm" (seconds allowed).
    Result<Instant> parse(const QString &local) const;

    QDate dateOf(Instant at) const;
    QTime timeOf(Instant at) const;
    /// Minutes after midnight as the clock on the wall shows them.
    int minuteOf(Instant at) const;
    /// The first moment of that local day, also where midnight is skipped.
    Instant startOf(QDate day) const;
    /// Local days from one moment to another: 0 today, 1 tomorrow.
    qint64 daysBetween(Instant from, Instant to) const;

private:
    explicit LocalZone(QTimeZone zone) : m_zone(std::move(zone)) {}
    qint64 offset(qint64 utcMs) const;

    QTimeZone m_zone;
};

} // namespace trato
