#include "engine/stores/sqlite/sqlite_job_store.h"

#include "engine/stores/job_input.h"
#include "engine/stores/sqlite/operations.h"
#include "engine/stores/sqlite/queries.h"
#include "engine/stores/sqlite/reader.h"
#include "engine/stores/sqlite/removal.h"
#include "engine/stores/sqlite/sqlite_job_schedulers.h"
#include "engine/stores/sqlite/sqlite_schedule_store.h"
#include "engine/stores/sqlite/take_in.h"

#include <QFileInfo>

namespace trato {

using sqlite::Connection;
using sqlite::WriteContext;

namespace {

/// Answers a call that breaks a rule of form, in its turn like any other.
template <typename T>
void refuse(sqlite::Writer &writer, Reply<T> reply, const Error &error)
{
    writer.ask<T>(std::move(reply), [error]() -> Result<T> { return error; });
}

} // namespace

SqliteJobStore::SqliteJobStore(Options options, std::shared_ptr<Mailbox> home, const Clock &clock) : m_clock(clock)
{
    Connection::Options connection{options.path, QFileInfo(options.path).fileName(), options.vfs, false, options.lockWait};
    m_writer = std::make_unique<sqlite::Writer>(sqlite::Writer::Options{connection, options.durability, options.feedCapacity, options.soleOwner}, home,
                                                clock);
    connection.readOnly = true;
    m_reader = std::make_unique<sqlite::Reader>(connection, *m_writer, home);
    m_schedules = std::make_unique<sqlite::SqliteScheduleStore>(*m_writer, *m_reader);
    m_jobSchedulers = std::make_unique<sqlite::SqliteJobSchedulers>(*m_writer, *m_reader);
}

SqliteJobStore::~SqliteJobStore()
{
    m_reader.reset(); // before the writer, whose close checkpoints
    m_writer.reset();
}

void SqliteJobStore::add(QList<NewJob> jobs, Reply<QList<Added>> reply)
{
    QList<QueueName> ready;
    for (const NewJob &job : jobs) {
        if (const auto error = badJob(job))
            return refuse(*m_writer, std::move(reply), *error);
        if (job.options.delay <= Millis(0) && !ready.contains(job.queue))
            ready.append(job.queue);
    }
    m_writer->call<QList<Added>>(std::move(reply), [jobs = std::move(jobs)](WriteContext &c) { return sqlite::addJobs(c, jobs); });
    m_writer->announce(std::move(ready));
}

void SqliteJobStore::addFlow(QList<FlowJob> jobs, Reply<QList<Added>> reply)
{
    const Result<PreparedFlow> flow = prepareFlow(jobs);
    if (!flow)
        return refuse(*m_writer, std::move(reply), flow.error());
    m_writer->call<QList<Added>>(std::move(reply), [flow](WriteContext &c) { return sqlite::addTied(c, flow.value()); });
}

void SqliteJobStore::exchange(Exchange order, Reply<Exchanged> reply)
{
    for (const Want &want : order.wants)
        if (const auto error = badQueue(want.queue))
            return refuse(*m_writer, std::move(reply), *error);
    m_writer->call<Exchanged>(std::move(reply), [this, order = std::move(order)](WriteContext &c) {
        for (const Want &want : order.wants)
            if (!want.worker.isEmpty())
                m_seen[{want.worker, want.queue.value}] = c.now;
        return sqlite::exchange(c, order);
    });
}

void SqliteJobStore::extendLeases(QList<LeaseRef> held, Millis lease, Reply<QList<LeaseRef>> reply)
{
    m_writer->call<QList<LeaseRef>>(std::move(reply), [=](WriteContext &c) { return sqlite::extendLeases(c, held, lease); });
}

void SqliteJobStore::recoverStalled(QueueName queue, int maxStalled, Reply<QList<JobId>> reply)
{
    m_writer->call<QList<JobId>>(std::move(reply), [=](WriteContext &c) { return sqlite::recoverStalled(c, queue, maxStalled); });
}

void SqliteJobStore::retry(QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply)
{
    m_writer->call<QList<ActCode>>(std::move(reply), [=](WriteContext &c) { return sqlite::retryJobs(c, queue, jobs); });
}

void SqliteJobStore::promote(QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply)
{
    m_writer->call<QList<ActCode>>(std::move(reply), [=](WriteContext &c) { return sqlite::promoteJobs(c, queue, jobs); });
}

void SqliteJobStore::remove(QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply)
{
    m_writer->call<QList<ActCode>>(std::move(reply), [=](WriteContext &c) { return sqlite::removeJobs(c, queue, jobs); });
}

void SqliteJobStore::drain(QueueName queue, bool delayed, Reply<qint64> reply)
{
    m_writer->callInSlices<qint64>(std::move(reply), [removal = sqlite::Removal::drain(queue, delayed)](WriteContext &c) mutable {
        return removal.slice(c);
    });
}

void SqliteJobStore::clean(QueueName queue, JobState state, Instant cutoff, qint64 limit, Reply<qint64> reply)
{
    m_writer->callInSlices<qint64>(std::move(reply), [removal = sqlite::Removal::clean(queue, state, cutoff, limit)](WriteContext &c) mutable {
        return removal.slice(c);
    });
}

void SqliteJobStore::countOlder(QueueName queue, JobState state, Instant cutoff, Reply<qint64> reply)
{
    m_reader->ask<qint64>(std::move(reply), [=](Connection &db) { return sqlite::countOlder(db, queue, state, cutoff); });
}

void SqliteJobStore::setPaused(QueueName queue, bool paused, Reply<Done> reply)
{
    if (const auto error = badQueue(queue))
        return refuse(*m_writer, std::move(reply), *error);
    m_writer->call<Done>(std::move(reply), [=](WriteContext &c) { return sqlite::setPaused(c, queue, paused); });
}

void SqliteJobStore::obliterate(QueueName queue, bool force, Reply<qint64> reply)
{
    m_writer->callInSlices<qint64>(std::move(reply), [removal = sqlite::Removal::obliterate(queue, force)](WriteContext &c) mutable {
        return removal.slice(c);
    });
}

void SqliteJobStore::setLimits(QueueName queue, QueueLimits limits, Reply<Done> reply)
{
    auto error = badQueue(queue);
    if (!error)
        error = badLimits(limits);
    if (error)
        return refuse(*m_writer, std::move(reply), *error);
    m_writer->call<Done>(std::move(reply), [=](WriteContext &c) { return sqlite::setLimits(c, queue, limits); });
}

void SqliteJobStore::changeDelay(QueueName queue, JobId id, Millis delay, Reply<Done> reply)
{
    m_writer->call<Done>(std::move(reply), [=](WriteContext &c) { return sqlite::changeDelay(c, queue, id, delay); });
}

void SqliteJobStore::changePriority(QueueName queue, JobId id, int priority, Reply<Done> reply)
{
    if (const auto error = badPriority(priority))
        return refuse(*m_writer, std::move(reply), *error);
    m_writer->call<Done>(std::move(reply), [=](WriteContext &c) { return sqlite::changePriority(c, queue, id, priority); });
}

void SqliteJobStore::changeData(QueueName queue, JobId id, QByteArray json, Reply<Done> reply)
{
    if (const auto error = badJson(json))
        return refuse(*m_writer, std::move(reply), *error);
    m_writer->call<Done>(std::move(reply), [=](WriteContext &c) { return sqlite::changeData(c, queue, id, json); });
}

void SqliteJobStore::setProgress(QueueName queue, JobId id, QByteArray json, Reply<Done> reply)
{
    if (const auto error = badJson(json))
        return refuse(*m_writer, std::move(reply), *error);
    m_writer->call<Done>(std::move(reply), [=](WriteContext &c) { return sqlite::setProgress(c, queue, id, json); });
}

void SqliteJobStore::addLog(QueueName queue, JobId id, QString line, Reply<qint64> reply)
{
    m_writer->call<qint64>(std::move(reply), [=](WriteContext &c) { return sqlite::addLog(c, queue, id, line); });
}

void SqliteJobStore::queues(Reply<QList<QueueInfo>> reply)
{
    m_writer->call<QList<QueueInfo>>(std::move(reply), [](WriteContext &c) { return sqlite::queues(c); });
}

void SqliteJobStore::page(JobQuery query, Reply<JobPage> reply)
{
    // Not by way of `m_reader`, which the destructor empties before the reader's thread has ended.
    m_reader->ask<JobPage>(std::move(reply), [reader = m_reader.get(), query = std::move(query)](Connection &db) {
        return sqlite::page(db, query, reader->names());
    });
}

void SqliteJobStore::job(QueueName queue, JobId id, Reply<JobDetail> reply)
{
    m_reader->ask<JobDetail>(std::move(reply), [=](Connection &db) { return sqlite::job(db, queue, id); });
}

void SqliteJobStore::flow(QueueName queue, JobId id, QString cursor, int limit, Reply<JobFlow> reply)
{
    m_reader->ask<JobFlow>(std::move(reply), [=](Connection &db) { return sqlite::flow(db, queue, id, cursor, limit); });
}

void SqliteJobStore::rows(QueueName queue, QList<JobId> ids, Reply<QList<JobRow>> reply)
{
    m_reader->ask<QList<JobRow>>(std::move(reply), [=](Connection &db) { return sqlite::rows(db, queue, ids); });
}

void SqliteJobStore::ids(QueueName queue, JobState state, JobFilter filter, int limit, Reply<QList<JobId>> reply)
{
    m_reader->ask<QList<JobId>>(std::move(reply), [=](Connection &db) { return sqlite::ids(db, queue, state, filter, limit); });
}

void SqliteJobStore::history(QueueName queue, int minutes, Reply<QueueHistory> reply)
{
    m_reader->ask<QueueHistory>(std::move(reply),
                                [=, now = m_clock.now()](Connection &db) { return sqlite::history(db, queue, minutes, now); });
}

void SqliteJobStore::workers(Reply<QList<WorkerSeen>> reply)
{
    m_writer->ask<QList<WorkerSeen>>(std::move(reply), [this]() -> Result<QList<WorkerSeen>> {
        QList<WorkerSeen> seen;
        for (const auto &[who, at] : m_seen)
            seen.append({who.first, {who.second}, at});
        return seen;
    });
}

void SqliteJobStore::since(quint64 cursor, Reply<Changes> reply)
{
    m_writer->ask<Changes>(std::move(reply), [this, cursor]() -> Result<Changes> { return m_writer->feed().since(cursor); });
}

void SqliteJobStore::fence(QString key, QString engine, QByteArray token, Reply<Fence> reply)
{
    m_writer->call<Fence>(std::move(reply), [=](WriteContext &c) { return sqlite::setFence(c, key, engine, token); });
}

void SqliteJobStore::settleFence(QString key, QByteArray token, Fence::State state, bool anyToken, Reply<Done> reply)
{
    m_writer->call<Done>(std::move(reply), [=](WriteContext &c) { return sqlite::settleFence(c, key, token, state, anyToken); });
}

void SqliteJobStore::fences(QStringList keys, Reply<QList<Fence>> reply)
{
    m_writer->call<QList<Fence>>(std::move(reply), [=](WriteContext &c) { return sqlite::fences(c, keys); });
}

void SqliteJobStore::abandonedFences(QString engine, Reply<QList<Fence>> reply)
{
    m_writer->call<QList<Fence>>(std::move(reply), [=](WriteContext &c) { return sqlite::abandonedFences(c, engine); });
}

void SqliteJobStore::cleanFences(Instant cutoff, bool onlyCount, Reply<qint64> reply)
{
    if (onlyCount)
        return m_reader->ask<qint64>(std::move(reply), [cutoff](Connection &db) { return sqlite::countFences(db, cutoff); });
    m_writer->callInSlices<qint64>(std::move(reply), [cutoff, removed = qint64(0)](WriteContext &c) mutable {
        return sqlite::removeFences(c, cutoff, removed);
    });
}

void SqliteJobStore::takeIn(QueueName queue, QList<MovingJob> jobs, Reply<qint64> reply)
{
    m_writer->call<qint64>(std::move(reply), [queue, jobs = std::move(jobs)](WriteContext &c) { return sqlite::takeIn(c, queue, jobs); });
}

void SqliteJobStore::foreignOf(QueueName queue, QList<JobId> ids, Reply<QList<ForeignFields>> reply)
{
    m_reader->ask<QList<ForeignFields>>(std::move(reply), [=](Connection &db) { return sqlite::foreignOf(db, queue, ids); });
}

void SqliteJobStore::logsOf(QueueName queue, JobId id, qint64 from, int limit, Reply<QStringList> reply)
{
    m_reader->ask<QStringList>(std::move(reply), [=](Connection &db) { return sqlite::logsOf(db, queue, id, from, limit); });
}

void SqliteJobStore::lastIdOf(QueueName queue, Reply<qint64> reply)
{
    m_reader->ask<qint64>(std::move(reply), [=](Connection &db) { return sqlite::lastIdOf(db, queue); });
}

void SqliteJobStore::raiseLastId(QueueName queue, qint64 lastId, Reply<Done> reply)
{
    m_writer->call<Done>(std::move(reply), [=](WriteContext &c) { return sqlite::raiseLastId(c, queue, lastId); });
}

void SqliteJobStore::schedulersFrom(QueueName queue, int from, int limit, Reply<QList<MovingScheduler>> reply)
{
    m_reader->ask<QList<MovingScheduler>>(std::move(reply), [=](Connection &db) { return sqlite::schedulersFrom(db, queue, from, limit); });
}

void SqliteJobStore::takeSchedulers(QList<MovingScheduler> schedulers, Reply<Done> reply)
{
    m_writer->call<Done>(std::move(reply), [schedulers = std::move(schedulers)](WriteContext &c) { return sqlite::takeSchedulers(c, schedulers); });
}

void SqliteJobStore::fencesAfter(QString key, int limit, Reply<QList<Fence>> reply)
{
    m_reader->ask<QList<Fence>>(std::move(reply), [=](Connection &db) { return sqlite::fencesAfter(db, key, limit); });
}

void SqliteJobStore::takeFences(QList<Fence> fences, Reply<Done> reply)
{
    m_writer->call<Done>(std::move(reply), [fences = std::move(fences)](WriteContext &c) { return sqlite::takeFences(c, fences); });
}

void SqliteJobStore::onWork(std::function<void(QueueName)> listener) { m_writer->onWork(std::move(listener)); }

StoreHealth SqliteJobStore::health() const { return m_writer->health(); }

ScheduleStore *SqliteJobStore::schedules() { return m_schedules.get(); }

JobSchedulers *SqliteJobStore::jobSchedulers() { return m_jobSchedulers.get(); }

} // namespace trato
