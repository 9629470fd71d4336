#pragma once

#include "engine/runtime/mailbox.h"
#include "engine/stores/redis/redis_store_room.h"

#include <QThread>

namespace trato {

/// The thread on which the connections of a Redis store live. Operations are posted to it and their answers come home.
/// Made and destroyed on the home thread; `run` may be called from any.
class RedisStoreThread
{
public:
    RedisStoreThread(RedisStoreOptions options, std::shared_ptr<Mailbox> home, const Clock &clock);
    /// Waits a moment for changes on their way and drops what only reads.
    ~RedisStoreThread();
    RedisStoreThread(const RedisStoreThread &) = delete;
    RedisStoreThread &operator=(const RedisStoreThread &) = delete;

    /// Runs an operation on the thread. With an error nothing is asked of the server.
    template <typename T>
    void run(Reply<T> reply, std::optional<Error> error, std::function<void(RedisStoreRoom &, Reply<T>)> operation)
    {
        Reply<T> homeward([home = m_home, reply = std::move(reply)](Result<T> result) {
            home->post([reply, result = std::move(result)]() mutable { reply(std::move(result)); });
        });
        m_inside->post([this, homeward = std::move(homeward), error = std::move(error), operation = std::move(operation)] {
            error ? homeward(*error) : operation(*m_room, homeward);
        });
    }
    /// Tells the listener at home that these queues may have work.
    void announce(QList<QueueName> queues);
    void onWork(std::function<void(QueueName)> listener);
    StoreHealth health() const { return m_room->work.health(); }

private:
    struct Listener;

    const std::shared_ptr<Mailbox> m_home;
    const std::shared_ptr<Listener> m_listener;
    QThread m_thread;
    std::shared_ptr<QtMailbox> m_inside;
    std::unique_ptr<RedisStoreRoom> m_room;   ///< made and destroyed on the thread
};

} // namespace trato
