#pragma once

#include "engine/shop/calendar_text.h"
#include "engine/shop/local_time.h"

#include <QDateTime>
#include <QHash>

#include <functional>
#include <memory>

/// The one place that knows libical: events as values, zones of a file, and the moments of a rule.
namespace trato::calendar {

/// A date and time as written: wall clock of a zone, or UTC.
struct Moment {
    QDateTime wall{};         ///< its fields count, in UTC
    QString zone{};           ///< TZID; empty: UTC or floating
    bool utc = false;
    bool dateOnly = false;
    bool isSet() const { return wall.isValid(); }
};

struct Event {
    int line = 0;
    QString uid{};
    int sequence = 0;
    Moment start{};
    Moment end{};
    std::optional<Seconds> duration{};
    Moment recurrence{};      ///< set: replaces one instance of the series
    bool laterToo = false;    ///< RANGE=THISANDFUTURE: and every later one
    bool earlierToo = false;  ///< RANGE=THISANDPRIOR, which RFC 5545 forbids
    QList<QByteArray> rules{};
    QList<Moment> added{};    ///< RDATE
    QList<Moment> left{};     ///< EXDATE
    QString title{};
    QString description{};
    QString place{};
    QString guest{};          ///< name of the one attendee who is not the organizer
    QString guestAddress{};
    bool guestAccepted = false;
    bool guestDeclined = false;
    QString organizer{};
    bool cancelled = false;
};

/// An event from its text; not set when it cannot be parsed.
std::optional<Event> readEvent(const CalendarPart &part);

/// The zones a file brings along, by TZID.
class Zones
{
public:
    explicit Zones(const LocalZone &floating);
    ~Zones();
    void add(const CalendarPart &part);
    /// Invalid when the zone is unknown.
    Result<Instant> instant(const Moment &moment) const;

private:
    struct Known;
    const LocalZone m_floating;
    std::unique_ptr<Known> m_known;
    mutable QHash<QString, std::optional<LocalZone>> m_system;
};

/// Walks through the starts of a rule, from the first. `steps` is what may still be spent on all rules together.
enum class Walk { Done, Unsupported, TooLong };
/// Calls `take` with each start as wall clock in order, until it answers false. When the rule has no COUNT it begins near `from`.
Walk walkRule(const QByteArray &rule, const Moment &start, QDateTime from, qint64 &steps, const std::function<bool(const Moment &)> &take);
/// UNTIL of a rule; not set when there is none.
Moment untilOf(const QByteArray &rule);

} // namespace trato::calendar
