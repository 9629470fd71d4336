#pragma once

#include "engine/queue/worker.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

namespace trato {

/// A handler whose test decides when and how each run ends. Thread-safe.
class ScriptedHandler final : public Handler
{
public:
    struct Run {
        std::shared_ptr<JobContext> context{};
        Reply<JobOutcome> reply{};
    };
    explicit ScriptedHandler(Traits traits = {}) : m_traits(traits) {}
    Traits traits() const override { return m_traits; }
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override
    {
        if (answer)
            return reply(answer(*context));
        const std::lock_guard lock(m_mutex);
        m_runs.append({std::move(context), std::move(reply)});
    }
    int started() const
    {
        const std::lock_guard lock(m_mutex);
        return int(m_runs.size());
    }
    Run at(qsizetype index) const
    {
        const std::lock_guard lock(m_mutex);
        return m_runs.value(index);
    }
    /// Set before the worker starts: answers at once, on the thread that runs the job.
    std::function<Result<JobOutcome>(JobContext &)> answer;

private:
    const Traits m_traits;
    mutable std::mutex m_mutex;
    QList<Run> m_runs; ///< guarded by m_mutex
};

/// A worker with all it needs around a store; the test's thread is the engine thread.
struct WorkerRig {
    explicit WorkerRig(JobStore &store, std::shared_ptr<ManualMailbox> mailbox, FakeClock &fakeClock)
        : box(std::move(mailbox)), clock(fakeClock), worker(store, box, clock, log, QStringLiteral("caixa"), pool)
    {
    }
    void serve(const QString &queue, std::shared_ptr<Handler> handler, int concurrency, RateLimit rate = {})
    {
        worker.serve({ServedQueue{.queue = {queue}, .concurrency = concurrency, .handler = std::move(handler),
                                  .handlerName = QStringLiteral("scripted"), .rate = rate}});
    }
    bool until(const std::function<bool()> &done) { return box->runUntil(done); }
    /// Time passes: what is due happens.
    void pass(Millis time)
    {
        clock.advance(time);
        worker.tick();
    }
    /// Stops and answers the result once it is there.
    std::optional<Result<Done>> stopped;
    void stop()
    {
        worker.stop([this](Result<Done> result) { stopped = std::move(result); });
    }

    std::shared_ptr<ManualMailbox> box;
    FakeClock &clock;
    LogBook log{LogBook::Options{}, clock};
    HandlerPool pool{2};
    Worker worker;
};

} // namespace trato
