#include "tests/bench/redis/redis_rig.h"

namespace trato::bench {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;

const QueueName queue{u"bench"_s};
constexpr Seconds longest{60};

/// `callers` of which each adds `aCall` jobs, waits for the answer and adds the next.
Result<Figures> add(const RedisAddress &address, int callers, qint64 aCall, qint64 jobs)
{
    RedisRig rig(address);
    qint64 asked = 0;
    qint64 added = 0;
    qint64 target = 0;
    std::optional<Error> error;
    std::function<void()> addSome = [&] {
        QList<NewJob> some;
        for (qint64 i = 0; i < aCall; ++i)
            some.append(usualJob(queue, asked++));
        rig.store->add(std::move(some), [&](const Result<QList<Added>> &result) {
            if (!result)
                error = result.error();
            added += aCall;
            if (!error && asked < target)
                addSome();
        });
    };
    const auto go = [&](qint64 count) {
        target = asked + count;
        for (int caller = 0; caller < callers && asked < target; ++caller)
            addSome();
        rig.runUntil([&] { return error || added >= target; }, longest);
    };
    go(jobs / 5);
    JobCost cost(rig);
    const qint64 before = added;
    go(jobs);
    if (error)
        return *error;
    return cost.perJob(added - before);
}

/// Says when each job began.
class BegunHandler final : public Handler
{
public:
    void run(std::shared_ptr<JobContext>, Reply<JobOutcome> reply) override
    {
        begun = steady_clock::now();
        reply(JobOutcome::completed());
    }
    std::optional<steady_clock::time_point> begun{};
};

/// One job at a time: from the call of `add` until its handler begins. With `foreign` another connection adds it, so that
/// the marker alone wakes the worker.
Result<Figures> idle(const RedisAddress &address, bool foreign, int samples)
{
    RedisRig rig(address);
    RedisStoreOptions options;
    options.address = address;
    RedisJobStore other(options, rig.box, rig.clock);
    RedisJobStore &producer = foreign ? other : *rig.store;
    const auto handler = std::make_shared<BegunHandler>();
    const RigWorker worker(rig, {queue}, 1, handler);
    std::vector<double> took;
    constexpr int warmUp = 20;
    for (int i = 0; i < samples + warmUp; ++i) {
        rig.rest(Millis(5));
        handler->begun.reset();
        const auto start = steady_clock::now();
        producer.add({usualJob(queue, i)}, {});
        if (!rig.runUntil([&] { return handler->begun.has_value(); }, Seconds(20)))
            return Error{Error::Code::Timeout, u"a job did not begin"_s};
        if (i >= warmUp)
            took.push_back(std::chrono::duration<double, std::milli>(*handler->begun - start).count());
    }
    return Figures{{"p50_ms", quantile(took, 0.5)}, {"p99_ms", quantile(took, 0.99)}, {"samples", double(took.size())}};
}

} // namespace

QList<Benchmark> addBenchmarks(const RedisAddress &address)
{
    return {
        {"add-50"_L1, [=] { return add(address, 50, 1, 60'000); }},
        {"add-bulk"_L1, [=] { return add(address, 1, 1'000, 100'000); }},
        {"idle"_L1, [=] { return idle(address, false, 400); }},
        {"idle-foreign"_L1, [=] { return idle(address, true, 400); }},
    };
}

} // namespace trato::bench
