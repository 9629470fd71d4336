#include "engine/queue/retry_policy.h"
#include "engine/queue/worker_parts.h"

#include <QRandomGenerator>

#include <algorithm>
#include <functional>

namespace trato {
namespace {

using namespace Qt::StringLiterals;
using Stop = RunningJob::Stop;

constexpr int mostInFlight = 2;

QString reasonOf(SettleCode code)
{
    switch (code) {
    case SettleCode::Done:
        break;
    case SettleCode::Missing:
        return u"the job was removed"_s;
    case SettleCode::LeaseGone:
        return u"its lease ran out"_s;
    case SettleCode::NotActive:
        return u"the job is not active"_s;
    case SettleCode::LeaseTaken:
        return u"another worker took it over"_s;
    case SettleCode::ChildrenWait:
        return u"the job has pending children"_s;
    case SettleCode::ChildFailed:
        return u"the job has failed children"_s;
    case SettleCode::NotTaken:
        return u"the store did not take it"_s;
    }
    return {};
}

/// What was delayed or given back will be run, and counted, later.
bool countsAsRun(Settlement::Kind kind)
{
    return kind != Settlement::Kind::Delay && kind != Settlement::Kind::Return;
}

/// A result that is not JSON would make the store refuse the whole exchange.
JobOutcome checked(JobOutcome outcome)
{
    if (outcome.kind == JobOutcome::Kind::Completed && outcome.result != "null" && !codec::isJson(outcome.result))
        return JobOutcome::unrecoverable(u"the handler's result is not JSON"_s);
    return outcome;
}

} // namespace

void Worker::scheduleFlush()
{
    if (!m_started || std::exchange(m_flushPosted, true))
        return;
    m_mailbox->post([weak = std::weak_ptr(m_self)] { // after everything that is ready in this turn
        if (const auto self = weak.lock()) {
            (*self)->m_flushPosted = false;
            (*self)->flush();
        }
    });
}

void Worker::flush()
{
    if (!m_started)
        return;
    const bool heldOff = m_failures > 0 && m_clock.steady() < m_holdOff;
    while (!heldOff && m_inFlight < mostInFlight) {
        auto sent = std::make_shared<Sent>();
        Exchange order;
        order.wants = takeWants(*sent);
        sent->settled = takeEnded();
        if (order.wants.isEmpty() && sent->settled.isEmpty())
            break;
        order.settled.reserve(sent->settled.size());
        for (const auto &run : sent->settled) {
            run->phase = Run::Phase::Sent;
            order.settled.append(run->settlement);
        }
        sent->at = m_clock.now();
        sent->steady = m_clock.steady();
        ++m_inFlight;
        m_store.exchange(std::move(order), [weak = std::weak_ptr(m_self), sent](Result<Exchanged> result) {
            if (const auto self = weak.lock())
                (*self)->onExchanged(sent, std::move(result));
        });
    }
    armTimer();
}

/// What has ended, but what is held off. Many are shared out, so that the store works on one half while we make the other.
QList<std::shared_ptr<Worker::Run>> Worker::takeEnded()
{
    const auto steady = m_clock.steady();
    const auto mayGo = [steady](const std::shared_ptr<Run> &run) { return run->served->holdOff <= steady && run->holdOff <= steady; };
    QList<std::shared_ptr<Run>> heldOff;
    if (!std::ranges::all_of(m_ended, mayGo)) {
        std::ranges::copy_if(m_ended, std::back_inserter(heldOff), std::not_fn(mayGo));
        m_ended.removeIf(std::not_fn(mayGo));
    }
    const qsizetype all = m_ended.size();
    const bool share = all > ClaimDemand::most / 2 && m_inFlight + 1 < mostInFlight;
    QList<std::shared_ptr<Run>> taken = share ? m_ended.first((all + 1) / 2) : m_ended;
    m_ended.remove(0, taken.size());
    m_ended += heldOff;
    return taken;
}

/// One token an exchange: a job that comes back to this worker must not accept its former run's result.
QList<Want> Worker::takeWants(Sent &sent)
{
    QList<Want> wants;
    if (m_paused || m_stopping)
        return wants;
    sent.token = m_tokens + QByteArray::number(++m_lastExchange);
    for (const auto &served : m_served) {
        const bool waits = served->held || served->holdOff > m_clock.steady();
        const int count = waits ? 0 : served->demand.want(served->running + placesOfRefused(*served));
        if (count <= 0)
            continue;
        served->demand.asked(count);
        sent.asks.append({served.get(), count});
        wants.append({served->queue.queue, count, served->queue.lease, sent.token, m_engine, served->queue.rate});
    }
    return wants;
}

void Worker::onExchanged(const std::shared_ptr<Sent> &sent, Result<Exchanged> result)
{
    --m_inFlight;
    bool allEnded = false;
    const bool wasPosted = std::exchange(m_flushPosted, true); // what ends in here waits for the end of this
    if (!result) {
        onRefused(*sent, result.error());
    } else {
        if (std::exchange(m_failures, 0) > 0)
            m_log.info(workerComponent, u"the job store works again"_s);
        Exchanged got = std::move(result).value();
        takeRefusals(*sent, got.refused);
        takeCodes(*sent, got);
        const qsizetype claimed = got.claimed.size();
        QHash<QueueName, QList<ClaimedJob>> jobs;
        for (ClaimedJob &job : got.claimed)
            jobs[job.queue].append(std::move(job));
        for (const Sent::Ask &ask : sent->asks) {
            if (ask.served->failures > 0) {
                ask.served->demand.failed(ask.count);
                continue;
            }
            QList<ClaimedJob> mine = jobs.take(ask.served->queue.queue);
            ask.served->demand.answered(ask.count, int(mine.size()), got.nextWake, got.crowded.contains(ask.served->queue.queue));
            const Millis lease = ask.served->queue.lease;
            const bool late = m_clock.steady() - sent->steady > lease / 3 || m_clock.now() - sent->at > lease / 3;
            if (!mine.isEmpty() && late) {
                verifyLate(*ask.served, std::move(mine));
                continue;
            }
            for (ClaimedJob &job : mine)
                startJob(*ask.served, std::move(job), sent->at + lease);
        }
        allEnded = claimed > 0 && m_ended.size() >= claimed;
    }
    m_flushPosted = wasPosted;
    if (allEnded) // the store gets them before we look at the next answer
        flush();
    else
        scheduleFlush();
    tellIfIdle();
    checkStop();
}

void Worker::takeCodes(const Sent &sent, const Exchanged &got)
{
    const Instant now = m_clock.now();
    QList<std::shared_ptr<Run>> again;
    for (qsizetype i = 0; i < sent.settled.size(); ++i) {
        const auto &run = sent.settled[i];
        const Settlement &settlement = run->settlement;
        const SettleCode code = got.codes.value(i, SettleCode::Missing);
        if (code == SettleCode::NotTaken) {
            keepRefused(*run, got) ? again.append(run) : forget(run);
            continue;
        }
        if (code == SettleCode::ChildrenWait || code == SettleCode::ChildFailed) { // as in Node, what would complete it failed
            settleByRule(run, code == SettleCode::ChildrenWait ? JobOutcome::failed(reasonOf(code)) : JobOutcome::unrecoverable(reasonOf(code)));
            continue;
        }
        if (code != SettleCode::Done) {
            m_log.warning(workerComponent, u"the result of %1 was dropped: %2"_s.arg(nameOfJob(run->job->job()), reasonOf(code)));
            forget(run);
            continue;
        }
        if (settlement.delay > Millis(0))
            run->served->demand.wakeBy(now + settlement.delay);
        if (countsAsRun(settlement.kind) && run->begun) {
            const ClaimedJob &job = run->job->job();
            FinishedJob finished{job.queue, job.id, settlement.kind, std::nullopt, run->ran, now};
            if (job.attemptsStarted <= 1 && job.createdAt != Instant{}) {
                const Instant ready = job.createdAt + std::max(Millis(0), job.options.delay);
                finished.waited = std::max(Millis(0), run->startedAt - ready);
            }
            emit jobFinished(finished);
        }
        forget(run);
    }
    sendAgain(again);
}

/// The answer came so late (a blocked thread, a computer that slept) that the leases may be gone already.
void Worker::verifyLate(Served &served, QList<ClaimedJob> jobs)
{
    QList<LeaseRef> refs;
    for (const ClaimedJob &job : jobs)
        refs.append({job.queue, job.id, job.token});
    served.demand.asked(int(jobs.size())); // their places stay reserved
    ++m_inFlight;                          // a stop waits for the answer
    const Instant until = m_clock.now() + served.queue.lease;
    m_store.extendLeases(refs, served.queue.lease, [weak = std::weak_ptr(m_self), served = &served, jobs, until](
                                                       Result<QList<LeaseRef>> lost) {
        const auto self = weak.lock();
        if (!self)
            return;
        --(*self)->m_inFlight;
        served->demand.failed(int(jobs.size()));
        for (const ClaimedJob &job : jobs) {
            if (lost && !lost.value().contains(LeaseRef{job.queue, job.id, job.token}))
                (*self)->startJob(*served, job, until);
            else
                (*self)->m_log.warning(workerComponent, u"%1 came too late to be run here"_s.arg(nameOfJob(job)));
        }
        (*self)->scheduleFlush();
        (*self)->checkStop();
    });
}

void Worker::startJob(Served &served, ClaimedJob job, Instant leaseUntil)
{
    auto run = std::make_shared<Run>();
    run->number = ++m_lastRun;
    run->served = &served;
    run->startedAt = m_clock.now();
    run->job = std::make_shared<RunningJob>(std::move(job), m_store, leaseUntil);
    while (run->place < served.places.size() && served.places[run->place].run)
        ++run->place;
    if (run->place == served.places.size()) // a store that gives more than was asked for
        served.places.push_back({u"%1#%2"_s.arg(m_engine).arg(served.places.size() + 1), 0, 0});
    served.places[run->place].run = run->number;
    ++served.running;
    m_idleTold = false;
    m_runs.emplace(run->number, run);
    m_keeper->hold(run->job, served.queue.lease);
    const ClaimedJob &claimed = run->job->job();
    if (m_stopping) {
        settle(run, {.queue = claimed.queue, .id = claimed.id, .token = claimed.token, .kind = Settlement::Kind::Return});
    } else if (!claimed.failAtOnce.isEmpty()) {
        settle(run, {.queue = claimed.queue, .id = claimed.id, .token = claimed.token, .kind = Settlement::Kind::Fail,
                     .reason = claimed.failAtOnce, .trace = claimed.failAtOnce});
    } else {
        hand(run);
    }
}

void Worker::hand(const std::shared_ptr<Run> &run)
{
    const quint64 number = run->number;
    const std::weak_ptr weak(m_self);
    Reply<JobOutcome> reply([weak, mailbox = m_mailbox, home = m_home, number](Result<JobOutcome> answer) {
        const auto take = [weak, number](Result<JobOutcome> given) {
            if (const auto self = weak.lock())
                (*self)->onOutcome(number, std::move(given));
        };
        if (std::this_thread::get_id() == home)
            take(std::move(answer));
        else
            mailbox->post([take, answer = std::move(answer)]() mutable { take(std::move(answer)); });
    });
    if (!run->served->traits.blocking) {
        run->begun = m_clock.steady();
        return run->served->queue.handler->run(run->job, std::move(reply));
    }
    m_pool.post([weak, mailbox = m_mailbox, handler = run->served->queue.handler, job = run->job, number,
                 reply = std::move(reply)] {
        if (job->cancelled())
            return reply(Error{Error::Code::Cancelled, u"cancelled before it began"_s});
        mailbox->post([weak, number] {
            if (const auto self = weak.lock())
                (*self)->onBegun(number);
        });
        handler->run(job, reply);
    });
}

void Worker::onBegun(quint64 number)
{
    const auto found = m_runs.find(number);
    if (found == m_runs.end())
        return;
    found->second->begun = m_clock.steady();
    scheduleFlush(); // arms the timer for the limit
}

void Worker::onOutcome(quint64 number, Result<JobOutcome> answer)
{
    const auto found = m_runs.find(number);
    if (found == m_runs.end() || found->second->phase != Run::Phase::Running) {
        m_log.debug(workerComponent, u"a late result was discarded"_s);
        return;
    }
    const std::shared_ptr<Run> run = found->second;
    const ClaimedJob &job = run->job->job();
    if (run->job->stopReason() == Stop::LeaseLost) {
        m_log.warning(workerComponent, u"the result of %1 was dropped: its lease was lost"_s.arg(nameOfJob(job)));
        forget(run);
        scheduleFlush();
        return checkStop();
    }
    JobOutcome outcome = answer ? checked(std::move(answer).value()) : JobOutcome::failed(answer.error().detail);
    const bool failed = outcome.kind == JobOutcome::Kind::Failed;
    const Stop stop = run->job->stopReason();
    if (stop == Stop::Engine && failed)
        return settle(run, {.queue = job.queue, .id = job.id, .token = job.token, .kind = Settlement::Kind::Return});
    if (stop == Stop::Person && outcome.kind != JobOutcome::Kind::Completed)
        outcome = JobOutcome::unrecoverable(u"cancelled by a person"_s);
    else if (stop == Stop::TimeLimit && failed)
        outcome.reason = u"time limit of %1 s exceeded"_s.arg(double(run->served->traits.timeLimit.count()) / 1000);
    settleByRule(run, outcome);
}

/// By the rules of the job and its handler about tries and waits.
void Worker::settleByRule(const std::shared_ptr<Run> &run, const JobOutcome &outcome)
{
    const ClaimedJob &job = run->job->job();
    settle(run, settlementFor(job, outcome, retryRule(job.options, run->served->traits), QRandomGenerator::global()->generateDouble()));
}

void Worker::settle(const std::shared_ptr<Run> &run, Settlement settlement)
{
    Served &served = *run->served;
    settlement.keep = settlement.kind == Settlement::Kind::Complete ? served.queue.keepCompleted : served.queue.keepFailed;
    if (settlement.kind == Settlement::Kind::Return
        || (settlement.kind == Settlement::Kind::Retry && settlement.delay == Millis(0)))
        served.demand.workArrived();
    if (run->begun && run->phase == Run::Phase::Running)
        run->ran = std::chrono::duration_cast<std::chrono::microseconds>(m_clock.steady() - *run->begun);
    run->settlement = std::move(settlement);
    if (run->phase == Run::Phase::Running) { // else it left its place when it was settled first
        run->job->detach();
        Slot &place = served.places[run->place];
        place.run = 0;
        place.done += countsAsRun(run->settlement.kind);
        --served.running;
    }
    served.demand.jobEnded();
    run->phase = Run::Phase::Ended;
    m_ended.append(run);
    scheduleFlush();
}

void Worker::onLeaseLost(const std::shared_ptr<RunningJob> &job)
{
    for (const auto &[number, run] : m_runs) {
        if (run->job != job || run->phase == Run::Phase::Sent)
            continue; // what is sent gets its answer from the exchange
        m_log.warning(workerComponent, u"the lease of %1 was lost, its result will be discarded"_s.arg(nameOfJob(job->job())));
        if (run->phase == Run::Phase::Running) {
            job->detach();
            return; // its place is free when its handler has ended
        }
        const std::shared_ptr<Run> ended = run;
        m_ended.removeOne(ended);
        forget(ended);
        return checkStop();
    }
}

/// The job is no longer in hand.
void Worker::forget(const std::shared_ptr<Run> &run)
{
    if (run->phase == Run::Phase::Running) {
        run->served->places[run->place].run = 0;
        --run->served->running;
    }
    if (run->refusals > 0)
        --run->served->refused;
    run->job->detach();
    m_keeper->release(*run->job, run->served->queue.lease);
    m_runs.erase(run->number);
}

void Worker::tellIfIdle()
{
    if (m_idleTold || !m_runs.empty() || m_inFlight > 0 || m_stopping)
        return;
    for (const auto &served : m_served)
        if (served->demand.mayHaveWork() && !m_paused)
            return;
    m_idleTold = true;
    emit handsEmpty();
}

} // namespace trato
