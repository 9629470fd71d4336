#pragma once

#include "engine/api/time.h"
#include "engine/queue/job_store.h"
#include "engine/runtime/mailbox.h"
#include "engine/stores/sqlite/sqlite_job_store.h"

#include <QTemporaryDir>

#include <atomic>
#include <condition_variable>

/// What the benchmarks are made of.
namespace trato::bench {

struct Figure {
    const char *name = "";
    double value = 0;
    friend bool operator==(const Figure &, const Figure &) = default;
};
using Figures = QList<Figure>;

struct Benchmark {
    QLatin1StringView name;
    std::function<Result<Figures>()> run;
};

/// The mailbox of a benchmark: the thread that measures takes the work out and runs it.
class TurnMailbox final : public Mailbox
{
public:
    void post(std::function<void()> work) override;
    /// Runs work as it comes until `done` holds; false when `limit` is over first.
    bool runUntil(const std::function<bool()> &done, std::chrono::nanoseconds limit);

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<std::function<void()>> m_waiting; ///< guarded by m_mutex
};

/// Wall and processor time since it was made or restarted.
class Stopwatch
{
public:
    Stopwatch() { restart(); }
    void restart();
    double seconds() const;
    double cpuMicros() const;

private:
    std::chrono::steady_clock::time_point m_start{};
    std::chrono::nanoseconds m_cpu{0};
};

/// The computer's clock, moved forward by hand: what is due in an hour is due now.
class ShiftedClock final : public Clock
{
public:
    Instant now() const override { return m_real.now() + Millis(m_shift.load()); }
    std::chrono::nanoseconds steady() const override { return m_real.steady(); }
    void shift(Millis by) { m_shift += by.count(); }

private:
    const SystemClock m_real{};
    std::atomic<qint64> m_shift = 0;
};

/// A fresh embedded store in a folder of its own.
struct StoreRig {
    explicit StoreRig(SqliteJobStore::Durability kind);
    /// Closes the store and opens its file anew.
    void reopen();
    /// Adds `count` jobs of the usual payload to `queue`, a thousand a call.
    Result<Done> fill(const QueueName &queue, qint64 count, const JobOptions &options = {});
    /// Waits for one call's answer.
    template <typename T, typename Call>
    Result<T> ask(Call &&call)
    {
        std::optional<Result<T>> got;
        call(Reply<T>([&got](Result<T> result) { got = std::move(result); }));
        box->runUntil([&] { return got.has_value(); }, Seconds(60));
        return got ? std::move(*got) : Error{Error::Code::Timeout, QStringLiteral("the store did not answer")};
    }

    const SqliteJobStore::Durability durability;
    QTemporaryDir folder;
    ShiftedClock clock;
    std::shared_ptr<TurnMailbox> box = std::make_shared<TurnMailbox>();
    std::unique_ptr<SqliteJobStore> store;
};

/// A job of about 115 bytes.
NewJob usualJob(const QueueName &queue, qint64 number);

/// The value below which `share` (0…1) of the samples lie; 0 without samples.
double quantile(std::vector<double> samples, double share);

} // namespace trato::bench
