#include "engine/stores/sqlite/sqlite_job_store.h"
#include "tests/conformance/store_suite.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A clock that keeps whoever asks it for the second time waiting until it is opened.
class GatedClock final : public Clock
{
public:
    Instant now() const override
    {
        std::unique_lock lock(m_mutex);
        ++m_asked;
        m_wake.wait(lock, [this] { return m_open || m_asked < 2; });
        return fromMs(1'790'000'000'000);
    }
    std::chrono::nanoseconds steady() const override { return {}; }
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_wake.notify_all();
    }

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_wake;
    mutable int m_asked = 0; ///< guarded by m_mutex
    bool m_open = false;     ///< guarded by m_mutex
};

/// What only the embedded store promises: long removals let others through, leases of an earlier run are over,
/// the feed remembers as much as it was told to.
class TestSqliteStore : public QObject
{
    Q_OBJECT
    const QueueName mail{u"mail"_s};
    const QueueName live{u"live"_s};
    static constexpr int many = 23'000;
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    std::shared_ptr<ManualMailbox> m_box = std::make_shared<ManualMailbox>();
    std::unique_ptr<SqliteJobStore> m_store;

    void open(SqliteJobStore::Options options = {})
    {
        m_store.reset();
        m_box->drain();
        options.path = m_folder->filePath(u"jobs.db"_s);
        options.durability = SqliteJobStore::Durability::Normal;
        m_store = std::make_unique<SqliteJobStore>(options, m_box, m_clock);
    }
    void openSole()
    {
        SqliteJobStore::Options options;
        options.soleOwner = true;
        open(options);
    }
    template <typename T, typename Method, typename... Arguments>
    Result<T> call(Method method, Arguments... arguments)
    {
        return await<T>(*m_box, [&](Reply<T> reply) { (m_store.get()->*method)(arguments..., reply); });
    }
    void addMany(const QueueName &queue, int count, Millis delay = Millis(0))
    {
        JobOptions options;
        options.delay = delay;
        QVERIFY(call<QList<Added>>(&JobStore::add, QList<NewJob>(count, someJob(queue, options))));
    }
    QList<ClaimedJob> claim(const QueueName &queue, int limit, QByteArray token = "t")
    {
        Want want{queue, limit};
        want.token = std::move(token);
        return call<Exchanged>(&JobStore::exchange, Exchange{{}, {want}}).value().claimed;
    }
    QList<JobId> recover() { return call<QList<JobId>>(&JobStore::recoverStalled, mail, 1).value(); }
    QueueCounts counts(const QueueName &queue)
    {
        const auto infos = call<QList<QueueInfo>>(&JobStore::queues);
        for (const QueueInfo &info : infos.value())
            if (info.name == queue)
                return info.counts;
        return {-1};
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { m_store.reset(); }

    void leasesAreRenewedWhileALongDrainRuns()
    {
        addMany(mail, many);
        addMany(mail, 6000, 1h);
        addMany(live, 1);
        const ClaimedJob job = claim(live, 1).first();
        const ClaimedJob kept = claim(mail, 1).first();
        bool drained = false;
        qint64 removed = 0;
        int renewed = 0; // before the drain was over
        std::function<void()> renew = [&] {
            m_store->extendLeases({{live, job.id, job.token}}, 30s, [&](const Result<QList<LeaseRef>> &lost) {
                if (drained || !lost || !lost.value().isEmpty())
                    return;
                ++renewed;
                renew();
            });
        };
        m_store->drain(mail, true, [&](const Result<qint64> &done) {
            removed = done ? done.value() : -1;
            drained = true;
        });
        m_store->add({someJob(mail)}, {}); // asked after the drain: stays
        renew();
        QVERIFY(m_box->runUntil([&] { return drained; }));
        QCOMPARE(removed, many - 1 + 6000);
        QVERIFY2(renewed >= 3, qPrintable(QString::number(renewed))); // one at least between any two of six slices
        QCOMPARE(counts(mail), (QueueCounts{.waiting = 1, .active = 1}));
        QCOMPARE(claim(mail, 9).first().id.value, QString::number(many + 6001));
        QVERIFY(call<Exchanged>(&JobStore::exchange, Exchange{{settlementOf(kept, Settlement::Kind::Complete)}, {}}).value().codes
                == QList{SettleCode::Done});
    }

    void claimsComeBetweenTheSlicesOfAClean()
    {
        addMany(mail, many);
        qint64 removed = -1;
        QList<ClaimedJob> claimed;
        m_store->clean(mail, JobState::Waiting, m_clock.now(), 0, [&](const Result<qint64> &done) { removed = done ? done.value() : -2; });
        Want want{mail, 10};
        want.token = "t";
        m_store->exchange({{}, {want}}, [&](const Result<Exchanged> &done) { claimed = done.value().claimed; });
        QVERIFY(m_box->runUntil([&] { return removed != -1; }));
        QCOMPARE(claimed.size(), 10); // the second call was not kept waiting for the first to end
        QCOMPARE(removed, many - 10);
        QCOMPARE(counts(mail), (QueueCounts{.active = 10}));
        open();
        QCOMPARE(call<JobPage>(&JobStore::page, JobQuery{mail}).value().total, 10);
    }

    void cleansFinishedJobsInSlices()
    {
        addMany(mail, 12'000);
        for (int i = 0; i < 12; ++i) {
            Exchange order;
            const auto jobs = claim(mail, 1000);
            for (const ClaimedJob &job : jobs)
                order.settled.append(settlementOf(job, Settlement::Kind::Complete));
            m_clock.advance(1s);
            QVERIFY(call<Exchanged>(&JobStore::exchange, order));
        }
        QCOMPARE(call<qint64>(&JobStore::clean, mail, JobState::Completed, m_clock.now() - 1s, qint64(7000)).value(), 7000);
        QCOMPARE(call<qint64>(&JobStore::clean, mail, JobState::Completed, m_clock.now() - 1s, qint64(0)).value(), 4000);
        QCOMPARE(counts(mail), (QueueCounts{.completed = 1000}));
    }

    void endsInTheMiddleOfADrain()
    {
        addMany(mail, many);
        m_store.reset();
        GatedClock clock;
        SqliteJobStore::Options options;
        options.path = m_folder->filePath(u"jobs.db"_s);
        m_store = std::make_unique<SqliteJobStore>(options, m_box, clock);
        std::optional<Error::Code> end;
        // The listener is let go when the store begins to stop; only then the second slice may run.
        m_store->onWork([opener = std::shared_ptr<void>(nullptr, [&](void *) { clock.open(); })](const QueueName &) {});
        m_store->drain(mail, false, [&](const Result<qint64> &done) { end = done ? Error::Code::NotFound : done.error().code; });
        m_store.reset();
        m_box->drain();
        QCOMPARE(end.value(), Error::Code::Cancelled);
        open();
        const qint64 left = counts(mail).waiting;
        QVERIFY(left == many - 5000 || left == many - 10'000);
        QCOMPARE(claim(mail, 1000).size(), 1000);
    }

    void leasesOfAnEarlierRunAreOver()
    {
        openSole();
        addMany(mail, 3);
        QCOMPARE(claim(mail, 2).size(), 2);
        QVERIFY(recover().isEmpty());
        openSole();
        const auto own = claim(mail, 9, "own");
        QCOMPARE(idsOf(own), QStringList{u"3"_s});
        QCOMPARE(recover(), (QList<JobId>{{u"1"_s}, {u"2"_s}}));
        QVERIFY(recover().isEmpty());
        const auto again = claim(mail, 9, "own");
        QCOMPARE(idsOf(again), (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(again.first().stalledCount, 1);
        QVERIFY(recover().isEmpty()); // leases of this run count
        m_clock.advance(31s);
        QCOMPARE(recover().size(), 3);
    }

    void aRenewedLeaseIsOfThisRun()
    {
        openSole();
        addMany(mail, 2);
        const auto jobs = claim(mail, 2);
        openSole();
        m_clock.advance(1s);
        QVERIFY(call<QList<LeaseRef>>(&JobStore::extendLeases, QList<LeaseRef>{{mail, jobs[1].id, jobs[1].token}}, Millis(30s)).value().isEmpty());
        QCOMPARE(recover(), QList<JobId>{jobs[0].id});
    }

    void othersMayHoldLeasesUnlessSoleOwner()
    {
        addMany(mail, 1);
        QCOMPARE(claim(mail, 1).size(), 1);
        open();
        QVERIFY(recover().isEmpty());
        m_clock.advance(31s);
        QCOMPARE(recover().size(), 1);
    }

    void findsRareJobsInALongList()
    {
        NewJob rare = someJob(mail);
        rare.name = u"Único"_s;
        NewJob text = someJob(mail);
        text.options.jobId = u"visit-7"_s;
        addMany(mail, 2'000);
        QVERIFY(call<QList<Added>>(&JobStore::add, QList<NewJob>{rare, rare}));
        addMany(mail, 53'000);
        QVERIFY(call<QList<Added>>(&JobStore::add, QList<NewJob>{text}));
        Settlement failed = settlementOf(claim(mail, 1).first(), Settlement::Kind::Fail);
        failed.reason = u"100% wrong_number"_s;
        QVERIFY(call<Exchanged>(&JobStore::exchange, Exchange{{failed}, {}}));
        const auto found = [&](const QString &words, std::optional<JobState> state = {}) {
            return idsOf(call<JobPage>(&JobStore::page, JobQuery{mail, state, words}).value());
        };
        QCOMPARE(found(u"54000"_s), QStringList{u"54000"_s});
        QCOMPARE(found(u"visit-7"_s, JobState::Waiting), QStringList{u"visit-7"_s}); // beyond what is looked at one by one
        QCOMPARE(found(u"visit-7"_s, JobState::Failed), QStringList{});
        QCOMPARE(found(u"NICO"_s), (QStringList{u"2001"_s, u"2002"_s}));
        QCOMPARE(found(u"0% wrong_"_s), QStringList{u"1"_s});
        QCOMPARE(found(u"0% wrong-"_s), QStringList{});
        QCOMPARE(found(u"0% wrong_"_s, JobState::Waiting), QStringList{});
        const JobPage second = call<JobPage>(&JobStore::page, JobQuery{mail, {}, u"nico"_s, 1, 1}).value();
        QCOMPARE(idsOf(second), QStringList{u"2002"_s});
        QVERIFY(second.totalIsEstimate);
    }

    void feedForgetsTheOldest()
    {
        SqliteJobStore::Options options;
        options.feedCapacity = 100;
        open(options);
        const quint64 start = call<Changes>(&JobStore::since, quint64(0)).value().cursor;
        addMany(mail, 100);
        QVERIFY(!call<Changes>(&JobStore::since, start).value().gap);
        addMany(mail, 50);
        const Changes changes = call<Changes>(&JobStore::since, start).value();
        QVERIFY(changes.gap);
        QCOMPARE(changes.jobs.size(), 100);
        QCOMPARE(changes.jobs.first().id.value, u"51"_s);
        QVERIFY(!call<Changes>(&JobStore::since, start + 50).value().gap);
    }

    void feedIsKeptWhileSomebodyAsks()
    {
        SqliteJobStore::Options options;
        options.feedCapacity = 100;
        open(options);
        addMany(mail, 5);
        const quint64 start = call<Changes>(&JobStore::since, quint64(0)).value().cursor;
        QVERIFY(call<Changes>(&JobStore::since, start).value().jobs.isEmpty());
        addMany(mail, 150);
        addMany(mail, 1); // nobody has asked for more than are kept
        const Changes late = call<Changes>(&JobStore::since, start).value();
        QVERIFY(late.gap);
        QVERIFY(late.jobs.isEmpty());
        addMany(mail, 2);
        const Changes next = call<Changes>(&JobStore::since, late.cursor).value();
        QVERIFY(!next.gap);
        QCOMPARE(next.jobs.size(), 2);
    }

    /// Only others can make such a job; a list of a file would not show it.
    void aPriorityBelowNoneIsNotTakenIn()
    {
        MovingJob moving;
        moving.job.row.id = {u"3"_s};
        moving.job.row.state = JobState::Prioritized;
        moving.job.row.priority = -4;
        const auto taken = call<qint64>(&SqliteJobStore::takeIn, mail, QList{moving});
        QCOMPARE(taken.error().code, Error::Code::Invalid);
        QVERIFY2(taken.error().detail.contains(u"trato change mail 3 --priority"_s), qPrintable(taken.error().detail));
        moving.job.row.state = JobState::Completed;
        moving.job.row.finishedAt = m_clock.now();
        QCOMPARE(call<qint64>(&SqliteJobStore::takeIn, mail, QList{moving}).value(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSqliteStore)
#include "tst_sqlite_store.moc"
