#pragma once

#include "engine/stores/redis/redis_work.h"

namespace trato::redis {

/// A claimed job that a BullMQ job scheduler made.
struct SchedulerJob {
    QueueName queue{};
    JobId id{};
    QByteArray scheduler{};      ///< hash field `rjk`
    QByteArray options{};        ///< hash field `opts`
};

/// What the next job of a scheduler is made of; not set when there is none (limit or end reached, or a rule that cannot
/// be read). Pure.
struct NextRun {
    QByteArray options{};            ///< JSON
    std::optional<Instant> at{};     ///< by the cron pattern; not set for fixed intervals: the server computes it
};
std::optional<NextRun> nextRunAfter(const SchedulerJob &job, Instant now);

/// Plans the next job of each scheduler: without it a scheduler stops (bullmq-format 0.3 fact 6). Then calls `then` with the
/// jobs that must not run yet, because the server could not take the plan: their leases run out, and who recovers them plans
/// again. A plan that is refused for good is left out, and its job runs.
void planNextRuns(RedisWork &work, QList<SchedulerJob> jobs, std::function<void(QList<JobRef> unplanned)> then);

} // namespace trato::redis
