#include "engine/shop/diary_ics.h"

#include "engine/api/mask.h"
#include "engine/shop/calendar_event.h"
#include "engine/shop/csv_reader.h"
#include "engine/shop/diary_columns.h"
#include "engine/shop/diary_period.h"
#include "engine/shop/money.h"
#include "engine/shop/phone_number.h"

#include <QSet>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;
using calendar::Event;
using calendar::Moment;

constexpr int eventLimit = 200'000;
constexpr int seriesLimit = 2'000;
constexpr qint64 stepLimit = 500'000;
constexpr Hours lookBack{24 * 31};
constexpr Hours lookAhead{24 * 366};

struct Bad {
    QString column{};
    QString reason{};
    QString fix{};
    QString value{};
};

/// Events of one calendar become visits.
class CalendarTaker
{
public:
    CalendarTaker(const LocalZone &zone, Instant now, ParsedDiary &out) : m_zones(zone), m_zone(zone), m_now(now), m_out(out) {}

    calendar::Zones &zones() { return m_zones; }
    void take(const QList<Event> &events);
    void refuse(int line, const Bad &bad);
    /// There were more visits than are taken.
    bool isFull() const { return m_full; }

private:
    struct Series {
        const Event *main = nullptr;
        QHash<qint64, const Event *> changed{};   ///< by the instance's original start
        QMap<qint64, const Event *> fromThen{};   ///< the same of those that change the later ones, too
    };
    /// A change of an instance and the later ones: how far it moves them, how long they are.
    struct Turn {
        const Event *event = nullptr;
        Millis shift{0};
        std::optional<Millis> length{};           ///< not set: it cannot be read, and so cannot what follows it
    };
    void takeSeries(const Series &series);
    void takeInstance(const Series &series, const QMap<qint64, Turn> &turns, qint64 original, Millis length);
    QMap<qint64, Turn> turnsOf(const Series &series);
    void takeOne(const Event &event, Instant start, Millis length, const QString &id);
    std::optional<QMap<qint64, bool>> starts(const Event &event, Instant first);
    std::optional<Bad> readWords(const Event &event, ImportedVisit &visit) const;
    std::optional<Millis> lengthOf(const Event &event, Instant start) const;
    QString idOf(const Event &event, std::optional<Instant> original) const;

    calendar::Zones m_zones;
    const LocalZone m_zone;
    const Instant m_now;
    ParsedDiary &m_out;
    qint64 m_steps = stepLimit;
    QSet<QString> m_seen;
    bool m_full = false;
};

void CalendarTaker::refuse(int line, const Bad &bad)
{
    if (m_out.bad.size() < mostBadRows)
        m_out.bad.append({line, bad.column, bad.reason, bad.value, bad.fix});
}

/// UID, for an instance of a series with its original start.
QString CalendarTaker::idOf(const Event &event, std::optional<Instant> original) const
{
    if (event.uid.isEmpty())
        return {};
    const QString uid = event.uid.left(500);
    return original ? uid + u'#' + toUtc(*original).toString(u"yyyyMMddTHHmmssZ"_s) : uid;
}

std::optional<Millis> CalendarTaker::lengthOf(const Event &event, Instant start) const
{
    Millis length = usualVisitLength;
    if (event.end.isSet()) {
        const Result<Instant> end = m_zones.instant(event.end);
        if (!end)
            return std::nullopt;
        length = end.value() - start;
    } else if (event.duration) {
        length = *event.duration;
    }
    return length > Millis(0) && length <= Hours(24) ? std::optional(length) : std::nullopt;
}

