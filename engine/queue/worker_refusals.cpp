#include "engine/queue/retry_policy.h"
#include "engine/queue/worker_parts.h"

#include <QSet>

#include <algorithm>

/// What a worker does when the store refuses: all of an exchange, one queue, or one result.
namespace trato {
namespace {

using namespace Qt::StringLiterals;
using Stop = RunningJob::Stop;

constexpr Minutes refusedKept{1};   ///< a result that the store refuses while it serves the queue

/// Wait after the n-th failed exchange in a row: 100 ms doubling to 5 s; short while the engine stops.
Millis holdOffAfter(int failures, bool stopping)
{
    const Millis wait = retryDelay({Backoff::Kind::Exponential, Millis(100), 0}, std::min(failures, 7), 0);
    return std::min(wait, stopping ? Millis(200) : Millis(5'000));
}

} // namespace

/// The store answered nothing of the exchange.
void Worker::onRefused(const Sent &sent, const Error &error)
{
    if (m_failures++ == 0)
        m_log.warning(workerComponent, u"the job store does not answer, results are kept: %1"_s.arg(error.detail));
    m_holdOff = m_clock.steady() + holdOffAfter(m_failures, m_stopping);
    for (const Sent::Ask &ask : sent.asks)
        ask.served->demand.failed(ask.count);
    for (const auto &run : sent.settled)
        run->refusedSince = m_clock.steady(); // only while its queue is served does its minute run
    sendAgain(sent.settled);
}

/// What the store did with these is not known: they go again, first of all.
void Worker::sendAgain(const QList<std::shared_ptr<Run>> &runs)
{
    QList<std::shared_ptr<Run>> again;
    for (const auto &run : runs) {
        if (run->job->stopReason() == Stop::LeaseLost) {
            onLeaseLost(run->job);
            forget(run);
            continue;
        }
        run->phase = Run::Phase::Ended;
        again.append(run);
    }
    m_ended = again + m_ended;
}

/// Results in hand that the store refused wait beside the places, as many as there are; more of them take places, so that a queue
/// whose results are all refused comes to rest.
int Worker::placesOfRefused(const Served &served)
{
    return std::max(0, served.refused - served.queue.concurrency);
}

/// A queue that the store refuses waits alone, the others go on.
void Worker::takeRefusals(const Sent &sent, const QList<QueueRefusal> &refused)
{
    if (refused.isEmpty() && std::ranges::none_of(m_served, [](const auto &served) { return served->failures > 0; }))
        return;
    QSet<Served *> wasAsked;
    for (const Sent::Ask &ask : sent.asks)
        wasAsked.insert(ask.served);
    QSet<Served *> touched = wasAsked;
    for (const auto &run : sent.settled)
        touched.insert(run->served);
    for (Served *served : std::as_const(touched)) {
        const auto refusal = std::ranges::find_if(refused, [served](const QueueRefusal &one) { return one.ofClaims && one.queue == served->queue.queue; });
        if (refusal != refused.end()) {
            if (served->failures++ == 0)
                m_log.warning(workerComponent, u"the job store refuses queue %1, results are kept: %2"_s
                                                   .arg(served->queue.queue.value, refusal->error.detail));
            served->holdOff = m_clock.steady() + holdOffAfter(served->failures, m_stopping);
        } else if (wasAsked.contains(served) && std::exchange(served->failures, 0) > 0) {
            m_log.info(workerComponent, u"the job store takes queue %1 again"_s.arg(served->queue.queue.value));
        }
    }
}

/// Whether a result that was not taken is sent again. When its queue is served all the same, it is for a while; then its lease is
/// left to run out, and whoever recovers the job runs it again, as after the same trouble in Node.
bool Worker::keepRefused(Run &run, const Exchanged &got)
{
    Served &served = *run.served;
    const auto steady = m_clock.steady();
    if (served.failures > 0) { // it waits with its queue, also while nothing of that is claimed and so nothing renews its wait
        run.refusedSince = steady;
        run.holdOff = steady + holdOffAfter(served.failures, m_stopping);
        return true;
    }
    const auto ofResults = [&](const QueueRefusal &one) { return !one.ofClaims && one.queue == served.queue.queue; };
    const auto refusal = std::ranges::find_if(got.refused, ofResults);
    const QString why = refusal == got.refused.end() ? QString() : refusal->error.detail;
    if (run.refusals++ == 0) {
        run.refusedSince = steady;
        ++served.refused;
        m_log.warning(workerComponent, u"the job store refuses the result of %1, it is kept: %2"_s.arg(nameOfJob(run.job->job()), why));
    } else if (steady - run.refusedSince >= refusedKept) {
        m_log.warning(workerComponent, u"the result of %1 was dropped: %2"_s.arg(nameOfJob(run.job->job()), why));
        return false;
    }
    run.holdOff = steady + holdOffAfter(run.refusals, m_stopping);
    return true;
}

} // namespace trato
