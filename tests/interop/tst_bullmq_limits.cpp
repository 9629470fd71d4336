#include "tests/interop/twin_test.h"

#include <QJsonDocument>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Limits by hand and of two owners, who wakes whom, deduplication that both use in turn, and traces (traps E24, E26 to E28,
/// rows M3 and M8). Node alone does the same on "node-q" where there is something to compare.
class TestBullmqLimits : public TwinTest
{
    Q_OBJECT

    /// What we take of "ours-q" with this limit of the worker's own.
    Exchanged take(int limit, RateLimit rate = {})
    {
        const auto got = ourSide().call<Exchanged>(&JobStore::exchange, Exchange{{}, {Want{m_queue, limit, 30s, "token", u"us"_s, rate}}});
        return got ? got.value() : Exchanged();
    }
    /// The same by Node: how many it takes of "node-q".
    int nodeTakes(int limit, const QString &options)
    {
        return js(u"const w = b.idle('node-q', {%1}); await w.waitUntilReady(); let n = 0;"
                  "while (n < %2 && await w.getNextJob('token', {block: false})) ++n; await w.close(true); return n"_s.arg(options).arg(limit)).toInt();
    }
    void fillBoth(int jobs)
    {
        js(u"for (const q of ['node-q', 'ours-q']) await b.queue(q).addBulk(Array.from({length: %1}, () => ({name: 'x', data: {}})))"_s.arg(jobs));
    }
    void endAll()
    {
        cli(u"DEL bull:ours-q:limiter"_s);
        ourSide().serve(u"ours-q"_s, handler(), 5);
        for (const QString &id : cli(u"LRANGE bull:ours-q:active 0 -1"_s).split(u'\n', Qt::SkipEmptyParts))
            (void)ourSide().call<Exchanged>(&JobStore::exchange, Exchange{{Settlement{.queue = m_queue, .id = {id}, .token = "token"}}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(atRest(u"ours-q"_s), 20'000);
        ourSide().stop();
    }

private slots:
    void initTestCase() { m_atRest.append(u"ours-q"_s); }

    void e26_aRateLimitByHandNeedsAMaximum()
    {
        fillBoth(2);
        js(u"for (const q of ['node-q', 'ours-q']) { const w = b.idle(q); await w.rateLimit(60000); await w.close(true); }"_s);
        QVERIFY(cli(u"PTTL bull:ours-q:limiter"_s).toInt() > 30'000);
        QCOMPARE(nodeTakes(1, {}), 1); // nobody knows a maximum: no effect
        QCOMPARE(take(1).claimed.size(), 1);
        QCOMPARE(nodeTakes(1, u"limiter: {max: 100, duration: 1000}"_s), 0);
        const Exchanged held = take(1, {100, 1000ms});
        QCOMPARE(held.claimed.size(), 0);
        QVERIFY(held.nextWake && *held.nextWake - SystemClock().now() > 30s);
        endAll();
    }

    void e26_aRateLimitByHandWithAMaximumOfTheQueue()
    {
        if (isLine(u"bullmq-floor")) { // which knows none; what we do beside it is the same
            js(u"await b.queue('ours-q').add('x', {}); await b.queue('node-q').add('x', {})"_s);
        } else {
            fillBoth(1);
        }
        for (const auto &queue : {u"node-q"_s, u"ours-q"_s}) {
            cli(u"HSET bull:%1:meta max 100 duration 1000"_s.arg(queue));
            js(u"const w = b.idle('%1'); await w.rateLimit(60000); await w.close(true)"_s.arg(queue));
        }
        if (!isLine(u"bullmq-floor"))
            QCOMPARE(nodeTakes(1, {}), 0);
        const Exchanged held = take(1);
        QCOMPARE(held.claimed.size(), 0);
        QVERIFY(held.nextWake && *held.nextWake - SystemClock().now() > 30s);
        js(u"await b.queue('ours-q').removeRateLimitKey()"_s); // and it ends by hand too
        QCOMPARE(take(1).claimed.size(), 1);
        endAll();
    }

    void e27_maximumOfTheQueueAndDurationOfTheWorker_data()
    {
        QTest::addColumn<int>("queueMax");
        QTest::addColumn<int>("workerMax");
        QTest::newRow("the queue's is lower") << 2 << 4;
        QTest::newRow("the worker's is lower") << 4 << 2;
    }
    void e27_maximumOfTheQueueAndDurationOfTheWorker()
    {
        QFETCH(int, queueMax);
        QFETCH(int, workerMax);
        fillBoth(6);
        for (const auto &queue : {u"node-q"_s, u"ours-q"_s})
            cli(u"HSET bull:%1:meta max %2 duration 900000"_s.arg(queue).arg(queueMax));
        QCOMPARE(take(6, {workerMax, 60s}).claimed.size(), queueMax);
        const int window = cli(u"PTTL bull:ours-q:limiter"_s).toInt();
        QVERIFY2(window > 30'000 && window <= 60'000, qPrintable(QString::number(window)));
        if (!isLine(u"bullmq-floor")) { // which does not know of the queue's
            QCOMPARE(nodeTakes(6, u"limiter: {max: %1, duration: 60000}"_s.arg(workerMax)), queueMax);
            const int theirs = cli(u"PTTL bull:node-q:limiter"_s).toInt();
            QVERIFY2(theirs > 30'000 && theirs <= 60'000, qPrintable(QString::number(theirs)));
        }
        cli(u"DEL bull:ours-q:limiter"_s);
        QCOMPARE(take(6).claimed.size(), std::min(queueMax, 6 - queueMax)); // alone, the queue's own window counts
        const int alone = cli(u"PTTL bull:ours-q:limiter"_s).toInt();
        QVERIFY2(alone > 600'000 && alone <= 900'000, qPrintable(QString::number(alone)));
        cli(u"HDEL bull:ours-q:meta max duration"_s);
        endAll();
    }

    void m08_bothUseOneDeduplicationId_data()
    {
        QTest::addColumn<QString>("options");
        QTest::addColumn<bool>("weBegin");
        for (const auto &[name, options] : {std::pair("simple", "{id: 'k'}"), std::pair("throttle", "{id: 'k', ttl: 60000}"),
                                            std::pair("extend", "{id: 'k', ttl: 60000, extend: true}"),
                                            std::pair("debounce", "{id: 'k', ttl: 60000, extend: true, replace: true}"),
                                            std::pair("last", "{id: 'k', keepLastIfActive: true}")})
            for (const bool weBegin : {false, true})
                QTest::addRow("%s, %s", name, weBegin ? "we begin" : "Node begins") << QString::fromLatin1(options) << weBegin;
    }
    void m08_bothUseOneDeduplicationId()
    {
        QFETCH(QString, options);
        QFETCH(bool, weBegin);
        if (options.contains(u"keepLast") && isLine(u"bullmq-floor"))
            return; // does not know it: tst_bullmq_ties has what we do then
        JobOptions mine;
        mine.deduplication = Deduplication{.id = u"k"_s, .ttl = options.contains(u"ttl") ? 60s : 0s, .extend = options.contains(u"extend"),
                                           .replace = options.contains(u"replace"), .keepLastIfActive = options.contains(u"keepLast")};
        const QString delay = options.contains(u"replace") ? u", delay: 60000"_s : QString();
        if (!delay.isEmpty())
            mine.delay = 60s;
        int turn = 0;
        const auto addOne = [&] {
            const QString call = u"return (await b.queue('%1').add('x', {}, {deduplication: %2%3})).id"_s;
            const QString theirs = js(call.arg(u"node-q"_s, options, delay)).toString();
            if ((turn++ % 2 == 0) == weBegin) {
                const auto added = ourSide().call<QList<Added>>(&JobStore::add, QList<NewJob>{{m_queue, u"x"_s, {"{}"}, mine}});
                QVERIFY(added);
                QCOMPARE(added.value().value(0).id.value, theirs);
            } else {
                QCOMPARE(js(call.arg(u"ours-q"_s, options, delay)).toString(), theirs);
            }
        };
        const auto lasts = [&] {
            for (const auto &queue : {u"node-q"_s, u"ours-q"_s}) {
                const int left = cli(u"PTTL bull:%1:de:k"_s.arg(queue)).toInt();
                QVERIFY2(options.contains(u"ttl") ? left > 40'000 : left < 0, qPrintable(QString::number(left)));
            }
        };
        for (int i = 0; i < 4; ++i) {
            if (options.contains(u"extend")) // some of the time has passed: each add begins it anew
                for (const auto &queue : {u"node-q"_s, u"ours-q"_s})
                    cli(u"PEXPIRE bull:%1:de:k 20000"_s.arg(queue));
            addOne();
            lasts();
        }
        compare();
        if (options.contains(u"keepLast")) { // while it runs
            for (const QString &queue : {u"node-q"_s, u"ours-q"_s})
                cli(u"RPOPLPUSH bull:%1:wait bull:%1:active"_s.arg(queue));
            for (int i = 0; i < 3; ++i)
                addOne();
            lasts();
            compare();
            for (const QString &queue : {u"node-q"_s, u"ours-q"_s})
                cli(u"RPOPLPUSH bull:%1:active bull:%1:wait"_s.arg(queue));
        }
        work(); // then it is free, or not, for both
        compare();
        addOne();
        addOne();
        compare();
        if (!atRest(u"ours-q"_s))
            work();
    }

    void m08_aDeduplicationKeyThatIsStale_data()
    {
        QTest::addColumn<bool>("expires");
        QTest::newRow("no time, owner gone") << false;
        QTest::newRow("a time, owner gone") << true;
    }
    void m08_aDeduplicationKeyThatIsStale()
    {
        QFETCH(bool, expires);
        for (const auto &queue : {u"node-q"_s, u"ours-q"_s}) {
            cli(u"SET bull:%1:de:k gone"_s.arg(queue) + (expires ? u" PX 60000"_s : QString()));
            cli(u"HSET bull:%1:dn:k name old data {} opts {} jid 77"_s.arg(queue));
        }
        const QString theirs = js(u"return (await b.queue('node-q').add('x', {}, {deduplication: {id: 'k'}})).id"_s).toString();
        JobOptions mine;
        mine.deduplication = Deduplication{u"k"_s};
        const Added added = ourSide().call<QList<Added>>(&JobStore::add, QList<NewJob>{{m_queue, u"x"_s, {"{}"}, mine}}).value().value(0);
        QCOMPARE(added.deduplicated, expires);
        QCOMPARE(added.id.value, expires ? u"gone"_s : u"1"_s);
        QCOMPARE(cli(u"GET bull:ours-q:de:k"_s), added.id.value);
        if (isLine(u"bullmq6") || expires) { // 5 waits for ever there
            QCOMPARE(added.id.value, theirs);
            compare();
        }
        if (!expires)
            work();
    }

    void m03_tracesAreLikeThoseOfNode_data()
    {
        QTest::addColumn<QString>("limit");
        QTest::newRow("all") << u"10"_s;
        QTest::newRow("two") << u"2"_s;
        QTest::newRow("none") << u"0"_s;
    }
    void m03_tracesAreLikeThoseOfNode()
    {
        QFETCH(QString, limit);
        js(u"for (const q of ['node-q', 'ours-q']) await b.queue(q).add('x', {}, {attempts: 4, stackTraceLimit: %1});"
           "await b.work('node-q', {concurrency: 1}, async job => { throw new Error('no ' + job.attemptsMade + ' \\u00e7\"'); })"_s.arg(limit));
        ourSide().serve(u"ours-q"_s, answering([](const ClaimedJob &job) { return JobOutcome::failed(u"no %1 ç\""_s.arg(job.attemptsMade)); }), 1);
        QTRY_VERIFY_WITH_TIMEOUT(cli(u"ZCARD bull:node-q:failed"_s) == u"1" && cli(u"ZCARD bull:ours-q:failed"_s) == u"1", 20'000);
        ourSide().stop();
        // Node's begin with the class of the error and go on with the lines of its code.
        const QString read = u"const job = await b.queue('%1').getJob('1'); const [failed] = await b.queue('%1').getFailed();"
                             "return [failed.id, failed.failedReason, failed.attemptsMade, job.stacktrace.map(t => t.split('\\n')[0].replace(/^Error: /, ''))]"_s;
        const QJsonArray theirs = js(read.arg(u"node-q"_s)).toArray(), mine = js(read.arg(u"ours-q"_s)).toArray();
        QCOMPARE(mine, theirs);
        QCOMPARE(mine.at(1).toString(), u"no 3 ç\""_s);
        QCOMPARE(mine.at(3).toArray().size(), limit == u"10" ? 4 : limit.toInt());
    }

    void e24_largeNumbersInOptions()
    {
        JobOptions mine;
        mine.keepCompleted = KeepRule{9'007'199'254'740'991};
        mine.keepFailed = KeepRule{1'234'567'890'123'457, Seconds(3'600)};
        mine.timestamp = fromMs(1'790'000'000'123);
        QVERIFY(ourSide().call<QList<Added>>(&JobStore::add, QList<NewJob>{{m_queue, u"x"_s, {"{}"}, mine}}));
        const QString read = u"const { removeOnComplete: c, removeOnFail: f, timestamp: t } = (await b.queue('ours-q').getJob('%1')).opts;"
                             "return [String(c), String(f.count), String(f.age), String(t)]"_s;
        const QJsonArray kept{u"9007199254740991"_s, u"1234567890123457"_s, u"3600"_s, u"1790000000123"_s};
        QCOMPARE(js(read.arg(1)).toArray(), kept);
        work({}, Until::NothingIsLeft);
        QCOMPARE(js(read.arg(1)).toArray(), kept); // what runs it leaves them
        QCOMPARE(cli(u"ZCARD bull:ours-q:completed"_s), u"1"_s);
    }
};

QTEST_GUILESS_MAIN(TestBullmqLimits)
#include "tst_bullmq_limits.moc"