std::optional<Bad> CalendarTaker::readWords(const Event &event, ImportedVisit &visit) const
{
    const CalendarWords words = wordsOfEvent(event.title, event.description, event.place);
    visit.clientName = words.client.isEmpty() ? event.guest : words.client;
    visit.email = words.email.isEmpty() ? event.guestAddress : words.email;
    visit.service = words.service;
    visit.professional = words.professional.isEmpty() ? event.organizer : words.professional;
    if (!words.phone.isEmpty()) {
        const PhoneReading phone = readPhone(words.phone);
        visit.phone = phone.e164;
        if (phone.e164.isEmpty() && phone.problem != PhoneProblem::Empty)
            return Bad{u"phone"_s, phoneReason(phone.problem), phoneFix(phone.problem), maskPhone(words.phone)};
    }
    if (!words.price.isEmpty()) {
        const std::optional<qint64> cents = parseReais(words.price);
        if (!cents || *cents < 0)
            return Bad{u"price"_s, u"price.invalid"_s, u"price.format"_s, maskText(words.price.left(60))};
        visit.priceCents = *cents;
    }
    const std::optional<VisitStatus> status = statusOf(words.status);
    if (!status)
        return Bad{u"status"_s, u"status.unknown"_s, u"status.use"_s, maskText(words.status.left(60))};
    visit.status = event.cancelled || event.guestDeclined                             ? VisitStatus::Cancelled
                   : *status == VisitStatus::Scheduled && event.guestAccepted         ? VisitStatus::Confirmed
                                                                                      : *status;
    if (visit.clientName.isEmpty() && visit.phone.isEmpty() && visit.status != VisitStatus::Blocked)
        return Bad{u"client"_s, u"client.missing"_s, u"event.title"_s, {}};
    return std::nullopt;
}

void CalendarTaker::takeOne(const Event &event, Instant start, Millis length, const QString &id)
{
    if (m_out.diary.visits.size() >= eventLimit) {
        m_full = true;
        return;
    }
    ImportedVisit visit;
    visit.line = event.line;
    visit.externalId = id;
    visit.start = start;
    visit.end = start + length;
    std::optional<Bad> bad = readWords(event, visit);
    const QString key = id.isEmpty() ? visit.clientName + u'\n' + visit.phone + u'\n' + QString::number(toMs(start)) : id;
    if (!bad && m_seen.contains(key))
        bad = Bad{u"id"_s, u"row.duplicate"_s, u"event.once"_s, {}};
    if (bad) {
        if (bad->reason != u"row.duplicate")
            m_out.diary.unread.append(start);
        return refuse(event.line, *bad);
    }
    m_seen.insert(key);
    m_out.diary.visits.append(visit);
}

/// The starts of a series inside the window, in order; not set when a rule cannot be followed. The rule counts from the first
/// start, which itself is always one of them.
std::optional<QMap<qint64, bool>> CalendarTaker::starts(const Event &event, Instant first)
{
    const Instant from = m_now - lookBack;
    const Instant to = m_now + lookAhead;
    QMap<qint64, bool> found;
    const auto see = [&](Instant at) {
        if (at >= from && at < to && found.size() < seriesLimit)
            found.insert(toMs(at), true);
    };
    see(first);
    for (const QByteArray &rule : event.rules) {
        const Moment until = calendar::untilOf(rule);
        std::optional<Instant> last;
        if (until.isSet()) {
            Moment end = until;
            end.zone = until.utc ? QString() : event.start.zone;
            if (end.dateOnly)
                end.wall = end.wall.addSecs(24 * 3600 - 1);
            if (const Result<Instant> at = m_zones.instant(end))
                last = at.value();
        }
        const QDateTime nearBy = QDateTime::fromMSecsSinceEpoch(toMs(from - Hours(48)), Qt::UTC);
        const calendar::Walk walk = calendar::walkRule(rule, event.start, nearBy, m_steps, [&](const Moment &moment) {
            if (moment.wall < nearBy)
                return true; // a counted series that began long ago
            const Result<Instant> at = m_zones.instant(moment);
            if (!at || at.value() >= to || (last && at.value() > *last))
                return false;
            see(at.value());
            return found.size() < seriesLimit;
        });
        if (walk != calendar::Walk::Done) {
            refuse(event.line, {u"date"_s, walk == calendar::Walk::TooLong ? u"rule.too_long"_s : u"rule.unsupported"_s, u"event.rule"_s, {}});
            return std::nullopt;
        }
    }
    for (const Moment &moment : event.added)
        if (const Result<Instant> at = m_zones.instant(moment))
            see(at.value());
    for (const Moment &moment : event.left) {
        const Result<Instant> at = m_zones.instant(moment);
        if (!at)
            continue;
        if (!moment.dateOnly) {
            found.remove(toMs(at.value()));
            continue;
        }
        const QDate day = m_zone.dateOf(at.value()); // a whole day: every instance on it
        for (auto it = found.begin(); it != found.end();)
            it = m_zone.dateOf(fromMs(it.key())) == day ? found.erase(it) : std::next(it);
    }
    return found;
}

