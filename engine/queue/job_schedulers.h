#pragma once

#include "engine/api/job.h"
#include "engine/api/result.h"

namespace trato {

/// A schedule that its queue keeps (bullmq-format 3.12): whoever takes one of its jobs plans the next one first.
struct JobScheduler {
    QueueName queue{};
    QString id{};                    ///< within the queue
    QString jobName{};
    JsonText data{};
    QString pattern{};               ///< cron; empty: `every`
    QString zone{};                  ///< of the pattern; empty: that of each worker's computer
    Millis every{0};
    qint64 limit = 0;                ///< 0 = none
    std::optional<Instant> starts{};
    std::optional<Instant> ends{};
    int attempts = 1;                ///< of each job
    Instant next{};                  ///< when the job is due that is planned
    qint64 planned = 0;              ///< jobs so far, that one included; 0 for a repeatable job of old
    qint64 counted = 0;              ///< the same since it was changed last: what the limit counts
    friend bool operator==(const JobScheduler &, const JobScheduler &) = default;
};

/// The schedules that queues keep. Part of the store; calls and replies as in `JobStore`.
class JobSchedulers
{
public:
    virtual ~JobSchedulers() = default;

    /// Of every queue, by queue and time; of a server, at most 1,000 a queue.
    virtual void list(Reply<QList<JobScheduler>> reply) = 0;
    /// Adds or changes one and plans its next job, in one step; what the job's options hold besides the attempts stays, and so
    /// does the instant that is planned while the rule is the same. `next`, `planned` and `counted` are not read. Invalid: a rule that
    /// never comes again. Conflict when the instant is taken by a job that has begun. Answers it as it is then.
    virtual void upsert(JobScheduler scheduler, Reply<JobScheduler> reply) = 0;
    /// Forgets it with the job that is planned, unless that has become ready. NotFound.
    virtual void remove(QueueName queue, QString id, Reply<Done> reply) = 0;
};

} // namespace trato
