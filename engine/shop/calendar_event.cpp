#include "engine/shop/calendar_event.h"

#include <libical/ical.h>

#include <QTimeZone>

#include <algorithm>

namespace trato::calendar {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype datesLimit = 2'000;   ///< RDATE and EXDATE of one event

struct FreeComponent {
    void operator()(icalcomponent *component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

Component parse(const QByteArray &text)
{
    icalerror_set_errors_are_fatal(0); // a bad line is an answer here, never an abort
    return Component(icalparser_parse_string(text.constData()));
}

QString textOf(const char *utf8) { return utf8 ? QString::fromUtf8(utf8) : QString(); }

Moment momentOf(const icaltimetype &time, const QString &zone)
{
    Moment moment;
    if (icaltime_is_null_time(time) || !QDate::isValid(time.year, time.month, time.day))
        return moment;
    moment.dateOnly = time.is_date;
    moment.utc = icaltime_is_utc(time);
    moment.zone = moment.utc ? QString() : zone;
    const QTime clock = time.is_date ? QTime(0, 0) : QTime(time.hour, time.minute, qMin(time.second, 59));
    if (clock.isValid())
        moment.wall = QDateTime(QDate(time.year, time.month, time.day), clock, Qt::UTC);
    return moment;
}

icaltimetype timeOf(const Moment &moment)
{
    icaltimetype time = icaltime_null_time();
    const QDate date = moment.wall.date();
    const QTime clock = moment.wall.time();
    time.year = date.year();
    time.month = date.month();
    time.day = date.day();
    time.hour = clock.hour();
    time.minute = clock.minute();
    time.second = clock.second();
    return time;
}

QString zoneOf(icalproperty *property)
{
    icalparameter *parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    return parameter ? textOf(icalparameter_get_tzid(parameter)) : QString();
}

icalproperty *first(icalcomponent *component, icalproperty_kind kind) { return icalcomponent_get_first_property(component, kind); }

Moment momentOf(icalcomponent *component, icalproperty_kind kind)
{
    icalproperty *property = first(component, kind);
    if (!property)
        return {};
    const icalvalue *value = icalproperty_get_value(property);
    return value ? momentOf(icalvalue_get_datetime(value), zoneOf(property)) : Moment();
}

QList<Moment> momentsOf(icalcomponent *component, icalproperty_kind kind)
{
    QList<Moment> moments;
    for (icalproperty *p = first(component, kind); p && moments.size() < datesLimit; p = icalcomponent_get_next_property(component, kind)) {
        const icaltimetype time = kind == ICAL_RDATE_PROPERTY ? icalproperty_get_rdate(p).time : icalproperty_get_exdate(p);
        if (const Moment moment = momentOf(time, zoneOf(p)); moment.isSet())
            moments.append(moment);
    }
    return moments;
}

QString commonName(icalproperty *property)
{
    icalparameter *parameter = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER);
    const QString name = parameter ? textOf(icalparameter_get_cn(parameter)).simplified() : QString();
    return name.contains(u'@') ? QString() : name; // calendars put the address there when they know no name
}

QString addressOf(const char *uri)
{
    const QString text = textOf(uri);
    return text.startsWith(u"mailto:", Qt::CaseInsensitive) ? text.mid(7).trimmed() : QString();
}

void readPeople(icalcomponent *component, Event &event)
{
    QString organizerAddress;
    if (icalproperty *organizer = first(component, ICAL_ORGANIZER_PROPERTY)) {
        event.organizer = commonName(organizer);
        organizerAddress = addressOf(icalproperty_get_organizer(organizer));
    }
    int guests = 0;
    for (icalproperty *p = first(component, ICAL_ATTENDEE_PROPERTY); p; p = icalcomponent_get_next_property(component, ICAL_ATTENDEE_PROPERTY)) {
        const QString address = addressOf(icalproperty_get_attendee(p));
        if (!organizerAddress.isEmpty() && address.compare(organizerAddress, Qt::CaseInsensitive) == 0)
            continue;
        if (++guests > 1)
            break;
        event.guest = commonName(p);
        event.guestAddress = address;
        icalparameter *answer = icalproperty_get_first_parameter(p, ICAL_PARTSTAT_PARAMETER);
        event.guestAccepted = answer && icalparameter_get_partstat(answer) == ICAL_PARTSTAT_ACCEPTED;
        event.guestDeclined = answer && icalparameter_get_partstat(answer) == ICAL_PARTSTAT_DECLINED;
    }
    if (guests > 1) { // who of them is the client cannot be told
        event.guest.clear();
        event.guestAddress.clear();
        event.guestAccepted = event.guestDeclined = false;
    }
}

/// Outlook and some exporters write paths or Windows names.
std::optional<LocalZone> systemZone(const QString &name)
{
    const QString path = name.count(u'/') > 1 ? name.section(u'/', -2) : name;
    for (const QString &one : {name, path, QString::fromUtf8(QTimeZone::windowsIdToDefaultIanaId(name.toUtf8()))})
        if (!one.isEmpty()) // a name Windows does not know either
            if (Result<LocalZone> zone = LocalZone::named(one))
                return std::move(zone).value();
    return std::nullopt;
}

} // namespace

std::optional<Event> readEvent(const CalendarPart &part)
{
    const Component component = parse(part.text);
    if (!component || icalcomponent_isa(component.get()) != ICAL_VEVENT_COMPONENT)
        return std::nullopt;
    icalcomponent *c = component.get();
    Event event;
    event.line = part.line;
    event.uid = textOf(icalcomponent_get_uid(c)).trimmed();
    event.sequence = icalcomponent_get_sequence(c);
    event.start = momentOf(c, ICAL_DTSTART_PROPERTY);
    event.end = momentOf(c, ICAL_DTEND_PROPERTY);
    if (icalproperty *duration = first(c, ICAL_DURATION_PROPERTY))
        event.duration = Seconds(icaldurationtype_as_int(icalproperty_get_duration(duration)));
    event.recurrence = momentOf(c, ICAL_RECURRENCEID_PROPERTY);
    if (icalproperty *recurrence = first(c, ICAL_RECURRENCEID_PROPERTY))
        if (icalparameter *range = icalproperty_get_first_parameter(recurrence, ICAL_RANGE_PARAMETER)) {
            event.laterToo = icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE;
            event.earlierToo = !event.laterToo;
        }
    for (icalproperty *p = first(c, ICAL_RRULE_PROPERTY); p && event.rules.size() < 4; p = icalcomponent_get_next_property(c, ICAL_RRULE_PROPERTY))
        event.rules.append(QByteArray(icalproperty_get_value_as_string(p)));
    // A rule the parser does not take is no event without a rule: `walkRule` refuses what is left empty.
    const QByteArray lines = '\n' + part.text;
    for (qsizetype written = lines.count("\nRRULE"); event.rules.size() < qMin<qsizetype>(written, 4);)
        event.rules.append(QByteArray());
    event.added = momentsOf(c, ICAL_RDATE_PROPERTY);
    event.left = momentsOf(c, ICAL_EXDATE_PROPERTY);
    event.title = textOf(icalcomponent_get_summary(c));
    event.description = textOf(icalcomponent_get_description(c));
    event.place = textOf(icalcomponent_get_location(c));
    readPeople(c, event);
    event.cancelled = icalcomponent_get_status(c) == ICAL_STATUS_CANCELLED;
    return event;
}

namespace {

int entries(const short *values, int most)
{
    return int(std::find(values, values + most, ICAL_RECURRENCE_ARRAY_MAX) - values);
}

/// libical writes down every change of a zone's clock from its first year on: a rule that changes it each second never ends.
/// Real zones change a few times a year, at the earliest since 1601 (Outlook's first day).
bool changesSeldom(icalcomponent *zone)
{
    int rulesLeft = 20;
    for (icalcomponent *part = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT); part;
         part = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT)) {
        if (icalcomponent_get_dtstart(part).year < 1600)
            return false;
        for (icalproperty *line = icalcomponent_get_first_property(part, ICAL_RRULE_PROPERTY); line;
             line = icalcomponent_get_next_property(part, ICAL_RRULE_PROPERTY)) {
            const icalrecurrencetype rule = icalproperty_get_rrule(line);
            const bool often = entries(rule.by_second, ICAL_BY_SECOND_SIZE) || entries(rule.by_minute, ICAL_BY_MINUTE_SIZE)
                || entries(rule.by_hour, ICAL_BY_HOUR_SIZE) || entries(rule.by_year_day, ICAL_BY_YEARDAY_SIZE)
                || entries(rule.by_week_no, ICAL_BY_WEEKNO_SIZE);
            const int months = entries(rule.by_month, ICAL_BY_MONTH_SIZE);
            const int days = std::max(entries(rule.by_day, ICAL_BY_DAY_SIZE), entries(rule.by_month_day, ICAL_BY_MONTHDAY_SIZE));
            if (rule.freq != ICAL_YEARLY_RECURRENCE || rule.interval < 1 || often || months > 2 || days > (months > 0 ? 7 : 0) || --rulesLeft < 0)
                return false;
        }
    }
    return true;
}

} // namespace