/// RFC 5545, 3.2.13: the change holds for this instance and every later one, whose start moves as far as its own did.
QMap<qint64, CalendarTaker::Turn> CalendarTaker::turnsOf(const Series &series)
{
    QMap<qint64, Turn> turns;
    for (auto it = series.fromThen.cbegin(); it != series.fromThen.cend(); ++it) {
        const Event &event = *it.value();
        Turn turn{&event};
        const Result<Instant> start = m_zones.instant(event.start);
        if (!start || event.start.dateOnly)
            refuse(event.line, {u"date"_s, event.start.dateOnly ? u"event.all_day"_s : u"date.invalid"_s, u"event.time"_s, {}});
        else if (!event.rules.isEmpty() || !event.added.isEmpty())
            refuse(event.line, {u"date"_s, u"rule.unsupported"_s, u"event.rule"_s, {}});
        else if (turn.length = lengthOf(event, start.value()); !turn.length)
            refuse(event.line, {u"end"_s, u"time.invalid"_s, u"event.time"_s, {}});
        else
            turn.shift = start.value() - fromMs(it.key());
        turns.insert(it.key(), turn);
    }
    return turns;
}

void CalendarTaker::takeInstance(const Series &series, const QMap<qint64, Turn> &turns, qint64 original, Millis length)
{
    const Instant start = fromMs(original);
    auto turn = turns.upperBound(original);
    if (turn == turns.begin())
        return takeOne(*series.main, start, length, idOf(*series.main, start));
    --turn;
    if (turn->length)
        takeOne(*turn->event, start + turn->shift, *turn->length, idOf(*turn->event, start));
    else
        m_out.diary.unread.append(start);
}

void CalendarTaker::takeSeries(const Series &series)
{
    const QMap<qint64, Turn> turns = turnsOf(series);
    if (series.main) {
        const Event &event = *series.main;
        const auto no = [&](const Bad &bad) { refuse(event.line, bad); };
        if (event.start.dateOnly)
            return no({u"date"_s, u"event.all_day"_s, u"event.time"_s, {}});
        const Result<Instant> first = m_zones.instant(event.start);
        if (!first)
            return no({u"date"_s, first.error().detail, u"date.format"_s, {}});
        const std::optional<Millis> length = lengthOf(event, first.value());
        if (!length)
            return no({u"end"_s, u"time.invalid"_s, u"event.time"_s, {}});
        const bool repeats = !event.rules.isEmpty() || !event.added.isEmpty();
        if (!repeats) {
            takeOne(event, first.value(), *length, idOf(event, {}));
        } else if (const auto found = starts(event, first.value())) {
            for (auto it = found->cbegin(); it != found->cend() && !m_full; ++it)
                if (!series.changed.contains(it.key()))
                    takeInstance(series, turns, it.key(), *length);
        }
    }
    for (auto it = turns.cbegin(); it != turns.cend() && !m_full; ++it) // a file may hold the change without its series
        if (!series.main && it->length)
            takeOne(*it->event, fromMs(it.key()) + it->shift, *it->length, idOf(*it->event, fromMs(it.key())));
    for (auto it = series.changed.cbegin(); it != series.changed.cend() && !m_full; ++it) {
        const Event &event = *it.value();
        const Result<Instant> start = m_zones.instant(event.start);
        const std::optional<Millis> length = start ? lengthOf(event, start.value()) : std::nullopt;
        if (event.earlierToo)
            refuse(event.line, {u"date"_s, u"rule.unsupported"_s, u"event.rule"_s, {}});
        else if (!start || event.start.dateOnly || !length)
            refuse(event.line, {u"date"_s, event.start.dateOnly ? u"event.all_day"_s : u"date.invalid"_s, u"event.time"_s, {}});
        else
            takeOne(event, start.value(), *length, idOf(event, fromMs(it.key())));
    }
}

