#include "app/bench/bench_kit.h"

#include "app/bench/cpu_time.h"

#include <algorithm>

namespace trato::bench {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;

void TurnMailbox::post(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(work));
    }
    m_wake.notify_one();
}

bool TurnMailbox::runUntil(const std::function<bool()> &done, std::chrono::nanoseconds limit)
{
    const auto deadline = steady_clock::now() + limit;
    std::vector<std::function<void()>> turn;
    while (!done()) {
        turn.clear();
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait_until(lock, deadline, [this] { return !m_waiting.empty(); }))
                return false;
            turn.swap(m_waiting);
        }
        for (const auto &work : turn)
            work();
    }
    return true;
}

void Stopwatch::restart()
{
    m_start = steady_clock::now();
    m_cpu = processCpu();
}

double Stopwatch::seconds() const
{
    return std::chrono::duration<double>(steady_clock::now() - m_start).count();
}

double Stopwatch::cpuMicros() const
{
    return std::chrono::duration<double, std::micro>(processCpu() - m_cpu).count();
}

StoreRig::StoreRig(SqliteJobStore::Durability kind) : durability(kind)
{
    reopen();
}

void StoreRig::reopen()
{
    store.reset();
    SqliteJobStore::Options options;
    options.path = folder.filePath(u"jobs.db"_s);
    options.durability = durability;
    store = std::make_unique<SqliteJobStore>(std::move(options), box, clock);
}

Result<Done> StoreRig::fill(const QueueName &queue, qint64 count, const JobOptions &options)
{
    constexpr qint64 aCall = 1000;
    for (qint64 from = 0; from < count; from += aCall) {
        QList<NewJob> jobs;
        jobs.reserve(aCall);
        for (qint64 number = from; number < std::min(count, from + aCall); ++number) {
            jobs.append(usualJob(queue, number));
            jobs.last().options = options;
        }
        const auto added = ask<QList<Added>>([&](auto reply) { store->add(jobs, reply); });
        if (!added)
            return added.error();
    }
    return Done{};
}

NewJob usualJob(const QueueName &queue, qint64 number)
{
    static const QByteArray filler(100, 'x');
    return {queue, u"noop"_s, {"{\"i\":" + QByteArray::number(number) + ",\"s\":\"" + filler + "\"}"}, {}};
}

double quantile(std::vector<double> samples, double share)
{
    if (samples.empty())
        return 0;
    const auto place = samples.begin() + qsizetype(double(samples.size() - 1) * share);
    std::ranges::nth_element(samples, place);
    return *place;
}

} // namespace trato::bench
