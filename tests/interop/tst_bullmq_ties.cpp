#include "tests/interop/matrix.h"
#include "tests/interop/node_peer.h"
#include "tests/interop/our_side.h"
#include "tests/support/redis_server.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Deduplication and flows, once by npm BullMQ and once by our engine: every key of the queues of both sides is compared
/// (bullmq-format 6.1), and each works on what the other made.
class TestBullmqTies : public QObject
{
    Q_OBJECT
    RedisServer m_redis;
    QString m_line;
    Matrix m_matrix;
    std::unique_ptr<OurSide> m_ours;
    const QueueName m_queue{u"ours-q"_s};
    const QueueName m_parts{u"ours-q-parts"_s};

    QJsonObject node(const QStringList &command)
    {
        NodePeer peer(m_line, m_redis.url());
        return peer.run(command).object();
    }
    void add(const QString &name, const QByteArray &nodeOptions, const JobOptions &ourOptions)
    {
        NodePeer peer(m_line, m_redis.url());
        const QString jobs = u"[[\"%1\", {}, %2]]"_s.arg(name, QString::fromUtf8(nodeOptions));
        QCOMPARE(peer.run({u"add"_s, u"node-q"_s, jobs}).array().size(), 1);
        QVERIFY(m_ours->call<QList<Added>>(&JobStore::add, QList<NewJob>{{m_queue, name, {"{}"}, ourOptions}}));
    }
    /// "sum" with the children "a" and "b" in another queue; `flag` is the option of both.
    void addFlow(const QString &flag, ChildFailure rule, const QByteArray &aData)
    {
        const QString options = flag.isEmpty() ? QString() : u", \"%1\": true"_s.arg(flag);
        const QString tree = uR"({"name": "sum", "queueName": "node-q", "data": {}, "opts": {"jobId": "sum"}, "children": [
            {"name": "part", "queueName": "node-q-parts", "data": %2, "opts": {"jobId": "a"%1}},
            {"name": "part", "queueName": "node-q-parts", "data": {}, "opts": {"jobId": "b"%1}}]})"_s.arg(options, QString::fromUtf8(aData));
        QCOMPARE(node({u"flow"_s, tree}).value(u"id"_s).toString(), u"sum"_s);
        const auto ours = [&](const QueueName &queue, const QString &name, const QString &id, QByteArray data, int parent) {
            JobOptions own;
            own.jobId = id;
            own.onFailure = parent < 0 ? ChildFailure::Wait : rule;
            return FlowJob{{queue, name, {std::move(data)}, own}, parent};
        };
        QVERIFY(m_ours->call<QList<Added>>(&JobStore::addFlow, QList<FlowJob>{ours(m_queue, u"sum"_s, u"sum"_s, "{}", -1),
                                                                             ours(m_parts, u"part"_s, u"a"_s, aData, 0),
                                                                             ours(m_parts, u"part"_s, u"b"_s, "{}", 0)}));
    }
    /// Each side works at its own queue until nothing is left to run.
    void work(const QString &suffix = {})
    {
        NodePeer worker(m_line, m_redis.url());
        QVERIFY(worker.start({u"work"_s, u"node-q"_s + suffix, u"{\"concurrency\": 1}"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(atRest(u"node-q"_s + suffix), 20'000);
        worker.finish();
        m_ours->serve(u"ours-q"_s + suffix, handler(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(atRest(u"ours-q"_s + suffix), 20'000);
        m_ours->stop();
    }
    static std::shared_ptr<Handler> handler()
    {
        return std::make_shared<PlainHandler>([](const ClaimedJob &job) {
            const QJsonObject data = QJsonDocument::fromJson(job.data).object();
            if (data.value(u"unrecoverable"_s).toBool())
                return JobOutcome::unrecoverable(u"no use"_s);
            return JobOutcome::completed(QJsonDocument(QJsonObject{{u"got"_s, data}}).toJson(QJsonDocument::Compact));
        });
    }
    bool atRest(const QString &queue)
    {
        return m_redis.cli({u"EVAL"_s, u"return redis.call('LLEN', KEYS[1]..'wait') + redis.call('LLEN', KEYS[1]..'active')"_s, u"1"_s,
                            u"bull:%1:"_s.arg(queue)}) == "0";
    }
    /// BullMQ 5 tells each deduplication twice; its second name is not for us (bullmq-format 1.1).
    static QJsonObject withoutOldNames(QJsonObject dump)
    {
        QJsonArray events = dump.value(u"events"_s).toArray();
        QJsonArray kept;
        for (const QJsonValue &event : events.at(1).toArray())
            if (!event.toString().startsWith(u"event=debounced"))
                kept.append(event);
        dump.insert(u"events"_s, QJsonArray{events.at(0), kept});
        return dump;
    }
    /// Children of a removed parent go in the order of a Redis set, which is nobody's: their events are told sorted.
    static QJsonObject withRemovalsSorted(QJsonObject dump)
    {
        QStringList events, removals;
        for (const QJsonValue &event : dump.value(u"events"_s).toArray().at(1).toArray())
            (event.toString().startsWith(u"event=removed") ? removals : events).append(event.toString());
        removals.sort();
        dump.insert(u"events"_s, QJsonArray{dump.value(u"events"_s).toArray().at(0), QJsonArray::fromStringList(events + removals)});
        return dump;
    }
    void compare(const QString &suffix = {}, const QStringList &without = {u"stalled-check"_s, u"marker"_s})
    {
        QJsonObject theirs = withRemovalsSorted(withoutOldNames(node({u"dump"_s, u"node-q"_s + suffix})));
        QJsonObject ours = withRemovalsSorted(withoutOldNames(node({u"dump"_s, u"ours-q"_s + suffix})));
        for (const QString &key : without) {
            theirs.remove(key);
            ours.remove(key);
        }
        QVERIFY(!theirs.isEmpty());
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

    void m08_deduplicating()
    {
        JobOptions simple, throttle, extend, debounce;
        simple.deduplication = Deduplication{u"simple"_s};
        throttle.deduplication = Deduplication{u"throttle"_s, 60s};
        extend.deduplication = Deduplication{.id = u"extend"_s, .ttl = 60s, .extend = true};
        debounce.deduplication = Deduplication{.id = u"debounce"_s, .ttl = 60s, .extend = true, .replace = true};
        debounce.delay = 60s;
        for (int i = 0; i < 2; ++i) {
            add(u"simple"_s, "{\"deduplication\":{\"id\":\"simple\"}}", simple);
            add(u"throttle"_s, "{\"deduplication\":{\"id\":\"throttle\",\"ttl\":60000}}", throttle);
            add(u"extend"_s, "{\"deduplication\":{\"id\":\"extend\",\"ttl\":60000,\"extend\":true}}", extend);
            add(u"debounce"_s, "{\"delay\":60000,\"deduplication\":{\"id\":\"debounce\",\"ttl\":60000,\"extend\":true,\"replace\":true}}", debounce);
        }
        compare();
        work(); // the id of a job that ended is free, one with a time is not
        compare();
        add(u"simple"_s, "{\"deduplication\":{\"id\":\"simple\"}}", simple);
        add(u"throttle"_s, "{\"deduplication\":{\"id\":\"throttle\",\"ttl\":60000}}", throttle);
        compare();
    }

    void m08_replacingWithoutATime()
    {
        JobOptions replace;
        replace.deduplication = Deduplication{.id = u"r"_s, .replace = true};
        replace.delay = 60s;
        for (int i = 0; i < 3; ++i)
            add(u"replace"_s, "{\"delay\":60000,\"deduplication\":{\"id\":\"r\",\"replace\":true}}", replace);
        compare();
    }

    void m08_keepingTheLastWhileActive()
    {
        JobOptions keep;
        keep.deduplication = Deduplication{.id = u"k"_s, .keepLastIfActive = true};
        const QByteArray theirs = "{\"deduplication\":{\"id\":\"k\",\"keepLastIfActive\":true}}";
        add(u"one"_s, theirs, keep);
        // Both are made active by hand, so that the next ones meet a running job.
        for (const QString &queue : {u"node-q"_s, u"ours-q"_s})
            m_redis.cli({u"RPOPLPUSH"_s, u"bull:%1:wait"_s.arg(queue), u"bull:%1:active"_s.arg(queue)});
        add(u"two"_s, theirs, keep);
        add(u"three"_s, theirs, keep);
        compare();
        for (const QString &queue : {u"node-q"_s, u"ours-q"_s})
            m_redis.cli({u"RPOPLPUSH"_s, u"bull:%1:active"_s.arg(queue), u"bull:%1:wait"_s.arg(queue)});
        work();
        compare();
    }

    void m09_flowsThatSucceed()
    {
        addFlow({}, ChildFailure::Wait, "{}");
        compare();
        compare(u"-parts"_s);
        work(u"-parts"_s);
        compare();
        compare(u"-parts"_s);
        work();
        compare();
    }

    void m09_flowsWithAFailedChild_data()
    {
        QTest::addColumn<QString>("flag");
        QTest::addColumn<int>("rule");
        QTest::newRow("none") << QString() << int(ChildFailure::Wait);
        QTest::newRow("fail") << u"failParentOnFailure"_s << int(ChildFailure::Fail);
        QTest::newRow("continue") << u"continueParentOnFailure"_s << int(ChildFailure::Continue);
        QTest::newRow("ignore") << u"ignoreDependencyOnFailure"_s << int(ChildFailure::Ignore);
        QTest::newRow("remove") << u"removeDependencyOnFailure"_s << int(ChildFailure::Remove);
    }
    void m09_flowsWithAFailedChild()
    {
        QFETCH(QString, flag);
        QFETCH(int, rule);
        addFlow(flag, ChildFailure(rule), "{\"unrecoverable\":true}");
        work(u"-parts"_s);
        compare(u"-parts"_s);
        compare();
        if (ChildFailure(rule) != ChildFailure::Wait && ChildFailure(rule) != ChildFailure::Fail) {
            work();
            compare();
        }
    }

    void m09_removingAParentTakesItsChildren()
    {
        addFlow({}, ChildFailure::Wait, "{}");
        QCOMPARE(node({u"act"_s, u"node-q"_s, u"remove"_s, u"sum"_s}).value(u"done"_s).toString(), u"remove"_s);
        QCOMPARE(m_ours->call<QList<ActCode>>(&JobStore::remove, m_queue, JobChoice{JobId{u"sum"_s}}).value(), QList<ActCode>{ActCode::Done});
        compare(u"-parts"_s);
        compare({}, {u"marker"_s, u"events"_s}); // theirs goes by way of `wait`, and tells so
    }

    void m09_nodeReadsTheChildrenOfOurFlow()
    {
        addFlow({}, ChildFailure::Wait, "{\"n\":1}");
        NodePeer worker(m_line, m_redis.url());
        QVERIFY(worker.start({u"work"_s, m_parts.value, u"{\"concurrency\": 1}"_s})); // theirs on our flow, ours on theirs
        QTRY_VERIFY_WITH_TIMEOUT(atRest(m_parts.value), 20'000);
        worker.finish();
        m_ours->serve(u"node-q-parts"_s, handler(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(atRest(u"node-q-parts"_s), 20'000);
        m_ours->stop();
        for (const QString &side : {u"node-q"_s, u"ours-q"_s}) {
            const QJsonObject family = node({u"family"_s, side, u"sum"_s});
            QCOMPARE(family.value(u"state"_s).toString(), u"waiting"_s);
            QCOMPARE(family.value(u"values"_s).toObject().value(u"bull:%1-parts:a"_s.arg(side)).toObject().value(u"got"_s).toObject().value(u"n"_s).toInt(), 1);
            QCOMPARE(family.value(u"dependencies"_s).toObject().value(u"processed"_s).toInt(), 2);
        }
    }

    void limitsAreTheSameKeys()
    {
        add(u"one"_s, "{}", {});
        node({u"act"_s, u"node-q"_s, u"limit"_s});
        QVERIFY(m_ours->call<Done>(&JobStore::setLimits, m_queue, QueueLimits{2, 5, 1000ms}));
        compare();
    }

    void weLeaveNothingOfAnObliteratedQueue()
    {
        addFlow({}, ChildFailure::Wait, "{}");
        JobOptions held;
        held.deduplication = Deduplication{u"x"_s};
        add(u"held"_s, "{\"deduplication\":{\"id\":\"x\"}}", held);
        QVERIFY(m_ours->call<qint64>(&JobStore::obliterate, QueueName{u"node-q"_s}, false));
        QCOMPARE(m_redis.cli({u"EVAL"_s, u"return #redis.call('KEYS', 'bull:node-q:*')"_s, u"0"_s}), QByteArray("0"));
        node({u"act"_s, u"ours-q"_s, u"obliterate"_s});
        QCOMPARE(m_ours->call<qint64>(&JobStore::obliterate, m_queue, false).value(), 1); // the parent, which they leave
        QCOMPARE(m_redis.cli({u"EVAL"_s, u"return #redis.call('KEYS', 'bull:ours-q:*')"_s, u"0"_s}), QByteArray("0"));
    }
};

QTEST_GUILESS_MAIN(TestBullmqTies)
#include "tst_bullmq_ties.moc"