void CalendarTaker::take(const QList<Event> &events)
{
    QHash<QString, Series> byUid;
    QStringList order;
    for (const Event &event : events) {
        if (event.uid.isEmpty()) {
            takeSeries({&event, {}});
            continue;
        }
        if (!byUid.contains(event.uid))
            order.append(event.uid);
        Series &series = byUid[event.uid];
        if (!event.recurrence.isSet()) {
            if (series.main && series.main->sequence > event.sequence)
                continue;
            series.main = &event; // of several versions the newest, else the later one in the file
            continue;
        }
        const Result<Instant> original = m_zones.instant(event.recurrence);
        if (!original) {
            refuse(event.line, {u"date"_s, original.error().detail, u"date.format"_s, {}});
            continue;
        }
        const Event *&known = event.laterToo ? series.fromThen[toMs(original.value())] : series.changed[toMs(original.value())];
        if (!known || known->sequence <= event.sequence)
            known = &event;
    }
    for (const QString &uid : std::as_const(order))
        takeSeries(byUid[uid]);
    std::stable_sort(m_out.diary.visits.begin(), m_out.diary.visits.end(),
                     [](const ImportedVisit &a, const ImportedVisit &b) { return a.start < b.start; });
    std::stable_sort(m_out.bad.begin(), m_out.bad.end(), [](const BadRow &a, const BadRow &b) { return a.line < b.line; });
}

} // namespace

Result<ParsedDiary> parseCalendar(const QByteArray &content, const QString &fileName, const QString &zone, Instant now)
{
    const auto refuse = [](const QString &why) { return Error{Error::Code::Invalid, why}; };
    const Result<LocalZone> local = LocalZone::named(zone);
    if (!local)
        return local.error();
    if (content.size() > largestDiary)
        return refuse(u"file.too_large"_s);
    const DecodedText decoded = decodeText(content);
    if (decoded.text.contains(QChar(u'\0')))
        return refuse(u"file.binary"_s);
    const QByteArray text = decoded.text.toUtf8();

    ParsedDiary out;
    out.encoding = decoded.encoding;
    out.separator = u"iCalendar"_s;
    out.columns = {{u"start"_s, u"DTSTART"_s}, {u"client"_s, u"SUMMARY"_s}, {u"service"_s, u"SUMMARY"_s},
                   {u"phone"_s, u"DESCRIPTION"_s}, {u"professional"_s, u"ORGANIZER"_s}, {u"id"_s, u"UID"_s}};
    out.diary.source = fileName.section(u'/', -1).section(u'\\', -1);
    CalendarTaker taker(local.value(), now, out);
    QList<Event> events;
    CalendarReader reader(text);
    while (const auto part = reader.next()) {
        if (part->kind == CalendarPart::Kind::Zone) {
            taker.zones().add(*part);
            continue;
        }
        if (++out.rows > eventLimit)
            return refuse(u"file.too_many_rows"_s);
        const std::optional<Event> event = part->tooLarge ? std::nullopt : calendar::readEvent(*part);
        if (event && event->start.isSet())
            events.append(*event);
        else
            taker.refuse(part->line, {u"date"_s, part->tooLarge ? u"event.too_large"_s : u"date.missing"_s, u"event.time"_s, {}});
    }
    if (out.rows == 0)
        return refuse(u"file.no_events"_s);
    taker.take(events);
    if (taker.isFull())
        return refuse(u"file.too_many_rows"_s);
    measurePeriod(out.diary, local.value());
    if (CalendarReader::isWhole(text)) { // what is not in it any more has vanished, also before its first and after its last event
        const QDate today = local.value().dateOf(now);
        const Instant begin = local.value().startOf(today);
        out.diary.from = out.diary.from < out.diary.to ? qMin(out.diary.from, begin) : begin;
        out.diary.to = qMax(out.diary.to, local.value().startOf(today.addDays(366)));
    }
    return out;
}

Result<ParsedDiary> parseDiaryFile(const QByteArray &content, const QString &fileName, const QString &zone, Instant now)
{
    return CalendarReader::looksLikeOne(content) ? parseCalendar(content, fileName, zone, now) : parseDiary(content, fileName, zone);
}

} // namespace trato
