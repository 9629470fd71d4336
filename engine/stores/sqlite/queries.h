#pragma once

#include "engine/queue/job_store.h"
#include "engine/queue/schedule_store.h"
#include "engine/stores/sqlite/connection.h"

/// The reading half of the contract, on the reader's thread and connection.
namespace trato::sqlite {

class NameRanges;

Result<JobPage> page(Connection &db, const JobQuery &query, NameRanges &names);
Result<JobDetail> job(Connection &db, const QueueName &queue, const JobId &id);
Result<QList<JobRow>> rows(Connection &db, const QueueName &queue, const QList<JobId> &ids);
Result<QList<JobId>> ids(Connection &db, const QueueName &queue, JobState state, const JobFilter &filter, int limit);
Result<QueueHistory> history(Connection &db, const QueueName &queue, int minutes, Instant now);
Result<qint64> countOlder(Connection &db, const QueueName &queue, JobState state, Instant cutoff);
// flow_queries.cpp
ChildCounts childCounts(Connection &db, qint64 jid);
Result<JobFlow> flow(Connection &db, const QueueName &queue, const JobId &id, const QString &cursor, int limit);
// fences.cpp
Result<qint64> countFences(Connection &db, Instant cutoff);
// schedules.cpp
Result<QList<ScheduleRun>> runsOf(Connection &db, const QString &schedule, int limit);
Result<QList<ScheduleRun>> newestRuns(Connection &db);
Result<QList<ScheduleRun>> openRuns(Connection &db);
// job_schedulers.cpp
Result<QList<JobScheduler>> jobSchedulers(Connection &db);

} // namespace trato::sqlite
