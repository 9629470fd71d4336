#include "engine/runtime/desks/schedule_desk.h"

#include "engine/queue/cron.h"

#include <algorithm>

namespace trato {
namespace {

constexpr int upcomingShown = 5;

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
        m_parts.store.newestRuns([views, reply](const Result<QList<ScheduleRun>> &runs) mutable {
            if (!runs)
                return reply(runs.error());
            for (const ScheduleRun &run : runs.value())
                for (ScheduleView &view : views)
                    if (view.draft.id == run.schedule)
                        view.last = run;
            reply(views);
        });
    });
}

void ScheduleDesk::answer(const ask::ShowSchedule &question, Reply<ScheduleDetail> reply)
{
    m_parts.scheduler.entries([this, id = question.id, reply](const Result<QList<Scheduler::Entry>> &entries) {
        if (!entries)
            return reply(entries.error());
        const auto found = std::ranges::find_if(entries.value(), [&](const auto &entry) { return entry.record.draft.id == id; });
        if (found == entries.value().end())
            return reply(Error{Error::Code::NotFound, QStringLiteral("schedule.missing")});
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
    m_parts.scheduler.save(question.schedule, question.mustBeNew, viewing(std::move(reply)));
}

void ScheduleDesk::answer(const ask::PauseSchedule &question, Reply<ScheduleView> reply)
{
    m_parts.scheduler.setPaused(question.id, question.paused, viewing(std::move(reply)));
}

void ScheduleDesk::answer(const ask::RunSchedule &question, Reply<ScheduleRun> reply)
{
    m_parts.scheduler.runNow(question.id, question.dryRun, std::move(reply));
}

void ScheduleDesk::answer(const ask::RemoveSchedule &question, Reply<Done> reply)
{
    m_parts.scheduler.remove(question.id, std::move(reply));
}

} // namespace trato
