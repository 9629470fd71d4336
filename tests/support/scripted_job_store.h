#pragma once

#include "engine/queue/job_store.h"
#include "engine/runtime/mailbox.h"

#include <condition_variable>
#include <map>
#include <mutex>

namespace trato {

/// A job store in memory for tests of its users: FIFO queues with delays, leases by the clock, and trouble on
/// demand. What a worker does not use answers Unavailable. Thread-safe; replies go through the mailbox.
class ScriptedJobStore final : public JobStore
{
public:
    ScriptedJobStore(std::shared_ptr<Mailbox> home, const Clock &clock) : m_home(std::move(home)), m_clock(clock) {}

    // ---- the script
    struct Kept {
        ClaimedJob job{};
        JobState state = JobState::Waiting;
        Instant dueAt{};
        Instant leaseUntil{};
        QByteArray result{};
        QString failedReason{};
    };
    /// Puts one job in and tells the listener.
    void put(ClaimedJob job);
    Kept kept(const JobId &id) const;
    int count(JobState state) const;
    /// Every exchange fails with this until it is taken back with nullopt.
    void setTrouble(std::optional<Error> error);
    /// Exchanges refuse this queue alone until it is taken back with nullopt.
    void setRefused(std::optional<QueueName> queue);
    /// Exchanges serve its queue and refuse the result of this job.
    void refuseResultOf(const JobId &id);
    /// What the next completion gets instead of being done.
    void answerNextCompletion(SettleCode code);
    /// Replies of exchanges are held back until `letGo`.
    void holdReplies();
    void letGo();
    /// Somebody else takes the lease of `id`.
    void stealLease(const JobId &id);
    /// Waits until that many extensions were asked for; false after 20 s.
    bool waitForExtensions(int count);
    QList<Exchange> exchanges() const;

    // ---- JobStore
    void add(QList<NewJob> jobs, Reply<QList<Added>> reply) override;
    void exchange(Exchange order, Reply<Exchanged> reply) override;
    void extendLeases(QList<LeaseRef> held, Millis lease, Reply<QList<LeaseRef>> reply) override;
    void recoverStalled(QueueName queue, int maxStalled, Reply<QList<JobId>> reply) override;
    void queues(Reply<QList<QueueInfo>> reply) override;
    void onWork(std::function<void(QueueName)> listener) override { m_listener = std::move(listener); }
    StoreHealth health() const override { return {}; }

    void setProgress(QueueName, JobId, QByteArray, Reply<Done> reply) override { unused(reply); }
    void addLog(QueueName, JobId, QString, Reply<qint64> reply) override { unused(reply); }
    void addFlow(QList<FlowJob>, Reply<QList<Added>> reply) override { unused(reply); }
    void obliterate(QueueName, bool, Reply<qint64> reply) override { unused(reply); }
    void setLimits(QueueName, QueueLimits, Reply<Done> reply) override { unused(reply); }
    void flow(QueueName, JobId, QString, int, Reply<JobFlow> reply) override { unused(reply); }
    void retry(QueueName, JobChoice, Reply<QList<ActCode>> reply) override { unused(reply); }
    void promote(QueueName, JobChoice, Reply<QList<ActCode>> reply) override { unused(reply); }
    void remove(QueueName, JobChoice, Reply<QList<ActCode>> reply) override { unused(reply); }
    void drain(QueueName, bool, Reply<qint64> reply) override { unused(reply); }
    void clean(QueueName, JobState, Instant, qint64, Reply<qint64> reply) override { unused(reply); }
    void setPaused(QueueName, bool, Reply<Done> reply) override { unused(reply); }
    void changeDelay(QueueName, JobId, Millis, Reply<Done> reply) override { unused(reply); }
    void changePriority(QueueName, JobId, int, Reply<Done> reply) override { unused(reply); }
    void changeData(QueueName, JobId, QByteArray, Reply<Done> reply) override { unused(reply); }
    void page(JobQuery, Reply<JobPage> reply) override { unused(reply); }
    void job(QueueName, JobId, Reply<JobDetail> reply) override { unused(reply); }
    void rows(QueueName, QList<JobId>, Reply<QList<JobRow>> reply) override { unused(reply); }
    void ids(QueueName, JobState, JobFilter, int, Reply<QList<JobId>> reply) override { unused(reply); }
    void history(QueueName, int, Reply<QueueHistory> reply) override { unused(reply); }
    void workers(Reply<QList<WorkerSeen>> reply) override { unused(reply); }
    void since(quint64, Reply<Changes> reply) override { unused(reply); }
    void fence(QString, QString, QByteArray, Reply<Fence> reply) override { unused(reply); }
    void settleFence(QString, QByteArray, Fence::State, bool, Reply<Done> reply) override { unused(reply); }
    void fences(QStringList, Reply<QList<Fence>> reply) override { unused(reply); }
    void abandonedFences(QString, Reply<QList<Fence>> reply) override { unused(reply); }

private:
    template <typename T>
    void answer(const Reply<T> &reply, Result<T> result)
    {
        m_home->post([reply, result = std::move(result)]() mutable { reply(std::move(result)); });
    }
    template <typename T>
    void unused(const Reply<T> &reply)
    {
        answer(reply, Result<T>(Error{Error::Code::Unavailable, QStringLiteral("not part of this double")}));
    }
    SettleCode settle(const Settlement &settlement);
    Kept *held(const LeaseRef &lease);

    const std::shared_ptr<Mailbox> m_home;
    const Clock &m_clock;
    std::function<void(QueueName)> m_listener;   ///< set and called on the owner's thread
    mutable std::mutex m_mutex;
    std::condition_variable m_extended;
    std::vector<Kept> m_jobs;                    ///< in serving order; guarded by m_mutex
    std::optional<Error> m_trouble;              ///< guarded by m_mutex
    std::optional<QueueName> m_refused;          ///< guarded by m_mutex
    std::optional<JobId> m_refusedResult;        ///< guarded by m_mutex
    std::optional<SettleCode> m_nextCode;        ///< guarded by m_mutex
    bool m_holding = false;                      ///< guarded by m_mutex
    std::vector<std::function<void()>> m_heldReplies; ///< guarded by m_mutex
    QList<Exchange> m_exchanges;                 ///< guarded by m_mutex
    int m_extensions = 0;                        ///< guarded by m_mutex
    int m_added = 0;                             ///< guarded by m_mutex
};

} // namespace trato
