#include "tests/support/scripted_job_store.h"
#include "tests/support/worker_rig.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What the worker promises, turned by hand: fake clock, manual mailbox, a store that obeys the test.
class TestWorker : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void concurrencyIsRespected();
    void manyJobsGoThroughInBatches();
    void failedJobsWaitTheirBackOff();
    void unrecoverableFailsAtOnce();
    void notItsFaultCostsNoAttempt();
    void failAtOnceIsNotRun();
    void aResultThatIsNotJsonFailsTheJob();
    void delayedWorkWakesTheWorker();
    void leasesAreExtendedWhileTheEngineIsBlocked();
    void aLostLeaseDiscardsTheResult();
    void lateClaimsAreVerified();
    void whatMayNotCompleteFailsByItsRule();
    void theTimeLimitCancelsThenGivesUp();
    void aPersonCancels();
    void pausedClaimsNothing();
    void stalledJobsAreRecovered();
    void blockingHandlersRunInThePool();
    void stopSettlesAndReturns();
    void stopAnswersWhenTheStoreIsGone();
    void idleIsTold();
    void finishedJobsAreTold();

private:
    JobId put(const QString &id, JobOptions options = {}, QByteArray data = "{}");
    void startWith(std::shared_ptr<Handler> handler, int concurrency);
    bool inState(const QString &id, JobState state);

    std::shared_ptr<ManualMailbox> m_box;
    FakeClock m_clock;
    std::unique_ptr<ScriptedJobStore> m_store;
    std::unique_ptr<WorkerRig> m_rig;
};

void TestWorker::init()
{
    m_box = std::make_shared<ManualMailbox>();
    m_store = std::make_unique<ScriptedJobStore>(m_box, m_clock);
    m_rig = std::make_unique<WorkerRig>(*m_store, m_box, m_clock);
}

void TestWorker::cleanup()
{
    m_rig.reset();
    m_box->drain();
    m_store.reset();
}

JobId TestWorker::put(const QString &id, JobOptions options, QByteArray data)
{
    m_store->put({.queue = {u"q"_s}, .id = {id}, .data = std::move(data), .options = options, .createdAt = m_clock.now()});
    return {id};
}

void TestWorker::startWith(std::shared_ptr<Handler> handler, int concurrency)
{
    m_rig->serve(u"q"_s, std::move(handler), concurrency);
    m_rig->worker.start();
    m_box->drain();
}

bool TestWorker::inState(const QString &id, JobState state)
{
    return m_rig->until([&] { return m_store->kept({id}).state == state; });
}

void TestWorker::concurrencyIsRespected()
{
    for (int i = 0; i < 10; ++i)
        put(QString::number(i));
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 3);
    QCOMPARE(handler->started(), 3);
    QCOMPARE(m_store->count(JobState::Active), 3);
    handler->at(1).reply(JobOutcome::completed("7"));
    m_box->drain();
    QCOMPARE(handler->started(), 4);
    QCOMPARE(m_store->count(JobState::Active), 3);
    QCOMPARE(m_store->kept({u"1"_s}).result, QByteArray("7"));
    const QList<WorkerView> views = m_rig->worker.workers();
    QCOMPARE(views.size(), 3);
    QCOMPARE(views[1].name, u"caixa#2"_s);
    QCOMPARE(views[1].jobsDone, 1);
    QCOMPARE(views[1].current.value, u"3"_s);
}

void TestWorker::manyJobsGoThroughInBatches()
{
    for (int i = 0; i < 500; ++i)
        put(QString::number(i));
    const auto handler = std::make_shared<ScriptedHandler>();
    handler->answer = [](JobContext &) { return JobOutcome::completed(); };
    startWith(handler, 100);
    QCOMPARE(m_store->count(JobState::Completed), 500);
    for (const Exchange &exchange : m_store->exchanges())
        for (const Want &want : exchange.wants)
            QVERIFY(want.limit <= 50);
    QVERIFY(m_store->exchanges().size() < 40);
}

