#include "engine/stores/redis/redis_job_store.h"

#include "engine/stores/job_input.h"
#include "engine/stores/redis/redis_job_schedulers.h"
#include "engine/stores/redis/redis_owner_store.h"
#include "engine/stores/redis/redis_schedule_store.h"
#include "engine/stores/redis/redis_store_thread.h"
#include "engine/stores/redis/take_in.h"

namespace trato {
namespace {

using namespace Qt::StringLiterals;

std::optional<Error> badExchange(const Exchange &order)
{
    for (const Want &want : order.wants)
        if (const auto error = badQueue(want.queue))
            return error;
    for (const Settlement &settlement : order.settled)
        if (settlement.kind == Settlement::Kind::Complete && settlement.result != "null" && !codec::isJson(settlement.result))
            return Error{Error::Code::Invalid, u"a result is not JSON"_s}; // bullmq-format E9: it would end Node's readers
    return std::nullopt;
}

} // namespace

RedisJobStore::RedisJobStore(RedisStoreOptions options, std::shared_ptr<Mailbox> home, const Clock &clock)
    : m_inside(std::make_unique<RedisStoreThread>(std::move(options), std::move(home), clock)),
      m_schedules(std::make_unique<RedisScheduleStore>(*m_inside)),
      m_schedulers(std::make_unique<RedisJobSchedulers>(*m_inside)), m_owners(std::make_unique<RedisOwnerStore>(*m_inside))
{
}

RedisJobStore::~RedisJobStore() = default;

void RedisJobStore::add(QList<NewJob> jobs, Reply<QList<Added>> reply)
{
    std::optional<Error> error;
    QList<QueueName> ready;
    for (const NewJob &job : jobs) {
        if ((error = badJob(job)))
            break;
        if (job.options.delay <= Millis(0) && !ready.contains(job.queue))
            ready.append(job.queue);
    }
    const bool good = !error;
    m_inside->run<QList<Added>>(std::move(reply), std::move(error), [jobs = std::move(jobs)](RedisStoreRoom &room, Reply<QList<Added>> answer) {
        redis::addJobs(room, jobs, std::move(answer));
    });
    // A claim that follows is behind the jobs on the same connection, so it need not wait for their answer.
    if (good)
        m_inside->announce(std::move(ready));
}

void RedisJobStore::addFlow(QList<FlowJob> jobs, Reply<QList<Added>> reply)
{
    Result<PreparedFlow> flow = prepareFlow(jobs);
    std::optional<Error> error;
    if (!flow)
        error = flow.error();
    m_inside->run<QList<Added>>(std::move(reply), std::move(error), [flow](RedisStoreRoom &room, Reply<QList<Added>> answer) {
        redis::addTied(room, flow.value(), std::move(answer));
    });
    if (!flow)
        return;
    QList<QueueName> ready;
    for (const NewJob &job : flow.value().jobs)
        if (!ready.contains(job.queue))
            ready.append(job.queue);
    m_inside->announce(std::move(ready));
}

void RedisJobStore::exchange(Exchange order, Reply<Exchanged> reply)
{
    auto error = badExchange(order);
    m_inside->run<Exchanged>(std::move(reply), std::move(error), [order = std::move(order)](RedisStoreRoom &room, Reply<Exchanged> answer) {
        redis::exchange(room, order, std::move(answer));
    });
}

void RedisJobStore::extendLeases(QList<LeaseRef> held, Millis lease, Reply<QList<LeaseRef>> reply)
{
    m_inside->run<QList<LeaseRef>>(std::move(reply), {}, [held = std::move(held), lease](RedisStoreRoom &room, Reply<QList<LeaseRef>> answer) {
        redis::extendLeases(room, held, lease, std::move(answer));
    });
}

void RedisJobStore::recoverStalled(QueueName queue, int maxStalled, Reply<QList<JobId>> reply)
{
    m_inside->run<QList<JobId>>(std::move(reply), badQueue(queue), [queue, maxStalled](RedisStoreRoom &room, Reply<QList<JobId>> answer) {
        redis::recoverStalled(room, queue, maxStalled, std::move(answer));
    });
}

void RedisJobStore::retry(QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply)
{
    m_inside->run<QList<ActCode>>(std::move(reply), badQueue(queue), [queue, jobs](RedisStoreRoom &room, Reply<QList<ActCode>> answer) {
        redis::actOn(room, "retry_jobs", queue, jobs, std::move(answer));
    });
}

void RedisJobStore::promote(QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply)
{
    m_inside->run<QList<ActCode>>(std::move(reply), badQueue(queue), [queue, jobs](RedisStoreRoom &room, Reply<QList<ActCode>> answer) {
        redis::actOn(room, "promote_jobs", queue, jobs, std::move(answer));
    });
}

void RedisJobStore::remove(QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply)
{
    m_inside->run<QList<ActCode>>(std::move(reply), badQueue(queue), [queue, jobs](RedisStoreRoom &room, Reply<QList<ActCode>> answer) {
        redis::actOn(room, "remove_jobs", queue, jobs, std::move(answer));
    });
}

void RedisJobStore::drain(QueueName queue, bool delayed, Reply<qint64> reply)
{
    m_inside->run<qint64>(std::move(reply), badQueue(queue), [queue, delayed](RedisStoreRoom &room, Reply<qint64> answer) {
        redis::drain(room, queue, delayed, std::move(answer));
    });
}

void RedisJobStore::clean(QueueName queue, JobState state, Instant cutoff, qint64 limit, Reply<qint64> reply)
{
    m_inside->run<qint64>(std::move(reply), badQueue(queue), [=](RedisStoreRoom &room, Reply<qint64> answer) {
        redis::clean(room, queue, state, cutoff, limit, std::move(answer));
    });
}

void RedisJobStore::countOlder(QueueName queue, JobState state, Instant cutoff, Reply<qint64> reply)
{
    m_inside->run<qint64>(std::move(reply), badQueue(queue), [=](RedisStoreRoom &room, Reply<qint64> answer) {
        redis::countOlder(room, queue, state, cutoff, std::move(answer));
    });
}

void RedisJobStore::setPaused(QueueName queue, bool paused, Reply<Done> reply)
{
    m_inside->run<Done>(std::move(reply), badQueue(queue), [queue, paused](RedisStoreRoom &room, Reply<Done> answer) {
        redis::setPaused(room, queue, paused, std::move(answer));
    });
}

void RedisJobStore::obliterate(QueueName queue, bool force, Reply<qint64> reply)
{
    m_inside->run<qint64>(std::move(reply), badQueue(queue), [queue, force](RedisStoreRoom &room, Reply<qint64> answer) {
        redis::obliterate(room, queue, force, std::move(answer));
    });
}

void RedisJobStore::setLimits(QueueName queue, QueueLimits limits, Reply<Done> reply)
{
    auto error = badQueue(queue);
    if (!error)
        error = badLimits(limits);
    m_inside->run<Done>(std::move(reply), std::move(error), [queue, limits](RedisStoreRoom &room, Reply<Done> answer) {
        redis::setLimits(room, queue, limits, std::move(answer));
    });
}

void RedisJobStore::changeDelay(QueueName queue, JobId id, Millis delay, Reply<Done> reply)
{
    m_inside->run<Done>(std::move(reply), badQueue(queue), [=](RedisStoreRoom &room, Reply<Done> answer) {
        redis::changeDelay(room, queue, id, delay, std::move(answer));
    });
}

void RedisJobStore::changePriority(QueueName queue, JobId id, int priority, Reply<Done> reply)
{
    auto error = badQueue(queue);
    if (!error)
        error = badPriority(priority);
    m_inside->run<Done>(std::move(reply), std::move(error), [=](RedisStoreRoom &room, Reply<Done> answer) {
        redis::changePriority(room, queue, id, priority, std::move(answer));
    });
}

void RedisJobStore::changeData(QueueName queue, JobId id, QByteArray json, Reply<Done> reply)
{
    m_inside->run<Done>(std::move(reply), badJson(json), [=](RedisStoreRoom &room, Reply<Done> answer) {
        redis::setText(room, "change_data", queue, id, json, std::move(answer));
    });
}

void RedisJobStore::setProgress(QueueName queue, JobId id, QByteArray json, Reply<Done> reply)
{
    m_inside->run<Done>(std::move(reply), badJson(json), [=](RedisStoreRoom &room, Reply<Done> answer) {
        redis::setText(room, "set_progress", queue, id, json, std::move(answer));
    });
}

void RedisJobStore::addLog(QueueName queue, JobId id, QString line, Reply<qint64> reply)
{
    m_inside->run<qint64>(std::move(reply), badQueue(queue), [=](RedisStoreRoom &room, Reply<qint64> answer) {
        redis::addLog(room, queue, id, line, std::move(answer));
    });
}

void RedisJobStore::queues(Reply<QList<QueueInfo>> reply)
{
    m_inside->run<QList<QueueInfo>>(std::move(reply), {}, [](RedisStoreRoom &room, Reply<QList<QueueInfo>> answer) { redis::queues(room, std::move(answer)); });
}

void RedisJobStore::page(JobQuery query, Reply<JobPage> reply)
{
    m_inside->run<JobPage>(std::move(reply), {}, [query = std::move(query)](RedisStoreRoom &room, Reply<JobPage> answer) {
        redis::page(room, query, std::move(answer));
    });
}

void RedisJobStore::job(QueueName queue, JobId id, Reply<JobDetail> reply)
{
    m_inside->run<JobDetail>(std::move(reply), {}, [=](RedisStoreRoom &room, Reply<JobDetail> answer) { redis::job(room, queue, id, std::move(answer)); });
}

void RedisJobStore::flow(QueueName queue, JobId id, QString cursor, int limit, Reply<JobFlow> reply)
{
    m_inside->run<JobFlow>(std::move(reply), {}, [=](RedisStoreRoom &room, Reply<JobFlow> answer) {
        redis::flow(room, queue, id, cursor, limit, std::move(answer));
    });
}

void RedisJobStore::rows(QueueName queue, QList<JobId> ids, Reply<QList<JobRow>> reply)
{
    m_inside->run<QList<JobRow>>(std::move(reply), {}, [=](RedisStoreRoom &room, Reply<QList<JobRow>> answer) {
        redis::rows(room, queue, ids, std::move(answer));
    });
}

void RedisJobStore::ids(QueueName queue, JobState state, JobFilter filter, int limit, Reply<QList<JobId>> reply)
{
    m_inside->run<QList<JobId>>(std::move(reply), {}, [=](RedisStoreRoom &room, Reply<QList<JobId>> answer) {
        redis::ids(room, queue, state, filter, limit, std::move(answer));
    });
}

void RedisJobStore::history(QueueName queue, int minutes, Reply<QueueHistory> reply)
{
    m_inside->run<QueueHistory>(std::move(reply), {}, [=](RedisStoreRoom &room, Reply<QueueHistory> answer) {
        redis::history(room, queue, minutes, std::move(answer));
    });
}

void RedisJobStore::workers(Reply<QList<WorkerSeen>> reply)
{
    m_inside->run<QList<WorkerSeen>>(std::move(reply), {}, [](RedisStoreRoom &room, Reply<QList<WorkerSeen>> answer) { redis::workers(room, std::move(answer)); });
}

void RedisJobStore::since(quint64 cursor, Reply<Changes> reply)
{
    m_inside->run<Changes>(std::move(reply), {}, [cursor](RedisStoreRoom &room, Reply<Changes> answer) { redis::since(room, cursor, std::move(answer)); });
}

void RedisJobStore::fence(QString key, QString engine, QByteArray token, Reply<Fence> reply)
{
    std::optional<Error> error;
    if (key.isEmpty() || token.isEmpty())
        error = Error{Error::Code::Invalid, u"a fence needs a key and a token"_s};
    m_inside->run<Fence>(std::move(reply), std::move(error), [=](RedisStoreRoom &room, Reply<Fence> answer) {
        redis::setFence(room, key, engine, token, std::move(answer));
    });
}

void RedisJobStore::settleFence(QString key, QByteArray token, Fence::State state, bool anyToken, Reply<Done> reply)
{
    m_inside->run<Done>(std::move(reply), {}, [=](RedisStoreRoom &room, Reply<Done> answer) {
        redis::settleFence(room, key, token, state, anyToken, std::move(answer));
    });
}

void RedisJobStore::fences(QStringList keys, Reply<QList<Fence>> reply)
{
    m_inside->run<QList<Fence>>(std::move(reply), {}, [=](RedisStoreRoom &room, Reply<QList<Fence>> answer) { redis::fences(room, keys, std::move(answer)); });
}

void RedisJobStore::abandonedFences(QString engine, Reply<QList<Fence>> reply)
{
    m_inside->run<QList<Fence>>(std::move(reply), {}, [=](RedisStoreRoom &room, Reply<QList<Fence>> answer) {
        redis::abandonedFences(room, engine, std::move(answer));
    });
}

void RedisJobStore::cleanFences(Instant cutoff, bool onlyCount, Reply<qint64> reply)
{
    m_inside->run<qint64>(std::move(reply), {}, [=](RedisStoreRoom &room, Reply<qint64> answer) {
        redis::cleanFences(room, cutoff, onlyCount, std::move(answer));
    });
}

void RedisJobStore::takeIn(QueueName queue, QList<MovingJob> jobs, Reply<qint64> reply)
{
    m_inside->run<qint64>(std::move(reply), badQueue(queue), [queue, jobs = std::move(jobs)](RedisStoreRoom &room, Reply<qint64> answer) {
        redis::takeIn(room, queue, jobs, std::move(answer));
    });
}

void RedisJobStore::foreignOf(QueueName queue, QList<JobId> ids, Reply<QList<ForeignFields>> reply)
{
    m_inside->run<QList<ForeignFields>>(std::move(reply), badQueue(queue), [=](RedisStoreRoom &room, Reply<QList<ForeignFields>> answer) {
        redis::foreignOf(room, queue, ids, std::move(answer));
    });
}

void RedisJobStore::logsOf(QueueName queue, JobId id, qint64 from, int limit, Reply<QStringList> reply)
{
    m_inside->run<QStringList>(std::move(reply), badQueue(queue), [=](RedisStoreRoom &room, Reply<QStringList> answer) {
        redis::logsOf(room, queue, id, from, limit, std::move(answer));
    });
}

void RedisJobStore::lastIdOf(QueueName queue, Reply<qint64> reply)
{
    m_inside->run<qint64>(std::move(reply), badQueue(queue), [=](RedisStoreRoom &room, Reply<qint64> answer) {
        redis::lastIdOf(room, queue, std::move(answer));
    });
}

void RedisJobStore::raiseLastId(QueueName queue, qint64 lastId, Reply<Done> reply)
{
    m_inside->run<Done>(std::move(reply), badQueue(queue), [=](RedisStoreRoom &room, Reply<Done> answer) {
        redis::raiseLastId(room, queue, lastId, std::move(answer));
    });
}

void RedisJobStore::schedulersFrom(QueueName queue, int from, int limit, Reply<QList<MovingScheduler>> reply)
{
    m_inside->run<QList<MovingScheduler>>(std::move(reply), badQueue(queue), [=](RedisStoreRoom &room, Reply<QList<MovingScheduler>> answer) {
        redis::schedulersFrom(room, queue, from, limit, std::move(answer));
    });
}

void RedisJobStore::takeSchedulers(QList<MovingScheduler> schedulers, Reply<Done> reply)
{
    m_inside->run<Done>(std::move(reply), {}, [schedulers = std::move(schedulers)](RedisStoreRoom &room, Reply<Done> answer) {
        redis::takeSchedulers(room, schedulers, std::move(answer));
    });
}

void RedisJobStore::fencesAfter(QString key, int limit, Reply<QList<Fence>> reply)
{
    m_inside->run<QList<Fence>>(std::move(reply), {}, [=](RedisStoreRoom &room, Reply<QList<Fence>> answer) {
        redis::fencesAfter(room, key, limit, std::move(answer));
    });
}

void RedisJobStore::takeFences(QList<Fence> fences, Reply<Done> reply)
{
    m_inside->run<Done>(std::move(reply), {}, [fences = std::move(fences)](RedisStoreRoom &room, Reply<Done> answer) {
        redis::takeFences(room, fences, std::move(answer));
    });
}

void RedisJobStore::onWork(std::function<void(QueueName)> listener) { m_inside->onWork(std::move(listener)); }

StoreHealth RedisJobStore::health() const { return m_inside->health(); }

ScheduleStore *RedisJobStore::schedules() { return m_schedules.get(); }

JobSchedulers *RedisJobStore::jobSchedulers() { return m_schedulers.get(); }

OwnerStore *RedisJobStore::owners() { return m_owners.get(); }

void RedisJobStore::stopWaiting(QueueName queue)
{
    m_inside->run<Done>({}, {}, [queue](RedisStoreRoom &room, const Reply<Done> &) {
        room.waiters.erase(queue);
        std::erase_if(room.seen, [&](const auto &entry) { return entry.first.second == queue; });
    });
}

} // namespace trato
