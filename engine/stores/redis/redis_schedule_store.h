#pragma once

#include "engine/queue/schedule_store.h"

namespace trato {

class RedisStoreThread;
struct RedisStoreRoom;

/// The shop's schedules and their runs on Redis, in keys of ours: they know missed instants, catching up and runs by hand,
/// which BullMQ's job schedulers do not. Their jobs are ordinary ones. Owned by the job store.
class RedisScheduleStore final : public ScheduleStore
{
public:
    explicit RedisScheduleStore(RedisStoreThread &inside) : m_inside(inside) {}

    void list(Reply<QList<ScheduleRecord>> reply) override;
    void seed(QList<ScheduleRecord> records, Reply<Done> reply) override;
    void apply(QList<ScheduleStep> steps, Reply<Done> reply) override;
    void remove(QString id, Reply<Done> reply) override;
    void runs(QString id, int limit, Reply<QList<ScheduleRun>> reply) override;
    void newestRuns(Reply<QList<ScheduleRun>> reply) override;
    void openRuns(Reply<QList<ScheduleRun>> reply) override;
    void settle(QList<ScheduleRun> runs, Reply<Done> reply) override;

private:
    RedisStoreThread &m_inside;
};

} // namespace trato
