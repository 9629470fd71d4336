#include "engine/shop/local_time.h"

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

constexpr qint64 day = 24LL * 60 * 60 * 1000;

} // namespace

Result<LocalZone> LocalZone::named(const QString &iana)
{
    // Qt takes any word for a POSIX rule without an offset: only the names of the zone database count.
    static const QList<QByteArray> known = QTimeZone::availableTimeZoneIds();
    QTimeZone zone(iana.toUtf8());
    if (!known.contains(iana.toUtf8()) || !zone.isValid())
        return Error{Error::Code::Invalid, u"zone"_s};
    return LocalZone(std::move(zone));
}

qint64 LocalZone::offset(qint64 utcMs) const
{
    return 1000LL * m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC));
}

LocalZone::Reading LocalZone::at(QDate date, QTime time) const
{
    const qint64 wall = QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch();
    const qint64 before = offset(wall - day);
    const qint64 after = offset(wall + day);
    const qint64 early = wall - before;
    const qint64 late = wall - after;
    const bool earlyHolds = offset(early) == before;
    const bool lateHolds = offset(late) == after;
    if (earlyHolds && lateHolds && early != late)
        return {fromMs(qMin(early, late)), Hour::Repeated};
    if (earlyHolds)
        return {fromMs(early), Hour::Plain};
    if (lateHolds)
        return {fromMs(late), Hour::Plain};
    return {fromMs(early), Hour::Skipped};
}

Instant LocalZone::again(QDate date, QTime time) const
{
    const Reading first = at(date, time);
    if (first.hour != Hour::Repeated)
        return first.at;
    const qint64 wall = QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch();
    return fromMs(qMax(wall - offset(wall - day), wall - offset(wall + day)));
}

Result<Instant> LocalZone::parse(const QString &local) const
{
    const QDateTime read = QDateTime::fromString(local.trimmed(), Qt::ISODate);
    if (!read.isValid() || read.timeSpec() != Qt::LocalTime || !local.contains(u'T'))
        return Error{Error::Code::Invalid, u"start: yyyy-MM-ddTHH:mm is expected"_s};
    return at(read.date(), read.time()).at;
}

QDate LocalZone::dateOf(Instant at) const
{
    return QDateTime::fromMSecsSinceEpoch(toMs(at) + offset(toMs(at)), Qt::UTC).date();
}

QTime LocalZone::timeOf(Instant at) const
{
    return QDateTime::fromMSecsSinceEpoch(toMs(at) + offset(toMs(at)), Qt::UTC).time();
}

int LocalZone::minuteOf(Instant at) const
{
    const QTime time = QDateTime::fromMSecsSinceEpoch(toMs(at) + offset(toMs(at)), Qt::UTC).time();
    return time.hour() * 60 + time.minute();
}

Instant LocalZone::startOf(QDate date) const
{
    return at(date, QTime(0, 0)).at; // a skipped midnight reads as the moment of the jump
}

qint64 LocalZone::daysBetween(Instant from, Instant to) const
{
    return dateOf(from).daysTo(dateOf(to));
}

} // namespace trato
