#pragma once

#include "engine/stores/change_feed.h"
#include "engine/stores/redis/bullmq_keys.h"
#include "engine/stores/redis/redis_connection.h"
#include "engine/stores/redis/redis_scripts.h"
#include "engine/queue/job_store.h"

#include <deque>
#include <mutex>

namespace trato {

struct RedisStoreOptions {
    RedisAddress address{};
    QByteArray prefix{"bull"};
    /// Where a paused queue keeps its jobs: as BullMQ "5", "6", both at once ("mixed"), or "auto" by what is found there
    /// (bullmq-format 1.4).
    QByteArray pausedLayout{"auto"};
    Millis stalledInterval{30'000};   ///< between two checks of a queue, whoever makes them
    int metricPoints = 14 * 24 * 60;  ///< minutes that Node's getMetrics and `history` see
    size_t feedCapacity = 65'536;     ///< changes remembered for `since`
    Millis waitWhileDown{3'000};      ///< how long a call waits for a lost connection
    RedisLimits limits{};             ///< of an answer
};

/// The connections of a Redis job store and the way questions go over them: changes on one connection in the order of
/// the calls, reads on another, each only after the changes that were called before it were answered. Lives on the
/// store's thread; everything but `health` is called there. Owned by the store's thread.
class RedisWork
{
public:
    RedisWork(const RedisStoreOptions &options, const Clock &clock);
    ~RedisWork();
    RedisWork(const RedisWork &) = delete;
    RedisWork &operator=(const RedisWork &) = delete;

    const RedisStoreOptions options;
    const BullmqKeys keys;
    const Clock &clock;
    ChangeFeed feed;

    void open();
    /// Calls `then` whenever the server is reached, until `context` goes. Connections that wait for their next attempt
    /// then try at once: after a long outage each would come back up to 24 s later than the first.
    void whenReached(QObject *context, std::function<void()> then);
    /// Another connection reached the server.
    void reached();
    /// Answers everything that is on its way with Cancelled.
    void close();
    /// The script's keys for this queue, then what every script begins with.
    RedisCommand argumentsFor(const QueueScript &script, const QueueName &queue) const;
    RedisCommand argumentsFor(const QueueScript &script, const QueueName &queue, Instant now) const;
    /// Runs a script with the arguments that `argumentsFor` began. A refusal of the server arrives as an error.
    void write(const QueueScript &script, const RedisCommand &arguments, Reply<RedisValue> reply);
    void read(const QueueScript &script, const RedisCommand &arguments, Reply<RedisValue> reply);
    void write(RedisCommand command, Reply<RedisValue> reply);
    /// Changes that are made together or not at all; the answer is that of EXEC.
    void transaction(const QList<RedisCommand> &commands, Reply<RedisValue> reply);
    void read(RedisCommand command, Reply<RedisValue> reply);
    /// How many arguments are keys: those of its header, or `given` for a script that takes any.
    void readKeys(const QueueScript &script, int given, const RedisCommand &arguments, Reply<RedisValue> reply);

    /// Keeps a change back, so that more can join it, until anything else is called or this turn of the event loop ends;
    /// then `send` is to call it.
    void hold(std::function<void()> send);
    /// Everything was answered.
    bool isIdle() const { return m_answered == m_written; }
    /// What was called in this turn goes out before its end.
    void sendNow() { m_main.flushNow(); }
    /// Sends what is kept back now if the server has nothing to do for us.
    void sendHeldWhenIdle();
    /// Calls `then` once all changes were answered, or after `limit`.
    void whenQuiet(Millis limit, std::function<void()> then);
    /// Thread-safe.
    StoreHealth health() const;

private:
    Reply<RedisValue> counted(Reply<RedisValue> reply);
    void afterWrites(std::function<void()> send);
    void sendHeld();
    void answered(const Result<RedisValue> &result, std::chrono::nanoseconds asked);

    /// What the arguments of a script for a queue begin with: many keys, always the same.
    mutable QHash<std::pair<const QueueScript *, QueueName>, RedisCommand> m_begins;
    RedisConnection m_main;
    RedisConnection m_reader;
    quint64 m_written = 0;                                          ///< changes called
    quint64 m_answered = 0;                                         ///< and answered, in order
    std::deque<std::pair<quint64, std::function<void()>>> m_reads;  ///< wait for that many answers
    std::function<void()> m_held;
    std::function<void()> m_quiet;

    mutable std::mutex m_mutex;
    StoreHealth m_health;                                           ///< guarded by m_mutex
    std::deque<double> m_times;                                     ///< ms of recent changes; guarded by m_mutex
};

/// Takes the answer apart, or passes the trouble on.
template <typename T, typename Take>
Reply<RedisValue> answering(Reply<T> reply, Take take)
{
    return [reply = std::move(reply), take = std::move(take)](Result<RedisValue> got) {
        got ? reply(take(got.value())) : reply(got.error());
    };
}

} // namespace trato
