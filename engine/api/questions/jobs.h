#pragma once

#include "engine/api/question.h"
#include "engine/api/queue.h"

/// Jobs and queues: what the queues tab and the job commands ask. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

struct ListQueues {
    static constexpr auto name = "queues.list";
    using Answer = QList<QueueView>;
    static constexpr auto fields() { return fieldList(); }
};
/// Finished jobs of the last `minutes` minutes, at most 14 days, in at most 360 steps of whole minutes.
struct QueueThroughput {
    static constexpr auto name = "queues.throughput";
    using Answer = QueueHistory;
    QueueName queue{};
    int minutes = 60;
    static constexpr auto fields()
    {
        return fieldList(field("queue", &QueueThroughput::queue),
                          field("minutes", &QueueThroughput::minutes));
    }
};
struct ListJobs {
    static constexpr auto name = "jobs.list";
    using Answer = JobPage;
    JobQuery query{};
    static constexpr auto fields() { return fieldList(field("query", &ListJobs::query)); }
};
/// NotFound when there is no such job. The payload is complete: it may hold personal data.
struct ShowJob {
    static constexpr auto name = "jobs.show";
    using Answer = JobDetail;
    QueueName queue{};
    JobId id{};
    static constexpr auto fields()
    {
        return fieldList(field("queue", &ShowJob::queue), field("id", &ShowJob::id));
    }
};
/// All or nothing; durable when answered. Invalid names the first job that breaks a rule.
struct AddJobs {
    static constexpr auto name = "jobs.add";
    using Answer = QList<Added>;
    QList<NewJob> jobs{};
    static constexpr auto fields() { return fieldList(field("jobs", &AddJobs::jobs)); }
};
/// A job with children, which it waits for, and theirs; queues may differ. All or nothing; durable when answered. A parent
/// that exists already gets the children as well. NotFound when a parent that the root names is missing, Conflict when a
/// child that exists belongs to another parent, Invalid as for AddJobs.
struct AddFlow {
    static constexpr auto name = "jobs.add_flow";
    using Answer = QList<Added>;
    QList<FlowJob> jobs{};
    static constexpr auto fields() { return fieldList(field("jobs", &AddFlow::jobs)); }
};
/// NotFound when there is no such job. `cursor` as JobFlow::next told it, empty for the beginning; at most 1,000 children.
struct ShowFlow {
    static constexpr auto name = "jobs.flow";
    using Answer = JobFlow;
    QueueName queue{};
    JobId id{};
    QString cursor{};
    int limit = 100;
    static constexpr auto fields()
    {
        using F = ShowFlow;
        return fieldList(field("queue", &F::queue), field("id", &F::id), field("cursor", &F::cursor), field("limit", &F::limit));
    }
};
/// Retry of a job whose fence says accepted or uncertain is refused and listed in the report.
struct ActOnJobs {
    static constexpr auto name = "jobs.act";
    using Answer = BulkReport;
    QueueName queue{};
    JobAct act = JobAct::Retry;
    QList<JobId> ids{};
    std::optional<JobState> state{};   ///< jobs that are in another state now are left as they are
    static constexpr auto fields()
    {
        return fieldList(field("queue", &ActOnJobs::queue), field("act", &ActOnJobs::act),
                          field("ids", &ActOnJobs::ids), field("state", &ActOnJobs::state));
    }
};
/// Computes once which jobs an act would touch; newest 100,000 at most. The act leaves alone what is in another state
/// by then.
struct FreezeJobs {
    static constexpr auto name = "jobs.freeze";
    using Answer = FrozenSet;
    QueueName queue{};
    JobState state = JobState::Failed;
    QString cause{};          ///< part of the error
    QString search{};         ///< as in JobQuery
    QList<JobId> except{};    ///< these are not in the set
    static constexpr auto fields()
    {
        using F = FreezeJobs;
        return fieldList(field("queue", &F::queue), field("state", &F::state), field("cause", &F::cause),
                          field("search", &F::search), field("except", &F::except));
    }
};
/// NotFound when the set is older than 10 minutes.
struct ActOnFrozen {
    static constexpr auto name = "jobs.act_frozen";
    using Answer = BulkReport;
    QString token{};
    JobAct act = JobAct::Retry;
    static constexpr auto fields()
    {
        return fieldList(field("token", &ActOnFrozen::token), field("act", &ActOnFrozen::act));
    }
};
/// Adds a copy of a job; the original stays as it is. What is not set is as in the original, but the copy has no delay
/// and an id of the queue's own. Refused for a message that was sent, or may have been; Invalid as for AddJobs.
struct CopyJob {
    static constexpr auto name = "jobs.copy";
    using Answer = Added;
    QueueName queue{};
    JobId id{};
    std::optional<JsonText> data{};
    std::optional<Millis> delay{};
    std::optional<int> priority{};
    std::optional<int> attempts{};
    static constexpr auto fields()
    {
        using C = CopyJob;
        return fieldList(field("queue", &C::queue), field("id", &C::id), field("data", &C::data), field("delay", &C::delay),
                          field("priority", &C::priority), field("attempts", &C::attempts));
    }
};
/// When a delayed job runs, and the priority of any unfinished one; what is not set stays. Conflict when the job is in
/// another state now; a priority may have been changed by then.
struct ChangeJob {
    static constexpr auto name = "jobs.change";
    using Answer = Done;
    QueueName queue{};
    JobId id{};
    std::optional<Instant> dueAt{};
    std::optional<int> priority{};
    static constexpr auto fields()
    {
        using C = ChangeJob;
        return fieldList(field("queue", &C::queue), field("id", &C::id), field("dueAt", &C::dueAt), field("priority", &C::priority));
    }
};
struct PauseQueue {
    static constexpr auto name = "queues.pause";
    using Answer = Done;
    QueueName queue{};
    bool paused = true;
    static constexpr auto fields()
    {
        return fieldList(field("queue", &PauseQueue::queue), field("paused", &PauseQueue::paused));
    }
};
/// Removes what waits; with `delayed` also what is delayed. Active jobs stay.
struct DrainQueue {
    static constexpr auto name = "queues.drain";
    using Answer = BulkReport;
    QueueName queue{};
    bool delayed = false;
    static constexpr auto fields()
    {
        return fieldList(field("queue", &DrainQueue::queue), field("delayed", &DrainQueue::delayed));
    }
};
struct CleanQueue {
    static constexpr auto name = "queues.clean";
    using Answer = BulkReport;
    QueueName queue{};
    CleanOrder order{};
    static constexpr auto fields()
    {
        return fieldList(field("queue", &CleanQueue::queue), field("order", &CleanQueue::order));
    }
};
/// Removes a queue with all its jobs, figures, settings and BullMQ's schedulers. Pauses it first; without `force` a Conflict
/// when jobs are running. Workers of jobs that run lose them. Schedules of this program stay.
struct ObliterateQueue {
    static constexpr auto name = "queues.obliterate";
    using Answer = BulkReport;
    QueueName queue{};
    bool force = false;
    static constexpr auto fields()
    {
        return fieldList(field("queue", &ObliterateQueue::queue), field("force", &ObliterateQueue::force));
    }
};
/// Sets both limits; 0 takes one away. Invalid for a rate without a window.
struct LimitQueue {
    static constexpr auto name = "queues.limit";
    using Answer = Done;
    QueueName queue{};
    QueueLimits limits{};
    static constexpr auto fields()
    {
        return fieldList(field("queue", &LimitQueue::queue), field("limits", &LimitQueue::limits));
    }
};
struct ListWorkers {
    static constexpr auto name = "workers.list";
    using Answer = QList<WorkerView>;
    static constexpr auto fields() { return fieldList(); }
};

} // namespace ask

namespace questions {
using namespace ask;
using JobQuestions = Questions<
    ListQueues, QueueThroughput, ListJobs, ShowJob, ShowFlow, AddJobs, AddFlow, ActOnJobs, FreezeJobs, ActOnFrozen, CopyJob,
    ChangeJob, PauseQueue, DrainQueue, CleanQueue, ObliterateQueue, LimitQueue, ListWorkers>;
} // namespace questions

} // namespace trato
