#include "tests/conformance/store_suite.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What every store does to whole queues: limits over all workers, and obliteration.
class TestQueueActs : public QObject
{
    Q_OBJECT
    const QueueName mail{u"mail"_s};
    const QueueName print{u"print"_s};
    std::unique_ptr<StoreUnderTest> s;

    Result<Done> limit(const QueueLimits &limits) { return s->call<Done>(&JobStore::setLimits, mail, limits); }
    Result<qint64> obliterate(bool force = false) { return s->call<qint64>(&JobStore::obliterate, mail, force); }
    QList<QueueInfo> queues() { return s->call<QList<QueueInfo>>(&JobStore::queues).value(); }
    QList<NewJob> some(int count) { return QList<NewJob>(count, someJob(mail)); }

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

    void noMoreRunThanTheLimitOfTheQueue()
    {
        QVERIFY(s->add(some(5)));
        QVERIFY(limit({.concurrency = 2}));
        QCOMPARE(queues().value(0).limits, (QueueLimits{.concurrency = 2}));
        const auto first = s->claim(mail);
        QCOMPARE(first.size(), 2);
        QCOMPARE(s->claim(mail).size(), 0);
        QCOMPARE(s->complete(first[0]), SettleCode::Done);
        QCOMPARE(s->claim(mail).size(), 1);
        QVERIFY(s->reopen());
        QCOMPARE(s->claim(mail).size(), 0);
        QVERIFY(limit({}));
        QCOMPARE(s->claim(mail).size(), 2);
        QCOMPARE(queues().value(0).limits, QueueLimits{});
    }

    void noMoreStartThanTheRateOfTheQueue()
    {
        QVERIFY(s->add(some(5)));
        QVERIFY(limit({.max = 2, .window = 60s}));
        const auto first = s->claim(mail);
        QCOMPARE(first.size(), 2);
        for (const ClaimedJob &job : first)
            QCOMPARE(s->complete(job), SettleCode::Done);
        Want want{mail, 10};
        want.token = "t";
        const Exchanged none = s->exchange({{}, {want}});
        QCOMPARE(none.claimed.size(), 0);
        QVERIFY(s->isMoment(none.nextWake, s->clock().now() + 60s));
        s->clock().advance(61s);
        QCOMPARE(s->claim(mail).size(), 2);
    }

    void theQueuesMaximumCountsBeforeTheWorkers()
    {
        QVERIFY(s->add(some(5)));
        QVERIFY(limit({.max = 1, .window = 60s}));
        Want want{mail, 10};
        want.token = "t";
        want.rate = {3, 60s};
        QCOMPARE(s->exchange({{}, {want}}).claimed.size(), 1);
        QCOMPARE(limit({.max = 1}).error().code, Error::Code::Invalid);
        QCOMPARE(limit({.concurrency = -1}).error().code, Error::Code::Invalid);
    }

    void anObliteratedQueueIsNoMore()
    {
        JobOptions delayed, prioritized, held, parent;
        delayed.delay = 60s;
        prioritized.priority = 2;
        held.deduplication = Deduplication{u"a"_s};
        QVERIFY(s->add({someJob(mail), someJob(mail)}));
        const auto ended = s->claim(mail);
        QCOMPARE(s->complete(ended[0]), SettleCode::Done);
        QCOMPARE(s->fail(ended[1]), SettleCode::Done);
        QVERIFY(s->add(some(1200)));
        QVERIFY(s->add({someJob(mail, delayed), someJob(mail, prioritized), someJob(mail, held)}));
        QVERIFY(limit({.concurrency = 3}));
        const auto removed = obliterate();
        QVERIFY2(removed, qPrintable(removed ? QString() : removed.error().detail));
        QCOMPARE(removed.value(), 1205);
        QCOMPARE(queues(), QList<QueueInfo>());
        QCOMPARE(obliterate().error().code, Error::Code::NotFound);
        const auto again = s->add({someJob(mail, held)});
        QCOMPARE(again.value().first(), (Added{{u"1"_s}})); // begins from the beginning, the id is free
        QCOMPARE(queues().value(0).paused, false);
        QCOMPARE(queues().value(0).limits, QueueLimits{});
    }

    void aQueueThatWorksIsObliteratedByForceOnly()
    {
        QVERIFY(s->add(some(3)));
        const auto running = s->claim(mail, 1);
        QCOMPARE(obliterate().error().code, Error::Code::Conflict);
        QCOMPARE(s->counts(mail).waiting, 2);
        QCOMPARE(obliterate(true).value(), 3);
        QCOMPARE(s->complete(running[0]), SettleCode::Missing);
        QCOMPARE(queues(), QList<QueueInfo>());
    }

    void parentsElsewhereGoOnWithoutTheirChildren()
    {
        JobOptions root, child;
        root.jobId = u"sum"_s;
        child.jobId = u"part"_s;
        QVERIFY(s->call<QList<Added>>(&JobStore::addFlow, QList<FlowJob>{{someJob(print, root)}, {someJob(mail, child), 0}}));
        QCOMPARE(obliterate().value(), 1);
        QCOMPARE(s->job(print, {u"sum"_s}).row.state, JobState::Waiting);
    }

    void parentsGoWithTheirQueue()
    {
        JobOptions root, child;
        root.jobId = u"sum"_s;
        child.jobId = u"part"_s;
        QVERIFY(s->call<QList<Added>>(&JobStore::addFlow, QList<FlowJob>{{someJob(mail, root)}, {someJob(mail, child), 0}}));
        QCOMPARE(obliterate().value(), 2);
        QCOMPARE(queues(), QList<QueueInfo>());
    }
};

QTEST_GUILESS_MAIN(TestQueueActs)
#include "tst_queue_acts.moc"
