#pragma once

#include "engine/queue/claim_demand.h"
#include "engine/queue/finished_job.h"
#include "engine/queue/handler.h"
#include "engine/queue/handler_pool.h"
#include "engine/queue/wake_plan.h"
#include "engine/runtime/log_book.h"
#include "engine/runtime/mailbox.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <thread>

namespace trato {

class LeaseKeeper;
class RunningJob;

/// Runs the jobs of the served queues: claims as many as there are free slots, hands them to their handlers,
/// settles what they answer, and loses no result while it holds the lease, unless the store refuses that one for a minute. Lives on the engine thread and
/// is owned by the composition; the store, pool, clock and log outlive it. Handlers may answer on any thread.
///
/// All waiting is done by one timer; a test with a fake clock calls `tick` instead.
class Worker final : public QObject
{
    Q_OBJECT
public:
    Worker(JobStore &store, std::shared_ptr<Mailbox> mailbox, const Clock &clock, LogBook &log, QString engine,
           HandlerPool &pool, QObject *parent = nullptr);
    ~Worker() override;

    /// Which queues to serve; once, before `start`.
    void serve(QList<ServedQueue> queues);
    /// Recovers stalled jobs, then claims.
    void start();
    /// Orderly stop: claims nothing more, asks handlers to end, settles what ends within 4 s and gives the rest
    /// back unrun; completes once, within 5 s. Unavailable when results could not be stored in that time.
    void stop(Reply<Done> reply);
    /// Served queues of which nothing is claimed from now on; the others are worked on. What is in hand goes on.
    void hold(const QSet<QueueName> &queues);
    /// A paused worker claims nothing; what it has in hand goes on.
    void setPaused(bool paused);
    /// Asks a running job to end; it fails for good unless it completes. False when it is not in hand here.
    bool cancel(const QueueName &queue, const JobId &id);

    /// One entry a slot, in the order the queues were given; idle slots of held queues are left out.
    QList<WorkerView> workers() const;
    /// Jobs claimed and not yet settled.
    int inHand() const;
    /// True when nothing is in hand and no served, unpaused queue that is not held has anything waiting, prioritised, delayed
    /// or active (`serve --until-idle`).
    void checkIdle(Reply<bool> reply);

    /// Does what is due by the clock. Called by the worker's own timer.
    void tick();
    /// Leases that are due by the clock are extended at once; for tests whose clock does not run by itself.
    void wakeLeaseKeeper();

signals:
    void jobFinished(const trato::FinishedJob &job);
    /// Nothing is in hand and the store had nothing more to give: a good moment for `checkIdle`.
    void handsEmpty();

private:
    struct Run;
    struct Slot;
    struct Served;
    struct Sent;

    Served *servedOf(const QueueName &queue);
    // claiming and settling (worker_flow.cpp)
    void scheduleFlush();
    void flush();
    QList<Want> takeWants(Sent &sent);
    QList<std::shared_ptr<Run>> takeEnded();
    void onExchanged(const std::shared_ptr<Sent> &sent, Result<Exchanged> result);
    void takeCodes(const Sent &sent, const Exchanged &got);
    void verifyLate(Served &served, QList<ClaimedJob> jobs);
    // what the store refuses (worker_refusals.cpp)
    void onRefused(const Sent &sent, const Error &error);
    void takeRefusals(const Sent &sent, const QList<QueueRefusal> &refused);
    void sendAgain(const QList<std::shared_ptr<Run>> &runs);
    bool keepRefused(Run &run, const Exchanged &got);
    static int placesOfRefused(const Served &served);
    // running
    void startJob(Served &served, ClaimedJob job, Instant leaseUntil);
    void hand(const std::shared_ptr<Run> &run);
    void onBegun(quint64 number);
    void onOutcome(quint64 number, Result<JobOutcome> answer);
    void settle(const std::shared_ptr<Run> &run, Settlement settlement);
    void settleByRule(const std::shared_ptr<Run> &run, const JobOutcome &outcome);
    void onLeaseLost(const std::shared_ptr<RunningJob> &job);
    void forget(const std::shared_ptr<Run> &run);
    void tellIfIdle();
    // time
    void recoverStalled(Served &served);
    void checkLimits(std::chrono::nanoseconds now);
    void giveUp(const std::shared_ptr<Run> &run);
    void armTimer();
    void checkStop();

    JobStore &m_store;
    const std::shared_ptr<Mailbox> m_mailbox;
    const Clock &m_clock;
    LogBook &m_log;
    const QString m_engine;
    HandlerPool &m_pool;
    const std::thread::id m_home = std::this_thread::get_id();
    const QByteArray m_tokens;                        ///< what this worker's tokens begin with
    std::shared_ptr<Worker *> m_self;                 ///< callbacks hold it weakly and arrive on this thread
    std::unique_ptr<LeaseKeeper> m_keeper;

    std::vector<std::unique_ptr<Served>> m_served;
    std::map<quint64, std::shared_ptr<Run>> m_runs;   ///< in hand, by run number
    quint64 m_lastRun = 0;
    quint64 m_lastExchange = 0;
    QList<std::shared_ptr<Run>> m_ended;              ///< their settlements wait for the next exchange
    int m_inFlight = 0;
    int m_failures = 0;                               ///< exchanges that failed in a row
    std::chrono::nanoseconds m_holdOff{0};            ///< steady; no exchange before (store in trouble)
    bool m_flushPosted = false;
    bool m_started = false;
    bool m_paused = false;
    bool m_idleTold = false;

    bool m_stopping = false;
    std::chrono::nanoseconds m_returnAt{0};           ///< steady
    std::chrono::nanoseconds m_stopEnd{0};            ///< steady
    QList<Reply<Done>> m_stopReplies;
    QTimer m_timer;
};

} // namespace trato
