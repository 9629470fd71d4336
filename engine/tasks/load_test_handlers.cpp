#include "engine/tasks/load_test_handlers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

QJsonObject dataOf(const JobContext &context)
{
    return QJsonDocument::fromJson(context.job().data).object();
}

class Noop final : public Handler
{
public:
    void run(std::shared_ptr<JobContext>, Reply<JobOutcome> reply) override { reply(JobOutcome::completed()); }
};

class Echo final : public Handler
{
public:
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override
    {
        reply(JobOutcome::completed(context->job().data));
    }
};

class Fail final : public Handler
{
public:
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override
    {
        reply(JobOutcome::failed(dataOf(*context)["reason"_L1].toString(u"fails each time"_s)));
    }
};

class Flaky final : public Handler
{
public:
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override
    {
        const int made = context->job().attemptsMade;
        const int failures = dataOf(*context)["failures"_L1].toInt();
        if (made < failures)
            reply(JobOutcome::failed(u"failure %1 of %2"_s.arg(made + 1).arg(failures)));
        else
            reply(JobOutcome::completed());
    }
};

/// Naps in slices, so that a cancelled job ends within one.
class Sleep final : public Handler
{
public:
    Traits traits() const override { return {.timeLimit = Hours(1)}; }
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override
    {
        if (!m_timers)
            m_timers = std::make_unique<QObject>(); // belongs to the thread that runs the jobs
        const Millis wanted(qint64(dataOf(*context)["ms"_L1].toDouble()));
        nap(std::move(context), wanted, std::move(reply));
    }

private:
    void nap(std::shared_ptr<JobContext> context, Millis left, Reply<JobOutcome> reply)
    {
        if (context->cancelled())
            return reply(JobOutcome::failed(u"cancelled while it slept"_s));
        if (left <= Millis(0))
            return reply(JobOutcome::completed());
        const Millis slice = std::min(left, Millis(50));
        QTimer::singleShot(slice, Qt::PreciseTimer, m_timers.get(),
                           [this, context = std::move(context), left = left - slice, reply = std::move(reply)] {
                               nap(context, left, reply);
                           });
    }

    std::unique_ptr<QObject> m_timers; ///< context of the timers; they end with the handler
};

} // namespace

std::shared_ptr<Handler> makeLoadTestHandler(QStringView name)
{
    if (name == "noop"_L1)
        return std::make_shared<Noop>();
    if (name == "echo"_L1)
        return std::make_shared<Echo>();
    if (name == "sleep"_L1)
        return std::make_shared<Sleep>();
    if (name == "fail"_L1)
        return std::make_shared<Fail>();
    if (name == "flaky"_L1)
        return std::make_shared<Flaky>();
    return nullptr;
}

} // namespace trato
