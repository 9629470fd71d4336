#include "engine/stores/sqlite/sqlite_job_store.h"
#include "tests/conformance/store_suite.h"

#include <QFileInfo>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A clock at which the store's thread can be held, so that a test decides what comes into one group.
class HoldingClock final : public Clock
{
public:
    Instant now() const override
    {
        std::unique_lock lock(m_mutex);
        m_waits = m_held;
        m_wake.notify_all();
        m_wake.wait(lock, [this] { return !m_held; });
        m_waits = false;
        return fromMs(1'790'000'000'000);
    }
    std::chrono::nanoseconds steady() const override { return {}; }
    void hold()
    {
        const std::lock_guard lock(m_mutex);
        m_held = true;
    }
    bool waitUntilSomebodyWaits()
    {
        std::unique_lock lock(m_mutex);
        return m_wake.wait_for(lock, 20s, [this] { return m_waits; });
    }
    void letGo()
    {
        const std::lock_guard lock(m_mutex);
        m_held = false;
        m_wake.notify_all();
    }

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_wake;
    mutable bool m_waits = false; ///< guarded by m_mutex
    bool m_held = false;          ///< guarded by m_mutex
};

/// Calls that share one commit of the embedded store, and the log that the commits are written to.
class TestStoreGroups : public QObject
{
    Q_OBJECT
    const QueueName mail{u"mail"_s};
    std::unique_ptr<QTemporaryDir> m_folder;
    HoldingClock m_clock;
    std::shared_ptr<ManualMailbox> m_box = std::make_shared<ManualMailbox>();
    std::unique_ptr<SqliteJobStore> m_store;

