#pragma once

#include "engine/api/questions/schedules.h"
#include "engine/queue/scheduler.h"

namespace trato {

/// Answers the questions about schedules. Engine thread; the parts outlive it.
class ScheduleDesk
{
public:
    struct Parts {
        Scheduler &scheduler;
        ScheduleStore &store;
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

    const Parts m_parts;
};

} // namespace trato
