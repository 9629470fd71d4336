#include "engine/tasks/load_test_handlers.h"
#include "tests/bench/redis/redis_rig.h"

namespace trato::bench {
namespace {

using namespace Qt::StringLiterals;

const QueueName queue{u"bench"_s};
constexpr Seconds longest{60};

/// Notes how long after its time each job began.
class LateHandler final : public Handler
{
public:
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override
    {
        const ClaimedJob &job = context->job();
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        const auto due = (job.createdAt + job.options.delay).time_since_epoch();
        late.push_back(std::chrono::duration<double, std::milli>(now - due).count());
        reply(JobOutcome::completed());
    }
    std::vector<double> late{};
};

Error notDone(qint64 completed)
{
    return {Error::Code::Timeout, u"only %1 jobs were done in time"_s.arg(completed)};
}

Result<Figures> work(const RedisAddress &address, int concurrency, qint64 jobs, const QString &handler = u"noop"_s,
                     const JobOptions &options = {}, const QByteArray &data = {})
{
    RedisRig rig(address);
    const QueueName warm{u"warm"_s};
    if (const auto filled = rig.fill(warm, jobs / 5, options, data); !filled)
        return filled.error();
    if (const auto filled = rig.fill(queue, jobs, options, data); !filled)
        return filled.error();
    {
        const RigWorker worker(rig, {warm}, concurrency, makeLoadTestHandler(handler));
        rig.runUntil([&] { return worker.completed() == jobs / 5; }, longest);
    }
    JobCost cost(rig);
    const RigWorker worker(rig, {queue}, concurrency, makeLoadTestHandler(handler));
    if (!rig.runUntil([&] { return worker.completed() == jobs; }, longest))
        return notDone(worker.completed());
    return cost.perJob(jobs);
}

/// Jobs that were added without a delay of their own, at the same time: what a job costs in a queue of a given depth.
Result<Figures> workAsItIs(const RedisAddress &address, const QueueName &deep, qint64 jobs)
{
    RedisRig rig(address, RedisRig::Begin::AsItIs);
    JobCost cost(rig);
    const RigWorker worker(rig, {deep}, 50, makeLoadTestHandler(u"noop"));
    if (!rig.runUntil([&] { return worker.completed() >= jobs; }, longest))
        return notDone(worker.completed());
    return cost.perJob(worker.completed());
}

Result<Figures> retry(const RedisAddress &address)
{
    JobOptions twice;
    twice.attempts = 2;
    return work(address, 50, 6'000, u"flaky"_s, twice, R"({"failures":1})");
}

/// Jobs due at `due(i)` after now; from their time until all are done, and how late each began.
Result<Figures> delayed(const RedisAddress &address, qint64 jobs, Millis firstIn, Millis apart)
{
    RedisRig rig(address);
    const auto handler = std::make_shared<LateHandler>();
    const RigWorker worker(rig, {queue}, 50, handler);
    const Instant first = rig.clock.now() + firstIn;
    for (qint64 from = 0; from < jobs; from += 1000) {
        QList<NewJob> some;
        for (qint64 i = from; i < std::min(jobs, from + 1000); ++i) {
            some.append(usualJob(queue, i));
            some.last().options.delay = first + apart * i - rig.clock.now();
        }
        const auto now = rig.clock.now();
        for (NewJob &job : some) {
            job.options.timestamp = now;
            job.options.delay = std::max(Millis(1), job.options.delay);
        }
        if (const auto added = rig.ask<QList<Added>>([&](auto reply) { rig.store->add(some, reply); }); !added)
            return added.error();
    }
    if (!rig.runUntil([&] { return worker.completed() == jobs; }, longest))
        return notDone(worker.completed());
    const double tookMs = double((rig.clock.now() - first).count());
    return Figures{{"done_ms", tookMs}, {"late_p50_ms", quantile(handler->late, 0.5)}, {"late_max_ms", quantile(handler->late, 1)},
                   {"late_min_ms", quantile(handler->late, 0)}, {"jobs", double(jobs)}};
}

} // namespace

QList<Benchmark> workBenchmarks(const RedisAddress &address)
{
    return {
        {"process"_L1, [=] { return work(address, 50, 30'000); }},
        {"process-100"_L1, [=] { return work(address, 100, 30'000); }},
        {"process-1"_L1, [=] { return work(address, 1, 4'000); }},
        {"retry"_L1, [=] { return retry(address); }},
        {"delayed"_L1, [=] { return delayed(address, 10'000, Millis(4'000), Millis(0)); }},
        {"due"_L1, [=] { return delayed(address, 300, Millis(300), Millis(20)); }},
        {"deep-process"_L1, [=] { return workAsItIs(address, {u"deep"_s}, 20'000); }},
    };
}

} // namespace trato::bench
