#include "app/bench/store_bench.h"

namespace trato::bench {
namespace {

using namespace Qt::StringLiterals;
using Durability = SqliteJobStore::Durability;
using std::chrono::steady_clock;

const QueueName queueName{u"bench"_s};
constexpr Seconds longest{12};      ///< of one measurement; a slow disk gives fewer jobs, not a longer run
constexpr Seconds lease{60};

double millisSince(steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(steady_clock::now() - start).count();
}

/// Claims, completes and claims again, as a worker does whose jobs take no time.
class Processing
{
public:
    Processing(StoreRig &rig, int atOnce, int inFlight) : m_rig(rig), m_atOnce(atOnce), m_inFlight(inFlight) {}

    /// Until `target` jobs were completed; what was measured begins after `warmUp` of them.
    Result<Figures> run(qint64 warmUp, qint64 target)
    {
        m_target = warmUp;
        begin();
        wait();
        m_watch.restart();
        const qint64 before = m_completed;
        m_target = target;
        begin();
        wait();
        const double seconds = m_watch.seconds();
        const double cpu = m_watch.cpuMicros();
        const double jobs = double(m_completed - before);
        m_rig.box->runUntil([this] { return m_running == 0; }, longest);
        if (m_error)
            return *m_error;
        return Figures{{"jobs_per_s", jobs / seconds}, {"cpu_us_per_job", cpu / jobs}, {"jobs", jobs},
                       {"commit_ms", m_rig.store->health().commitMs}};
    }

private:
    bool over() const { return m_error || m_completed >= m_target; }
    void begin()
    {
        while (m_running < m_inFlight)
            send({});
    }
    void wait()
    {
        m_rig.box->runUntil([this] { return over(); }, longest);
        m_target = std::min(m_target, m_completed); // time over: no more of them
    }
    void send(QList<Settlement> settled)
    {
        ++m_running;
        const qsizetype ending = settled.size();
        Exchange order{std::move(settled), {{queueName, m_atOnce, lease, "token", u"bench"_s, {}}}};
        m_rig.store->exchange(std::move(order), [this, ending](Result<Exchanged> result) {
            --m_running;
            if (!result) {
                m_error = result.error();
                return;
            }
            m_completed += ending;
            take(std::move(result).value());
        });
    }
    void take(Exchanged got)
    {
        QList<Settlement> settled;
        settled.reserve(got.claimed.size());
        for (ClaimedJob &job : got.claimed)
            settled.append({.queue = std::move(job.queue), .id = std::move(job.id), .token = std::move(job.token)});
        if (over())
            m_left += settled;
        else
            send(std::move(settled) + std::exchange(m_left, {}));
    }

