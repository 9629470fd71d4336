#pragma once

#include "engine/stores/redis/redis_work.h"

#include <set>

namespace trato {

/// The names of the queues under the prefix. Redis keeps no list of them: they are those this program has touched (kept
/// in a set of ours), and those that have a `meta` key, looked for now and then. Store's thread.
class QueueRegistry
{
public:
    explicit QueueRegistry(RedisWork &work) : m_work(work) {}

    /// A queue that this program wants to work on or adds to.
    void touch(const QueueName &queue);
    /// A queue that is no more; touching it makes it known again.
    void forget(const QueueName &queue, Reply<Done> reply);
    /// Every queue, by name, after a first look at the server; a later look may bring more.
    void all(Reply<QList<QueueName>> reply);

private:
    void look();
    void scan(const QByteArray &cursor);
    void found(const QueueName &queue);
    void looked(const std::optional<Error> &trouble);
    QList<QueueName> names() const;

    static constexpr std::chrono::minutes lookAgain{5};
    RedisWork &m_work;
    std::set<QueueName> m_names;
    bool m_known = false;                     ///< the server was asked once
    bool m_looking = false;
    std::chrono::nanoseconds m_looked{0};     ///< steady
    QList<Reply<QList<QueueName>>> m_waiting;
};

} // namespace trato
