#pragma once

#include "engine/stores/redis/queue_registry.h"

namespace trato {

/// Fills the change feed from the event streams of all queues, so that what another program did shows up like what this
/// one did. Reads when it is asked, and after many changes of ours: a stream keeps only some thousand entries.
/// Store's thread.
class EventFeed
{
public:
    EventFeed(RedisWork &work, QueueRegistry &registry) : m_work(work), m_registry(registry) {}

    /// Everything that happened up to now is in the feed when it answers.
    void catchUp(Reply<Done> reply);
    /// About so many entries were written by us.
    void wrote(qsizetype entries);

private:
    void begin();
    void read(const QList<QueueName> &queues);
    void take(const QList<QueueName> &queues, const RedisValue &answer);
    void done(const std::optional<Error> &trouble);

    RedisWork &m_work;
    QueueRegistry &m_registry;
    QHash<QueueName, QByteArray> m_last;  ///< id of the newest entry that was read
    QByteArray m_begun;                   ///< place in streams that came into being later; empty = not begun
    bool m_reading = false;
    bool m_again = false;                 ///< asked while reading: what came since must be read too
    qsizetype m_unread = 0;               ///< entries of ours since the last reading
    QList<Reply<Done>> m_waiting;
    QList<Reply<Done>> m_next;
};

} // namespace trato
