#pragma once

#include "engine/queue/job_schedulers.h"

namespace trato {

class RedisStoreThread;

/// BullMQ's job schedulers of the queues on a Redis server. Owned by the job store.
class RedisJobSchedulers final : public JobSchedulers
{
public:
    explicit RedisJobSchedulers(RedisStoreThread &inside) : m_inside(inside) {}

    void list(Reply<QList<JobScheduler>> reply) override;
    void upsert(JobScheduler scheduler, Reply<JobScheduler> reply) override;
    void remove(QueueName queue, QString id, Reply<Done> reply) override;

private:
    RedisStoreThread &m_inside;
};

} // namespace trato
