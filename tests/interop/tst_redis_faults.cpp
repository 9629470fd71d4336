#include "tests/interop/faulty_wire.h"
#include "tests/interop/invariants.h"
#include "tests/interop/matrix.h"
#include "tests/interop/our_side.h"
#include "tests/interop/soak.h"
#include "tests/support/redis_server.h"

#include <QElapsedTimer>

#include <ctime>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QueueName mail{u"mail"_s};

/// Takes a while for each job and counts how often it ran.
class CountingHandler final : public Handler
{
public:
    explicit CountingHandler(Millis time) : m_time(time) {}
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override
    {
        ++runs[context->job().id.value];
        gap = std::max(gap, m_since.isValid() ? m_since.restart() : (m_since.start(), 0));
        QTimer::singleShot(m_time, Qt::PreciseTimer, &m_timers, [reply] { reply(JobOutcome::completed()); });
    }
    QHash<QString, int> runs;
    qint64 gap = 0;            ///< ms, the longest time in which no job began

private:
    const Millis m_time;
    QElapsedTimer m_since;
    QObject m_timers;
};

} // namespace

/// What happens to the server and to the way there while a worker is busy: nothing is lost, nothing is done twice, and it
/// goes on by itself (rows M26 and M28 of the interop matrix).
class TestRedisFaults : public QObject
{
    Q_OBJECT
    Matrix m_matrix;

    static QList<NewJob> jobs(int count, const QByteArray &data = "{}")
    {
        return QList<NewJob>(count, NewJob{mail, u"ours"_s, {data}, {}});
    }
    /// Works through `count` jobs while `disturb` is called every `every`, at most `times`. Each must run exactly once.
    void workThrough(const RedisServer &redis, const QString &url, int count, Millis every, int times, const std::function<void()> &disturb, Millis aJob = 4ms)
    {
        {
            OurSide direct(redis.url());
            QVERIFY(direct.call<QList<Added>>(&JobStore::add, jobs(count)));
        }
        OurSide side(url);
        const auto handler = std::make_shared<CountingHandler>(aJob);
        QTimer timer;
        int left = times;
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
            if (left-- > 0)
                disturb();
        });
        timer.start(every);
        side.serve(u"mail"_s, handler, 10);
        QTRY_COMPARE_WITH_TIMEOUT(side.ended().size(), count, 60'000);
        timer.stop();
        QCOMPARE(handler->runs.size(), count);
        for (auto run = handler->runs.cbegin(); run != handler->runs.cend(); ++run)
            QVERIFY2(run.value() == 1, qPrintable(u"job %1 ran %2 times"_s.arg(run.key()).arg(run.value())));
        side.stop();
        QCOMPARE(redis.cli({u"ZCARD"_s, u"bull:mail:completed"_s}).toInt(), count);
        QCOMPARE(brokenInvariants(redis, u"mail"_s), QString());
        qInfo("the longest time without work was %lld ms, after %d disturbances", qlonglong(handler->gap), times - std::max(left, 0));
    }

