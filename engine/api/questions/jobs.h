#pragma once

#include "engine/api/question.h"
#include "engine/api/queue.h"

/// Jobs and queues: what the queues tab and the job commands ask. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

struct ListQueues {
    static constexpr auto name = "queues.list";
    using Answer = QList<QueueView>;
    static constexpr auto fields() { return std::tuple<>(); }
};
/// Finished jobs per minute; at most 1,440 minutes.
struct QueueThroughput {
    static constexpr auto name = "queues.throughput";
    using Answer = QueueHistory;
    QueueName queue{};
    int minutes = 60;
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &QueueThroughput::queue),
                          field("minutes", &QueueThroughput::minutes));
    }
};
struct ListJobs {
    static constexpr auto name = "jobs.list";
    using Answer = JobPage;
    JobQuery query{};
    static constexpr auto fields() { return std::tuple(field("query", &ListJobs::query)); }
};
/// NotFound when there is no such job. The payload is complete: it may hold personal data.
struct ShowJob {
    static constexpr auto name = "jobs.show";
    using Answer = JobDetail;
    QueueName queue{};
    JobId id{};
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &ShowJob::queue), field("id", &ShowJob::id));
    }
};
/// All or nothing; durable when answered. Invalid names the first job that breaks a rule.
struct AddJobs {
    static constexpr auto name = "jobs.add";
    using Answer = QList<Added>;
    QList<NewJob> jobs{};
    static constexpr auto fields() { return std::tuple(field("jobs", &AddJobs::jobs)); }
};
/// Retry of a job whose fence says accepted or uncertain is refused and listed in the report.
struct ActOnJobs {
    static constexpr auto name = "jobs.act";
    using Answer = BulkReport;
    QueueName queue{};
    JobAct act = JobAct::Retry;
    QList<JobId> ids{};
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &ActOnJobs::queue), field("act", &ActOnJobs::act),
                          field("ids", &ActOnJobs::ids));
    }
};
/// Computes once which jobs an act would touch; newest 100,000 at most.
struct FreezeJobs {
    static constexpr auto name = "jobs.freeze";
    using Answer = FrozenSet;
    QueueName queue{};
    JobState state = JobState::Failed;
    QString cause{};
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &FreezeJobs::queue), field("state", &FreezeJobs::state),
                          field("cause", &FreezeJobs::cause));
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
        return std::tuple(field("token", &ActOnFrozen::token), field("act", &ActOnFrozen::act));
    }
};
struct PauseQueue {
    static constexpr auto name = "queues.pause";
    using Answer = Done;
    QueueName queue{};
    bool paused = true;
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &PauseQueue::queue), field("paused", &PauseQueue::paused));
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
        return std::tuple(field("queue", &DrainQueue::queue), field("delayed", &DrainQueue::delayed));
    }
};
struct CleanQueue {
    static constexpr auto name = "queues.clean";
    using Answer = BulkReport;
    QueueName queue{};
    CleanOrder order{};
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &CleanQueue::queue), field("order", &CleanQueue::order));
    }
};
struct ListWorkers {
    static constexpr auto name = "workers.list";
    using Answer = QList<WorkerView>;
    static constexpr auto fields() { return std::tuple<>(); }
};

} // namespace ask

namespace questions {
using namespace ask;
using JobQuestions = Questions<
    ListQueues, QueueThroughput, ListJobs, ShowJob, AddJobs, ActOnJobs, FreezeJobs, ActOnFrozen, PauseQueue,
    DrainQueue, CleanQueue, ListWorkers>;
} // namespace questions

} // namespace trato
