#pragma once

#include "engine/queue/worker.h"
#include "engine/stores/redis/redis_job_store.h"
#include "engine/tasks/load_test_handlers.h"

#include <QTest>
#include <QTimer>

namespace trato {

/// Our engine's half of an interop test: a store on the real clock and, when asked for, a worker. Lives in the test's
/// event loop.
class OurSide
{
public:
    explicit OurSide(const QString &url);
    /// With another clock than the computer's.
    OurSide(const QString &url, const Clock &clock, const QString &engine);
    ~OurSide();

    JobStore &store() { return *m_store; }
    void serve(const QString &queue, std::shared_ptr<Handler> handler, int concurrency, Millis lease = Seconds(30));
    void serve(ServedQueue queue) { serve(QList<ServedQueue>{std::move(queue)}); }
    void serve(QList<ServedQueue> queues);
    void stop();
    /// Jobs of the queues that ended here.
    QStringList ended() const { return m_ended; }
    int inHand() const { return m_worker ? m_worker->inHand() : 0; }

    template <typename T, typename Method, typename... Arguments>
    Result<T> call(Method method, Arguments... arguments)
    {
        const auto got = std::make_shared<std::optional<Result<T>>>(); // it may come when nobody waits any more
        (m_store.get()->*method)(arguments..., Reply<T>([got](Result<T> result) { *got = std::move(result); }));
        wait(*got);
        return *got ? std::move(**got) : Result<T>(Error{Error::Code::Timeout, QStringLiteral("no reply")});
    }

private:
    /// QTest::qWaitFor would sleep between two looks.
    template <typename T>
    static void wait(const std::optional<T> &got)
    {
        QTimer end;
        end.setSingleShot(true);
        end.start(30'000);
        while (!got && end.isActive())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

    SystemClock m_computer;
    const Clock &m_clock;
    const QString m_engine;
    std::shared_ptr<QtMailbox> m_home = std::make_shared<QtMailbox>();
    std::unique_ptr<RedisJobStore> m_store;
    LogBook m_log{LogBook::Options{}, m_clock};
    HandlerPool m_pool{1};
    std::unique_ptr<Worker> m_worker;
    QStringList m_ended;
};

/// A handler out of a function that answers at once.
class PlainHandler final : public Handler
{
public:
    explicit PlainHandler(std::function<JobOutcome(const ClaimedJob &)> answer) : m_answer(std::move(answer)) {}
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override { reply(m_answer(context->job())); }

private:
    const std::function<JobOutcome(const ClaimedJob &)> m_answer;
};

} // namespace trato
