#include "tests/interop/twin_test.h"

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Deduplication and flows, key by key; and each side works on what the other made.
class TestBullmqTies : public TwinTest
{
    Q_OBJECT
    const QueueName m_parts{u"ours-q-parts"_s};

    /// "sum" with the children "a" and "b" in another queue; `flag` is the option of both.
    void addFlow(const QString &flag, ChildFailure rule, const QByteArray &aData)
    {
        const QString options = flag.isEmpty() ? QString() : u", \"%1\": true"_s.arg(flag);
        const QString tree = uR"({"name": "sum", "queueName": "node-q", "data": {}, "opts": {"jobId": "sum"}, "children": [
            {"name": "part", "queueName": "node-q-parts", "data": %2, "opts": {"jobId": "a"%1}},
            {"name": "part", "queueName": "node-q-parts", "data": {}, "opts": {"jobId": "b"%1}}]})"_s.arg(options, QString::fromUtf8(aData));
        js(u"const flows = new b.FlowProducer({connection: b.connection}); await flows.add(%1); await flows.close()"_s.arg(tree));
        const auto tied = [&](const QueueName &queue, const QString &name, const QString &id, QByteArray data, int parent) {
            JobOptions own;
            own.jobId = id;
            own.onFailure = parent < 0 ? ChildFailure::Wait : rule;
            return FlowJob{{queue, name, {std::move(data)}, own}, parent};
        };
        QVERIFY(ourSide().call<QList<Added>>(&JobStore::addFlow, QList<FlowJob>{tied(m_queue, u"sum"_s, u"sum"_s, "{}", -1),
                                                                                tied(m_parts, u"part"_s, u"a"_s, aData, 0),
                                                                                tied(m_parts, u"part"_s, u"b"_s, "{}", 0)}));
    }

