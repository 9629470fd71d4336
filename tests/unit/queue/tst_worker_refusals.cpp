#include "tests/support/scripted_job_store.h"
#include "tests/support/worker_rig.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a worker does when the store refuses: everything, one queue, or one result.
class TestWorkerRefusals : public QObject
{
    Q_OBJECT
    const QueueName m_queue{u"q"_s};
    FakeClock m_clock;
    std::shared_ptr<ManualMailbox> m_box;
    std::unique_ptr<ScriptedJobStore> m_store;
    std::unique_ptr<WorkerRig> m_rig;
    std::shared_ptr<ScriptedHandler> m_handler;

    void put(const QString &id) { m_store->put({.queue = m_queue, .id = {id}, .createdAt = m_clock.now()}); }
    void start(int concurrency)
    {
        m_rig->serve(m_queue.value, m_handler, concurrency);
        m_rig->worker.start();
        m_box->drain();
    }
    void pass(Millis time)
    {
        m_rig->pass(time);
        m_box->drain();
    }

private slots:
    void init()
    {
        m_box = std::make_shared<ManualMailbox>();
        m_store = std::make_unique<ScriptedJobStore>(m_box, m_clock);
        m_rig = std::make_unique<WorkerRig>(*m_store, m_box, m_clock);
        m_handler = std::make_shared<ScriptedHandler>();
    }
    void cleanup()
    {
        m_rig.reset();
        m_box->drain();
        m_store.reset();
    }

    void troubleKeepsResults()
    {
        put(u"a"_s);
        start(1);
        m_store->setTrouble(Error{Error::Code::Full, u"disk full"_s});
        m_handler->at(0).reply(JobOutcome::completed("42"));
        m_box->drain();
        for (int i = 0; i < 20; ++i)
            pass(5s);
        const qsizetype tries = m_store->exchanges().size();
        QVERIFY2(tries > 5 && tries < 60, qPrintable(QString::number(tries))); // with back-off
        QCOMPARE(m_rig->worker.inHand(), 1);
        m_store->setTrouble({});
        pass(5s);
        QCOMPARE(m_store->kept({u"a"_s}).state, JobState::Completed);
        QCOMPARE(m_store->kept({u"a"_s}).result, QByteArray("42"));
        QCOMPARE(m_rig->worker.inHand(), 0);
    }

    void aRefusedQueueWaitsAlone()
    {
        const QueueName bad{u"bad"_s};
        put(u"a"_s);
        m_store->put({.queue = bad, .id = {u"b"_s}, .createdAt = m_clock.now()});
        m_rig->worker.serve({ServedQueue{.queue = m_queue, .handler = m_handler}, ServedQueue{.queue = bad, .handler = m_handler}});
        m_rig->worker.start();
        m_box->drain();
        QCOMPARE(m_handler->started(), 2);
        m_store->setRefused(bad);
        m_handler->at(0).reply(JobOutcome::completed());
        m_handler->at(1).reply(JobOutcome::completed());
        m_box->drain();
        QVERIFY(m_rig->until([&] { return m_store->kept({u"a"_s}).state == JobState::Completed; }));
        QCOMPARE(m_store->kept({u"b"_s}).state, JobState::Active);
        put(u"c"_s); // the other one goes on meanwhile, at once
        m_box->drain();
        m_handler->at(2).reply(JobOutcome::completed());
        m_box->drain();
        QCOMPARE(m_store->kept({u"c"_s}).state, JobState::Completed);
        QCOMPARE(m_store->kept({u"b"_s}).state, JobState::Active);
        m_store->setRefused(std::nullopt);
        pass(5s);
        QVERIFY(m_rig->until([&] { return m_store->kept({u"b"_s}).state == JobState::Completed; })); // its result was kept
        QCOMPARE(m_rig->worker.inHand(), 0);
        QCOMPARE(m_handler->started(), 3); // and it did not run again
    }

    void aRefusedResultIsDroppedAfterAMinute()
    {
        put(u"a"_s);
        put(u"b"_s);
        start(1);
        QCOMPARE(m_handler->started(), 1);
        m_store->refuseResultOf({u"a"_s});
        m_handler->at(0).reply(JobOutcome::completed("1"));
        QVERIFY(m_rig->until([&] { return m_handler->started() == 2; })); // its queue goes on, in its only place
        m_handler->at(1).reply(JobOutcome::completed("2"));
        QVERIFY(m_rig->until([&] { return m_store->kept({u"b"_s}).state == JobState::Completed; }));
        for (int i = 0; i < 11; ++i)
            pass(5s);
        QCOMPARE(m_rig->worker.inHand(), 1); // kept, and sent again and again
        const auto dropped = [&] { return m_rig->log.newest(LogLevel::Warning, 10, u"was dropped"_s); };
        QVERIFY(dropped().isEmpty());
        QVERIFY(m_rig->until([&] {
            pass(5s);
            return m_rig->worker.inHand() == 0;
        }));
        QCOMPARE(dropped().size(), 1);
        QCOMPARE(dropped().first().text, u"the result of q/a was dropped: its hash is of another kind"_s);
        QCOMPARE(m_store->kept({u"a"_s}).state, JobState::Active); // until its lease has run out
        const Instant until = m_store->kept({u"a"_s}).leaseUntil;
        pass(25s);
        QCOMPARE(m_store->kept({u"a"_s}).leaseUntil, until); // which nobody renews
    }

    /// What is refused of a queue that is held brings no want along, whose refusal would make it wait.
    void aRefusedQueueThatIsHeldIsNotAskedWithoutEnd()
    {
        put(u"a"_s);
        put(u"b"_s);
        start(1);
        m_store->setRefused(m_queue);
        m_handler->at(0).reply(JobOutcome::completed());
        m_box->drain();
        m_rig->worker.hold({m_queue});
        pass(5s);
        const qsizetype before = m_store->exchanges().size();
        for (int i = 0; i < 10; ++i)
            pass(1s);
        const qsizetype tries = m_store->exchanges().size() - before;
        QVERIFY2(tries >= 1 && tries <= 10, qPrintable(QString::number(tries)));
        m_store->setRefused(std::nullopt);
        pass(5s);
        QVERIFY(m_rig->until([&] { return m_store->kept({u"a"_s}).state == JobState::Completed; }));
    }
};

QTEST_GUILESS_MAIN(TestWorkerRefusals)
#include "tst_worker_refusals.moc"