struct Zones::Known {
    ~Known()
    {
        for (icaltimezone *zone : std::as_const(zones))
            icaltimezone_free(zone, 1);
    }
    QHash<QString, icaltimezone *> zones{};
};

Zones::Zones(const LocalZone &floating) : m_floating(floating), m_known(std::make_unique<Known>()) {}
Zones::~Zones() = default;

void Zones::add(const CalendarPart &part)
{
    constexpr qsizetype mostZones = 200;
    Component component = parse(part.text);
    if (part.tooLarge || m_known->zones.size() >= mostZones || !component || icalcomponent_isa(component.get()) != ICAL_VTIMEZONE_COMPONENT
        || !changesSeldom(component.get()))
        return;
    icaltimezone *zone = icaltimezone_new();
    if (!icaltimezone_set_component(zone, component.get())) {
        icaltimezone_free(zone, 1);
        return;
    }
    static_cast<void>(component.release()); // belongs to the zone now
    const QString name = textOf(icaltimezone_get_tzid(zone));
    if (m_known->zones.contains(name))
        icaltimezone_free(zone, 1);
    else
        m_known->zones.insert(name, zone);
}

Result<Instant> Zones::instant(const Moment &moment) const
{
    if (!moment.isSet())
        return Error{Error::Code::Invalid, u"date.invalid"_s};
    if (moment.utc)
        return fromMs(moment.wall.toMSecsSinceEpoch());
    if (moment.zone.isEmpty())
        return m_floating.at(moment.wall.date(), moment.wall.time()).at;
    // The system's rules are newer than those an exporter wrote into the file.
    if (!m_system.contains(moment.zone))
        m_system.insert(moment.zone, systemZone(moment.zone));
    if (const auto &zone = m_system[moment.zone])
        return zone->at(moment.wall.date(), moment.wall.time()).at;
    if (icaltimezone *zone = m_known->zones.value(moment.zone)) {
        icaltimetype time = timeOf(moment);
        int isDst = 0;
        const int offset = icaltimezone_get_utc_offset(zone, &time, &isDst);
        return fromMs(moment.wall.toMSecsSinceEpoch() - 1000LL * offset);
    }
    return Error{Error::Code::Invalid, u"time.zone"_s};
}

