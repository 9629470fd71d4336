#pragma once

#include "engine/queue/job_schedulers.h"
#include "engine/queue/schedule_store.h"
#include "engine/stores/job_input.h"
#include "engine/stores/sqlite/write_context.h"

/// The changing half of the contract, one function a call, on the writer's thread inside its transaction. An
/// Error as result takes back what the call did; so does an error that sticks to the connection.
namespace trato::sqlite {

// add_jobs.cpp
Result<QList<Added>> addJobs(WriteContext &context, const QList<NewJob> &jobs);
Result<QList<Added>> addTied(WriteContext &context, const PreparedFlow &flow);
struct AddHow {
    JobId id{};                     ///< not empty: the id that it was promised
    bool waitsForChildren = false;
    bool isRun = false;             ///< of a schedule that its queue keeps
};
Added addOne(WriteContext &context, const NewJob &job, const AddHow &how = {});
// exchange.cpp
Result<Exchanged> exchange(WriteContext &context, const Exchange &order);
SettleCode settle(WriteContext &context, const Settlement &settlement);
// leases.cpp
LeasesFound allLeases(Connection &db);
Result<QList<LeaseRef>> extendLeases(WriteContext &context, const QList<LeaseRef> &held, Millis lease);
Result<QList<JobId>> recoverStalled(WriteContext &context, const QueueName &queue, int maxStalled);
// job_acts.cpp
Result<QList<ActCode>> retryJobs(WriteContext &context, const QueueName &queue, const JobChoice &jobs);
Result<QList<ActCode>> promoteJobs(WriteContext &context, const QueueName &queue, const JobChoice &jobs);
Result<QList<ActCode>> removeJobs(WriteContext &context, const QueueName &queue, const JobChoice &jobs);
Result<Done> changeDelay(WriteContext &context, const QueueName &queue, const JobId &id, Millis delay);
Result<Done> changePriority(WriteContext &context, const QueueName &queue, const JobId &id, int priority);
Result<Done> changeData(WriteContext &context, const QueueName &queue, const JobId &id, const QByteArray &json);
Result<Done> setProgress(WriteContext &context, const QueueName &queue, const JobId &id, const QByteArray &json);
Result<qint64> addLog(WriteContext &context, const QueueName &queue, const JobId &id, const QString &line);
// queue_acts.cpp
Result<Done> setPaused(WriteContext &context, const QueueName &queue, bool paused);
Result<Done> setLimits(WriteContext &context, const QueueName &queue, const QueueLimits &limits);
Result<QList<QueueInfo>> queues(WriteContext &context);
// fences.cpp
Result<Fence> setFence(WriteContext &context, const QString &key, const QString &engine, const QByteArray &token);
Result<Done> settleFence(WriteContext &context, const QString &key, const QByteArray &token, Fence::State state, bool anyToken);
Result<QList<Fence>> fences(WriteContext &context, const QStringList &keys);
Result<QList<Fence>> abandonedFences(WriteContext &context, const QString &engine);
/// A slice; answers the sum once nothing is left.
Result<std::optional<qint64>> removeFences(WriteContext &context, Instant cutoff, qint64 &removed);
// schedules.cpp
Result<QList<ScheduleRecord>> listSchedules(WriteContext &context);
Result<Done> seedSchedules(WriteContext &context, const QList<ScheduleRecord> &records);
Result<Done> applySteps(WriteContext &context, const QList<ScheduleStep> &steps);
Result<Done> removeSchedule(WriteContext &context, const QString &id);
Result<Done> settleRuns(WriteContext &context, const QList<ScheduleRun> &runs);

// job_schedulers.cpp
Result<JobScheduler> upsertScheduler(WriteContext &context, const JobScheduler &wanted);
Result<Done> removeScheduler(WriteContext &context, const QueueName &queue, const QString &id);
/// A run was claimed: plans the next one, unless that has been done (bullmq-format 3.12.4).
void planNextRun(WriteContext &context, QueueState &queue, const JobId &claimed);
/// Whether a pending job is the run that its schedule has planned: it goes with its schedule only (Appendix A, -8).
bool isPlannedRun(WriteContext &context, const QueueState &queue, const JobId &id, int flags);
/// Whether the schedule of a run is there.
bool hasScheduler(WriteContext &context, const QueueState &queue, const JobId &id, int flags);

} // namespace trato::sqlite
