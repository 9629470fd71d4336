#include "engine/shop/reminder_plan.h"

#include "engine/api/contact_rules.h"
#include "engine/shop/reach.h"

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

/// an hour-before reminder needs a visit booked this much earlier than its lead (90 minutes for 60).
constexpr Minutes bookingMargin{30};
/// how long before the start a reminder becomes useless; never more than half of its lead.
constexpr Minutes dayBeforeDeadline{120};
constexpr Minutes hourBeforeDeadline{10};

/// Why nobody is to be reminded, whatever the time is; empty when somebody is.
QString hindrance(const VisitRecord &visit, ReminderKind kind, const EngineSettings &settings, bool wanted, bool wantedHere)
{
    if (visit.status != VisitStatus::Scheduled && visit.status != VisitStatus::Confirmed)
        return u"status"_s;
    if (!wanted)
        return u"off"_s;
    if (!wantedHere)
        return u"kind_off"_s;
    return unreachable(settings, visit.client, channelOrderFor(settings, visit.unit, nameOf(kind)));
}

} // namespace

bool isStale(const DiaryFreshness &freshness, const EngineSettings &settings, Instant now)
{
    return !freshness.refreshedAt || *freshness.refreshedAt + Hours(settings.diaryStaleHours) < now;
}

ReminderPlan planReminder(const VisitRecord &visit, ReminderKind kind, const EngineSettings &settings,
                          const DiaryFreshness &freshness, Instant now)
{
    using State = ReminderView::State;
    const bool dayBefore = kind == ReminderKind::DayBefore;
    const Millis lead =
        dayBefore ? Millis(Hours(settings.dayBeforeHours)) : Millis(Minutes(settings.hourBeforeMinutes));
    const Millis deadline = qMin(Millis(dayBefore ? dayBeforeDeadline : hourBeforeDeadline), lead / 2);

    ReminderPlan plan;
    plan.kind = kind;
    plan.dueAt = visit.start - lead;
    plan.expiresAt = visit.start - deadline;
    const auto end = [&plan](State state, const QString &reason) {
        plan.state = state;
        plan.reason = reason;
        return plan;
    };
    const QString reason = hindrance(visit, kind, settings, dayBefore ? settings.dayBefore : settings.hourBefore,
                                     dayBefore ? visit.dayBeforeWanted : visit.hourBeforeWanted);
    if (!reason.isEmpty())
        return end(State::NotNeeded, reason);
    if (dayBefore ? visit.bookedAt > plan.dueAt : visit.bookedAt > plan.dueAt - bookingMargin)
        return end(State::NotNeeded, u"booked_late"_s);
    if (visit.start <= now)
        return end(State::NotNeeded, u"past"_s);
    if (plan.expiresAt <= now)
        return end(State::Expired, u"expired"_s);
    if (visit.vanished)
        return end(State::Held, u"vanished"_s);
    if (isStale(freshness, settings, now))
        return end(State::Held, u"stale"_s);
    if (plan.dueAt < now)
        return end(State::Late, {});
    return plan;
}

QString reminderKey(const VisitId &visit, ReminderKind kind, Instant start)
{
    return u"rem_"_s + visit.value + (kind == ReminderKind::DayBefore ? u"_d1_"_s : u"_h1_"_s)
           + toUtc(start).toString(u"yyyyMMdd'T'HHmm'Z'"_s);
}

} // namespace trato
