#include "engine/api/schedule_words.h"

#include "engine/api/words.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <tuple>

namespace trato::words {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostTimes = 6;   ///< more times a day than these are told by their fields

/// The context is that of the namespace, as lupdate sees it.
QString tr(const char *source, const char *comment = nullptr)
{
    return QCoreApplication::translate("trato::words", source, comment);
}

constexpr const char *everyWeekday[] = {
    QT_TRANSLATE_NOOP("trato::words", "every Sunday"),    QT_TRANSLATE_NOOP("trato::words", "every Monday"),
    QT_TRANSLATE_NOOP("trato::words", "every Tuesday"),   QT_TRANSLATE_NOOP("trato::words", "every Wednesday"),
    QT_TRANSLATE_NOOP("trato::words", "every Thursday"),  QT_TRANSLATE_NOOP("trato::words", "every Friday"),
    QT_TRANSLATE_NOOP("trato::words", "every Saturday")};

constexpr const char *lastWeekday[] = {
    QT_TRANSLATE_NOOP("trato::words", "the last Sunday of the month"),    QT_TRANSLATE_NOOP("trato::words", "the last Monday of the month"),
    QT_TRANSLATE_NOOP("trato::words", "the last Tuesday of the month"),   QT_TRANSLATE_NOOP("trato::words", "the last Wednesday of the month"),
    QT_TRANSLATE_NOOP("trato::words", "the last Thursday of the month"),  QT_TRANSLATE_NOOP("trato::words", "the last Friday of the month"),
    QT_TRANSLATE_NOOP("trato::words", "the last Saturday of the month")};

constexpr const char *nthWeekday[] = {
    QT_TRANSLATE_NOOP("trato::words", "Sunday no. %1 of the month"),    QT_TRANSLATE_NOOP("trato::words", "Monday no. %1 of the month"),
    QT_TRANSLATE_NOOP("trato::words", "Tuesday no. %1 of the month"),   QT_TRANSLATE_NOOP("trato::words", "Wednesday no. %1 of the month"),
    QT_TRANSLATE_NOOP("trato::words", "Thursday no. %1 of the month"),  QT_TRANSLATE_NOOP("trato::words", "Friday no. %1 of the month"),
    QT_TRANSLATE_NOOP("trato::words", "Saturday no. %1 of the month")};

/// The language of the words: that of the installed translation, not that of the computer.
QLocale language()
{
    //: Language of the weekday and month names; an ISO code.
    return QLocale(tr("en"));
}

/// "a", "a and b", "a, b and c"
QString joined(const QStringList &parts)
{
    if (parts.size() < 2)
        return parts.join(QString());
    return tr("%1 and %2").arg(parts.mid(0, parts.size() - 1).join(u", "_s), parts.constLast());
}

/// "8 to 18" for a run of at least three values, else a list.
QString numbers(const QList<int> &values)
{
    if (values.size() > 2 && values.constLast() - values.first() == values.size() - 1)
        return tr("%1 to %2").arg(values.first()).arg(values.constLast());
    QStringList parts;
    for (const int value : values)
        parts.append(QString::number(value));
    return joined(parts);
}

/// 15 for 0, 15, 30, 45; 1 for every value; 0 for anything else.
int stepOf(const QList<int> &values, int all)
{
    if (values.isEmpty())
        return 1;
    if (values.size() < 2 || values.first() != 0)
        return 0;
    const int step = values.at(1);
    if (all % step != 0 || values.size() != all / step)
        return 0;
    for (qsizetype i = 0; i < values.size(); ++i)
        if (values.at(i) != int(i) * step)
            return 0;
    return step;
}

QString clock(int hour, int minute, int second)
{
    return QTime(hour, minute, second).toString(second ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

/// The fixed times of a day, when they are few.
QStringList timesOf(const CronRule &rule)
{
    QStringList times;
    if (rule.hours.isEmpty() || rule.minutes.isEmpty() || rule.seconds.isEmpty()
        || rule.hours.size() * rule.minutes.size() * rule.seconds.size() > mostTimes)
        return times;
    for (const int hour : rule.hours)
        for (const int minute : rule.minutes)
            for (const int second : rule.seconds)
                times.append(clock(hour, minute, second));
    return times;
}

QString hoursText(const CronRule &rule)
{
    const int step = stepOf(rule.hours, 24);
    if (step == 1)
        return {};
    if (step > 1)
        return tr("every %1 hours").arg(step);
    return rule.hours.size() == 1 ? tr("in hour %1").arg(rule.hours.first()) : tr("in the hours %1").arg(numbers(rule.hours));
}

/// What happens within the hours.
QString minutesText(const CronRule &rule)
{
    const bool wholeMinutes = rule.seconds == QList<int>{0};
    const int minuteStep = stepOf(rule.minutes, 60);
    if (!wholeMinutes) {
        const int secondStep = stepOf(rule.seconds, 60);
        const QString seconds = secondStep == 1 ? tr("every second")
            : secondStep > 1                    ? tr("every %1 seconds").arg(secondStep)
                                                : tr("at the seconds %1").arg(numbers(rule.seconds));
        return rule.minutes.isEmpty() ? seconds : tr("%1, in the minutes %2").arg(seconds, numbers(rule.minutes));
    }
    if (minuteStep == 1)
        return tr("every minute");
    if (minuteStep > 1)
        return tr("every %1 minutes").arg(minuteStep);
    if (rule.minutes == QList<int>{0})
        return {};
    return rule.minutes.size() == 1 ? tr("at minute %1").arg(rule.minutes.first()) : tr("at the minutes %1").arg(numbers(rule.minutes));
}

QString timeText(const CronRule &rule)
{
    const QString minutes = minutesText(rule);
    const QString hours = hoursText(rule);
    if (minutes.isEmpty())
        return hours.isEmpty() ? tr("every hour") : hours;
    if (hours.isEmpty())
        return stepOf(rule.minutes, 60) == 0 && rule.seconds == QList<int>{0} ? tr("every hour") + u", "_s + minutes : minutes;
    return minutes + u", "_s + hours;
}

QString weekdaysText(const CronRule &rule)
{
    const QLocale names = language();
    QStringList parts;
    // In the week's order of most people: Monday first.
    QList<int> days = rule.weekdays;
    std::ranges::sort(days, {}, [](int day) { return (day + 6) % 7; });
    const auto dayName = [&](int day) { return names.standaloneDayName(day == 0 ? 7 : day); };
    const auto place = [](int day) { return (day + 6) % 7; };
    if (days.size() > 2 && place(days.constLast()) - place(days.first()) == days.size() - 1) {
        parts.append(tr("%1 to %2").arg(dayName(days.first()), dayName(days.constLast())));
    } else {
        for (const int day : std::as_const(days))
            parts.append(tr(everyWeekday[day]));
    }
    for (const NthWeekday &nth : rule.nth)
        parts.append(nth.nth == 0 ? tr(lastWeekday[nth.weekday]) : tr(nthWeekday[nth.weekday]).arg(nth.nth));
    return joined(parts);
}

QString daysText(const CronRule &rule)
{
    QStringList parts;
    if (rule.days == QList<int>{1})
        parts.append(tr("day 1 of each month"));
    else if (!rule.days.isEmpty())
        parts.append(tr("day %1 of each month").arg(numbers(rule.days)));
    if (rule.lastDay)
        parts.append(tr("the last day of the month"));
    return joined(parts);
}

/// Empty: every day.
QString dateText(const CronRule &rule)
{
    QString text = daysText(rule);
    if (rule.limitsDay() && rule.limitsWeekday())
        text = tr("%1 or %2").arg(text, weekdaysText(rule));
    else if (rule.limitsWeekday())
        text = weekdaysText(rule);
    if (rule.months.isEmpty())
        return text;
    const QLocale names = language();
    QStringList months;
    for (const int month : rule.months)
        months.append(names.standaloneMonthName(month));
    return text.isEmpty() ? tr("every day in %1").arg(joined(months)) : tr("%1 in %2").arg(text, joined(months));
}

} // namespace

QString cronRule(const CronRule &rule)
{
    const QString date = dateText(rule);
    const QStringList times = timesOf(rule);
    if (!times.isEmpty())
        return tr("%1 at %2").arg(date.isEmpty() ? tr("every day") : date, joined(times));
    const QString time = timeText(rule);
    return date.isEmpty() ? time : tr("%1, %2").arg(time, date);
}

QString scheduleRule(const ScheduleView &view)
{
    return view.draft.every > Millis(0) ? interval(view.draft.every) : cronRule(view.rule);
}

QString interval(Millis every)
{
    const std::tuple<Millis, const char *, const char *> units[] = {
        {Hours(24), QT_TRANSLATE_NOOP("trato::words", "every 24 hours"), QT_TRANSLATE_NOOP("trato::words", "every %1 days")},
        {Hours(1), QT_TRANSLATE_NOOP("trato::words", "every hour"), QT_TRANSLATE_NOOP("trato::words", "every %1 hours")},
        {Minutes(1), QT_TRANSLATE_NOOP("trato::words", "every minute"), QT_TRANSLATE_NOOP("trato::words", "every %1 minutes")},
        {Seconds(1), QT_TRANSLATE_NOOP("trato::words", "every second"), QT_TRANSLATE_NOOP("trato::words", "every %1 seconds")}};
    for (const auto &[unit, one, many] : units)
        if (every > Millis(0) && every % unit == Millis(0))
            return every == unit ? tr(one) : tr(many).arg(every / unit);
    return tr("every %1 ms").arg(every.count());
}

QString name(MissedPolicy policy)
{
    switch (policy) {
    case MissedPolicy::Skip:
        return tr("do not run it");
    case MissedPolicy::Once:
        return tr("run it once");
    case MissedPolicy::All:
        return tr("run each missed time");
    }
    return {};
}

QString name(RunKind kind)
{
    switch (kind) {
    case RunKind::Planned:
        return tr("on time");
    case RunKind::CaughtUp:
        return tr("caught up");
    case RunKind::ByHand:
        return tr("by hand");
    case RunKind::Missed:
        return tr("missed", "run");
    }
    return {};
}

QString name(RunState state)
{
    switch (state) {
    case RunState::Open:
        return tr("Running or waiting");
    case RunState::Completed:
        return tr("Done", "run");
    case RunState::Failed:
        return tr("Failed", "run");
    case RunState::Removed:
        return tr("Job removed");
    case RunState::Missed:
        return tr("Missed", "run");
    }
    return {};
}

QString name(MissedWhy why)
{
    switch (why) {
    case MissedWhy::None:
        return {};
    case MissedWhy::Skip:
        return tr("not run, as the schedule says");
    case MissedWhy::Once:
        return tr("only the newest was run, as the schedule says");
    case MissedWhy::All:
        return tr("older than the ones that are caught up");
    case MissedWhy::Paused:
        return tr("the schedule was paused");
    case MissedWhy::Edited:
        return tr("the schedule was changed");
    }
    return {};
}

QString scheduleTitle(const ScheduleDraft &draft)
{
    constexpr std::pair<const char *, const char *> own[] = {
        {"daily-cleanup", QT_TRANSLATE_NOOP("trato::words", "Daily clean-up")},
        {"weekly-cleanup", QT_TRANSLATE_NOOP("trato::words", "Weekly clean-up")},
        {"backup", QT_TRANSLATE_NOOP("trato::words", "Safety copy")}};
    if (!draft.title.isEmpty())
        return draft.title;
    for (const auto &[id, title] : own)
        if (draft.id == QLatin1String(id))
            return tr(title);
    return draft.id;
}

QString runSummary(const ScheduleRun &run)
{
    if (run.kind == RunKind::Missed)
        return run.count > 1 ? tr("%1 times: %2").arg(run.count).arg(name(run.why)) : name(run.why);
    return run.reason.isEmpty() ? name(run.state) : name(run.state) + u" · "_s + reason(run.reason);
}

QString runResult(const ScheduleRun &run)
{
    constexpr std::pair<const char *, const char *> kinds[] = {
        {"jobs", QT_TRANSLATE_NOOP("trato::words", "Finished jobs")},
        {"texts", QT_TRANSLATE_NOOP("trato::words", "Texts and open numbers of messages")},
        {"deliveries", QT_TRANSLATE_NOOP("trato::words", "Old messages")},
        {"fences", QT_TRANSLATE_NOOP("trato::words", "Marks against sending twice")},
        {"logs", QT_TRANSLATE_NOOP("trato::words", "Old logs")},
        {"temporaryFiles", QT_TRANSLATE_NOOP("trato::words", "Leftover files")}};
    const QJsonObject data = QJsonDocument::fromJson(run.result.utf8).object().value(u"data"_s).toObject();
    const QJsonObject removed = data.value(u"removed"_s).toObject();
    QStringList lines;
    for (const auto &[key, words] : kinds)
        if (removed.contains(QLatin1String(key)))
            lines.append(u"%1: %2"_s.arg(tr(words), QLocale().toString(removed.value(QLatin1String(key)).toInteger())));
    if (!lines.isEmpty())
        lines.prepend(data.value(u"dryRun"_s).toBool() ? tr("This would be removed:") : tr("This was removed:"));
    if (data.contains(u"rows"_s))
        lines.append(tr("Copy %1, %2").arg(data.value(u"name"_s).toString(), QLocale().formattedDataSize(data.value(u"bytes"_s).toInteger())));
    return lines.join(u'\n');
}

} // namespace trato::words