    StoreRig &m_rig;
    const int m_atOnce;
    const int m_inFlight;
    Stopwatch m_watch;
    QList<Settlement> m_left;     ///< claimed when the target was reached
    int m_running = 0;
    qint64 m_completed = 0;
    qint64 m_target = 0;
    std::optional<Error> m_error;
};

Result<Figures> process(Durability durability, int atOnce, int inFlight, qint64 warmUp, qint64 jobs)
{
    StoreRig rig(durability);
    if (const auto filled = rig.fill(queueName, warmUp + jobs); !filled)
        return filled.error();
    return Processing(rig, atOnce, inFlight).run(warmUp, warmUp + jobs);
}

/// Each caller adds one job and waits until it is durable before it adds the next.
Result<Figures> addByCallers(Durability durability, int callers, qint64 warmUp, qint64 jobs)
{
    StoreRig rig(durability);
    qint64 added = 0;
    qint64 target = warmUp;
    int running = 0;
    std::optional<Error> error;
    std::function<void()> addOne = [&] {
        ++running;
        rig.store->add({usualJob(queueName, added + running)}, [&](Result<QList<Added>> result) {
            --running;
            if (!result)
                error = result.error();
            else if (++added + running < target)
                addOne();
        });
    };
    const auto go = [&] {
        for (int caller = running; caller < callers; ++caller)
            addOne();
        rig.box->runUntil([&] { return error || added >= target; }, longest);
    };
    go();
    const qint64 before = added;
    Stopwatch watch;
    target = warmUp + jobs;
    go();
    const double seconds = watch.seconds();
    const double cpu = watch.cpuMicros();
    const double done = double(added - before);
    target = 0;
    rig.box->runUntil([&] { return running == 0; }, longest);
    if (error)
        return *error;
    return Figures{{"jobs_per_s", done / seconds}, {"cpu_us_per_job", cpu / done}, {"jobs", done}};
}

/// One job at a time on an idle store: from the call of `add` to the claimed job in hand, woken by the store.
Result<Figures> idleLatency(int samples)
{
    constexpr Millis gap{5};
    constexpr int warmUp = 20;
    StoreRig rig(Durability::Full);
    std::vector<double> took;
    QList<Settlement> settled;
    bool inHand = false;
    std::optional<Error> error;
    const auto claim = [&] {
        Exchange order{std::exchange(settled, {}), {{queueName, 1, lease, "token", u"bench"_s, {}}}};
        rig.store->exchange(std::move(order), [&](Result<Exchanged> result) {
            if (!result)
                error = result.error();
            else
                for (const ClaimedJob &job : result.value().claimed) {
                    inHand = true;
                    settled.append({.queue = job.queue, .id = job.id, .token = job.token});
                }
        });
    };
    rig.store->onWork([&](const QueueName &) { claim(); });
    claim();
    const auto until = steady_clock::now() + longest;
    for (int i = 0; i < samples + warmUp && steady_clock::now() < until; ++i) {
        rig.box->runUntil([] { return false; }, gap);
        inHand = false;
        const auto start = steady_clock::now();
        rig.store->add({usualJob(queueName, i)}, {});
        if (!rig.box->runUntil([&] { return inHand || error; }, Seconds(5)) || error)
            return error.value_or(Error{Error::Code::Timeout, u"a job was not claimed"_s});
        if (i >= warmUp)
            took.push_back(millisSince(start));
        claim(); // settles it and finds nothing more
    }
    (void)rig.ask<QList<QueueInfo>>([&](auto reply) { rig.store->queues(reply); });
    return Figures{{"p50_ms", quantile(took, 0.5)}, {"p99_ms", quantile(took, 0.99)}, {"samples", double(took.size())}};
}

/// One claim a transaction in a queue of a million and in one of a thousand, by turns. Without waiting for the
/// disk, so that the cost of the claim itself shows.
Result<Figures> deepClaim(qint64 deep, qint64 shallow, int rounds)
{
    constexpr int aRound = 100;
    StoreRig rigs[2]{StoreRig(Durability::Normal), StoreRig(Durability::Normal)};
    std::vector<double> took[2];
    Stopwatch filling;
    if (const auto filled = rigs[0].fill(queueName, deep); !filled)
        return filled.error();
    const double fillRate = double(deep) / filling.seconds();
    if (const auto filled = rigs[1].fill(queueName, shallow); !filled)
        return filled.error();
    const auto until = steady_clock::now() + longest;
    for (int round = 0; round < rounds && steady_clock::now() < until; ++round) {
        for (int which : {0, 1}) {
            StoreRig &rig = rigs[which];
            for (int i = 0; i < aRound; ++i) {
                const auto start = steady_clock::now();
                const auto got = rig.ask<Exchanged>(
                    [&](auto reply) { rig.store->exchange({{}, {{queueName, 1, lease, "token", u"bench"_s, {}}}}, reply); });
                if (!got)
                    return got.error();
                if (round > 0)
                    took[which].push_back(millisSince(start) * 1000);
            }
            if (const auto filled = rig.fill(queueName, aRound); !filled)
                return filled.error();
        }
    }
    const double atDeep = quantile(took[0], 0.5);
    const double atShallow = quantile(took[1], 0.5);
    return Figures{{"deep_us_p50", atDeep}, {"shallow_us_p50", atShallow}, {"ratio", atShallow > 0 ? atDeep / atShallow : 0},
                   {"deep_us_p99", quantile(took[0], 0.99)}, {"shallow_us_p99", quantile(took[1], 0.99)},
                   {"bulk_adds_per_s", fillRate}};
}

/// A backlog that comes due at once, as after a week without the program: what one claim of five waits for it. Without
/// waiting for the disk, so that the cost of the claim itself shows.
Result<Figures> dueClaim(qint64 delayed, int claims)
{
    constexpr int aClaim = 5;
    constexpr Hours wait{24};
    StoreRig rig(Durability::Normal);
    JobOptions options;
    options.delay = wait;
    if (const auto filled = rig.fill(queueName, delayed, options); !filled)
        return filled.error();
    rig.clock.shift(wait + Hours(1));
    std::vector<double> took;
    double first = 0;
    const auto until = steady_clock::now() + longest;
    for (int i = 0; i < claims && steady_clock::now() < until; ++i) {
        const auto start = steady_clock::now();
        const auto got = rig.ask<Exchanged>(
            [&](auto reply) { rig.store->exchange({{}, {{queueName, aClaim, lease, "token", u"bench"_s, {}}}}, reply); });
        if (!got)
            return got.error();
        if (got.value().claimed.size() != aClaim)
            return Error{Error::Code::Corrupt, u"a claim found less than is due"_s};
        (i == 0 ? first : took.emplace_back()) = millisSince(start);
    }
    return Figures{{"first_ms", first}, {"p50_ms", quantile(took, 0.5)}, {"p99_ms", quantile(took, 0.99)},
                   {"max_ms", quantile(took, 1)}, {"delayed", double(delayed)}};
}

} // namespace

QList<Benchmark> storeBenchmarks()
{
    return {
        // A hundred jobs in hand: two exchanges of fifty on their way, as the worker has them.
        {"process"_L1, [] { return process(Durability::Full, 50, 2, 20'000, 200'000); }},
        {"process-normal"_L1, [] { return process(Durability::Normal, 50, 2, 20'000, 200'000); }},
        {"process-single"_L1, [] { return process(Durability::Full, 1, 1, 500, 8'000); }},
        {"process-single-normal"_L1, [] { return process(Durability::Normal, 1, 1, 500, 30'000); }},
        {"add-50"_L1, [] { return addByCallers(Durability::Full, 50, 5'000, 150'000); }},
        {"add-1"_L1, [] { return addByCallers(Durability::Full, 1, 500, 8'000); }},
        {"idle"_L1, [] { return idleLatency(400); }},
        {"deep-claim"_L1, [] { return deepClaim(1'000'000, 1'000, 20); }},
        {"due-claim"_L1, [] { return dueClaim(1'000'000, 500); }},
        {"first-search"_L1, [] { return firstSearch(1'000'000); }},
        {"worker"_L1, workerBench},
    };
}

} // namespace trato::bench
