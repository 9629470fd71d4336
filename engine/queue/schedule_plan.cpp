#include "engine/queue/schedule_plan.h"

#include "engine/queue/cron.h"
#include "engine/stores/job_input.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr int fewestFields = 5;
constexpr int mostCatchUp = 100;
constexpr int mostAttempts = 100;
constexpr int mostOnTime = 120;   ///< a rule of every second, with the grace
constexpr Millis firstRetry = Seconds(2);

Error badPlan(const char *text) { return {Error::Code::Invalid, QString::fromLatin1(text)}; }

/// Deterministic, so that an instant never gets two jobs (bullmq-format 3.12.1).
JobId jobIdOf(const QString &prefix, const ScheduleRecord &record, Instant slot)
{
    return {u"%1:%2:%3"_s.arg(prefix, record.draft.id).arg(toMs(slot))};
}

DecidedRun decided(const ScheduleRecord &record, RunKind kind, Instant slot, Instant now)
{
    const ScheduleDraft &draft = record.draft;
    const JobId id = jobIdOf(kind == RunKind::ByHand ? u"manual"_s : u"repeat"_s, record, slot);
    ScheduleRun run{.schedule = draft.id, .kind = kind, .slot = slot, .until = slot, .at = now, .queue = draft.queue, .job = id};
    NewJob job{.queue = draft.queue, .name = draft.jobName, .data = draft.data};
    job.options.jobId = id.value;
    job.options.timestamp = now;
    job.options.attempts = draft.attempts;
    job.options.backoff = {Backoff::Kind::Exponential, firstRetry, 0};
    return {run, job};
}

DecidedRun missed(const ScheduleRecord &record, Instant first, Instant last, int count, MissedWhy why, Instant now)
{
    return {ScheduleRun{.schedule = record.draft.id, .kind = RunKind::Missed, .slot = first, .until = last, .count = count, .why = why,
                        .at = now, .queue = record.draft.queue, .state = RunState::Missed},
            std::nullopt};
}

/// Appends one row for all planned instants in (from, to]; nothing when there are none.
void passedOver(ScheduleStep &step, const ScheduleRule &rule, Instant from, Instant to, MissedWhy why, Instant now)
{
    const std::optional<Instant> first = cron::next(rule.rule, from, rule.zone);
    if (!first || *first > to)
        return;
    int count = 1;
    for (auto at = cron::next(rule.rule, *first, rule.zone); at && *at <= to && count < mostCounted; at = cron::next(rule.rule, *at, rule.zone))
        ++count;
    const Instant last = cron::previous(rule.rule, to + Millis(1), rule.zone).value_or(*first);
    step.runs.append(missed(step.record, *first, last, count, why, now));
}

/// The newest `most` planned instants in (from, to], oldest first.
QList<Instant> newestIn(const ScheduleRule &rule, Instant from, Instant to, int most)
{
    QList<Instant> found;
    for (auto at = cron::previous(rule.rule, to + Millis(1), rule.zone); at && *at > from && found.size() < most;
         at = cron::previous(rule.rule, *at, rule.zone))
        found.prepend(*at);
    return found;
}

} // namespace

Result<ScheduleRule> ruleOf(const ScheduleDraft &draft, const QString &shopZone)
{
    const Result<CronRule> rule = cron::parse(draft.pattern);
    if (!rule)
        return rule.error();
    const Result<LocalZone> zone = LocalZone::named(draft.zone.isEmpty() ? shopZone : draft.zone);
    if (!zone)
        return badPlan("zone: schedule.zone");
    return ScheduleRule{rule.value(), zone.value()};
}

bool isScheduleId(const QString &id)
{
    static const QRegularExpression form(u"^[a-z0-9_-]{1,64}$"_s);
    return form.match(id).hasMatch();
}

std::optional<Error> badScheduledJob(const ScheduleDraft &draft)
{
    if (badQueue(draft.queue))
        return badPlan("queue: schedule.queue");
    if (draft.jobName.trimmed().isEmpty() || draft.jobName.size() > 200)
        return badPlan("jobName: schedule.job_name");
    if (badJson(draft.data.utf8))
        return badPlan("data: schedule.data");
    const QString pattern = draft.pattern.simplified();
    if (draft.every == Millis(0) && !pattern.startsWith(u'@') && pattern.split(u' ', Qt::SkipEmptyParts).size() < fewestFields)
        return badPlan("pattern: cron.fields");
    if (draft.attempts < 1 || draft.attempts > mostAttempts)
        return badPlan("attempts: schedule.bounds");
    return std::nullopt;
}

Result<ScheduleRule> checkDraft(const ScheduleDraft &draft, const QString &shopZone)
{
    if (!isScheduleId(draft.id))
        return badPlan("id: schedule.id");
    if (draft.title.size() > 100)
        return badPlan("title: schedule.title");
    if (draft.home != ScheduleHome::Shop || draft.every != Millis(0) || draft.limit || draft.starts || draft.ends)
        return badPlan("every: schedule.only_queue");
    if (const auto error = badScheduledJob(draft))
        return *error;
    if (draft.catchUp < 1 || draft.catchUp > mostCatchUp)
        return badPlan("catchUp: schedule.bounds");
    return ruleOf(draft, shopZone);
}

ScheduleStep planRuns(const ScheduleRecord &record, const ScheduleRule &rule, Instant now)
{
    ScheduleStep step{.record = record, .runs = {}};
    step.record.handledUntil = now;
    // After the clock was set back, instants count again only when it was by so much that the clock was plainly wrong.
    if (record.handledUntil > now) {
        if (record.handledUntil - now <= clockSetBack)
            step.record.handledUntil = record.handledUntil;
        return step;
    }
    const Instant lateUntil = std::max(record.handledUntil, now - scheduleGrace);
    QList<Instant> caughtUp;
    if (record.draft.missed != MissedPolicy::Skip)
        caughtUp = newestIn(rule, record.handledUntil, lateUntil, record.draft.missed == MissedPolicy::Once ? 1 : record.draft.catchUp);
    const MissedWhy why = record.draft.missed == MissedPolicy::Skip ? MissedWhy::Skip
        : record.draft.missed == MissedPolicy::Once                 ? MissedWhy::Once
                                                                    : MissedWhy::All;
    passedOver(step, rule, record.handledUntil, caughtUp.isEmpty() ? lateUntil : caughtUp.first() - Millis(1), why, now);
    for (const Instant slot : std::as_const(caughtUp))
        step.runs.append(decided(record, RunKind::CaughtUp, slot, now));
    for (const Instant slot : newestIn(rule, lateUntil, now, mostOnTime))
        step.runs.append(decided(record, RunKind::Planned, slot, now));
    return step;
}

ScheduleStep passOver(const ScheduleRecord &record, const ScheduleRule &rule, Instant now, MissedWhy why)
{
    ScheduleStep step{.record = record, .runs = {}};
    if (record.handledUntil > now)
        return step;
    step.record.handledUntil = now;
    passedOver(step, rule, record.handledUntil, now, why, now);
    return step;
}

DecidedRun runByHand(const ScheduleRecord &record, bool dryRun, Instant now)
{
    DecidedRun run = decided(record, RunKind::ByHand, now, now);
    if (dryRun) {
        QJsonObject data = QJsonDocument::fromJson(run.job->data.utf8).object();
        data.insert(u"dryRun"_s, true);
        run.job->data.utf8 = QJsonDocument(data).toJson(QJsonDocument::Compact);
    }
    return run;
}

} // namespace trato
