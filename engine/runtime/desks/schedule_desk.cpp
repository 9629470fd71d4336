#include "engine/runtime/desks/schedule_desk.h"

#include "engine/queue/cron.h"
#include "engine/queue/queue_schedules.h"

#include <algorithm>

namespace trato {
namespace {

constexpr int upcomingShown = 5;

Error missing() { return {Error::Code::NotFound, QStringLiteral("schedule.missing")}; }

} // namespace

ScheduleView ScheduleDesk::viewOf(const Scheduler::Entry &entry) const
{
    const ScheduleDraft &draft = entry.record.draft;
    ScheduleView view{.draft = draft, .paused = entry.record.paused, .served = m_parts.served(draft.queue),
                      .zone = draft.zone.isEmpty() ? m_parts.settings.zone : draft.zone};
    if (!entry.rule) { // its zone is not known any more
        if (const Result<CronRule> rule = cron::parse(draft.pattern))
            view.rule = rule.value();
        return view;
    }
    const ScheduleRule &rule = entry.rule.value();
    view.rule = rule.rule;
    // What was due a moment ago and is being started is no longer next.
    if (!view.paused)
        view.upcoming = cron::nextFew(rule.rule, std::max(entry.record.handledUntil, m_parts.clock.now()), rule.zone, upcomingShown);
    return view;
}

Reply<Scheduler::Entry> ScheduleDesk::viewing(Reply<ScheduleView> reply) const
{
    return {[this, reply](const Result<Scheduler::Entry> &entry) {
        entry ? reply(viewOf(entry.value())) : reply(entry.error());
    }};
}

void ScheduleDesk::answer(const ask::ListSchedules &, Reply<QList<ScheduleView>> reply)
{
    m_parts.scheduler.entries([this, reply](const Result<QList<Scheduler::Entry>> &entries) {
        if (!entries)
            return reply(entries.error());
        QList<ScheduleView> views;
        for (const Scheduler::Entry &entry : entries.value())
            views.append(viewOf(entry));
        withRuns(std::move(views), [this, reply](const Result<QList<ScheduleView>> &shown) {
            if (!shown)
                return reply(shown.error());
            kept([this, views = shown.value(), reply](const Result<QList<JobScheduler>> &schedulers) mutable {
                if (!schedulers)
                    return reply(schedulers.error());
                for (const JobScheduler &scheduler : schedulers.value())
                    views.append(viewOfKept(scheduler));
                reply(std::move(views));
            });
        });
    });
}

void ScheduleDesk::withRuns(QList<ScheduleView> views, Reply<QList<ScheduleView>> reply)
{
    m_parts.store.newestRuns([views = std::move(views), reply = std::move(reply)](const Result<QList<ScheduleRun>> &runs) mutable {
        if (!runs)
            return reply(runs.error());
        for (const ScheduleRun &run : runs.value())
            for (ScheduleView &view : views)
                if (view.draft.id == run.schedule)
                    view.last = run;
        reply(std::move(views));
    });
}

ScheduleView ScheduleDesk::viewOfKept(const JobScheduler &scheduler) const
{
    return trato::viewOf(scheduler, m_parts.served(scheduler.queue));
}

void ScheduleDesk::kept(Reply<QList<JobScheduler>> reply)
{
    if (JobSchedulers *schedulers = m_parts.jobs.jobSchedulers())
        schedulers->list(std::move(reply));
    else
        reply(QList<JobScheduler>());
}

void ScheduleDesk::findKept(const QueueName &queue, const QString &id, Reply<JobScheduler> reply)
{
    kept([queue, id, reply = std::move(reply)](const Result<QList<JobScheduler>> &schedulers) {
        if (!schedulers)
            return reply(schedulers.error());
        const auto found = std::ranges::find_if(schedulers.value(), [&](const auto &one) { return one.queue == queue && one.id == id; });
        found == schedulers.value().end() ? reply(missing()) : reply(*found);
    });
}

void ScheduleDesk::answer(const ask::ShowSchedule &question, Reply<ScheduleDetail> reply)
{
    if (!question.queue.isEmpty())
        return findKept(question.queue, question.id, [this, reply](const Result<JobScheduler> &found) {
            found ? reply(ScheduleDetail{viewOfKept(found.value()), {}}) : reply(found.error());
        });
    m_parts.scheduler.entries([this, id = question.id, reply](const Result<QList<Scheduler::Entry>> &entries) {
        if (!entries)
            return reply(entries.error());
        const auto found = std::ranges::find_if(entries.value(), [&](const auto &entry) { return entry.record.draft.id == id; });
        if (found == entries.value().end())
            return reply(missing());
        m_parts.store.runs(id, scheduleRunsKept, [view = viewOf(*found), reply](const Result<QList<ScheduleRun>> &runs) mutable {
            if (!runs)
                return reply(runs.error());
            if (!runs.value().isEmpty())
                view.last = runs.value().first();
            reply(ScheduleDetail{view, runs.value()});
        });
    });
}

void ScheduleDesk::answer(const ask::PreviewCron &question, Reply<CronPreview> reply)
{
    // The rules of form of a schedule, with everything else in order.
    const ScheduleDraft draft{.id = QStringLiteral("preview"), .queue = {QStringLiteral("preview")}, .jobName = QStringLiteral("preview"),
                              .pattern = question.pattern, .zone = question.zone};
    const Result<ScheduleRule> rule = checkDraft(draft, m_parts.settings.zone);
    if (!rule)
        return reply(rule.error());
    reply(CronPreview{rule.value().rule, question.zone.isEmpty() ? m_parts.settings.zone : question.zone,
                      cron::nextFew(rule.value().rule, m_parts.clock.now(), rule.value().zone, upcomingShown)});
}

void ScheduleDesk::answer(const ask::SaveSchedule &question, Reply<ScheduleView> reply)
{
    if (question.schedule.home == ScheduleHome::Queue)
        return saveKept(question, std::move(reply));
    m_parts.scheduler.save(question.schedule, question.mustBeNew, viewing(std::move(reply)));
}

void ScheduleDesk::saveKept(const ask::SaveSchedule &question, Reply<ScheduleView> reply)
{
    JobSchedulers *schedulers = m_parts.jobs.jobSchedulers();
    if (!schedulers)
        return reply(Error{Error::Code::Refused, QStringLiteral("schedule.no_queue_home")});
    const Result<JobScheduler> wanted = schedulerOf(question.schedule, m_parts.settings.zone, m_parts.clock.now());
    if (!wanted)
        return reply(wanted.error());
    findKept(wanted.value().queue, wanted.value().id, [this, schedulers, wanted = wanted.value(), mustBeNew = question.mustBeNew,
                                                       reply = std::move(reply)](const Result<JobScheduler> &found) {
        if (!found && found.error().code != Error::Code::NotFound)
            return reply(found.error());
        if (found && mustBeNew)
            return reply(Error{Error::Code::Conflict, QStringLiteral("schedule.taken")});
        if (!found && !isScheduleId(wanted.id)) // others may have chosen freer ones
            return reply(Error{Error::Code::Invalid, QStringLiteral("id: schedule.id")});
        schedulers->upsert(wanted, [this, reply](const Result<JobScheduler> &stored) {
            stored ? reply(viewOfKept(stored.value())) : reply(stored.error());
        });
    });
}

void ScheduleDesk::answer(const ask::PauseSchedule &question, Reply<ScheduleView> reply)
{
    if (!question.queue.isEmpty())
        return reply(Error{Error::Code::Refused, QStringLiteral("schedule.no_pause")});
    m_parts.scheduler.setPaused(question.id, question.paused, viewing(std::move(reply)));
}

void ScheduleDesk::answer(const ask::RunSchedule &question, Reply<ScheduleRun> reply)
{
    if (question.queue.isEmpty())
        return m_parts.scheduler.runNow(question.id, question.dryRun, std::move(reply));
    if (question.dryRun)
        return reply(Error{Error::Code::Refused, QStringLiteral("schedule.no_dry_run")});
    findKept(question.queue, question.id, [this, reply = std::move(reply)](const Result<JobScheduler> &found) {
        found ? runKept(found.value(), reply) : reply(found.error());
    });
}

/// A job like its own ones, beside the one that is planned.
void ScheduleDesk::runKept(const JobScheduler &scheduler, Reply<ScheduleRun> reply)
{
    const Instant now = m_parts.clock.now();
    NewJob job{.queue = scheduler.queue, .name = scheduler.jobName, .data = scheduler.data};
    job.options.attempts = scheduler.attempts;
    job.options.timestamp = now;
    ScheduleRun run{.schedule = scheduler.id, .kind = RunKind::ByHand, .slot = now, .until = now, .at = now, .queue = scheduler.queue};
    m_parts.jobs.add({job}, [run, reply = std::move(reply)](const Result<QList<Added>> &added) mutable {
        if (!added)
            return reply(added.error());
        run.job = added.value().value(0).id;
        reply(run);
    });
}

void ScheduleDesk::answer(const ask::RemoveSchedule &question, Reply<Done> reply)
{
    if (question.queue.isEmpty())
        return m_parts.scheduler.remove(question.id, std::move(reply));
    if (JobSchedulers *schedulers = m_parts.jobs.jobSchedulers())
        schedulers->remove(question.queue, question.id, std::move(reply));
    else
        reply(missing());
}

} // namespace trato
