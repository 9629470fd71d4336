#pragma once

#include "engine/stores/redis/redis_work.h"

#include <set>

namespace trato {

/// The names of the queues under the prefix. Redis keeps no list of them. Those that this program has touched are kept in a
/// set of ours, which is read at each look; a name that somebody asked about is known as soon as it has a `meta` key. All
/// others are found by their `meta` keys: the keyspace is walked through in short slices, a round in less than a minute.
/// Store's thread.
class QueueRegistry
{
public:
    explicit QueueRegistry(RedisWork &work) : m_work(work) {}

    /// A queue that this program wants to work on or adds to.
    void touch(const QueueName &queue);
    /// A queue that may come into being: somebody asked about it.
    void askedFor(const QueueName &queue);
    /// A queue that is no more; touching it makes it known again.
    void forget(const QueueName &queue, Reply<Done> reply);
    /// Every queue, by name, after a first look at the server; a later look may bring more.
    void all(Reply<QList<QueueName>> reply);

private:
    void look();
    void lookForWanted();
    void scan(int slices);
    void found(const QueueName &queue);
    void looked(const std::optional<Error> &trouble);
    int slicesNow() const;
    QList<QueueName> names() const;

    static constexpr Seconds lookEvery{1};
    static constexpr Seconds roundEvery{15};      ///< of a small keyspace
    static constexpr int looksOfRound = 50;       ///< of a large one, as long as `mostSlices` are enough
    static constexpr int keysOfSlice = 1'000;
    static constexpr int mostSlices = 50;         ///< in one look
    static constexpr size_t mostWanted = 1'000;
    RedisWork &m_work;
    std::set<QueueName> m_names;
    std::set<QueueName> m_wanted;                 ///< asked about, but not there
    std::set<QueueName> m_gone;                   ///< forgotten during this look, whose answers may be older
    bool m_known = false;                         ///< the server was walked through once
    bool m_looking = false;
    std::chrono::nanoseconds m_looked{0};         ///< steady
    std::chrono::nanoseconds m_roundBegan{0};     ///< steady
    QByteArray m_cursor{"0"};                     ///< "0": the next slice begins a round
    int m_slices = 0;                             ///< of this round
    int m_lastRound = 1;                          ///< slices of the one before
    QList<Reply<QList<QueueName>>> m_waiting;
};

} // namespace trato
