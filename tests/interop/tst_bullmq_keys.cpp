#include "tests/interop/matrix.h"
#include "tests/interop/node_peer.h"
#include "tests/interop/our_side.h"
#include "tests/support/redis_server.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The same is done once by npm BullMQ and once by our engine, on two queues; then every key of both is compared: type,
/// value, whether it expires, and the events in their order (bullmq-format 6.1). Times, tokens, names of workers and
/// our own hash fields are masked by peer.mjs.
class TestBullmqKeys : public QObject
{
    Q_OBJECT
    RedisServer m_redis;
    QString m_line;
    Matrix m_matrix;
    std::unique_ptr<OurSide> m_ours;
    const QueueName m_queue{u"ours-q"_s};

    QJsonObject node(const QStringList &command)
    {
        NodePeer peer(m_line, m_redis.url());
        return peer.run(command).object();
    }
    void add(const QString &name, const QByteArray &data, const QByteArray &nodeOptions, const JobOptions &ourOptions)
    {
        NodePeer peer(m_line, m_redis.url());
        const QString jobs = u"[[\"%1\", %2, %3]]"_s.arg(name, QString::fromUtf8(data), QString::fromUtf8(nodeOptions));
        QCOMPARE(peer.run({u"add"_s, u"node-q"_s, jobs}).array().size(), 1);
        QVERIFY(m_ours->call<QList<Added>>(&JobStore::add, QList<NewJob>{{m_queue, name, {data}, ourOptions}}));
    }
    /// Both sides work until nothing is left; ours one job at a time, as theirs.
    void work(const QByteArray &marker = {})
    {
        Q_UNUSED(marker)
        NodePeer worker(m_line, m_redis.url());
        QVERIFY(worker.start({u"work"_s, u"node-q"_s, u"{\"concurrency\": 1}"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(atRest(u"node-q"_s), 20'000);
        worker.finish();
        m_ours->serve(m_queue.value, std::make_shared<PlainHandler>([](const ClaimedJob &job) {
            const QJsonObject data = QJsonDocument::fromJson(job.data).object();
            if (data.value(u"unrecoverable"_s).toBool())
                return JobOutcome::unrecoverable(u"no use"_s);
            if (job.attemptsMade < data.value(u"failures"_s).toInt())
                return JobOutcome::failed(u"not yet"_s);
            return JobOutcome::completed(QJsonDocument(QJsonObject{{u"got"_s, data}}).toJson(QJsonDocument::Compact));
        }), 1);
        QTRY_VERIFY_WITH_TIMEOUT(atRest(m_queue.value), 20'000);
        m_ours->stop();
    }
    bool atRest(const QString &queue)
    {
        const QByteArray begin = "bull:" + queue.toUtf8() + ':';
        return m_redis.cli({u"EVAL"_s, u"return redis.call('LLEN', KEYS[1]..'wait') + redis.call('LLEN', KEYS[1]..'active') "
                                       "+ redis.call('ZCARD', KEYS[1]..'delayed') + redis.call('ZCARD', KEYS[1]..'prioritized')"_s,
                            u"1"_s, QString::fromUtf8(begin)}) == "0";
    }
    /// The keys of both queues without those that tell of waiting only: the marker that was or was not taken yet, the
    /// throttle of the stalled check.
    void compare(const QStringList &without = {u"stalled-check"_s, u"marker"_s})
    {
        QJsonObject theirs = node({u"dump"_s, u"node-q"_s});
        QJsonObject ours = node({u"dump"_s, m_queue.value});
        for (const QString &key : without) {
            theirs.remove(key);
            ours.remove(key);
        }
        QVERIFY(theirs.size() > 3);
        QCOMPARE(ours.keys(), theirs.keys());
        for (const QString &key : theirs.keys())
            QCOMPARE(QJsonDocument(QJsonArray{key, ours.value(key)}).toJson(), QJsonDocument(QJsonArray{key, theirs.value(key)}).toJson());
    }

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("line");
        for (const auto &line : {u"bullmq5"_s, u"bullmq6"_s})
            QTest::newRow(qPrintable(line)) << line;
    }
    void init()
    {
        QFETCH_GLOBAL(QString, line);
        m_line = line;
        if (!m_redis.isRunning())
            QVERIFY2(m_redis.start(), qPrintable(m_redis.problem()));
        m_redis.cli({u"FLUSHALL"_s});
        m_ours = std::make_unique<OurSide>(m_redis.url());
    }
    void cleanup()
    {
        m_ours.reset();
        m_matrix.note(m_line);
    }
    void cleanupTestCase() { m_matrix.print(); }

    void adding()
    {
        JobOptions lifo, delayed, prioritized, both, named, rules;
        lifo.lifo = true;
        delayed.delay = 1h;
        prioritized.priority = 5;
        both.delay = 1h;
        both.priority = 7;
        named.jobId = u"visit-7"_s;
        rules.attempts = 3;
        rules.backoff = {Backoff::Kind::Exponential, 500ms, 0};
        rules.keepCompleted = KeepRule{0};
        rules.keepFailed = KeepRule{10, Seconds(3600)};
        rules.keepLogs = 5;
        add(u"plain"_s, "{\"a\":1}", "{}", {});
        add(u"lifo"_s, "1", "{\"lifo\":true}", lifo);
        add(u"delayed"_s, "null", "{\"delay\":3600000}", delayed);
        add(u"prioritized"_s, "[1,2]", "{\"priority\":5}", prioritized);
        add(u"both"_s, "\"x\"", "{\"delay\":3600000,\"priority\":7}", both);
        add(u"named"_s, "{}", "{\"jobId\":\"visit-7\"}", named);
        add(u"twice"_s, "{\"other\":1}", "{\"jobId\":\"visit-7\"}", named);
        add(u"rules"_s, "{}",
            "{\"attempts\":3,\"backoff\":{\"type\":\"exponential\",\"delay\":500},\"removeOnComplete\":true,"
            "\"removeOnFail\":{\"count\":10,\"age\":3600},\"keepLogs\":5}",
            rules);
        compare({u"stalled-check"_s});
    }

    void finishing()
    {
        JobOptions gone;
        gone.keepCompleted = KeepRule{0};
        add(u"kept"_s, "{\"n\":1}", "{}", {});
        add(u"gone"_s, "{\"n\":2}", "{\"removeOnComplete\":true}", gone);
        add(u"failed"_s, "{\"unrecoverable\":true}", "{}", {});
        work();
        compare();
    }

    void retryingAtOnce()
    {
        JobOptions three;
        three.attempts = 3;
        add(u"again"_s, "{\"failures\":2}", "{\"attempts\":3}", three);
        add(u"never"_s, "{\"failures\":9}", "{\"attempts\":3}", three);
        work();
        compare();
    }

    void retryingLater()
    {
        JobOptions two;
        two.attempts = 2;
        two.backoff = {Backoff::Kind::Fixed, 50ms, 0};
        add(u"later"_s, "{\"failures\":1}", "{\"attempts\":2,\"backoff\":{\"type\":\"fixed\",\"delay\":50}}", two);
        work();
        compare();
    }

    void delayedWithPriority()
    {
        JobOptions options;
        options.delay = 100ms;
        options.priority = 3;
        add(u"due"_s, "{}", "{\"delay\":100,\"priority\":3}", options);
        work();
        compare();
    }
};

QTEST_GUILESS_MAIN(TestBullmqKeys)
#include "tst_bullmq_keys.moc"
