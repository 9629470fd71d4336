#include "engine/stores/redis/redis_store_room.h"

namespace trato {

RedisStoreRoom::RedisStoreRoom(const RedisStoreOptions &options, const Clock &clock, std::function<void(QueueName)> listener)
    : work(options, clock), registry(work), events(work, registry), onWork(std::move(listener))
{
    work.open();
}

RedisStoreRoom::~RedisStoreRoom()
{
    waiters.clear();
    work.close();
}

QueueWaiter &RedisStoreRoom::waiterOf(const Want &want)
{
    auto &waiter = waiters[want.queue];
    if (!waiter)
        waiter = std::make_unique<QueueWaiter>(work, want.queue, want.worker, onWork);
    return *waiter;
}

} // namespace trato
