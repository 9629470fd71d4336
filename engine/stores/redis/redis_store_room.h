#pragma once

#include "engine/stores/job_input.h"
#include "engine/stores/redis/event_feed.h"
#include "engine/stores/redis/exchange_memory.h"
#include "engine/stores/redis/queue_waiter.h"

#include <map>
#include <vector>

namespace trato {

/// Jobs of one queue that several callers add at about the same time; they go in one call of the script.
struct GatheredAdds {
    QList<NewJob> jobs{};
    std::vector<std::pair<qsizetype, Reply<QList<Added>>>> callers{};   ///< with how many of the jobs are theirs, in order
    qsizetype bytes = 0;
};

/// Everything that lives on the Redis store's thread. Made and destroyed there.
struct RedisStoreRoom {
    RedisStoreRoom(const RedisStoreOptions &options, const Clock &clock, std::function<void(QueueName)> onWork);
    /// Ends the connections first: what they answer then still finds everything here.
    ~RedisStoreRoom();

    /// The waiter of a queue that a worker serves; made when it first asks.
    QueueWaiter &waiterOf(const Want &want);

    RedisWork work;
    QueueRegistry registry;
    EventFeed events;
    ExchangeMemory memory;
    std::shared_ptr<GatheredAdds> adds{};                    ///< not yet sent
    const std::function<void(QueueName)> onWork;   ///< posts to the store's owner
    std::map<std::pair<QString, QueueName>, Instant> seen;   ///< worker and queue
    std::map<QueueName, std::unique_ptr<QueueWaiter>> waiters;
};

/// The operations, by the file that holds them. Each completes its reply once.
namespace redis {

// add_jobs.cpp
void addJobs(RedisStoreRoom &room, QList<NewJob> jobs, Reply<QList<Added>> reply);
/// Jobs with parents, in one step over all their queues.
void addTied(RedisStoreRoom &room, PreparedFlow flow, Reply<QList<Added>> reply);
// flow.cpp
void flow(RedisStoreRoom &room, QueueName queue, JobId id, QString cursor, int limit, Reply<JobFlow> reply);
// obliterate.cpp
void obliterate(RedisStoreRoom &room, QueueName queue, bool force, Reply<qint64> reply);
// exchange.cpp
void exchange(RedisStoreRoom &room, Exchange order, Reply<Exchanged> reply);
// leases.cpp
void extendLeases(RedisStoreRoom &room, QList<LeaseRef> held, Millis lease, Reply<QList<LeaseRef>> reply);
void recoverStalled(RedisStoreRoom &room, QueueName queue, int maxStalled, Reply<QList<JobId>> reply);
// job_acts.cpp
void actOn(RedisStoreRoom &room, QByteArrayView script, QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply);
void setPaused(RedisStoreRoom &room, QueueName queue, bool paused, Reply<Done> reply);
void setLimits(RedisStoreRoom &room, QueueName queue, QueueLimits limits, Reply<Done> reply);
void changeDelay(RedisStoreRoom &room, QueueName queue, JobId id, Millis delay, Reply<Done> reply);
void changePriority(RedisStoreRoom &room, QueueName queue, JobId id, int priority, Reply<Done> reply);
void setText(RedisStoreRoom &room, QByteArrayView script, QueueName queue, JobId id, QByteArray json, Reply<Done> reply);
void addLog(RedisStoreRoom &room, QueueName queue, JobId id, QString line, Reply<qint64> reply);
// removal.cpp
void drain(RedisStoreRoom &room, QueueName queue, bool delayed, Reply<qint64> reply);
void clean(RedisStoreRoom &room, QueueName queue, JobState state, Instant cutoff, qint64 limit, Reply<qint64> reply);
void countOlder(RedisStoreRoom &room, QueueName queue, JobState state, Instant cutoff, Reply<qint64> reply);
// queue_looks.cpp
void queues(RedisStoreRoom &room, Reply<QList<QueueInfo>> reply);
void history(RedisStoreRoom &room, QueueName queue, int minutes, Reply<QueueHistory> reply);
void workers(RedisStoreRoom &room, Reply<QList<WorkerSeen>> reply);
void since(RedisStoreRoom &room, quint64 cursor, Reply<Changes> reply);
// job_lists.cpp
void page(RedisStoreRoom &room, JobQuery query, Reply<JobPage> reply);
void job(RedisStoreRoom &room, QueueName queue, JobId id, Reply<JobDetail> reply);
void rows(RedisStoreRoom &room, QueueName queue, QList<JobId> ids, Reply<QList<JobRow>> reply);
void ids(RedisStoreRoom &room, QueueName queue, JobState state, JobFilter filter, int limit, Reply<QList<JobId>> reply);
// fences.cpp
void setFence(RedisStoreRoom &room, QString key, QString engine, QByteArray token, Reply<Fence> reply);
void settleFence(RedisStoreRoom &room, QString key, QByteArray token, Fence::State state, bool anyToken, Reply<Done> reply);
void fences(RedisStoreRoom &room, QStringList keys, Reply<QList<Fence>> reply);
void abandonedFences(RedisStoreRoom &room, QString engine, Reply<QList<Fence>> reply);
void cleanFences(RedisStoreRoom &room, Instant cutoff, bool onlyCount, Reply<qint64> reply);

} // namespace redis
} // namespace trato
