#include "tests/conformance/store_suite.h"

#include <QTest>

#include <numeric>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Every store keeps the words of job_store.h. One run per kind of store.
class TestJobStore : public QObject
{
    Q_OBJECT
    const QueueName mail{u"mail"_s};
    std::unique_ptr<StoreUnderTest> s;

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("sqlite") << u"sqlite"_s;
        QTest::newRow("redis") << u"redis"_s;
    }
    void init()
    {
        QFETCH_GLOBAL(QString, kind);
        s = std::make_unique<StoreUnderTest>(kind);
        QVERIFY2(s->isOpen(), qPrintable(s->problem()));
    }
    void cleanup() { s.reset(); }

    void ordersByPriorityThenAge()
    {
        JobOptions later, sooner, lifo;
        later.priority = 9;
        sooner.priority = 2;
        lifo.lifo = true;
        QVERIFY(s->add({someJob(mail, later), someJob(mail, sooner), someJob(mail), someJob(mail), someJob(mail, lifo), someJob(mail, sooner)}));
        QCOMPARE(idsOf(s->claim(mail)), (QStringList{u"5"_s, u"3"_s, u"4"_s, u"2"_s, u"6"_s, u"1"_s}));
        QCOMPARE(s->counts(mail).active, 6);
    }

    void addStoresAllOrNone()
    {
        JobOptions bad;
        bad.priority = 2097152;
        const auto refused = s->add({someJob(mail), someJob(mail, bad)});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QVERIFY(s->claim(mail).isEmpty());
    }

    void oneBadCallUndoesNoOther()
    {
        // Called without waiting, so that a store which groups calls has them in one group.
        const int rounds = 50;
        int added = 0;
        int refused = 0;
        for (int i = 0; i < rounds; ++i) {
            s->store().add({someJob(mail)}, [&](const Result<QList<Added>> &r) { added += r ? 1 : 0; });
            s->store().changeDelay(mail, {QString::number(i + 1)}, 5s, [&](const Result<Done> &r) {
                refused += !r && r.error().code == Error::Code::Conflict ? 1 : 0; // it waits, it is not delayed
            });
        }
        const auto page = s->call<JobPage>(&JobStore::page, JobQuery{mail, JobState::Waiting});
        QCOMPARE(page.value().total, rounds); // a question sees what was asked before it
        QVERIFY(s->box().runUntil([&] { return added + refused == 2 * rounds; }));
        QCOMPARE(s->claim(mail).size(), rounds);
        QVERIFY(s->reopen());
        QCOMPARE(s->counts(mail).active, rounds);
    }

    void refusesBadInput_data()
    {
        QTest::addColumn<QString>("queue");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("no queue") << u""_s << u""_s << QByteArray("{}");
        QTest::newRow("colon in queue") << u"a:b"_s << u""_s << QByteArray("{}");
        QTest::newRow("integer id") << u"q"_s << u"12"_s << QByteArray("{}");
        QTest::newRow("zero id") << u"q"_s << u"0:a:b"_s << QByteArray("{}");
        QTest::newRow("two parts") << u"q"_s << u"a:b"_s << QByteArray("{}");
        for (const char *name : {"id", "meta", "wait", "paused", "active", "prioritized", "pc", "delayed", "waiting-children", "completed",
                                 "failed", "marker", "events", "stalled", "stalled-check", "limiter", "repeat", "metrics", "priority", "delay",
                                 "de", "dn", "repeat:a:b", "de:a:b", "dn:a:b", "metrics:completed:data"})
            QTest::newRow(qPrintable(u"key name "_s + QLatin1String(name))) << u"q"_s << QString::fromLatin1(name) << QByteArray("{}");
        QTest::newRow("too deep") << u"q"_s << u""_s << QByteArray(20'000, '[') + QByteArray(20'000, ']');
        QTest::newRow("not JSON") << u"q"_s << u""_s << QByteArray("{a}");
        QTest::newRow("no data") << u"q"_s << u""_s << QByteArray();
    }
    void refusesBadInput()
    {
        QFETCH(QString, queue);
        QFETCH(QString, id);
        QFETCH(QByteArray, data);
        JobOptions options;
        options.jobId = id;
        const auto refused = s->add({someJob({queue}, options, data)});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Invalid);
    }

    void namesThatOnlyLookLikeKeysAreIds()
    {
        QList<NewJob> jobs;
        for (const QString &id : {u"waiting"_s, u"Delayed"_s, u"wait:7:day"_s, u"delayed-1"_s}) {
            JobOptions options;
            options.jobId = id;
            jobs << someJob(mail, options);
        }
        QVERIFY(s->add(jobs));
        QCOMPARE(s->claim(mail, 9).size(), 4);
    }
    void deepDataComesBackAsItWas()
    {
        const QByteArray deep = QByteArray(900, '[') + "1" + QByteArray(900, ']');
        QVERIFY(s->add({someJob(mail, {}, deep)}));
        const auto claimed = s->claim(mail);
        QCOMPARE(claimed.size(), 1);
        QCOMPARE(claimed.first().data, deep);
        QCOMPARE(claimed.first().failAtOnce, QString());
    }

    void customIdIsKeptOnce()
    {
        JobOptions options;
        options.jobId = u"visit:7:day"_s;
        QVERIFY(!s->add({someJob(mail, options, "1")}).value().first().duplicate);
        QVERIFY(s->add({someJob(mail, options, "2")}).value().first().duplicate);
        const auto claimed = s->claim(mail);
        QCOMPARE(claimed.size(), 1);
        QCOMPARE(claimed.first().data, QByteArray("1"));
        QCOMPARE(s->complete(claimed.first()), SettleCode::Done);
        QVERIFY(s->add({someJob(mail, options, "3")}).value().first().duplicate);
    }

    void delayedJobComesDue()
    {
        JobOptions late, soon;
        late.delay = 10s;
        soon.delay = 5s;
        QVERIFY(s->add({someJob(mail, late), someJob(mail, soon)}));
        const Exchanged none = s->exchange({{}, {Want{mail, 9}}});
        QVERIFY(none.claimed.isEmpty());
        QCOMPARE(none.nextWake.value(), s->clock().now() + 5s);
        s->clock().advance(10s);
        QCOMPARE(idsOf(s->claim(mail)), (QStringList{u"2"_s, u"1"_s}));
    }

    void settlesOnlyWithItsLease()
    {
        s->addOne(someJob(mail));
        const ClaimedJob job = s->claim(mail).first();
        QCOMPARE(job.attemptsStarted, 1);
        ClaimedJob other = job;
        other.token = "other";
        QCOMPARE(s->complete(other), SettleCode::LeaseTaken);
        QCOMPARE(s->complete(job), SettleCode::Done);
        QCOMPARE(s->complete(job), SettleCode::LeaseGone);
        other.id = {u"99"_s};
        QCOMPARE(s->complete(other), SettleCode::Missing);
        const JobDetail detail = s->job(mail, job.id);
        QCOMPARE(detail.row.state, JobState::Completed);
        QCOMPARE(detail.row.attemptsMade, 1);
        QCOMPARE(detail.attemptsStarted, 1);
        QCOMPARE(detail.worker, u"balcao#1"_s);
    }

    void retriesDelaysAndReturns()
    {
        using Kind = Settlement::Kind;
        s->addOne(someJob(mail));
        s->addOne(someJob(mail));
        ClaimedJob job = s->claim(mail, 1).first();
        QCOMPARE(s->settle(settlementOf(job, Kind::Return)), SettleCode::Done);
        job = s->claim(mail, 1).first();
        QCOMPARE(job.id.value, u"1"_s); // to the front
        QCOMPARE(job.attemptsMade, 0);
        QCOMPARE(s->settle(settlementOf(job, Kind::Retry)), SettleCode::Done);
        QCOMPARE(s->job(mail, job.id).row.failedReason, u"no answer"_s);
        job = s->claim(mail, 1).first();
        QCOMPARE(job.id.value, u"2"_s); // the other went to the back
        QCOMPARE(s->settle(settlementOf(job, Kind::Delay, 3s)), SettleCode::Done);
        job = s->claim(mail).first();
        QCOMPARE(job.id.value, u"1"_s);
        QCOMPARE(job.attemptsMade, 1);
        QCOMPARE(s->settle(settlementOf(job, Kind::Retry, 9s)), SettleCode::Done);
        s->clock().advance(9s);
        const auto both = s->claim(mail);
        QCOMPARE(idsOf(both), (QStringList{u"2"_s, u"1"_s}));
        QCOMPARE(both[0].attemptsMade, 0);
        QCOMPARE(both[1].attemptsMade, 2);
        QCOMPARE(s->settle(settlementOf(both[1], Kind::Fail)), SettleCode::Done);
        QCOMPARE(s->counts(mail).failed, 1);
        QCOMPARE(s->job(mail, both[1].id).row.attemptsMade, 3);
    }

    void lostLeasesAreRecovered()
    {
        s->addOne(someJob(mail));
        s->addOne(someJob(mail));
        const ClaimedJob first = s->claim(mail, 1).first();
        s->clock().advance(20s);
        const LeaseRef held{mail, first.id, first.token};
        QVERIFY(s->call<QList<LeaseRef>>(&JobStore::extendLeases, QList{held}, Millis(30s)).value().isEmpty());
        s->clock().advance(20s);
        QVERIFY(s->call<QList<JobId>>(&JobStore::recoverStalled, mail, 1).value().isEmpty());
        for (int round = 1; round <= 2; ++round) {
            s->clock().advance(31s);
            QCOMPARE(s->call<QList<LeaseRef>>(&JobStore::extendLeases, QList{held}, Millis(30s)).value(), QList{held});
            QCOMPARE(s->complete(first), SettleCode::LeaseGone);
            QCOMPARE(s->recover(mail, 1), QList{first.id});
            const auto again = s->claim(mail, 1);
            QCOMPARE(idsOf(again), QStringList{u"1"_s});
            QCOMPARE(again.first().stalledCount, round);
            QCOMPARE(again.first().failAtOnce.isEmpty(), round == 1);
        }
    }

    void rateLimitAndPauseHoldJobs()
    {
        for (int i = 0; i < 5; ++i)
            s->addOne(someJob(mail));
        Want want{mail, 10};
        want.rate = {2, 1s};
        const Exchanged first = s->exchange({{}, {want}});
        QCOMPARE(first.claimed.size(), 2);
        QCOMPARE(first.nextWake.value(), s->clock().now() + 1s);
        QVERIFY(s->exchange({{}, {want}}).claimed.isEmpty());
        s->clock().advance(1s);
        QCOMPARE(s->exchange({{}, {want}}).claimed.size(), 2);
        QVERIFY(s->call<Done>(&JobStore::setPaused, mail, true));
        QVERIFY(s->reopen());
        QVERIFY(s->claim(mail).isEmpty());
        QVERIFY(s->call<Done>(&JobStore::setPaused, mail, false));
        QCOMPARE(s->claim(mail).size(), 1);
    }

    void keepRulesTrim()
    {
        JobOptions gone;
        gone.keepCompleted = KeepRule{0};
        s->addOne(someJob(mail, gone));
        for (int i = 0; i < 4; ++i)
            s->addOne(someJob(mail));
        for (const ClaimedJob &job : s->claim(mail)) {
            s->clock().advance(1s);
            QCOMPARE(s->complete(job, {2}), SettleCode::Done);
        }
        QCOMPARE(s->counts(mail).completed, 2);
        const auto page = s->call<JobPage>(&JobStore::page, JobQuery{mail, JobState::Completed});
        QCOMPARE(page.value().total, 2);
        QCOMPARE(page.value().rows[0].id.value, u"5"_s);
        QCOMPARE(page.value().rows[1].id.value, u"4"_s);
        const auto history = s->call<QueueHistory>(&JobStore::history, mail, 5).value();
        QCOMPARE(std::accumulate(history.completed.begin(), history.completed.end(), qint64(0)), 5);
    }

    void peopleActOnJobs()
    {
        using Codes = QList<ActCode>;
        JobOptions delayed;
        delayed.delay = 1h;
        delayed.priority = 3;
        const JobId a = s->addOne(someJob(mail));
        const JobId b = s->addOne(someJob(mail, delayed));
        const QList both{a, b};
        QCOMPARE(s->call<Codes>(&JobStore::promote, mail, both).value(), (Codes{ActCode::WrongState, ActCode::Done}));
        QCOMPARE(s->job(mail, b).row.state, JobState::Prioritized);
        const ClaimedJob job = s->claim(mail, 1).first();
        QCOMPARE(s->call<Codes>(&JobStore::remove, mail, both).value(), (Codes{ActCode::Leased, ActCode::Done}));
        QCOMPARE(s->settle(settlementOf(job, Settlement::Kind::Fail)), SettleCode::Done);
        QCOMPARE(s->call<QList<JobId>>(&JobStore::ids, mail, JobState::Failed, u"answer"_s, 10).value(), QList{a});
        QCOMPARE(s->call<Codes>(&JobStore::retry, mail, both).value(), (Codes{ActCode::Done, ActCode::Missing}));
        const ClaimedJob again = s->claim(mail).first();
        QCOMPARE(again.attemptsMade, 0);
        QCOMPARE(again.attemptsStarted, 1);
    }

    void editsJobs()
    {
        const JobId id = s->addOne(someJob(mail));
        QVERIFY(s->call<Done>(&JobStore::changePriority, mail, id, 7));
        QVERIFY(s->call<Done>(&JobStore::changeData, mail, id, QByteArray("[1]")));
        QVERIFY(s->call<Done>(&JobStore::setProgress, mail, id, QByteArray("50")));
        QCOMPARE(s->call<qint64>(&JobStore::addLog, mail, id, u"one"_s).value(), 1);
        QCOMPARE(s->call<qint64>(&JobStore::addLog, mail, id, u"two"_s).value(), 2);
        const auto refused = s->call<Done>(&JobStore::changeDelay, mail, id, Millis(5s));
        QCOMPARE(refused.error().code, Error::Code::Conflict);
        const JobDetail detail = s->job(mail, id);
        QCOMPARE(detail.row.state, JobState::Prioritized);
        QCOMPARE(detail.row.priority, 7);
        QCOMPARE(detail.data.utf8, QByteArray("[1]"));
        QCOMPARE(detail.progress.utf8, QByteArray("50"));
        QCOMPARE(detail.logs, (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(s->call<Done>(&JobStore::changePriority, mail, JobId{u"77"_s}, 1).error().code, Error::Code::NotFound);
    }

    void drainsAndCleans()
    {
        JobOptions delayed;
        delayed.delay = 1h;
        s->addOne(someJob(mail, delayed));
        s->addOne(someJob(mail));
        QCOMPARE(s->complete(s->claim(mail).first()), SettleCode::Done);
        s->addOne(someJob(mail));
        QCOMPARE(s->call<qint64>(&JobStore::drain, mail, false).value(), 1);
        QCOMPARE(s->counts(mail).delayed, 1);
        QCOMPARE(s->call<qint64>(&JobStore::drain, mail, true).value(), 1);
        const Instant before = s->clock().now() - 1s;
        QCOMPARE(s->call<qint64>(&JobStore::clean, mail, JobState::Completed, before, qint64(0)).value(), 0);
        QCOMPARE(s->call<qint64>(&JobStore::clean, mail, JobState::Completed, s->clock().now(), qint64(0)).value(), 1);
        QCOMPARE(s->counts(mail), QueueCounts{});
    }

    void feedTellsChangesAndGaps()
    {
        const quint64 start = s->call<Changes>(&JobStore::since, quint64(0)).value().cursor;
        const JobId id = s->addOne(someJob(mail));
        s->claim(mail);
        const Changes news = s->call<Changes>(&JobStore::since, start).value();
        QVERIFY(!news.gap);
        QCOMPARE(news.jobs.size(), 2);
        QCOMPARE(news.jobs[0].id, id);
        QCOMPARE(news.jobs[0].state, JobState::Waiting);
        QCOMPARE(news.jobs[1].state, JobState::Active);
        QVERIFY(s->call<Changes>(&JobStore::since, news.cursor).value().jobs.isEmpty());
        QVERIFY(s->reopen());
        QVERIFY(s->call<Changes>(&JobStore::since, news.cursor).value().gap);
    }

    void fencesStand()
    {
        const auto set = [&](QByteArray token) { return s->call<Fence>(&JobStore::fence, u"k"_s, u"e1"_s, token).value(); };
        QCOMPARE(set("a").token, QByteArray("a"));
        QCOMPARE(set("b").token, QByteArray("a"));
        QCOMPARE(s->call<Done>(&JobStore::settleFence, u"k"_s, QByteArray("b"), Fence::State::Rejected, false).error().code, Error::Code::Conflict);
        QVERIFY(s->reopen());
        QCOMPARE(s->call<QList<Fence>>(&JobStore::abandonedFences, u"e2"_s).value().size(), 1);
        QVERIFY(s->call<QList<Fence>>(&JobStore::abandonedFences, u"e1"_s).value().isEmpty());
        QVERIFY(s->call<Done>(&JobStore::settleFence, u"k"_s, QByteArray("a"), Fence::State::Rejected, false));
        QCOMPARE(set("b").token, QByteArray("b"));
        QVERIFY(s->call<Done>(&JobStore::settleFence, u"k"_s, QByteArray("person"), Fence::State::Accepted, true));
        QCOMPARE(set("c").state, Fence::State::Accepted);
        QCOMPARE(s->call<QList<Fence>>(&JobStore::fences, QStringList{u"k"_s, u"none"_s}).value().size(), 1);
    }

    void tellsWhoMayHaveWork()
    {
        QList<QueueName> told;
        s->store().onWork([&](const QueueName &queue) { told.append(queue); });
        s->addOne(someJob(mail));
        QVERIFY(s->box().runUntil([&] { return !told.isEmpty(); }));
        QCOMPARE(QSet<QueueName>(told.begin(), told.end()), QSet<QueueName>{mail}); // it may be told twice
    }

    void restartKeepsJobsAndCounts()
    {
        s->addOne(someJob(mail));
        s->addOne(someJob(mail));
        const ClaimedJob job = s->claim(mail, 1).first();
        QVERIFY(s->reopen());
        QCOMPARE(s->counts(mail).active, 1);
        QCOMPARE(s->complete(job), SettleCode::Done);
        QCOMPARE(idsOf(s->claim(mail)), QStringList{u"2"_s});
        QCOMPARE(s->addOne(someJob(mail)).value, u"3"_s);
    }
};

QTEST_GUILESS_MAIN(TestJobStore)
#include "tst_job_store.moc"
