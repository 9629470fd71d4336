#include "engine/stores/sqlite/sqlite_job_store.h"
#include "engine/tasks/load_test_handlers.h"
#include "tests/support/worker_rig.h"

#include <QDeadlineTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The worker on the embedded store: what both promise together.
class TestWorkerSqlite : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void everyJobRunsOnce();
    void flakyJobsComeThrough();
    void attemptsEnd();
    void theRateLimitHolds();
    void leasesAreKept();
    void aDeadWorkersJobsRunAgain();
    void orderlyStopLosesNothing();
    void aJobThatKillsItsWorkersFails();

private:
    QList<JobId> add(int count, JobOptions options = {}, QByteArray data = "{}");
    QueueCounts counts();
    void startWith(std::shared_ptr<Handler> handler, int concurrency, RateLimit rate = {});
    void newRig() { m_rig = std::make_unique<WorkerRig>(*m_store, m_box, m_clock); }
    /// Runs the mailbox until the queue's counts are right.
    bool settled(const std::function<bool(const QueueCounts &)> &right);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ManualMailbox> m_box;
    FakeClock m_clock;
    std::unique_ptr<SqliteJobStore> m_store;
    std::unique_ptr<WorkerRig> m_rig;
};

void TestWorkerSqlite::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_box = std::make_shared<ManualMailbox>();
    m_store = std::make_unique<SqliteJobStore>(SqliteJobStore::Options{.path = m_folder->filePath(u"jobs.db"_s)}, m_box, m_clock);
    newRig();
}

void TestWorkerSqlite::cleanup()
{
    m_rig.reset();
    m_store.reset();
    m_box->drain();
    m_folder.reset();
}

QList<JobId> TestWorkerSqlite::add(int count, JobOptions options, QByteArray data)
{
    QList<NewJob> jobs;
    for (int i = 0; i < count; ++i)
        jobs.append({{u"q"_s}, u"job"_s, {data}, options});
    const auto added = await<QList<Added>>(*m_box, [&](auto reply) { m_store->add(jobs, reply); });
    QList<JobId> ids;
    if (added)
        for (const Added &one : added.value())
            ids.append(one.id);
    return ids;
}

QueueCounts TestWorkerSqlite::counts()
{
    const auto queues = await<QList<QueueInfo>>(*m_box, [&](auto reply) { m_store->queues(reply); });
    for (const QueueInfo &info : queues ? queues.value() : QList<QueueInfo>())
        if (info.name.value == u"q")
            return info.counts;
    return {};
}

void TestWorkerSqlite::startWith(std::shared_ptr<Handler> handler, int concurrency, RateLimit rate)
{
    m_rig->serve(u"q"_s, std::move(handler), concurrency, rate);
    m_rig->worker.start();
}

bool TestWorkerSqlite::settled(const std::function<bool(const QueueCounts &)> &right)
{
    const QDeadlineTimer limit(20s);
    bool reached = right(counts());
    while (!reached && !limit.hasExpired())
        reached = right(counts());
    return reached;
}

void TestWorkerSqlite::everyJobRunsOnce()
{
    const QList<JobId> ids = add(400);
    QCOMPARE(ids.size(), 400);
    QMap<QString, int> runs;
    int most = 0;
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 20);
    for (int done = 0; done < 400; ++done) {
        QVERIFY(m_rig->until([&] { return handler->started() > done; }));
        most = std::max(most, handler->started() - done);
        ++runs[handler->at(done).context->job().id.value];
        handler->at(done).reply(JobOutcome::completed());
    }
    QVERIFY(m_rig->until([&] { return m_rig->worker.inHand() == 0; }));
    QCOMPARE(counts().completed, 400);
    QCOMPARE(runs.size(), 400);
    QVERIFY2(most <= 20 && most > 1, qPrintable(QString::number(most)));
}

void TestWorkerSqlite::flakyJobsComeThrough()
{
    JobOptions options;
    options.attempts = 4;
    options.backoff = {Backoff::Kind::Fixed, 500ms, 0};
    const QList<JobId> ids = add(10, options, R"({"failures":2})");
    startWith(makeLoadTestHandler(u"flaky"), 3);
    for (int round = 0; round < 2; ++round) {
        QVERIFY(settled([](const QueueCounts &c) { return c.delayed == 10 && c.active == 0; }));
        m_rig->pass(499ms);
        QCOMPARE(counts().delayed, 10);
        m_rig->pass(1ms);
    }
    QVERIFY(settled([](const QueueCounts &c) { return c.completed == 10; }));
    const auto job = await<JobDetail>(*m_box, [&](auto reply) { m_store->job({u"q"_s}, ids.first(), reply); });
    QVERIFY(job);
    QCOMPARE(job.value().stacktrace.size(), 2);
}

