#include "engine/queue/cron.h"

#include <algorithm>
#include <span>

namespace trato::cron {
namespace {

using namespace Qt::StringLiterals;

constexpr int monthsAhead = 45 * 12;   ///< leap days that fall on a weekday come again after 40 years at most
constexpr Millis minute = Minutes(1);
constexpr Hours widestJump{3};         ///< no zone moves its clocks by more within a day that is not skipped whole

constexpr const char *monthNames[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr const char *weekdayNames[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct FieldKind {
    const char *name;
    int least;
    int most;
    std::span<const char *const> names{};
};
constexpr FieldKind kinds[] = {{"second", 0, 59}, {"minute", 0, 59}, {"hour", 0, 23},
                               {"day", 1, 31},    {"month", 1, 12, monthNames}, {"weekday", 0, 7, weekdayNames}};
enum Place { SecondPlace, MinutePlace, HourPlace, DayPlace, MonthPlace, WeekdayPlace };

constexpr std::pair<const char *, const char *> shortcuts[] = {
    {"@yearly", "0 0 0 1 1 *"},  {"@annually", "0 0 0 1 1 *"}, {"@monthly", "0 0 0 1 * *"},    {"@weekly", "0 0 0 * * 0"},
    {"@daily", "0 0 0 * * *"},   {"@midnight", "0 0 0 * * *"}, {"@hourly", "0 0 * * * *"},     {"@minutely", "0 * * * * *"},
    {"@secondly", "* * * * * *"}, {"@weekdays", "0 0 0 * * 1-5"}, {"@weekends", "0 0 0 * * 0,6"}};

Error badField(const char *field, const char *key)
{
    return {Error::Code::Invalid, QString::fromLatin1(field) + u": "_s + QString::fromLatin1(key)};
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && text.size() <= 4 && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

Result<int> valueOf(QStringView text, const FieldKind &kind)
{
    int value = -1;
    if (isDigits(text)) {
        value = text.toInt();
    } else {
        const auto named = std::ranges::find_if(kind.names, [&](const char *name) {
            return text.compare(QLatin1String(name), Qt::CaseInsensitive) == 0;
        });
        if (named == kind.names.end())
            return badField(kind.name, "cron.unknown");
        value = int(named - kind.names.begin()) + kind.least;
    }
    if (value < kind.least || value > kind.most)
        return badField(kind.name, "cron.range");
    return value;
}

/// "*", "n", "a-b", each with an optional "/step".
Result<QList<int>> spanOf(QStringView text, const FieldKind &kind)
{
    int step = 1;
    const qsizetype slash = text.indexOf(u'/');
    const QStringView base = slash < 0 ? text : text.left(slash);
    if (slash >= 0) {
        const QStringView given = text.mid(slash + 1);
        step = isDigits(given) ? given.toInt() : 0;
        if (step < 1 || step > kind.most)
            return badField(kind.name, "cron.step");
    }
    int from = kind.least;
    int to = kind.most;
    if (base != u"*") {
        const qsizetype dash = base.indexOf(u'-');
        const Result<int> first = valueOf(dash < 0 ? base : base.left(dash), kind);
        if (!first)
            return first.error();
        const Result<int> last = dash < 0 ? first : valueOf(base.mid(dash + 1), kind);
        if (!last)
            return last.error();
        from = first.value();
        to = dash < 0 && slash >= 0 ? kind.most : last.value();
        if (from > to)
            return badField(kind.name, "cron.order");
    }
    QList<int> values;
    for (int value = from; value <= to; value += step)
        values.append(value);
    return values;
}

/// The parts that only days and weekdays know; false when `part` is none of them.
Result<bool> specialOf(QStringView part, Place place, CronRule &rule)
{
    const FieldKind &kind = kinds[place];
    if (place == DayPlace && part.compare(u"L", Qt::CaseInsensitive) == 0) {
        rule.lastDay = true;
        return true;
    }
    if (place != WeekdayPlace)
        return false;
    const qsizetype hash = part.indexOf(u'#');
    const bool last = part.size() > 1 && part.endsWith(u'L', Qt::CaseInsensitive) && hash < 0;
    if (!last && hash < 0)
        return false;
    const Result<int> weekday = valueOf(last ? part.chopped(1) : part.left(hash), kind);
    if (!weekday)
        return weekday.error();
    const QStringView which = last ? QStringView(u"0") : part.mid(hash + 1);
    const int nth = isDigits(which) ? which.toInt() : 0;
    if (!last && (nth < 1 || nth > 5))
        return badField(kind.name, "cron.nth");
    rule.nth.append({weekday.value() % 7, nth});
    return true;
}

Result<QList<int>> fieldOf(QStringView text, Place place, CronRule &rule)
{
    const FieldKind &kind = kinds[place];
    if (text == u"?" && (place == DayPlace || place == WeekdayPlace))
        return QList<int>();
    QList<int> values;
    for (const QStringView part : text.split(u',')) {
        const Result<bool> special = specialOf(part, place, rule);
        if (!special)
            return special.error();
        if (special.value())
            continue;
        const Result<QList<int>> span = spanOf(part, kind);
        if (!span)
            return span.error();
        for (const int value : span.value())
            values.append(place == WeekdayPlace ? value % 7 : value);
    }
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    const int all = place == WeekdayPlace ? 7 : kind.most - kind.least + 1;
    if (values.size() < all)
        return values;
    if (place == DayPlace)
        rule.lastDay = false;
    if (place == WeekdayPlace)
        rule.nth.clear();
    return QList<int>();
}

/// "0 0 31 2 *" would wait for ever.
bool neverComes(const CronRule &rule)
{
    if (rule.days.isEmpty() || rule.lastDay || rule.limitsWeekday() || rule.months.isEmpty())
        return false;
    constexpr int leapYear = 2000;
    return std::ranges::none_of(rule.months, [&](int month) {
        return rule.days.first() <= QDate(leapYear, month, 1).daysInMonth();
    });
}

bool has(const QList<int> &list, int value)
{
    return list.isEmpty() || std::ranges::binary_search(list, value);
}

bool matchesDay(const CronRule &rule, QDate day)
{
    const bool dayFits = (!rule.days.isEmpty() && has(rule.days, day.day())) || (rule.lastDay && day.day() == day.daysInMonth());
    const int weekday = day.dayOfWeek() % 7;
    const bool weekdayFits = (!rule.weekdays.isEmpty() && has(rule.weekdays, weekday))
        || std::ranges::any_of(rule.nth, [&](const NthWeekday &nth) {
               return nth.weekday == weekday
                   && (nth.nth == 0 ? day.day() + 7 > day.daysInMonth() : (day.day() - 1) / 7 + 1 == nth.nth);
           });
    if (rule.limitsDay() && rule.limitsWeekday())
        return dayFits || weekdayFits;
    return rule.limitsDay() ? dayFits : !rule.limitsWeekday() || weekdayFits;
}

QList<int> allOf(const QList<int> &list, Place place)
{
    if (!list.isEmpty())
        return list;
    QList<int> values;
    for (int value = kinds[place].least; value <= kinds[place].most; ++value)
        values.append(value);
    return values;
}

/// Looks for the instant nearest to `bound` on one side of it.
class Search
{
public:
    Search(const CronRule &rule, const LocalZone &zone, Instant bound, bool forward)
        : m_rule(rule), m_zone(zone), m_bound(bound), m_forward(forward), m_seconds(allOf(rule.seconds, SecondPlace)),
          m_minutes(allOf(rule.minutes, MinutePlace)), m_hours(allOf(rule.hours, HourPlace))
    {
    }

    std::optional<Instant> run()
    {
        // A time that is skipped may move into the next local day: begin a day early.
        QDate day = m_zone.dateOf(m_bound).addDays(m_forward ? -1 : 1);
        for (int months = 0; months <= monthsAhead;) {
            if (!has(m_rule.months, day.month())) {
                day = m_forward ? QDate(day.year(), day.month(), 1).addMonths(1) : QDate(day.year(), day.month(), 1).addDays(-1);
                ++months;
                continue;
            }
            if (matchesDay(m_rule, day)) {
                lookInto(day);
                if (m_best)
                    return m_best;
            }
            const int month = day.month();
            day = day.addDays(m_forward ? 1 : -1);
            months += day.month() != month;
        }
        return std::nullopt;
    }

private:
    void lookInto(QDate day)
    {
        const Instant start = m_zone.startOf(day);
        const bool plain = m_zone.startOf(day.addDays(1)) - start == Hours(24)
            && m_zone.startOf(day) - m_zone.startOf(day.addDays(-1)) == Hours(24);
        for (const int hour : m_hours)
            for (const int minuteOfHour : m_minutes) {
                const Instant guess = start + Hours(hour) + Minutes(minuteOfHour);
                const Millis slack = plain ? minute : Millis(widestJump);
                if (m_forward ? guess + slack <= m_bound : guess - slack >= m_bound)
                    continue;
                if (plain) {
                    consider(guess);
                    continue;
                }
                const QTime time(hour, minuteOfHour);
                const LocalZone::Reading reading = m_zone.at(day, time);
                consider(reading.at);
                if (m_rule.hours.isEmpty() && reading.hour == LocalZone::Hour::Repeated)
                    consider(m_zone.again(day, time));
            }
    }

    void consider(Instant startOfMinute)
    {
        for (const int second : m_seconds) {
            const Instant at = startOfMinute + Seconds(second);
            if (m_forward ? at > m_bound && (!m_best || at < *m_best) : at < m_bound && (!m_best || at > *m_best))
                m_best = at;
        }
    }

    const CronRule &m_rule;
    const LocalZone &m_zone;
    const Instant m_bound;
    const bool m_forward;
    const QList<int> m_seconds;
    const QList<int> m_minutes;
    const QList<int> m_hours;
    std::optional<Instant> m_best;
};

} // namespace

Result<CronRule> parse(const QString &text)
{
    QString plain = text.simplified();
    if (plain.startsWith(u'@')) {
        const auto known = std::ranges::find_if(shortcuts, [&](const auto &entry) {
            return plain.compare(QLatin1String(entry.first), Qt::CaseInsensitive) == 0;
        });
        if (known == std::end(shortcuts))
            return badField("pattern", "cron.shortcut");
        plain = QString::fromLatin1(known->second);
    }
    QStringList atoms = plain.split(u' ', Qt::SkipEmptyParts);
    if (atoms.size() > qsizetype(std::size(kinds)))
        return badField("pattern", "cron.fields");
    while (atoms.size() < qsizetype(std::size(kinds)))
        atoms.prepend(atoms.size() == qsizetype(std::size(kinds)) - 1 ? u"0"_s : u"*"_s);
    CronRule rule;
    QList<int> *const lists[] = {&rule.seconds, &rule.minutes, &rule.hours, &rule.days, &rule.months, &rule.weekdays};
    for (int place = SecondPlace; place <= WeekdayPlace; ++place) {
        const Result<QList<int>> values = fieldOf(atoms.at(place), Place(place), rule);
        if (!values)
            return values.error();
        *lists[place] = values.value();
    }
    if (neverComes(rule))
        return badField("day", "cron.never");
    return rule;
}

std::optional<Instant> next(const CronRule &rule, Instant after, const LocalZone &zone)
{
    return Search(rule, zone, after, true).run();
}

std::optional<Instant> previous(const CronRule &rule, Instant before, const LocalZone &zone)
{
    return Search(rule, zone, before, false).run();
}

QList<Instant> nextFew(const CronRule &rule, Instant after, const LocalZone &zone, int count)
{
    QList<Instant> found;
    for (std::optional<Instant> at = next(rule, after, zone); at && found.size() < count; at = next(rule, *at, zone))
        found.append(*at);
    return found;
}

} // namespace trato::cron
