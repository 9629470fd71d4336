#pragma once

#include "engine/queue/job_store.h"
#include "engine/stores/sqlite/connection.h"

/// The reading half of the contract, on the reader's thread and connection.
namespace trato::sqlite {

Result<JobPage> page(Connection &db, const JobQuery &query);
Result<JobDetail> job(Connection &db, const QueueName &queue, const JobId &id);
Result<QList<JobRow>> rows(Connection &db, const QueueName &queue, const QList<JobId> &ids);
Result<QList<JobId>> ids(Connection &db, const QueueName &queue, JobState state, const JobFilter &filter, int limit);
Result<QueueHistory> history(Connection &db, const QueueName &queue, int minutes, Instant now);

} // namespace trato::sqlite