private slots:
    void m08_deduplicating()
    {
        JobOptions simple, throttle, extend, debounce;
        simple.deduplication = Deduplication{u"simple"_s};
        throttle.deduplication = Deduplication{u"throttle"_s, 60s};
        extend.deduplication = Deduplication{.id = u"extend"_s, .ttl = 60s, .extend = true};
        debounce.deduplication = Deduplication{.id = u"debounce"_s, .ttl = 60s, .extend = true, .replace = true};
        debounce.delay = 60s;
        for (int i = 0; i < 2; ++i) {
            add(u"simple"_s, "{}", "{\"deduplication\":{\"id\":\"simple\"}}", simple);
            add(u"throttle"_s, "{}", "{\"deduplication\":{\"id\":\"throttle\",\"ttl\":60000}}", throttle);
            add(u"extend"_s, "{}", "{\"deduplication\":{\"id\":\"extend\",\"ttl\":60000,\"extend\":true}}", extend);
            add(u"debounce"_s, "{}", "{\"delay\":60000,\"deduplication\":{\"id\":\"debounce\",\"ttl\":60000,\"extend\":true,\"replace\":true}}", debounce);
        }
        compare();
        work(); // the id of a job that ended is free, one with a time is not
        compare();
        add(u"simple"_s, "{}", "{\"deduplication\":{\"id\":\"simple\"}}", simple);
        add(u"throttle"_s, "{}", "{\"deduplication\":{\"id\":\"throttle\",\"ttl\":60000}}", throttle);
        compare();
    }

    void m08_replacingWithoutATime()
    {
        JobOptions replace;
        replace.deduplication = Deduplication{.id = u"r"_s, .replace = true};
        replace.delay = 60s;
        for (int i = 0; i < 3; ++i)
            add(u"replace"_s, "{}", "{\"delay\":60000,\"deduplication\":{\"id\":\"r\",\"replace\":true}}", replace);
        if (!isLine(u"bullmq-floor"))
            return compare();
        // 5.58 replaces only with a time; the newest of ours is what it finds.
        QCOMPARE(cli(u"ZRANGE bull:node-q:delayed 0 -1"_s), u"1"_s);
        QCOMPARE(js(u"return (await b.queue('ours-q').getDelayed()).map(job => job.id)"_s), QJsonValue(QJsonArray{u"3"_s}));
    }

    void m08_keepingTheLastWhileActive()
    {
        JobOptions keep;
        keep.deduplication = Deduplication{.id = u"k"_s, .keepLastIfActive = true};
        const QByteArray theirs = "{\"deduplication\":{\"id\":\"k\",\"keepLastIfActive\":true}}";
        add(u"one"_s, "{}", theirs, keep);
        // Both are made active by hand, so that the next ones meet a running job.
        for (const QString &queue : {u"node-q"_s, u"ours-q"_s})
            m_redis.cli({u"RPOPLPUSH"_s, u"bull:%1:wait"_s.arg(queue), u"bull:%1:active"_s.arg(queue)});
        add(u"two"_s, "{}", theirs, keep);
        add(u"three"_s, "{}", theirs, keep);
        if (isLine(u"bullmq-floor")) // which does not know the flag
            QCOMPARE(cli(u"EXISTS bull:node-q:dn:k bull:ours-q:dn:k"_s), u"1"_s);
        else
            compare();
        for (const QString &queue : {u"node-q"_s, u"ours-q"_s})
            m_redis.cli({u"RPOPLPUSH"_s, u"bull:%1:active"_s.arg(queue), u"bull:%1:wait"_s.arg(queue)});
        if (!isLine(u"bullmq-floor")) {
            work();
            return compare();
        }
        ourSide().serve(m_queue.value, handler(), 1); // the last of ours follows whoever else looks on
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:ours-q:completed"_s), u"2"_s, 10'000);
        ourSide().stop();
        QCOMPARE(js(u"return (await b.queue('ours-q').getCompleted()).map(job => job.name).sort()"_s), QJsonValue(QJsonArray{u"one"_s, u"three"_s}));
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
        js(u"await (await b.queue('node-q').getJob('sum')).remove()"_s);
        QCOMPARE(ourSide().call<QList<ActCode>>(&JobStore::remove, m_queue, JobChoice{JobId{u"sum"_s}}).value(), QList<ActCode>{ActCode::Done});
        compare(u"-parts"_s);
        compare({}, {u"marker"_s, u"events"_s}); // theirs goes by way of `wait`, and tells so
    }

    /// "sum" in the first queue waits for "mid" there, which waits for "a" and "b" there; "other" in the second queue waits for "c".
    void addFamilies(const QString &childOptions, const JobOptions &ours)
    {
        js(uR"(const flows = new b.FlowProducer({connection: b.connection}); const q = 'node-q';
            const child = id => ({name: 'part', queueName: q, data: {}, opts: {jobId: id%1}});
            await flows.add({name: 'sum', queueName: q, data: {}, opts: {jobId: 'sum'}, children: [
                {name: 'mid', queueName: q, data: {}, opts: {jobId: 'mid'}, children: [child('a'), child('b')]}]});
            await flows.add({name: 'other', queueName: q + '-parts', data: {}, opts: {jobId: 'other'}, children: [child('c')]});
            await flows.close())"_s.arg(childOptions));
        const auto node = [&](const QueueName &queue, const QString &name, const QString &id, int parent) {
            JobOptions own = name == u"part" ? ours : JobOptions{};
            own.jobId = id;
            return FlowJob{{queue, name, {"{}"}, own}, parent};
        };
        const auto part = u"part"_s;
        QVERIFY(ourSide().call<QList<Added>>(&JobStore::addFlow, QList<FlowJob>{node(m_queue, u"sum"_s, u"sum"_s, -1), node(m_queue, u"mid"_s, u"mid"_s, 0),
                                                                                node(m_queue, part, u"a"_s, 1), node(m_queue, part, u"b"_s, 1)}));
        QVERIFY(ourSide().call<QList<Added>>(&JobStore::addFlow, QList<FlowJob>{node(m_parts, u"other"_s, u"other"_s, -1), node(m_queue, part, u"c"_s, 0)}));
    }

    void m09_drainingAndCleaningTakeParentsAlong_data()
    {
        QTest::addColumn<QString>("options");
        QTest::addColumn<int>("state");
        QTest::newRow("drain") << QString() << int(JobState::Unknown);
        QTest::newRow("waiting") << QString() << int(JobState::Waiting);
        QTest::newRow("prioritized") << u", priority: 2"_s << int(JobState::Prioritized);
        QTest::newRow("delayed") << u", delay: 60000"_s << int(JobState::Delayed);
        QTest::newRow("failed") << QString() << int(JobState::Failed);
    }
    void m09_drainingAndCleaningTakeParentsAlong()
    {
        QFETCH(QString, options);
        QFETCH(int, state);
        JobOptions ours;
        ours.priority = JobState(state) == JobState::Prioritized ? 2 : 0;
        ours.delay = JobState(state) == JobState::Delayed ? 60s : 0s;
        addFamilies(options, ours);
        if (JobState(state) == JobState::Failed) // without a rule a failed child still holds its parent
            for (const QString &side : {u"node-q"_s, u"ours-q"_s})
                m_redis.cli({u"EVAL"_s, u"local q = 'bull:%1:' for _, id in ipairs(redis.call('LRANGE', q .. 'wait', 0, -1)) do "
                                        "redis.call('ZADD', q .. 'failed', 7, id) end redis.call('DEL', q .. 'wait')"_s.arg(side), u"0"_s});
        if (JobState(state) == JobState::Unknown) {
            js(u"await b.queue('node-q').drain()"_s);
            QCOMPARE(ourSide().call<qint64>(&JobStore::drain, m_queue, false).value(), 3);
        } else {
            const QString word = JobState(state) == JobState::Waiting ? u"wait"_s : nameOf(JobState(state));
            QCOMPARE(js(u"await b.rest(20); return (await b.queue('node-q').clean(0, 0, '%1')).length"_s.arg(word)).toInt(), 3);
            QCOMPARE(ourSide().call<qint64>(&JobStore::clean, m_queue, JobState(state), SystemClock().now() + 1s, qint64(0)).value(), 3);
        }
        QCOMPARE(cli(u"EXISTS bull:ours-q:sum bull:ours-q:mid bull:ours-q:waiting-children bull:ours-q:c"_s), u"0"_s);
        compare();
        QCOMPARE(cli(u"LRANGE bull:ours-q-parts:wait 0 -1"_s), u"other"_s);
        compare(u"-parts"_s, {u"marker"_s, u"events"_s}); // we tell that the parent elsewhere waits
    }

    void m09_nodeReadsTheChildrenOfOurFlow()
    {
        addFlow({}, ChildFailure::Wait, "{\"n\":1}");
        js(u"await b.work('%1', {concurrency: 1})"_s.arg(m_parts.value)); // theirs on our flow, ours on theirs
        QTRY_VERIFY_WITH_TIMEOUT(atRest(m_parts.value), 20'000);
        js(u"await b.stop('%1')"_s.arg(m_parts.value));
        ourSide().serve(u"node-q-parts"_s, handler(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(atRest(u"node-q-parts"_s), 20'000);
        ourSide().stop();
        for (const QString &side : {u"node-q"_s, u"ours-q"_s}) {
            const QJsonObject family = js(u"const job = await b.queue('%1').getJob('sum'); return {state: await job.getState(), "
                                          "values: await job.getChildrenValues(), dependencies: await job.getDependenciesCount()}"_s.arg(side)).toObject();
            QCOMPARE(family.value(u"state"_s).toString(), u"waiting"_s);
            QCOMPARE(family.value(u"values"_s).toObject().value(u"bull:%1-parts:a"_s.arg(side)).toObject().value(u"got"_s).toObject().value(u"n"_s).toInt(), 1);
            QCOMPARE(family.value(u"dependencies"_s).toObject().value(u"processed"_s).toInt(), 2);
        }
    }

    void limitsAreTheSameKeys()
    {
        add(u"one"_s, "{}", "{}", {});
        const bool knowsRates = !isLine(u"bullmq-floor");
        js(u"const q = b.queue('node-q'); await q.setGlobalConcurrency(2); if (%1) await q.setGlobalRateLimit(5, 1000)"_s.arg(knowsRates ? u"true"_s : u"false"_s));
        QVERIFY(ourSide().call<Done>(&JobStore::setLimits, m_queue, knowsRates ? QueueLimits{2, 5, 1000ms} : QueueLimits{2}));
        compare();
    }

    void weLeaveNothingOfAnObliteratedQueue()
    {
        addFlow({}, ChildFailure::Wait, "{}");
        JobOptions held;
        held.deduplication = Deduplication{u"x"_s};
        add(u"held"_s, "{}", "{\"deduplication\":{\"id\":\"x\"}}", held);
        QVERIFY(ourSide().call<qint64>(&JobStore::obliterate, QueueName{u"node-q"_s}, false));
        QCOMPARE(m_redis.cli({u"EVAL"_s, u"return #redis.call('KEYS', 'bull:node-q:*')"_s, u"0"_s}), QByteArray("0"));
        js(u"await b.queue('ours-q').obliterate()"_s);
        QCOMPARE(ourSide().call<qint64>(&JobStore::obliterate, m_queue, false).value(), 1); // the parent, which they leave
        QCOMPARE(m_redis.cli({u"EVAL"_s, u"return #redis.call('KEYS', 'bull:ours-q:*')"_s, u"0"_s}), QByteArray("0"));
    }
};

QTEST_GUILESS_MAIN(TestBullmqTies)
#include "tst_bullmq_ties.moc"