private slots:
    void cleanup() { m_matrix.note(u"ours"_s); }
    void cleanupTestCase() { m_matrix.print(); }

    void m28_serverKilled()
    {
        RedisServer redis;
        QVERIFY2(redis.start({u"appendonly yes"_s, u"appendfsync always"_s}), qPrintable(redis.problem()));
        workThrough(redis, redis.url(), 1'500, 300ms, 2, [&] { QVERIFY2(redis.restart(), qPrintable(redis.problem())); });
    }

    void m28_connectionsKilled()
    {
        RedisServer redis;
        QVERIFY2(redis.start(), qPrintable(redis.problem()));
        workThrough(redis, redis.url(), 2'000, 250ms, 4, [&] { redis.cli({u"CLIENT"_s, u"KILL"_s, u"TYPE"_s, u"normal"_s, u"SKIPME"_s, u"yes"_s}); });
    }

    void m28_scriptsForgotten()
    {
        RedisServer redis;
        QVERIFY2(redis.start(), qPrintable(redis.problem()));
        workThrough(redis, redis.url(), 1'500, 40ms, 50, [&] { redis.cli({u"SCRIPT"_s, u"FLUSH"_s}); });
    }

    void m28_serverHangs()
    {
        RedisServer redis;
        QVERIFY2(redis.start(), qPrintable(redis.problem()));
        workThrough(redis, redis.url(), 1'000, 300ms, 1, [&] { redis.cli({u"DEBUG"_s, u"SLEEP"_s, u"1.5"_s}); });
    }

    void m28_connectionsCutInTheMiddle()
    {
        RedisServer redis;
        QVERIFY2(redis.start(), qPrintable(redis.problem()));
        FaultyWire wire(redis.port());
        wire.setCutAfter(400'000);
        workThrough(redis, u"redis://127.0.0.1:%1/0"_s.arg(wire.port()), 1'500, 1s, 0, [] {}, 20ms);
        qInfo("%d connections were cut", wire.cuts());
        QVERIFY(wire.cuts() > 0);
    }

    void m28_packetsInHalvesAndLate()
    {
        RedisServer redis;
        QVERIFY2(redis.start(), qPrintable(redis.problem()));
        FaultyWire wire(redis.port());
        wire.setTorn(true);
        wire.setDelay(5ms);
        workThrough(redis, u"redis://127.0.0.1:%1/0"_s.arg(wire.port()), 1'000, 1s, 0, [] {});
    }

    void m28_tenMegabytes()
    {
        RedisServer redis;
        QVERIFY2(redis.start(), qPrintable(redis.problem()));
        OurSide side(redis.url());
        const QByteArray large = "{\"s\":\"" + QByteArray(10 << 20, 'x') + "\"}";
        QVERIFY(side.call<QList<Added>>(&JobStore::add, jobs(3, large)));
        side.serve(u"mail"_s, std::make_shared<PlainHandler>([&](const ClaimedJob &job) {
            return job.data == large ? JobOutcome::completed(job.data) : JobOutcome::failed(u"another text"_s);
        }), 3);
        QTRY_COMPARE_WITH_TIMEOUT(side.ended().size(), 3, 60'000);
        const auto detail = side.call<JobDetail>(&JobStore::job, mail, JobId{u"1"_s});
        QVERIFY(detail && detail.value().returnValue.utf8 == large);
        side.stop();
        QCOMPARE(brokenInvariants(redis, u"mail"_s), QString());
    }

    void m28_memoryFull()
    {
        RedisServer redis;
        QVERIFY2(redis.start({u"maxmemory-policy noeviction"_s}), qPrintable(redis.problem()));
        OurSide side(redis.url());
        QVERIFY(side.call<QList<Added>>(&JobStore::add, jobs(300)));
        const auto handler = std::make_shared<CountingHandler>(30ms);
        side.serve(u"mail"_s, handler, 10);
        QTRY_VERIFY_WITH_TIMEOUT(handler->runs.size() > 50, 10'000);
        redis.cli({u"CONFIG"_s, u"SET"_s, u"maxmemory"_s, u"1"_s});
        const auto refused = side.call<QList<Added>>(&JobStore::add, jobs(1));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Full);
        QTest::qWait(300); // what is in hand may end: the server counts only what comes anew
        redis.cli({u"CONFIG"_s, u"SET"_s, u"maxmemory"_s, u"0"_s});
        QVERIFY(side.call<QList<Added>>(&JobStore::add, jobs(1)));
        QElapsedTimer resumes;
        resumes.start();
        QTRY_COMPARE_WITH_TIMEOUT(side.ended().size(), 301, 20'000);
        qInfo("after there was memory again, all was done within %lld ms", qlonglong(resumes.elapsed()));
        for (const int runs : std::as_const(handler->runs))
            QCOMPARE(runs, 1);
        side.stop();
        QCOMPARE(brokenInvariants(redis, u"mail"_s), QString());
    }

    /// A server far away, ten queues, jobs that take longer than their lease, and a person who pages through many jobs.
    void m28_leasesHoldFarAway()
    {
        const int many = soakJobs(50'000, 10);
        RedisServer redis;
        QVERIFY2(redis.start(), qPrintable(redis.problem()));
        {
            OurSide direct(redis.url());
            for (int made = 0; made < many; made += 10'000) {
                QList<NewJob> some = jobs(10'000);
                for (NewJob &job : some)
                    job.queue = {u"looked-at"_s};
                QVERIFY(direct.call<QList<Added>>(&JobStore::add, some));
            }
        }
        FaultyWire wire(redis.port());
        wire.setDelay(50ms);
        OurSide side(u"redis://127.0.0.1:%1/0"_s.arg(wire.port()));
        const auto handler = std::make_shared<CountingHandler>(4s);
        QList<NewJob> work;
        QList<ServedQueue> served;
        for (int q = 0; q < 10; ++q) {
            const QueueName queue{u"far-%1"_s.arg(q)};
            served.append({.queue = queue, .concurrency = 3, .handler = handler, .handlerName = u"test"_s, .lease = 2s});
            for (int i = 0; i < 5; ++i) { // ids of their own, to count the runs of each
                JobOptions options;
                options.jobId = u"%1-job-%2"_s.arg(queue.value).arg(i);
                work.append({queue, u"ours"_s, {"{}"}, options});
            }
        }
        QVERIFY(side.call<QList<Added>>(&JobStore::add, work));
        side.serve(served);
        JobQuery query{.queue = {u"looked-at"_s}, .state = JobState::Waiting, .limit = 500, .cursor = QString()};
        int pages = 0;
        QElapsedTimer watch;
        watch.start();
        while (side.ended().size() < work.size() && watch.elapsed() < 40'000) {
            const auto page = side.call<JobPage>(&JobStore::page, query);
            QVERIFY(page);
            ++pages;
            query.cursor = page.value().next;
        }
        QCOMPARE(side.ended().size(), work.size());
        for (auto run = handler->runs.cbegin(); run != handler->runs.cend(); ++run)
            QVERIFY2(run.value() == 1, qPrintable(u"job %1 ran %2 times"_s.arg(run.key()).arg(run.value())));
        side.stop();
        for (const NewJob &job : std::as_const(work))
            QCOMPARE(redis.cli({u"HGET"_s, u"bull:%1:%2"_s.arg(job.queue.value, job.options.jobId), u"ats"_s}), QByteArray("1"));
        qInfo("%d jobs of 4 s under leases of 2 s held at 100 ms a round trip, beside %d pages", int(work.size()), pages);
        QVERIFY(pages > 10);
    }

    void m26_fiftyIdleQueuesCostNothing()
    {
        const int seconds = soakSeconds(5, 600);
        RedisServer redis;
        QVERIFY2(redis.start(), qPrintable(redis.problem()));
        OurSide side(redis.url());
        QList<ServedQueue> served;
        QList<NewJob> one;
        for (int q = 0; q < 50; ++q) {
            const QueueName queue{u"idle-%1"_s.arg(q)};
            served.append({.queue = queue, .concurrency = 1, .handler = std::make_shared<CountingHandler>(1ms), .handlerName = u"test"_s});
            one.append({queue, u"ours"_s, {"{}"}, {}});
        }
        side.serve(served);
        QTest::qWait(1'500);
        const auto commands = [&] {
            const QByteArray stats = redis.cli({u"INFO"_s, u"stats"_s});
            const qsizetype at = stats.indexOf("total_commands_processed:") + 25;
            return stats.mid(at, stats.indexOf('\r', at) - at).toLongLong();
        };
        const qint64 before = commands();
        const std::clock_t cpu = std::clock();
        QTest::qWait(seconds * 1'000);
        const double busy = double(std::clock() - cpu) / CLOCKS_PER_SEC / seconds;
        const double asked = double(commands() - before) / seconds;
        qInfo("50 idle queues: %.2f %% of a core (program without optimisation), %.1f commands a second", busy * 100, asked);
        QVERIFY2(busy < 0.03, qPrintable(QString::number(busy)));
        // Of each queue a blocking call in ten seconds, a look and a check in thirty; what those scripts call counts too.
        QVERIFY2(asked < 60, qPrintable(QString::number(asked)));
        OurSide other(redis.url());
        QVERIFY(other.call<QList<Added>>(&JobStore::add, one));
        QTRY_COMPARE_WITH_TIMEOUT(side.ended().size(), 50, 10'000);
        side.stop();
    }
};

QTEST_GUILESS_MAIN(TestRedisFaults)
#include "tst_redis_faults.moc"
