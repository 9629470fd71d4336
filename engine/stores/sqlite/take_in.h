#pragma once

#include "engine/stores/job_intake.h"
#include "engine/stores/sqlite/write_context.h"

/// What `JobIntake` asks of the SQLite store. `takeIn`, `raiseLastId`, `takeSchedulers` and `takeFences` on the writer's thread, the others
/// on the reader's.
namespace trato::sqlite {

Result<qint64> takeIn(WriteContext &context, const QueueName &queue, const QList<MovingJob> &jobs);
Result<QList<ForeignFields>> foreignOf(Connection &db, const QueueName &queue, const QList<JobId> &ids);
Result<QStringList> logsOf(Connection &db, const QueueName &queue, const JobId &id, qint64 from, int limit);
Result<qint64> lastIdOf(Connection &db, const QueueName &queue);
Result<Done> raiseLastId(WriteContext &context, const QueueName &queue, qint64 lastId);
Result<QList<MovingScheduler>> schedulersFrom(Connection &db, const QueueName &queue, int from, int limit);
Result<Done> takeSchedulers(WriteContext &context, const QList<MovingScheduler> &schedulers);
Result<QList<Fence>> fencesAfter(Connection &db, const QString &key, int limit);
Result<Done> takeFences(WriteContext &context, const QList<Fence> &fences);

} // namespace trato::sqlite