void TestWorker::failedJobsWaitTheirBackOff()
{
    JobOptions options;
    options.attempts = 3;
    options.backoff = {Backoff::Kind::Exponential, 1000ms, 0};
    put(u"a"_s, options, R"({"n":1})");
    const auto handler = std::make_shared<ScriptedHandler>();
    handler->answer = [](JobContext &) { return JobOutcome::failed(u"broken"_s); };
    startWith(handler, 1);
    QCOMPARE(m_store->kept({u"a"_s}).state, JobState::Delayed);
    m_rig->pass(999ms);
    m_box->drain();
    QCOMPARE(m_store->kept({u"a"_s}).job.attemptsMade, 1);
    m_rig->pass(1ms);
    m_box->drain();
    QCOMPARE(m_store->kept({u"a"_s}).job.attemptsMade, 2);
    QCOMPARE(m_store->kept({u"a"_s}).dueAt, m_clock.now() + 2s);
    m_rig->pass(2s);
    m_box->drain();
    QCOMPARE(m_store->kept({u"a"_s}).state, JobState::Failed);
    QCOMPARE(m_store->kept({u"a"_s}).failedReason, u"broken"_s);
}

void TestWorker::unrecoverableFailsAtOnce()
{
    JobOptions options;
    options.attempts = 9;
    put(u"a"_s, options);
    const auto handler = std::make_shared<ScriptedHandler>();
    handler->answer = [](JobContext &) { return JobOutcome::unrecoverable(u"no such number"_s); };
    startWith(handler, 1);
    QCOMPARE(m_store->kept({u"a"_s}).state, JobState::Failed);
    QCOMPARE(m_store->kept({u"a"_s}).job.attemptsMade, 1);
}

void TestWorker::notItsFaultCostsNoAttempt()
{
    put(u"a"_s);
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 1);
    handler->at(0).reply(JobOutcome::tryAgainIn(30s, u"rate"_s));
    m_box->drain();
    QCOMPARE(m_store->kept({u"a"_s}).state, JobState::Delayed);
    QCOMPARE(m_store->kept({u"a"_s}).job.attemptsMade, 0);
    m_rig->pass(30s); // nobody but the worker itself knows of it
    m_box->drain();
    QCOMPARE(handler->started(), 2);
}

void TestWorker::failAtOnceIsNotRun()
{
    m_store->put({.queue = {u"q"_s}, .id = {u"a"_s}, .failAtOnce = u"stalled"_s});
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 1);
    QCOMPARE(handler->started(), 0);
    QCOMPARE(m_store->kept({u"a"_s}).state, JobState::Failed);
    QCOMPARE(m_store->kept({u"a"_s}).failedReason, u"stalled"_s);
    for (const Exchange &order : m_store->exchanges())
        for (const Settlement &settlement : order.settled)
            QCOMPARE(settlement.trace, u"stalled"_s); // as a worker of BullMQ leaves one
}

void TestWorker::aResultThatIsNotJsonFailsTheJob()
{
    put(u"a"_s);
    const auto handler = std::make_shared<ScriptedHandler>();
    handler->answer = [](JobContext &) { return JobOutcome::completed("{oops"); };
    startWith(handler, 1);
    QCOMPARE(m_store->kept({u"a"_s}).state, JobState::Failed);
}

void TestWorker::delayedWorkWakesTheWorker()
{
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 1);
    const qsizetype asked = m_store->exchanges().size();
    m_rig->pass(1s);
    m_box->drain();
    QCOMPARE(m_store->exchanges().size(), asked); // an idle worker does not poll
    put(u"a"_s);
    m_box->drain();
    QCOMPARE(handler->started(), 1);
}

void TestWorker::leasesAreExtendedWhileTheEngineIsBlocked()
{
    put(u"a"_s);
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 1);
    const Instant first = m_store->kept({u"a"_s}).leaseUntil;
    QCOMPARE(handler->at(0).context->leaseUntil(), first);
    for (int round = 1; round <= 6; ++round) { // nothing runs on the engine thread: the mailbox is not drained
        const Worker &worker = m_rig->worker;
        QCOMPARE(worker.inHand(), 1);
        m_clock.advance(10s);
        m_rig->worker.wakeLeaseKeeper();
        QVERIFY(m_store->waitForExtensions(round));
    }
    QCOMPARE(m_store->kept({u"a"_s}).leaseUntil, m_clock.now() + 30s);
    m_rig->worker.tick();
    m_box->drain();
    QCOMPARE(handler->at(0).context->leaseUntil(), m_clock.now() + 30s);
    handler->at(0).reply(JobOutcome::completed());
    QVERIFY(inState(u"a"_s, JobState::Completed));
}

void TestWorker::aLostLeaseDiscardsTheResult()
{
    put(u"a"_s);
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 1);
    m_store->stealLease({u"a"_s});
    m_clock.advance(10s);
    m_rig->worker.wakeLeaseKeeper();
    QVERIFY(m_rig->until([&] { return handler->at(0).context->cancelled(); }));
    handler->at(0).reply(JobOutcome::completed("1"));
    QVERIFY(m_rig->until([&] { return m_rig->worker.inHand() == 0; }));
    QCOMPARE(m_store->kept({u"a"_s}).state, JobState::Active); // the other one's
    QVERIFY(m_store->kept({u"a"_s}).result.isEmpty());
    for (const Exchange &exchange : m_store->exchanges())
        QVERIFY(exchange.settled.isEmpty());
}

