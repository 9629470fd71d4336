#include "tests/interop/invariants.h"
#include "tests/interop/matrix.h"
#include "tests/interop/node_peer.h"
#include "tests/interop/our_side.h"
#include "tests/interop/soak.h"
#include "tests/support/redis_server.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cstdio>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Jobs that go from npm BullMQ to our engine and back, work that both share, and what each does when the other dies.
/// One run per line of BullMQ.
class TestBullmqJobs : public QObject
{
    Q_OBJECT
    RedisServer m_redis;
    QString m_line;
    Matrix m_matrix;

    NodePeer peer() const { return {m_line, m_redis.url()}; }
    QJsonDocument node(const QStringList &command) { return peer().run(command); }
    static QJsonObject dataOf(const ClaimedJob &job) { return QJsonDocument::fromJson(job.data).object(); }
    static std::shared_ptr<Handler> answering(std::function<JobOutcome(const ClaimedJob &)> answer)
    {
        return std::make_shared<PlainHandler>(std::move(answer));
    }
    static NewJob job(const QString &queue, QByteArray data, JobOptions options = {})
    {
        return {{queue}, u"ours"_s, {std::move(data)}, std::move(options)};
    }
    /// What must hold whenever a queue is at rest (bullmq-format 6.3).
    void checkAtRest(const QString &queue)
    {
        QCOMPARE(m_redis.cli({u"LLEN"_s, u"bull:%1:active"_s.arg(queue)}), QByteArray("0"));
        QCOMPARE(brokenInvariants(m_redis, queue), QString());
    }

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("line");
        for (const auto &line : {u"bullmq-floor"_s, u"bullmq5"_s, u"bullmq6"_s})
            QTest::newRow(qPrintable(line)) << line;
    }
    void init()
    {
        QFETCH_GLOBAL(QString, line);
        m_line = line;
        if (!m_redis.isRunning())
            QVERIFY2(m_redis.start(), qPrintable(m_redis.problem()));
        m_redis.cli({u"FLUSHALL"_s});
    }
    void cleanup() { m_matrix.note(m_line); }
    void cleanupTestCase() { m_matrix.print(); }

    void m02_nodeWaitsForOurResult_data()
    {
        QTest::addColumn<QByteArray>("result");
        QTest::newRow("object") << QByteArray(R"({"sent":true,"to":"cliente"})");
        QTest::newRow("text") << QByteArray("\"pronto \\u00e7 \xe2\x9c\x93\"");
        QTest::newRow("number") << QByteArray("42.5");
        QTest::newRow("null") << QByteArray("null");
    }
    void m02_nodeWaitsForOurResult()
    {
        QFETCH(QByteArray, result);
        OurSide ours(m_redis.url());
        QByteArray seen;
        ours.serve(u"mail"_s, answering([&](const ClaimedJob &claimed) {
            seen = claimed.data;
            return JobOutcome::completed(result);
        }), 5);
        const QJsonObject said = node({u"result"_s, u"mail"_s, u"[\"receipt\", {\"n\": 1}, {}]"_s}).object();
        QCOMPARE(seen, QByteArray("{\"n\":1}"));
        QVERIFY(said.value(u"broken"_s).isNull());
        const QJsonValue expected = QJsonDocument::fromJson('[' + result + ']').array().at(0);
        QCOMPARE(said.value(u"value"_s), expected);
        ours.stop();
        checkAtRest(u"mail"_s);
        const QJsonObject kept = node({u"job"_s, u"mail"_s, said.value(u"id"_s).toString()}).object();
        QCOMPARE(kept.value(u"state"_s).toString(), u"completed"_s);
        QCOMPARE(kept.value(u"attemptsMade"_s).toInt(), 1);
    }

    void m03_nodeReadsOurFailureAndRetriesIt()
    {
        OurSide ours(m_redis.url());
        bool fails = true;
        ours.serve(u"mail"_s, answering([&](const ClaimedJob &) { return fails ? JobOutcome::failed(u"provider said no"_s) : JobOutcome::completed(); }), 5);
        const QJsonObject said = node({u"result"_s, u"mail"_s, u"[\"receipt\", {}, {\"attempts\": 2, \"backoff\": 20}]"_s}).object();
        QCOMPARE(said.value(u"failed"_s).toString(), u"provider said no"_s);
        const QString id = said.value(u"id"_s).toString();
        const QJsonObject kept = node({u"job"_s, u"mail"_s, id}).object();
        QCOMPARE(kept.value(u"attemptsMade"_s).toInt(), 2);
        QCOMPARE(kept.value(u"failedReason"_s).toString(), u"provider said no"_s);
        fails = false;
        node({u"act"_s, u"mail"_s, u"retry"_s, id});
        QTRY_COMPARE(ours.call<JobDetail>(&JobStore::job, QueueName{u"mail"_s}, JobId{id}).value().row.state, JobState::Completed);
        ours.stop();
        checkAtRest(u"mail"_s);
    }

    void m05_weAddNodeProcesses()
    {
        OurSide ours(m_redis.url());
        NodePeer worker = peer();
        QVERIFY(worker.start({u"work"_s, u"mail"_s, u"{\"concurrency\": 1}"_s}));
        QVERIFY(worker.next().object().value(u"ready"_s).toBool());
        JobOptions delayed, prioritized, retried;
        delayed.delay = 200ms;
        prioritized.priority = 3;
        retried.attempts = 3;
        retried.backoff = {Backoff::Kind::Exponential, 20ms, 0};
        const auto added = ours.call<QList<Added>>(&JobStore::add, QList<NewJob>{job(u"mail"_s, "{\"n\":1}"), job(u"mail"_s, "{\"n\":2}", delayed),
                                                                                job(u"mail"_s, "{\"n\":3}", prioritized),
                                                                                job(u"mail"_s, "{\"failures\":2}", retried)});
        QCOMPARE(added.value().size(), 4);
        const auto completed = [&] { return ours.call<QList<QueueInfo>>(&JobStore::queues).value().value(0).counts.completed; };
        QTRY_COMPARE_WITH_TIMEOUT(completed(), 4, 20'000);
        const JobDetail again = ours.call<JobDetail>(&JobStore::job, QueueName{u"mail"_s}, added.value()[3].id).value();
        QCOMPARE(again.row.attemptsMade, 3);
        QCOMPARE(again.stacktrace.size(), 2);
        QCOMPARE(QJsonDocument::fromJson(again.returnValue.utf8).object().value(u"got"_s).toObject().value(u"failures"_s).toInt(), 2);
        QCOMPARE(worker.finish().object().value(u"processed"_s).toArray().size(), 4);
        checkAtRest(u"mail"_s);
    }

    void m10_allWorkOnOneQueue()
    {
        const int half = soakJobs(5'000) / 2;
        OurSide ours(m_redis.url());
        // Every line of BullMQ, and we; the line under test adds. All are there before the first job is.
        NodePeer floor(u"bullmq-floor"_s, m_redis.url());
        NodePeer five(u"bullmq5"_s, m_redis.url());
        NodePeer six(u"bullmq6"_s, m_redis.url());
        for (NodePeer *node : {&floor, &five, &six}) {
            QVERIFY(node->start({u"work"_s, u"mail"_s, u"{\"concurrency\": 20}"_s}));
            QVERIFY(node->next().object().value(u"ready"_s).toBool());
        }
        ours.serve(u"mail"_s, answering([](const ClaimedJob &claimed) { return JobOutcome::completed(claimed.data); }), 20);
        NodePeer producer = peer();
        QVERIFY(producer.start({u"addMany"_s, u"mail"_s, QString::number(half)}));
        constexpr int atOnce = 2'500;
        for (int first = 0; first < half; first += atOnce) {
            QList<NewJob> jobs;
            for (int i = first; i < std::min(half, first + atOnce); ++i)
                jobs.append(job(u"mail"_s, "{\"n\":" + QByteArray::number(half + i) + '}'));
            const auto added = ours.call<QList<Added>>(&JobStore::add, jobs);
            QVERIFY2(added && added.value().size() == jobs.size(), qPrintable(added ? QString() : added.error().detail));
        }
        producer.finish();
        QTRY_COMPARE_WITH_TIMEOUT(ours.call<QList<QueueInfo>>(&JobStore::queues).value().value(0).counts, (QueueCounts{.completed = 2 * half}),
                                  120'000 + half * 20);
        ours.stop();
        QStringList all = ours.ended();
        QVERIFY(!all.isEmpty());
        for (NodePeer *node : {&floor, &five, &six}) {
            const QJsonObject theirs = node->finish().object();
            QCOMPARE(theirs.value(u"stalled"_s).toArray().size(), 0);
            const QJsonArray processed = theirs.value(u"processed"_s).toArray();
            for (const QJsonValue &id : processed)
                all.append(id.toString());
        }
        QCOMPARE(all.size(), 2 * half); // none twice
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), 2 * half);
        checkAtRest(u"mail"_s);
        QCOMPARE(node({u"counts"_s, u"mail"_s}).object().value(u"completed"_s).toInt(), 2 * half); // our metrics and theirs
    }

    void m11_nodeRecoversWhatWeHeldWhenWeDied()
    {
        OurSide ours(m_redis.url());
        QVERIFY(ours.call<QList<Added>>(&JobStore::add, QList<NewJob>{job(u"mail"_s, "{}")}));
        QProcess holder;
        holder.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, m_redis.url(), u"mail"_s});
        QVERIFY(QTest::qWaitFor([&] { return holder.canReadLine(); }, 20'000));
        QCOMPARE(holder.readLine().trimmed(), QByteArray("1"));
        holder.kill();
        holder.waitForFinished();
        QCOMPARE(m_redis.cli({u"LLEN"_s, u"bull:mail:active"_s}), QByteArray("1"));
        NodePeer worker = peer();
        QVERIFY(worker.start({u"work"_s, u"mail"_s, u"{\"stalledInterval\": 300}"_s}));
        const auto detail = [&] { return ours.call<JobDetail>(&JobStore::job, QueueName{u"mail"_s}, JobId{u"1"_s}).value(); };
        QTRY_COMPARE_WITH_TIMEOUT(detail().row.state, JobState::Completed, 20'000);
        QCOMPARE(detail().stalledCount, 1);
        QCOMPARE(detail().attemptsStarted, 2);
        QCOMPARE(worker.finish().object().value(u"stalled"_s).toArray().size(), 1);
        checkAtRest(u"mail"_s);
    }

    void m12_weRecoverWhatNodeHeldWhenItDied()
    {
        OurSide ours(m_redis.url());
        QVERIFY(ours.call<QList<Added>>(&JobStore::add, QList<NewJob>{job(u"mail"_s, "{\"ms\":60000}")}));
        NodePeer worker = peer();
        QVERIFY(worker.start({u"work"_s, u"mail"_s, u"{\"lockDuration\": 1000, \"stalledInterval\": 300}"_s}));
        while (true) {
            const QJsonObject said = worker.next().object();
            QVERIFY(!said.isEmpty());
            if (said.contains(u"began"_s))
                break;
        }
        worker.kill();
        ours.serve(u"mail"_s, answering([](const ClaimedJob &) { return JobOutcome::completed("\"by us\""); }), 2, 1s);
        const auto detail = [&] { return ours.call<JobDetail>(&JobStore::job, QueueName{u"mail"_s}, JobId{u"1"_s}).value(); };
        QTRY_COMPARE_WITH_TIMEOUT(detail().row.state, JobState::Completed, 20'000);
        QCOMPARE(detail().stalledCount, 1);
        QCOMPARE(detail().returnValue.utf8, QByteArray("\"by us\""));
        ours.stop();
        checkAtRest(u"mail"_s);
    }

    void m25_nodeSeesOurWorkerAndOurPause()
    {
        OurSide ours(m_redis.url());
        QVERIFY(ours.call<QList<Added>>(&JobStore::add, QList<NewJob>{job(u"mail"_s, "{}"), job(u"mail"_s, "{}")}));
        QVERIFY(ours.call<Done>(&JobStore::setPaused, QueueName{u"mail"_s}, true));
        QVERIFY(ours.call<QList<Added>>(&JobStore::add, QList<NewJob>{job(u"mail"_s, "{}")}));
        ours.serve(u"mail"_s, answering([](const ClaimedJob &) { return JobOutcome::completed(); }), 2);
        const auto workers = [&] { return node({u"counts"_s, u"mail"_s}).object().value(u"workers"_s).toArray(); };
        QTRY_COMPARE_WITH_TIMEOUT(workers().size(), 1, 20'000);
        QVERIFY(ours.ended().isEmpty());
        node({u"act"_s, u"mail"_s, u"resume"_s}); // whichever layout it uses, no job is lost
        QTRY_COMPARE_WITH_TIMEOUT(ours.ended().size(), 3, 40'000);
        ours.stop();
        checkAtRest(u"mail"_s);
    }
};

/// Claims one job, says its id and holds it until somebody kills the program.
static int hold(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    OurSide ours(QString::fromUtf8(argv[2]));
    Want want{{QString::fromUtf8(argv[3])}, 1, Millis(1000), "held", u"short-lived"_s, {}};
    const auto claimed = ours.call<Exchanged>(&JobStore::exchange, Exchange{{}, {want}});
    std::printf("%s\n", claimed ? qPrintable(claimed.value().claimed.value(0).id.value) : "nothing");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

int main(int argc, char *argv[])
{
    if (argc > 3 && QByteArrayView(argv[1]) == "--hold")
        return hold(argc, argv);
    QCoreApplication application(argc, argv);
    TestBullmqJobs test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_bullmq_jobs.moc"