Walk walkRule(const QByteArray &text, const Moment &start, QDateTime from, qint64 &steps, const std::function<bool(const Moment &)> &take)
{
    icalerror_set_errors_are_fatal(0);
    icalrecurrencetype rule = icalrecurrencetype_from_string(text.constData());
    const bool usual = rule.freq == ICAL_DAILY_RECURRENCE || rule.freq == ICAL_WEEKLY_RECURRENCE || rule.freq == ICAL_MONTHLY_RECURRENCE
        || rule.freq == ICAL_YEARLY_RECURRENCE;
    if (!usual || rule.interval < 1 || rule.by_second[0] != ICAL_RECURRENCE_ARRAY_MAX || rule.by_minute[0] != ICAL_RECURRENCE_ARRAY_MAX
        || rule.by_hour[0] != ICAL_RECURRENCE_ARRAY_MAX)
        return Walk::Unsupported; // visits more than once a day are no barber's calendar
    rule.until = icaltime_null_time(); // compared in UTC by the caller
    const icaltimetype first = timeOf(start);
    const std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)> iterator(icalrecur_iterator_new(rule, first),
                                                                                         &icalrecur_iterator_free);
    if (!iterator)
        return Walk::Unsupported;
    if (rule.count == 0 && from > start.wall) {
        Moment near = start;
        near.wall = QDateTime(from.date().addDays(-1), start.wall.time(), Qt::UTC);
        icalrecur_iterator_set_start(iterator.get(), timeOf(near));
    }
    // The start counts as the first of a counted series, also when the rule does not name it (RFC 5545, 3.8.5.3).
    for (int left = rule.count > 0 ? rule.count : -1; left != 0; --left) {
        if (--steps < 0)
            return Walk::TooLong;
        const icaltimetype next = icalrecur_iterator_next(iterator.get());
        if (icaltime_is_null_time(next))
            return Walk::Done;
        Moment moment = momentOf(next, start.zone);
        moment.utc = start.utc;
        if (left == rule.count && moment.wall != start.wall && --left == 0)
            return Walk::Done;
        if (moment.isSet() && !take(moment))
            return Walk::Done;
    }
    return Walk::Done;
}

Moment untilOf(const QByteArray &text)
{
    const icalrecurrencetype rule = icalrecurrencetype_from_string(text.constData());
    return momentOf(rule.until, {});
}

} // namespace trato::calendar