    QString path() const { return m_folder->filePath(u"jobs.db"_s); }
    void open()
    {
        m_store.reset();
        m_box->drain();
        SqliteJobStore::Options options;
        options.path = path();
        m_store = std::make_unique<SqliteJobStore>(options, m_box, m_clock);
    }
    template <typename T, typename Method, typename... Arguments>
    Result<T> call(Method method, Arguments... arguments)
    {
        return await<T>(*m_box, [&](Reply<T> reply) { (m_store.get()->*method)(arguments..., reply); });
    }
    /// A call whose answer is kept for later.
    template <typename T, typename Method, typename... Arguments>
    std::shared_ptr<std::optional<Result<T>>> send(Method method, Arguments... arguments)
    {
        auto answer = std::make_shared<std::optional<Result<T>>>();
        (m_store.get()->*method)(arguments..., Reply<T>([answer](Result<T> result) { *answer = std::move(result); }));
        return answer;
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup()
    {
        m_clock.letGo();
        m_store.reset();
        m_box->drain();
    }

    void aCallThatFailsHalfwayTakesNoOtherAlong()
    {
        QVERIFY(call<QList<Added>>(&JobStore::add, QList<NewJob>(3, someJob(mail))));
        m_store.reset();
        { // a file somebody tampered with: job 2 stands nowhere, so removing it fails after job 1 was removed
            auto other = std::move(sqlite::Connection::open({path(), u"other"_s})).value();
            QVERIFY(other->execute("DELETE FROM ready WHERE jid = 2"));
        }
        open();
        const quint64 start = call<Changes>(&JobStore::since, quint64(0)).value().cursor;
        m_clock.hold();
        const auto first = send<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail)});
        QVERIFY(m_clock.waitUntilSomebodyWaits());
        const auto second = send<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail)});
        const auto broken = send<QList<ActCode>>(&JobStore::remove, mail, QList<JobId>{{u"1"_s}, {u"2"_s}});
        const auto missing = send<Done>(&JobStore::changePriority, mail, JobId{u"none"_s}, 3);
        const auto third = send<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail)});
        const auto claim = send<Exchanged>(&JobStore::exchange, Exchange{{}, {Want{mail, 1}}});
        m_clock.letGo();
        QVERIFY(m_box->runUntil([&] { return claim->has_value(); }));
        QCOMPARE((*first)->value().first().id.value, u"4"_s);
        QCOMPARE((*second)->value().first().id.value, u"5"_s);
        QCOMPARE((*broken)->error().code, Error::Code::Corrupt);
        QCOMPARE((*missing)->error().code, Error::Code::NotFound);
        QCOMPARE((*third)->value().first().id.value, u"6"_s);
        QCOMPARE(idsOf((*claim)->value().claimed), QStringList{u"1"_s}); // its removal was undone
        const auto queue = call<QList<QueueInfo>>(&JobStore::queues).value().first();
        QCOMPARE(queue.counts, (QueueCounts{.waiting = 5, .active = 1}));
        QStringList changed;
        const Changes changes = call<Changes>(&JobStore::since, start).value();
        for (const JobChange &change : changes.jobs)
            changed << change.id.value + u' ' + nameOf(change.state);
        QCOMPARE(changed, (QStringList{u"4 waiting"_s, u"5 waiting"_s, u"6 waiting"_s, u"1 active"_s}));
        open(); // all of it is in the file
        QCOMPARE(call<QList<QueueInfo>>(&JobStore::queues).value().first().counts, (QueueCounts{.waiting = 5, .active = 1}));
    }

    void manyRowsOfOneGroup()
    {
        JobOptions named;
        named.jobId = u"visit-7"_s;
        QList<NewJob> jobs(150, someJob(mail));
        jobs.insert(70, someJob(mail, named));
        m_clock.hold();
        const auto first = send<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail)});
        QVERIFY(m_clock.waitUntilSomebodyWaits());
        const auto many = send<QList<Added>>(&JobStore::add, jobs);
        const auto again = send<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail, named), someJob(mail)});
        const auto removed = send<QList<ActCode>>(&JobStore::remove, mail, QList<JobId>{{u"3"_s}, {u"visit-7"_s}});
        const auto last = send<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail)});
        const auto claim = send<Exchanged>(&JobStore::exchange, Exchange{{}, {Want{mail, 1000}}});
        m_clock.letGo();
        QVERIFY(m_box->runUntil([&] { return claim->has_value(); }));
        QCOMPARE((*many)->value().last().id.value, u"152"_s);
        QVERIFY((*again)->value().first().duplicate);
        QCOMPARE((*removed)->value(), (QList<ActCode>{ActCode::Done, ActCode::Done}));
        QStringList expected;
        for (int i = 1; i <= 155; ++i)
            if (i != 3 && i != 72 && i != 153) // removed; counted, but named
                expected << QString::number(i);
        const QList<ClaimedJob> claimed = (*claim)->value().claimed;
        QCOMPARE(idsOf(claimed), expected);

        QList<Settlement> ends;
        for (const ClaimedJob &job : claimed)
            ends.prepend(settlementOf(job, job.id.value == u"100" ? Settlement::Kind::Fail : Settlement::Kind::Complete));
        ends.append(ends.first());
        const auto codes = call<Exchanged>(&JobStore::exchange, Exchange{ends, {}}).value().codes;
        QCOMPARE(codes.count(SettleCode::Done), 152);
        QCOMPARE(codes.last(), SettleCode::LeaseGone); // the second time it is no longer held
        open(); // all of it is in the file
        const auto inState = [&](JobState state) {
            return call<QList<JobId>>(&JobStore::ids, mail, state, JobFilter{}, 1000).value().size();
        };
        QCOMPARE(inState(JobState::Completed), 151);
        QCOMPARE(inState(JobState::Failed), 1);
        QCOMPARE(inState(JobState::Active), 0);
        QCOMPARE(inState(JobState::Waiting), 0);
        QCOMPARE(call<QList<QueueInfo>>(&JobStore::queues).value().first().counts, (QueueCounts{.completed = 151, .failed = 1}));
    }

    void aJobWhoseNumberIsTakenFailsAlone()
    {
        QVERIFY(call<QList<Added>>(&JobStore::add, QList<NewJob>(3, someJob(mail))));
        m_store.reset();
        { // a file somebody tampered with: the counter went back
            auto other = std::move(sqlite::Connection::open({path(), u"other"_s})).value();
            QVERIFY(other->execute("UPDATE queue SET lastId = 0"));
        }
        open();
        JobOptions named;
        named.jobId = u"a"_s;
        m_clock.hold();
        const auto first = send<Done>(&JobStore::setPaused, QueueName{u"other"_s}, true);
        QVERIFY(m_clock.waitUntilSomebodyWaits());
        const auto taken = send<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail)});
        const auto good = send<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail, named)});
        m_clock.letGo();
        QVERIFY(m_box->runUntil([&] { return good->has_value(); }));
        QVERIFY(!**taken);
        QVERIFY(**good);
        QCOMPARE(call<QList<JobId>>(&JobStore::ids, mail, JobState::Waiting, JobFilter{}, 10).value().size(), 4);
    }

    void workIsToldBeforeItIsStored()
    {
        QList<QueueName> told;
        m_store->onWork([&](const QueueName &queue) { told.append(queue); });
        m_clock.hold();
        const auto added = send<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail)});
        m_box->drain();
        QCOMPARE(told, QList{mail});
        const auto claim = send<Exchanged>(&JobStore::exchange, Exchange{{}, {Want{mail, 5}}});
        m_clock.letGo();
        QVERIFY(m_box->runUntil([&] { return claim->has_value(); }));
        QVERIFY(added->has_value());
        QCOMPARE((*claim)->value().claimed.size(), 1);
        m_box->drain();
        JobOptions later;
        later.delay = 60s;
        told.clear();
        m_clock.hold();
        const auto delayed = send<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail, later)});
        m_box->drain();
        QVERIFY(told.isEmpty()); // nothing to claim yet
        m_clock.letGo();
        QVERIFY(m_box->runUntil([&] { return delayed->has_value(); }));
    }

    void whatAnAnswerAsksIsServedWhileItIsTaken()
    {
        // Calls made from an answer gather until all answers were taken; waiting for one inside an answer must not hang.
        bool inner = false;
        bool outer = false;
        m_store->add({someJob(mail)}, [&](const Result<QList<Added>> &) {
            inner = bool(call<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail)}));
            outer = true;
        });
        QVERIFY(m_box->runUntil([&] { return outer; }));
        QVERIFY(inner);
    }

    void theLogGrowsAheadAndIsEmptiedAgain()
    {
        const auto log = [this] { return QFileInfo(path() + u"-wal"_s).size(); };
        QVERIFY(call<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail)}));
        (void)call<Changes>(&JobStore::since, quint64(0));
        QVERIFY(log() < 256 * 1024);
        const QByteArray large = '"' + QByteArray(200'000, 'x') + '"';
        QVERIFY(call<QList<Added>>(&JobStore::add, QList<NewJob>{someJob(mail, {}, large)}));
        (void)call<Changes>(&JobStore::since, quint64(0)); // the store's thread is done with the commit before
        QVERIFY(log() > 1'000'000);
        for (int i = 0; i < 20; ++i) // 80 MB
            QVERIFY(call<QList<Added>>(&JobStore::add, QList<NewJob>(20, someJob(mail, {}, large))));
        QVERIFY2(log() < 40'000'000, qPrintable(QString::number(log())));
        QVERIFY(QFileInfo(path()).size() > 60'000'000);
        open();
        QCOMPARE(call<QList<QueueInfo>>(&JobStore::queues).value().first().counts.waiting, 402);
    }
};

QTEST_GUILESS_MAIN(TestStoreGroups)
#include "tst_store_groups.moc"
