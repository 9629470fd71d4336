#pragma once

#include "app/bench/bench_kit.h"
#include "engine/queue/worker.h"
#include "engine/stores/redis/redis_job_store.h"

namespace trato::bench {

/// What a server did since it was last asked, as INFO tells.
struct ServerCost {
    double cpuMicros = 0;
    double commands = 0;   ///< those that scripts called are counted too
};

/// The Redis store on an event loop of its own, as the engine thread has it, and a second connection that looks at the
/// server. Empties the server's database when it is made.
class RedisRig
{
public:
    enum class Begin { Empty, AsItIs };
    explicit RedisRig(const RedisAddress &address, Begin begin = Begin::Empty);
    ~RedisRig();

    /// Runs the event loop until `done` holds; false when `limit` is over first.
    bool runUntil(const std::function<bool()> &done, Millis limit);
    void rest(Millis time);
    template <typename T, typename Call>
    Result<T> ask(Call &&call)
    {
        std::optional<Result<T>> got;
        call(Reply<T>([&got](Result<T> result) { got = std::move(result); }));
        runUntil([&] { return got.has_value(); }, Seconds(60));
        return got ? std::move(*got) : Error{Error::Code::Timeout, QStringLiteral("the server did not answer")};
    }
    Result<RedisValue> command(RedisCommand command);
    Result<Done> fill(const QueueName &queue, qint64 count, const JobOptions &options = {}, const QByteArray &data = {});
    ServerCost cost();
    double usedMemory();

    const RedisAddress address;
    const SystemClock clock{};
    const std::shared_ptr<QtMailbox> box = std::make_shared<QtMailbox>();
    LogBook log{LogBook::Options{.level = LogLevel::Warning}, clock};
    HandlerPool pool{1};
    std::unique_ptr<RedisJobStore> store;

private:
    RedisValue info(QByteArrayView section);

    RedisConnection m_look;
};

/// A worker on the rig's store and what it finished; stops with its owner.
class RigWorker
{
public:
    RigWorker(RedisRig &rig, QList<QueueName> queues, int concurrency, std::shared_ptr<Handler> handler);
    ~RigWorker();

    qint64 completed() const { return m_completed; }

private:
    RedisRig &m_rig;
    qint64 m_completed = 0;
    std::unique_ptr<Worker> m_worker;
};

/// Wall time, processor time of this program and of the server, and commands, a job.
class JobCost
{
public:
    explicit JobCost(RedisRig &rig);
    Figures perJob(qint64 jobs);

private:
    RedisRig &m_rig;
    ServerCost m_server;
    Stopwatch m_watch;
};

// work_bench.cpp
QList<Benchmark> workBenchmarks(const RedisAddress &address);
// add_bench.cpp
QList<Benchmark> addBenchmarks(const RedisAddress &address);
// rest_bench.cpp
QList<Benchmark> restBenchmarks(const RedisAddress &address);

} // namespace trato::bench
