#include "engine/queue/queue_schedules.h"

#include "engine/queue/cron.h"

#include <algorithm>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr Millis shortestInterval = Seconds(1);
constexpr Millis longestInterval = Hours(24 * 366);

Error badSchedule(const char *text) { return {Error::Code::Invalid, QString::fromLatin1(text)}; }

QString zoneOf(const JobScheduler &scheduler)
{
    return scheduler.zone.isEmpty() ? QString::fromLatin1(QTimeZone::systemTimeZoneId()) : scheduler.zone;
}

} // namespace

QList<Instant> upcomingOf(const JobScheduler &scheduler, int count)
{
    QList<Instant> instants{scheduler.next};
    const qint64 left = scheduler.limit > 0 ? scheduler.limit - scheduler.counted : count;
    const auto rule = cron::parse(scheduler.pattern);
    const auto zone = LocalZone::named(zoneOf(scheduler));
    while (instants.size() < count && instants.size() <= left) {
        std::optional<Instant> next;
        if (scheduler.every > Millis(0))
            next = instants.constLast() + scheduler.every;
        else if (rule && zone)
            next = cron::next(rule.value(), instants.constLast(), zone.value());
        if (!next || (scheduler.ends && *next > *scheduler.ends))
            break;
        instants.append(*next);
    }
    return instants;
}

Result<std::optional<Instant>> firstOf(const JobScheduler &scheduler, Instant now)
{
    if (scheduler.every > Millis(0))
        return std::optional<Instant>();
    const auto rule = cron::parse(scheduler.pattern);
    if (!rule)
        return rule.error();
    const auto zone = LocalZone::named(zoneOf(scheduler));
    if (!zone)
        return zone.error();
    const auto next = cron::next(rule.value(), std::max(now, scheduler.starts.value_or(now)), zone.value());
    const bool comes = next && (!scheduler.ends || *next <= *scheduler.ends);
    return comes ? Result<std::optional<Instant>>(next) : badSchedule("pattern: cron.never");
}

std::optional<Instant> afterNext(const JobScheduler &scheduler, Instant now)
{
    if ((scheduler.limit > 0 && scheduler.counted >= scheduler.limit) || (scheduler.ends && now > *scheduler.ends))
        return std::nullopt;
    if (scheduler.every > Millis(0)) {
        const Instant next = scheduler.next + scheduler.every;
        return next >= now ? next : scheduler.next + scheduler.every * ((now - scheduler.next) / scheduler.every + 1);
    }
    const auto rule = cron::parse(scheduler.pattern);
    const auto zone = LocalZone::named(zoneOf(scheduler));
    if (!rule || !zone)
        return std::nullopt;
    const auto next = cron::next(rule.value(), std::max({now, scheduler.next, scheduler.starts.value_or(now)}), zone.value());
    return next && scheduler.ends && *next > *scheduler.ends ? std::nullopt : next; // a fixed interval may run once more, as in Node
}

ScheduleView viewOf(const JobScheduler &scheduler, bool served)
{
    constexpr int shown = 5;
    ScheduleView view;
    view.draft = {.id = scheduler.id, .queue = scheduler.queue, .jobName = scheduler.jobName, .data = scheduler.data,
                  .pattern = scheduler.pattern, .zone = scheduler.zone, .missed = MissedPolicy::Once, .attempts = scheduler.attempts,
                  .home = ScheduleHome::Queue, .every = scheduler.every, .limit = scheduler.limit, .starts = scheduler.starts,
                  .ends = scheduler.ends};
    if (const auto rule = cron::parse(scheduler.pattern); rule && scheduler.every == Millis(0))
        view.rule = rule.value();
    view.served = served;
    view.zone = zoneOf(scheduler);
    view.upcoming = upcomingOf(scheduler, shown);
    view.planned = scheduler.planned;
    return view;
}

Result<JobScheduler> schedulerOf(const ScheduleDraft &draft, const QString &shopZone, Instant now)
{
    if (!draft.title.isEmpty())
        return badSchedule("title: schedule.only_shop");
    if (const auto error = badScheduledJob(draft))
        return *error;
    const bool fixed = draft.every != Millis(0);
    if (fixed && !draft.pattern.isEmpty())
        return badSchedule("every: schedule.one_rule");
    if (fixed && (draft.every < shortestInterval || draft.every > longestInterval))
        return badSchedule("every: schedule.every");
    if (draft.limit < 0)
        return badSchedule("limit: schedule.limit");
    if (draft.ends && (*draft.ends <= now || *draft.ends <= draft.starts.value_or(now)))
        return badSchedule("ends: schedule.ends");
    if (!fixed)
        if (const auto rule = ruleOf(draft, shopZone); !rule)
            return rule.error();
    return JobScheduler{.queue = draft.queue, .id = draft.id, .jobName = draft.jobName, .data = draft.data,
                        .pattern = fixed ? QString() : draft.pattern.simplified(),
                        .zone = fixed ? QString() : draft.zone.isEmpty() ? shopZone : draft.zone, .every = draft.every, .limit = draft.limit,
                        .starts = draft.starts, .ends = draft.ends, .attempts = draft.attempts};
}

} // namespace trato
