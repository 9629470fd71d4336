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

/// Plans the next job of each scheduler, then calls `then`: without it a scheduler stops (bullmq-format 0.3 fact 6). A
/// plan that the server refuses is left out; the claimed jobs run all the same.
void planNextRuns(RedisWork &work, QList<SchedulerJob> jobs, std::function<void()> then);

} // namespace trato::redis
