#pragma once

#include "engine/stores/open_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

namespace trato {

/// One store of the kind under test in a folder of its own, with short ways to call it and wait.
class StoreUnderTest
{
public:
    explicit StoreUnderTest(const QString &kind);
    bool isOpen() const { return m_store != nullptr; }
    /// Ends the store and opens the same data again.
    bool reopen();
    JobStore &store() { return *m_store; }
    ManualMailbox &box() { return *m_box; }
    FakeClock &clock() { return m_clock; }

    /// Why it is not open.
    QString problem() const { return m_problem; }
    template <typename T, typename Method, typename... Arguments>
    Result<T> call(Method method, Arguments... arguments)
    {
        letTimePass();
        auto answer = await<T>(*m_box, [&](Reply<T> reply) { (m_store.get()->*method)(arguments..., reply); });
        m_idle.restart();
        return answer;
    }
    Result<QList<Added>> add(QList<NewJob> jobs) { return call<QList<Added>>(&JobStore::add, jobs); }
    JobId addOne(NewJob job);
    Exchanged exchange(Exchange order);
    QList<ClaimedJob> claim(const QueueName &queue, int limit = 100, QByteArray token = "t");
    SettleCode settle(Settlement settlement);
    SettleCode complete(const ClaimedJob &job, KeepRule keep = {});
    JobDetail job(const QueueName &queue, const JobId &id);
    QueueCounts counts(const QueueName &queue);
    JobPage page(const JobQuery &query);
    SettleCode fail(const ClaimedJob &job, KeepRule keep = {});
    /// Recovers jobs whose leases are over, in as many looks as the store needs (Redis: two, an interval apart).
    QList<JobId> recover(const QueueName &queue, int maxStalled);
    /// False for a store that does not know when a lease that is over has ended: Redis forgets a lock with its time.
    bool remembersLeases() const { return m_kind != QStringLiteral("redis"); }
    /// `found` is `wanted`; of a store whose server measures it, about so.
    bool isMoment(std::optional<Instant> found, Instant wanted) const;

private:
    void letTimePass();

    const QString m_kind;
    QString m_problem;
    QTemporaryDir m_folder;
    FakeClock m_clock;
    std::chrono::nanoseconds m_served{0};   ///< the clock's time that the server has lived through
    QElapsedTimer m_idle;                   ///< since the last call
    Millis m_unserved{0};                   ///< real time between calls that the server must not have lived through
    std::shared_ptr<ManualMailbox> m_box = std::make_shared<ManualMailbox>();
    std::unique_ptr<JobStore> m_store;
};

NewJob someJob(const QueueName &queue, JobOptions options = {}, QByteArray data = "{}");
QStringList idsOf(const QList<ClaimedJob> &jobs);
QStringList idsOf(const JobPage &page);
Settlement settlementOf(const ClaimedJob &job, Settlement::Kind kind, Millis delay = Millis(0));

} // namespace trato
