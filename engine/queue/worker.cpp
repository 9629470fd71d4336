#include "engine/queue/worker_parts.h"

#include <QUuid>

namespace trato {
namespace {

using namespace Qt::StringLiterals;
using Stop = RunningJob::Stop;

constexpr Millis limitGrace{2'000};         ///< for a handler to notice that its time is over
constexpr Millis stopReturnAfter{4'000};    ///< what still runs then is given back …
constexpr Millis stopEndAfter{5'000};       ///< … so that the store can take it before this

} // namespace

Worker::Worker(JobStore &store, std::shared_ptr<Mailbox> mailbox, const Clock &clock, LogBook &log, QString engine,
               HandlerPool &pool, QObject *parent)
    : QObject(parent), m_store(store), m_mailbox(std::move(mailbox)), m_clock(clock), m_log(log),
      m_engine(std::move(engine)), m_pool(pool), m_tokens(QUuid::createUuid().toByteArray(QUuid::Id128) + '.'),
      m_self(std::make_shared<Worker *>(this))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Worker::tick);
    m_keeper = std::make_unique<LeaseKeeper>(store, clock, [weak = std::weak_ptr(m_self)](const auto &job) {
        if (const auto self = weak.lock())
            (*self)->onLeaseLost(job);
    });
}

Worker::~Worker()
{
    m_self.reset();
    for (const auto &[number, run] : m_runs) {
        run->job->requestStop(Stop::Engine);
        run->job->detach();
    }
}

void Worker::serve(QList<ServedQueue> queues)
{
    for (ServedQueue &queue : queues) {
        auto served = std::make_unique<Served>(std::move(queue));
        for (int i = 1; i <= served->queue.concurrency; ++i)
            served->places.push_back({u"%1#%2"_s.arg(m_engine).arg(i), 0, 0});
        m_served.push_back(std::move(served));
    }
}

void Worker::start()
{
    if (std::exchange(m_started, true))
        return;
    m_store.onWork([weak = std::weak_ptr(m_self)](const QueueName &queue) {
        const auto self = weak.lock();
        Served *served = self ? (*self)->servedOf(queue) : nullptr;
        if (!served)
            return;
        served->demand.workArrived();
        (*self)->scheduleFlush();
    });
    for (const auto &served : m_served)
        if (!served->held)
            recoverStalled(*served);
    scheduleFlush();
}

void Worker::hold(const QSet<QueueName> &queues)
{
    for (const auto &served : m_served) {
        const bool held = queues.contains(served->queue.queue);
        if (std::exchange(served->held, held) == held)
            continue;
        if (held) {
            m_store.stopWaiting(served->queue.queue);
        } else if (m_started && !m_stopping) {
            served->demand.workArrived();
            recoverStalled(*served);
        }
    }
    scheduleFlush();
}

void Worker::stop(Reply<Done> reply)
{
    if (!m_started)
        return reply(Done{});
    m_stopReplies.append(std::move(reply));
    if (std::exchange(m_stopping, true))
        return;
    m_returnAt = m_clock.steady() + stopReturnAfter;
    m_stopEnd = m_clock.steady() + stopEndAfter;
    m_holdOff = {}; // one more try at once, whatever the store said
    for (const auto &run : std::as_const(m_ended))
        run->holdOff = {};
    for (const auto &served : m_served) {
        served->holdOff = {};
        m_store.stopWaiting(served->queue.queue); // it would take wake-ups that others can follow
    }
    for (const auto &[number, run] : m_runs)
        run->job->requestStop(Stop::Engine);
    scheduleFlush();
    checkStop();
}

void Worker::setPaused(bool paused)
{
    if (std::exchange(m_paused, paused) && !paused)
        scheduleFlush();
}

bool Worker::cancel(const QueueName &queue, const JobId &id)
{
    for (const auto &[number, run] : m_runs) {
        if (run->phase != Run::Phase::Running || run->job->job().queue != queue || run->job->job().id != id)
            continue;
        run->job->requestStop(Stop::Person);
        return true;
    }
    return false;
}

QList<WorkerView> Worker::workers() const
{
    QList<WorkerView> views;
    for (const auto &served : m_served) {
        for (const Slot &place : served->places) {
            if (served->held && place.run == 0)
                continue;
            WorkerView view{place.name, served->queue.queue, served->queue.handlerName, place.done, {}, {}};
            if (const auto run = m_runs.find(place.run); run != m_runs.end()) {
                view.current = run->second->job->job().id;
                view.since = run->second->startedAt;
            }
            views.append(std::move(view));
        }
    }
    return views;
}

int Worker::inHand() const
{
    return int(m_runs.size());
}

void Worker::checkIdle(Reply<bool> reply)
{
    if (!m_runs.empty())
        return reply(false);
    m_store.queues([weak = std::weak_ptr(m_self), reply = std::move(reply)](Result<QList<QueueInfo>> queues) {
        const auto self = weak.lock();
        if (!self)
            return reply(Error{Error::Code::Cancelled, u"the worker stopped"_s});
        if (!queues)
            return reply(queues.error());
        bool idle = (*self)->m_runs.empty();
        for (const QueueInfo &info : queues.value()) {
            const QueueCounts &counts = info.counts;
            const Served *served = (*self)->servedOf(info.name);
            if (served && !served->held && !info.paused)
                idle = idle && counts.waiting + counts.prioritized + counts.delayed + counts.active == 0;
        }
        reply(idle);
    });
}

Worker::Served *Worker::servedOf(const QueueName &queue)
{
    const auto found = std::find_if(m_served.begin(), m_served.end(), [&](const auto &s) { return s->queue.queue == queue; });
    return found == m_served.end() ? nullptr : found->get();
}

// ---- time ----------------------------------------------------------------------------------------------------

void Worker::tick()
{
    if (!m_started)
        return;
    const auto steady = m_clock.steady();
    const Instant now = m_clock.now();
    for (const auto &served : m_served) {
        served->demand.passTime(now);
        if (!m_stopping && !served->held && m_failures == 0 && served->stalledDue <= steady)
            recoverStalled(*served);
    }
    checkLimits(steady);
    flush();
    checkStop();
}

void Worker::wakeLeaseKeeper()
{
    m_keeper->poke();
}

void Worker::recoverStalled(Served &served)
{
    served.stalledDue = m_clock.steady() + served.queue.lease / 2;
    m_keeper->extendDue();
    m_store.recoverStalled(served.queue.queue, served.queue.maxStalled,
                           [weak = std::weak_ptr(m_self), served = &served](Result<QList<JobId>> recovered) {
        const auto self = weak.lock();
        if (!self || !recovered || recovered.value().isEmpty())
            return; // a store in trouble is told by the exchanges
        (*self)->m_log.warning(workerComponent, u"%1: %2 job(s) of a worker that is gone run again"_s
                                              .arg(served->queue.queue.value).arg(recovered.value().size()));
        served->demand.workArrived();
        (*self)->scheduleFlush();
    });
}

void Worker::checkLimits(std::chrono::nanoseconds now)
{
    QList<std::shared_ptr<Run>> over;
    for (const auto &[number, run] : m_runs) {
        const Millis limit = run->served->traits.timeLimit;
        if (run->phase != Run::Phase::Running || !run->begun || limit <= Millis(0) || now < *run->begun + limit)
            continue;
        if (!std::exchange(run->overTime, true))
            run->job->requestStop(Stop::TimeLimit);
        if (now >= *run->begun + limit + limitGrace)
            over.append(run);
    }
    for (const auto &run : over)
        giveUp(run);
    if (!m_stopping || now < m_returnAt)
        return;
    QList<std::shared_ptr<Run>> back;
    for (const auto &[number, run] : m_runs)
        if (run->phase == Run::Phase::Running)
            back.append(run);
    for (const auto &run : back) {
        const ClaimedJob &job = run->job->job();
        if (run->job->stopReason() == Stop::LeaseLost)
            forget(run);
        else
            settle(run, {.queue = job.queue, .id = job.id, .token = job.token, .kind = Settlement::Kind::Return});
    }
}

/// The handler did not end in time: the job fails for good, because a second run beside the first is worse.
void Worker::giveUp(const std::shared_ptr<Run> &run)
{
    const ClaimedJob &job = run->job->job();
    if (run->job->stopReason() == Stop::LeaseLost)
        return forget(run);
    const double seconds = double(run->served->traits.timeLimit.count()) / 1000;
    const QString reason = u"time limit of %1 s exceeded"_s.arg(seconds);
    m_log.warning(workerComponent, u"%1/%2: %3; the handler did not end"_s.arg(job.queue.value, job.id.value, reason));
    settle(run, {.queue = job.queue, .id = job.id, .token = job.token, .kind = Settlement::Kind::Fail, .reason = reason,
                 .trace = reason});
}

void Worker::armTimer()
{
    WakePlan plan;
    for (const auto &served : m_served) {
        if (m_stopping)
            break;
        if (served->held)
            continue;
        if (m_failures == 0) // a store that works again takes our results first
            plan.at(served->stalledDue);
        if (const auto wake = served->demand.wake(); wake && !m_paused && served->running < served->queue.concurrency)
            plan.at(*wake);
    }
    for (const auto &[number, run] : m_runs) {
        const Millis limit = run->served->traits.timeLimit;
        if (run->phase == Run::Phase::Running && run->begun && limit > Millis(0))
            plan.at(*run->begun + limit + (run->overTime ? limitGrace : Millis(0)));
    }
    if (m_failures > 0 && m_inFlight < 2)
        plan.at(m_holdOff);
    for (const auto &served : m_served)
        if (served->failures > 0 && served->holdOff > m_clock.steady())
            plan.at(served->holdOff);
    for (const auto &run : std::as_const(m_ended))
        if (run->holdOff > m_clock.steady())
            plan.at(run->holdOff);
    if (m_stopping)
        plan.at(m_clock.steady() < m_returnAt ? m_returnAt : m_stopEnd);
    if (const auto sleep = sleepFor(plan, m_clock.now(), m_clock.steady()))
        m_timer.start(*sleep);
    else
        m_timer.stop();
}

/// Completes the stop when nothing is in hand, or when its time is over.
void Worker::checkStop()
{
    if (!m_stopping || !m_started)
        return;
    const bool clean = m_runs.empty() && m_inFlight == 0;
    if (!clean && m_clock.steady() < m_stopEnd)
        return;
    m_started = false;
    m_timer.stop();
    Result<Done> result = Done{};
    if (!clean) {
        result = Error{Error::Code::Unavailable, u"%1 job(s) could not be given back"_s.arg(m_runs.size())};
        m_log.warning(workerComponent, result.error().detail);
    }
    for (const auto &[number, run] : m_runs) {
        run->job->detach();
        m_keeper->release(*run->job, run->served->queue.lease);
    }
    m_runs.clear();
    m_ended.clear();
    for (const Reply<Done> &reply : std::exchange(m_stopReplies, {}))
        reply(result);
}

} // namespace trato
