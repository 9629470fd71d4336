#pragma once

#include "engine/queue/job_schedulers.h"
#include "engine/queue/job_store.h"

namespace trato {

/// What the hash of a job says in BullMQ's format and no other store has words for, by the names of its fields. `opts`: the
/// whole text, when JobOptions do not say all of it.
using ForeignFields = QMap<QByteArray, QByteArray>;

/// A job as it stands in one store, for another one to take in.
struct MovingJob {
    JobDetail job{};
    QList<FlowChild> children{};   ///< with their whole outcome
    ForeignFields foreign{};
    friend bool operator==(const MovingJob &, const MovingJob &) = default;
};

/// A schedule that a queue keeps as it stands in one store, for another one to take in.
struct MovingScheduler {
    JobScheduler scheduler{};
    JobOptions options{};   ///< of every run
    QByteArray foreign{};   ///< their whole text in BullMQ's format, when it says more
    friend bool operator==(const MovingScheduler &, const MovingScheduler &) = default;
};

/// The side of a store into which another one is moved. Calls and replies as in `JobStore`.
class JobIntake
{
public:
    virtual ~JobIntake() = default;
    /// Stores jobs of one queue as they stand, in the given order where the state has one; after an error a part may be there.
    /// A job that exists stays as it is; children are noted at it all the same, so they come in a second round, when all jobs
    /// are there. Conflict for a job that is active. Answers how many were new.
    virtual void takeIn(QueueName queue, QList<MovingJob> jobs, Reply<qint64> reply) = 0;
    /// One for each id; nothing for a job that is gone.
    virtual void foreignOf(QueueName queue, QList<JobId> ids, Reply<QList<ForeignFields>> reply) = 0;
    /// The next `limit` lines of a job's log behind the first `from`, the oldest first.
    virtual void logsOf(QueueName queue, JobId id, qint64 from, int limit, Reply<QStringList> reply) = 0;
    /// The newest number that the queue gave to a job as its id: the next one gets a higher one.
    virtual void lastIdOf(QueueName queue, Reply<qint64> reply) = 0;
    /// The queue gives no number up to this one any more: a job must not get the id of another one that ended, by which others
    /// know it.
    virtual void raiseLastId(QueueName queue, qint64 lastId, Reply<Done> reply) = 0;
    /// Schedules that a queue keeps, by time, a part at a time: the next `limit` of them behind the first `from`.
    virtual void schedulersFrom(QueueName queue, int from, int limit, Reply<QList<MovingScheduler>> reply) = 0;
    /// Takes them as they stand; the run that each has planned is there already. One that exists stays.
    virtual void takeSchedulers(QList<MovingScheduler> schedulers, Reply<Done> reply) = 0;
    /// Every fence, by key, a part at a time: those after `key`.
    virtual void fencesAfter(QString key, int limit, Reply<QList<Fence>> reply) = 0;
    /// Fences that are not there yet.
    virtual void takeFences(QList<Fence> fences, Reply<Done> reply) = 0;
};

} // namespace trato