void TestWorkerSqlite::attemptsEnd()
{
    JobOptions options;
    options.attempts = 3; // no back-off: at once
    const QList<JobId> ids = add(5, options);
    startWith(makeLoadTestHandler(u"fail"), 2);
    QVERIFY(settled([](const QueueCounts &c) { return c.failed == 5; }));
    const auto job = await<JobDetail>(*m_box, [&](auto reply) { m_store->job({u"q"_s}, ids.last(), reply); });
    QVERIFY(job);
    QCOMPARE(job.value().row.attemptsMade, 3);
}

void TestWorkerSqlite::theRateLimitHolds()
{
    add(10);
    startWith(makeLoadTestHandler(u"noop"), 10, RateLimit{4, 1000ms});
    QVERIFY(settled([](const QueueCounts &c) { return c.completed == 4; }));
    m_rig->pass(999ms);
    QCOMPARE(counts().completed, 4);
    m_rig->pass(1ms);
    QVERIFY(settled([](const QueueCounts &c) { return c.completed == 8; }));
    m_rig->pass(1000ms);
    QVERIFY(settled([](const QueueCounts &c) { return c.completed == 10; }));
}

void TestWorkerSqlite::leasesAreKept()
{
    const QList<JobId> ids = add(1);
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 1);
    QVERIFY(m_rig->until([&] { return handler->started() == 1; }));
    const auto leaseUntil = [&]() -> std::optional<Instant> { // through the reader: the worker is not touched
        const auto job = await<JobDetail>(*m_box, [&](auto reply) { m_store->job({u"q"_s}, ids.first(), reply); });
        return job ? job.value().leaseUntil : std::nullopt;
    };
    for (int round = 0; round < 6; ++round) {
        m_clock.advance(10s);
        m_rig->worker.wakeLeaseKeeper();
        const QDeadlineTimer limit(20s);
        bool extended = false;
        while (!extended && !limit.hasExpired())
            extended = leaseUntil() == m_clock.now() + 30s;
        QVERIFY(extended);
    }
    handler->at(0).reply(JobOutcome::completed("1"));
    QVERIFY(settled([](const QueueCounts &c) { return c.completed == 1; }));
}

void TestWorkerSqlite::aDeadWorkersJobsRunAgain()
{
    add(3);
    const auto first = std::make_shared<ScriptedHandler>();
    startWith(first, 3);
    QVERIFY(m_rig->until([&] { return first->started() == 3; }));
    m_rig.reset(); // dies without a word
    newRig();
    const auto second = std::make_shared<ScriptedHandler>();
    startWith(second, 3);
    m_clock.advance(31s);
    m_rig->worker.tick();
    QVERIFY(m_rig->until([&] { return second->started() == 3; }));
    first->at(0).reply(JobOutcome::completed("1")); // nobody listens
    QCOMPARE(counts().completed, 0);
    for (int i = 0; i < 3; ++i)
        second->at(i).reply(JobOutcome::completed());
    QVERIFY(settled([](const QueueCounts &c) { return c.completed == 3; }));
}

void TestWorkerSqlite::orderlyStopLosesNothing()
{
    add(300);
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 50);
    QVERIFY(m_rig->until([&] { return handler->started() >= 50; }));
    for (int i = 0; i < 30; ++i)
        handler->at(i).reply(JobOutcome::completed());
    m_rig->stop();
    for (int i = 30; i < 40; ++i)
        handler->at(i).reply(JobOutcome::completed());
    m_rig->pass(4s);
    QVERIFY(m_rig->until([&] { return m_rig->stopped.has_value(); }));
    QVERIFY(*m_rig->stopped);
    const QueueCounts left = counts();
    QCOMPARE(left.completed, 40);
    QCOMPARE(left.active, 0);
    QCOMPARE(left.waiting, 260);
}

void TestWorkerSqlite::aJobThatKillsItsWorkersFails()
{
    const QList<JobId> ids = add(1);
    for (int death = 0; death < 2; ++death) {
        const auto handler = std::make_shared<ScriptedHandler>();
        startWith(handler, 1);
        QVERIFY(m_rig->until([&] { return handler->started() == 1; }));
        m_rig.reset();
        m_clock.advance(31s);
        newRig();
    }
    const auto handler = std::make_shared<ScriptedHandler>();
    startWith(handler, 1);
    QVERIFY(settled([](const QueueCounts &c) { return c.failed == 1; }));
    QCOMPARE(handler->started(), 0);
    const auto job = await<JobDetail>(*m_box, [&](auto reply) { m_store->job({u"q"_s}, ids.first(), reply); });
    QVERIFY(job);
    QCOMPARE(job.value().row.failedReason, u"job stalled more than allowable limit"_s);
}

QTEST_GUILESS_MAIN(TestWorkerSqlite)
#include "tst_worker_sqlite.moc"