void TestWorker::lateClaimsAreVerified()
{
    put(u"a"_s);
    put(u"b"_s);
    const auto handler = std::make_shared<ScriptedHandler>();
    m_rig->serve(u"q"_s, handler, 2);
    m_store->holdReplies();
    m_rig->worker.start();
    m_box->drain();
    m_clock.advance(29s);
    m_store->stealLease({u"a"_s});
    m_store->letGo();
    QVERIFY(m_rig->until([&] { return handler->started() == 1; }));
    QCOMPARE(handler->at(0).context->job().id.value, u"b"_s);
    QCOMPARE(handler->at(0).context->leaseUntil(), m_clock.now() + 30s);
}

void TestWorker::whatMayNotCompleteFailsByItsRule()
{
    put(u"waits"_s, {.attempts = 2, .backoff = {Backoff::Kind::Fixed, 10s}});
    put(u"broken"_s, {.attempts = 2, .backoff = {Backoff::Kind::Fixed, 10s}});
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 2);
    m_store->answerNextCompletion(SettleCode::ChildrenWait);
    handler->at(0).reply(JobOutcome::completed());
    m_box->drain();
    QCOMPARE(m_store->kept({u"waits"_s}).state, JobState::Delayed);
    QCOMPARE(m_store->kept({u"waits"_s}).failedReason, u"the job has pending children"_s);
    m_store->answerNextCompletion(SettleCode::ChildFailed);
    handler->at(1).reply(JobOutcome::completed());
    m_box->drain();
    QCOMPARE(m_store->kept({u"broken"_s}).state, JobState::Failed);
    QCOMPARE(m_rig->worker.inHand(), 0);
    QCOMPARE(m_rig->worker.workers().first().jobsDone, 1);
}

void TestWorker::theTimeLimitCancelsThenGivesUp()
{
    put(u"a"_s);
    const auto handler = std::make_shared<ScriptedHandler>(Handler::Traits{.timeLimit = 10s, .attempts = 5});
    startWith(handler, 1);
    m_rig->pass(9'999ms);
    QVERIFY(!handler->at(0).context->cancelled());
    m_rig->pass(1ms);
    QVERIFY(handler->at(0).context->cancelled());
    m_rig->pass(1'999ms);
    m_box->drain();
    QCOMPARE(m_store->kept({u"a"_s}).state, JobState::Active);
    m_rig->pass(1ms);
    m_box->drain();
    QCOMPARE(m_store->kept({u"a"_s}).state, JobState::Failed);
    QCOMPARE(m_store->kept({u"a"_s}).failedReason, u"time limit of 10 s exceeded"_s);
    handler->at(0).reply(JobOutcome::completed("1"));
    m_box->drain();
    QVERIFY(m_store->kept({u"a"_s}).result.isEmpty());
    put(u"b"_s); // the place is free again
    m_box->drain();
    QCOMPARE(handler->started(), 2);
}

void TestWorker::aPersonCancels()
{
    JobOptions options;
    options.attempts = 5;
    put(u"a"_s, options);
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 1);
    QVERIFY(!m_rig->worker.cancel({u"q"_s}, {u"other"_s}));
    QVERIFY(m_rig->worker.cancel({u"q"_s}, {u"a"_s}));
    QVERIFY(handler->at(0).context->cancelled());
    handler->at(0).reply(JobOutcome::failed(u"interrupted"_s));
    m_box->drain();
    QCOMPARE(m_store->kept({u"a"_s}).state, JobState::Failed);
    QCOMPARE(m_store->kept({u"a"_s}).failedReason, u"cancelled by a person"_s);
}

void TestWorker::pausedClaimsNothing()
{
    const auto handler = std::make_shared<ScriptedHandler>();
    m_rig->worker.setPaused(true);
    startWith(handler, 1);
    put(u"a"_s);
    m_box->drain();
    QCOMPARE(handler->started(), 0);
    m_rig->worker.setPaused(false);
    m_box->drain();
    QCOMPARE(handler->started(), 1);
}

void TestWorker::stalledJobsAreRecovered()
{
    put(u"a"_s);
    QVERIFY(await<Exchanged>(*m_box, [&](auto reply) { // another worker takes it and dies
        m_store->exchange({{}, {{.queue = {u"q"_s}, .limit = 1, .lease = 30s, .token = "dead"}}}, reply);
    }));
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 1);
    QCOMPARE(handler->started(), 0);
    m_rig->pass(15s);
    m_box->drain();
    m_rig->pass(15s);
    m_box->drain();
    QCOMPARE(handler->started(), 1);
    QCOMPARE(handler->at(0).context->job().stalledCount, 1);
}

