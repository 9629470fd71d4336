#pragma once

#include "engine/stores/redis/redis_work.h"

#include <QTimer>

namespace trato {

/// Sleeps until one queue may have work, on a connection of its own that BullMQ's getWorkers can see (bullmq-format 4).
/// It waits only while its worker has a free place, so that no wake-up is taken from others in vain; one that nobody
/// follows is given back. While the server refuses to let it wait, or cannot be reached by this connection, it looks now and
/// then instead. Store's thread, owned by `RedisStoreRoom`.
class QueueWaiter final : public QObject
{
public:
    QueueWaiter(RedisWork &work, QueueName queue, QString worker, std::function<void(QueueName)> onWork);
    ~QueueWaiter() override;

    /// The worker asks the server for jobs: it follows the wake-up.
    void asked();
    /// The server had less than was asked for: wait for more.
    void drained();

private:
    void wait();
    void popped(const Result<RedisValue> &got);
    void lookWhetherReady();
    void wake();
    void markAgain(const QByteArray &score, const QByteArray &member);

    RedisWork &m_work;
    const QueueName m_queue;
    const QByteArray m_marker;
    const std::function<void(QueueName)> m_onWork;
    RedisConnection m_connection;
    QTimer m_look;                ///< runs while there is no waiting on the server: look in its place
    QTimer m_due;                 ///< the delayed job that a marker told of
    QTimer m_owed;                ///< runs while a wake-up was passed on and nobody asked yet
    Instant m_dueAt{};            ///< valid while m_due runs
    bool m_waiting = false;       ///< a pop is on its way
    bool m_wanted = false;        ///< the worker has a free place
    int m_silent = 0;             ///< pops in a row that nothing came of
};

} // namespace trato
