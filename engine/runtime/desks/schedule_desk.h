#pragma once

#include "engine/api/questions/schedules.h"
#include "engine/queue/job_schedulers.h"
#include "engine/queue/scheduler.h"

namespace trato {

/// Answers the questions about schedules: the shop's, and those that queues keep. Engine thread; the parts
/// outlive it.
class ScheduleDesk
{
public:
    struct Parts {
        Scheduler &scheduler;
        ScheduleStore &store;
        JobStore &jobs;
        const EngineSettings &settings;
        const Clock &clock;
        /// Whether this engine works on a queue.
        std::function<bool(const QueueName &)> served;
    };
    explicit ScheduleDesk(Parts parts) : m_parts(std::move(parts)) {}

    void answer(const ask::ListSchedules &, Reply<QList<ScheduleView>> reply);
    void answer(const ask::ShowSchedule &question, Reply<ScheduleDetail> reply);
    void answer(const ask::PreviewCron &question, Reply<CronPreview> reply);
    void answer(const ask::SaveSchedule &question, Reply<ScheduleView> reply);
    void answer(const ask::PauseSchedule &question, Reply<ScheduleView> reply);
    void answer(const ask::RunSchedule &question, Reply<ScheduleRun> reply);
    void answer(const ask::RemoveSchedule &question, Reply<Done> reply);

private:
    ScheduleView viewOf(const Scheduler::Entry &entry) const;
    Reply<Scheduler::Entry> viewing(Reply<ScheduleView> reply) const;
    void withRuns(QList<ScheduleView> views, Reply<QList<ScheduleView>> reply);
    /// Those that queues keep; none on a store of this program alone.
    void kept(Reply<QList<JobScheduler>> reply);
    void findKept(const QueueName &queue, const QString &id, Reply<JobScheduler> reply);
    void saveKept(const ask::SaveSchedule &question, Reply<ScheduleView> reply);
    void runKept(const JobScheduler &scheduler, Reply<ScheduleRun> reply);
    ScheduleView viewOfKept(const JobScheduler &scheduler) const;

    const Parts m_parts;
};

} // namespace trato