void TestWorker::blockingHandlersRunInThePool()
{
    for (int i = 0; i < 8; ++i)
        put(QString::number(i));
    const auto handler = std::make_shared<ScriptedHandler>(Handler::Traits{.blocking = true});
    std::atomic<int> elsewhere = 0;
    handler->answer = [&elsewhere, home = std::this_thread::get_id()](JobContext &) {
        elsewhere += std::this_thread::get_id() != home;
        return JobOutcome::completed();
    };
    startWith(handler, 4);
    QVERIFY(m_rig->until([&] { return m_store->count(JobState::Completed) == 8; }));
    QCOMPARE(elsewhere, 8);
    QVERIFY(m_rig->pool.threads() <= 2);
}

void TestWorker::stopSettlesAndReturns()
{
    for (int i = 0; i < 20; ++i)
        put(QString::number(i));
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 4);
    QCOMPARE(handler->started(), 4);
    m_rig->stop();
    m_box->drain();
    QVERIFY(handler->at(2).context->cancelled());
    handler->at(0).reply(JobOutcome::completed("0"));
    handler->at(1).reply(JobOutcome::failed(u"stopped"_s));
    m_box->drain();
    QCOMPARE(m_store->kept({u"0"_s}).state, JobState::Completed);
    QCOMPARE(m_store->kept({u"1"_s}).state, JobState::Waiting); // stopping is not its fault
    QCOMPARE(m_store->kept({u"1"_s}).job.attemptsMade, 0);
    QVERIFY(!m_rig->stopped);
    m_rig->pass(4s);
    m_box->drain();
    QVERIFY(m_rig->stopped && *m_rig->stopped);
    QCOMPARE(handler->started(), 4);
    QCOMPARE(m_store->count(JobState::Waiting), 19);
    QCOMPARE(m_store->count(JobState::Active), 0);
    handler->at(3).reply(JobOutcome::completed("3"));
    m_box->drain();
    QCOMPARE(m_store->kept({u"3"_s}).state, JobState::Waiting);
}

void TestWorker::stopAnswersWhenTheStoreIsGone()
{
    put(u"a"_s);
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 1);
    m_store->setTrouble(Error{Error::Code::Unavailable, u"gone"_s});
    handler->at(0).reply(JobOutcome::completed());
    m_rig->stop();
    for (int i = 0; i < 25; ++i) {
        QCOMPARE(m_rig->stopped.has_value(), false);
        m_rig->pass(199ms);
        m_box->drain();
    }
    m_rig->pass(25ms);
    QVERIFY(m_rig->stopped);
    QVERIFY(!*m_rig->stopped);
    QCOMPARE(m_rig->stopped->error().code, Error::Code::Unavailable);
}

void TestWorker::idleIsTold()
{
    int told = 0;
    connect(&m_rig->worker, &Worker::handsEmpty, this, [&told] { ++told; });
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 2);
    QCOMPARE(told, 1);
    const auto idle = [&] {
        const auto answer = await<bool>(*m_box, [&](auto reply) { m_rig->worker.checkIdle(reply); });
        return answer && answer.value();
    };
    QVERIFY(idle());
    put(u"a"_s);
    m_box->drain();
    QVERIFY(!idle());
    handler->at(0).reply(JobOutcome::tryAgainIn(1h, u"rate"_s));
    m_box->drain();
    QCOMPARE(told, 2);
    QVERIFY(!idle()); // a delayed job is not nothing
}

void TestWorker::finishedJobsAreTold()
{
    QList<FinishedJob> told;
    connect(&m_rig->worker, &Worker::jobFinished, this, [&told](const FinishedJob &job) { told.append(job); });
    put(u"a"_s);
    m_clock.advance(300ms);
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 1);
    m_clock.advance(70ms);
    handler->at(0).reply(JobOutcome::completed());
    m_box->drain();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0], (FinishedJob{{u"q"_s}, {u"a"_s}, Settlement::Kind::Complete, 300ms, 70ms, m_clock.now()}));
}

QTEST_GUILESS_MAIN(TestWorker)
#include "tst_worker.moc"
