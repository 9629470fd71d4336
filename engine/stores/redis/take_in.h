#pragma once

#include "engine/stores/job_intake.h"
#include "engine/stores/redis/redis_store_room.h"

/// What `JobIntake` asks of the Redis store. Store's thread.
namespace trato::redis {

void takeIn(RedisStoreRoom &room, QueueName queue, QList<MovingJob> jobs, Reply<qint64> reply);
void foreignOf(RedisStoreRoom &room, const QueueName &queue, const QList<JobId> &ids, Reply<QList<ForeignFields>> reply);
void logsOf(RedisStoreRoom &room, const QueueName &queue, const JobId &id, qint64 from, int limit, Reply<QStringList> reply);
void lastIdOf(RedisStoreRoom &room, const QueueName &queue, Reply<qint64> reply);
void raiseLastId(RedisStoreRoom &room, const QueueName &queue, qint64 lastId, Reply<Done> reply);
void schedulersFrom(RedisStoreRoom &room, const QueueName &queue, int from, int limit, Reply<QList<MovingScheduler>> reply);
void takeSchedulers(RedisStoreRoom &room, QList<MovingScheduler> schedulers, Reply<Done> reply);
void fencesAfter(RedisStoreRoom &room, QString key, int limit, Reply<QList<Fence>> reply);
void takeFences(RedisStoreRoom &room, QList<Fence> fences, Reply<Done> reply);

} // namespace trato::redis
