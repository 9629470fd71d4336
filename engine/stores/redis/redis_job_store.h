#pragma once

#include "engine/stores/job_intake.h"
#include "engine/runtime/mailbox.h"
#include "engine/stores/redis/redis_work.h"

namespace trato {

class RedisJobSchedulers;
class RedisOwnerStore;
class RedisScheduleStore;
class RedisStoreThread;

/// Jobs on a Redis server in BullMQ's format, so that npm BullMQ and any number of our engines share the queues: one
/// connection for changes, one for reading, and one for each served queue that sleeps until there is work. They live on
/// a thread of their own. Calls may come from any thread; answers arrive through the mailbox. Made and destroyed on the
/// mailbox's thread; the destructor waits a moment for changes on their way and drops what only reads.
///
/// As durable as the server is configured. What the format cannot say is kept in hash fields "trato:…" of the jobs and
/// in keys "<prefix>::trato:…", which BullMQ passes over.
class RedisJobStore final : public JobStore, public JobIntake
{
public:
    RedisJobStore(RedisStoreOptions options, std::shared_ptr<Mailbox> home, const Clock &clock);
    ~RedisJobStore() override;

    void add(QList<NewJob> jobs, Reply<QList<Added>> reply) override;
    void addFlow(QList<FlowJob> jobs, Reply<QList<Added>> reply) override;
    void exchange(Exchange order, Reply<Exchanged> reply) override;
    void extendLeases(QList<LeaseRef> held, Millis lease, Reply<QList<LeaseRef>> reply) override;
    void recoverStalled(QueueName queue, int maxStalled, Reply<QList<JobId>> reply) override;
    void retry(QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply) override;
    void promote(QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply) override;
    void remove(QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply) override;
    void drain(QueueName queue, bool delayed, Reply<qint64> reply) override;
    void clean(QueueName queue, JobState state, Instant cutoff, qint64 limit, Reply<qint64> reply) override;
    void countOlder(QueueName queue, JobState state, Instant cutoff, Reply<qint64> reply) override;
    void setPaused(QueueName queue, bool paused, Reply<Done> reply) override;
    void obliterate(QueueName queue, bool force, Reply<qint64> reply) override;
    void setLimits(QueueName queue, QueueLimits limits, Reply<Done> reply) override;
    void changeDelay(QueueName queue, JobId id, Millis delay, Reply<Done> reply) override;
    void changePriority(QueueName queue, JobId id, int priority, Reply<Done> reply) override;
    void changeData(QueueName queue, JobId id, QByteArray json, Reply<Done> reply) override;
    void setProgress(QueueName queue, JobId id, QByteArray json, Reply<Done> reply) override;
    void addLog(QueueName queue, JobId id, QString line, Reply<qint64> reply) override;
    void queues(Reply<QList<QueueInfo>> reply) override;
    void page(JobQuery query, Reply<JobPage> reply) override;
    void job(QueueName queue, JobId id, Reply<JobDetail> reply) override;
    void flow(QueueName queue, JobId id, QString cursor, int limit, Reply<JobFlow> reply) override;
    void rows(QueueName queue, QList<JobId> ids, Reply<QList<JobRow>> reply) override;
    void ids(QueueName queue, JobState state, JobFilter filter, int limit, Reply<QList<JobId>> reply) override;
    void history(QueueName queue, int minutes, Reply<QueueHistory> reply) override;
    void workers(Reply<QList<WorkerSeen>> reply) override;
    void since(quint64 cursor, Reply<Changes> reply) override;
    void fence(QString key, QString engine, QByteArray token, Reply<Fence> reply) override;
    void settleFence(QString key, QByteArray token, Fence::State state, bool anyToken, Reply<Done> reply) override;
    void fences(QStringList keys, Reply<QList<Fence>> reply) override;
    void abandonedFences(QString engine, Reply<QList<Fence>> reply) override;
    void cleanFences(Instant cutoff, bool onlyCount, Reply<qint64> reply) override;
    void onWork(std::function<void(QueueName)> listener) override;
    StoreHealth health() const override;
    ScheduleStore *schedules() override;
    void takeIn(QueueName queue, QList<MovingJob> jobs, Reply<qint64> reply) override;
    void foreignOf(QueueName queue, QList<JobId> ids, Reply<QList<ForeignFields>> reply) override;
    void logsOf(QueueName queue, JobId id, qint64 from, int limit, Reply<QStringList> reply) override;
    void lastIdOf(QueueName queue, Reply<qint64> reply) override;
    void raiseLastId(QueueName queue, qint64 lastId, Reply<Done> reply) override;
    void schedulersFrom(QueueName queue, int from, int limit, Reply<QList<MovingScheduler>> reply) override;
    void takeSchedulers(QList<MovingScheduler> schedulers, Reply<Done> reply) override;
    void fencesAfter(QString key, int limit, Reply<QList<Fence>> reply) override;
    void takeFences(QList<Fence> fences, Reply<Done> reply) override;
    JobSchedulers *jobSchedulers() override;
    OwnerStore *owners() override;
    void stopWaiting(QueueName queue) override;

private:
    std::unique_ptr<RedisStoreThread> m_inside;
    std::unique_ptr<RedisScheduleStore> m_schedules;
    std::unique_ptr<RedisJobSchedulers> m_schedulers;
    std::unique_ptr<RedisOwnerStore> m_owners;
};

} // namespace trato
