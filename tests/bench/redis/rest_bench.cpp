#include "app/bench/cpu_time.h"
#include "engine/tasks/load_test_handlers.h"
#include "tests/bench/redis/redis_rig.h"

namespace trato::bench {
namespace {

using namespace Qt::StringLiterals;

/// What workers cost that have nothing to do.
Result<Figures> idleWorker(const RedisAddress &address, int queues)
{
    constexpr Seconds settle{3}, look{10};
    RedisRig rig(address);
    QList<QueueName> names;
    for (int i = 0; i < queues; ++i)
        names.append({u"idle-%1"_s.arg(i)});
    const RigWorker worker(rig, names, 1, makeLoadTestHandler(u"noop"));
    rig.rest(settle);
    const ServerCost before = rig.cost();
    const auto cpu = processCpu();
    rig.rest(look);
    const double own = std::chrono::duration<double, std::milli>(processCpu() - cpu).count();
    const ServerCost after = rig.cost();
    const double seconds = double(look.count());
    return Figures{{"client_ms_per_s", own / seconds}, {"redis_ms_per_s", (after.cpuMicros - before.cpuMicros) / 1000 / seconds},
                   {"commands_per_s", (after.commands - before.commands) / seconds}, {"queues", double(queues)}};
}

/// Copies of a finished job, made on the server: what it costs to finish real ones is measured elsewhere.
constexpr QByteArrayView finishedJobs = R"(
local from, count, now = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
for i = from, from + count - 1 do
  local J = ARGV[1] .. 'old-' .. i
  redis.call('HSET', J, 'name', 'noop', 'data', ARGV[5], 'opts', '{"attempts":1}', 'timestamp', now, 'delay', 0,
    'priority', 0, 'processedOn', now, 'ats', 1, 'pb', 'bench', 'atm', 1, 'returnvalue', 'null', 'finishedOn', now)
  redis.call('ZADD', ARGV[1] .. 'completed', now, 'old-' .. i)
end
return count)";

/// One queue with `count` waiting and as many finished jobs, left for the benchmarks that work on it; memory a job.
Result<Figures> deepFill(const RedisAddress &address, qint64 count)
{
    RedisRig rig(address);
    const QueueName deep{u"deep"_s};
    const double empty = rig.usedMemory();
    Stopwatch watch;
    if (const auto filled = rig.fill(deep, count); !filled)
        return filled.error();
    const double addRate = double(count) / watch.seconds();
    const double waiting = rig.usedMemory();
    for (qint64 from = 0; from < count; from += 10'000) {
        const auto made = rig.command(RedisCommand("EVAL").add(finishedJobs).add("0").add("bull:deep:").add(from).add(qint64(10'000))
                                          .add(toMs(rig.clock.now())).add(usualJob(deep, from).data.utf8));
        if (!made || made.value().isError())
            return Error{Error::Code::Invalid, u"finished jobs were not taken"_s};
    }
    const double finished = rig.usedMemory();
    return Figures{{"jobs", double(count)}, {"waiting_bytes", (waiting - empty) / double(count)},
                   {"finished_bytes", (finished - waiting) / double(count)}, {"adds_per_s", addRate}};
}

} // namespace

QList<Benchmark> restBenchmarks(const RedisAddress &address)
{
    const qint64 deep = qEnvironmentVariableIsSet("TRATO_DEEP") ? qEnvironmentVariableIntValue("TRATO_DEEP") : 100'000;
    return {
        {"idle-worker"_L1, [=] { return idleWorker(address, 1); }},
        {"idle-worker-50"_L1, [=] { return idleWorker(address, 50); }},
        {"deep-fill"_L1, [=] { return deepFill(address, deep); }},
    };
}

} // namespace trato::bench
