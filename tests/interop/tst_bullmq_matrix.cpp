#include "tests/interop/interop_test.h"

#include <QElapsedTimer>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Rows of the interop matrix (bullmq-format 6.2) about jobs, limits and keep rules; one run per line of BullMQ.
class TestBullmqMatrix : public InteropTest
{
    Q_OBJECT

    QueueCounts counts(OurSide &side)
    {
        const auto queues = side.call<QList<QueueInfo>>(&JobStore::queues);
        for (const QueueInfo &info : queues ? queues.value() : QList<QueueInfo>())
            if (info.name.value == u"mail")
                return info.counts;
        return {};
    }

private slots:
    void m01_sameOrderAndFieldsAsANodeWorker()
    {
        const QString add = u"for (const [name, opts] of [['a', {}], ['b', {}], ['front', {lifo: true}], ['low', {priority: 9}], "
                            "['high', {priority: 2}], ['c', {}], ['late', {delay: 2500}]]) await b.queue('%1').add(name, {}, opts)"_s;
        js(add.arg(u"theirs"_s));
        js(add.arg(u"mail"_s));
        js(u"await b.work('theirs', {concurrency: 1})"_s);
        auto side = ours();
        QJsonArray mine;
        side->serve(u"mail"_s, answering([&](const ClaimedJob &claimed) {
            mine.append(claimed.name);
            return JobOutcome::completed("{\"ok\":true}");
        }), 1);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 7, 20'000);
        const QJsonValue theirs = js(u"const w = b.worker('theirs'); await b.until(() => w.done.length === 7); return w.began.map(x => x.name)"_s);
        QCOMPARE(QJsonValue(mine), theirs);
        const QJsonObject hash = js(u"return await b.redis.hgetall('bull:mail:1')"_s).toObject();
        QCOMPARE(hash.value(u"ats"_s), u"1"_s);
        QCOMPARE(hash.value(u"atm"_s), u"1"_s);
        QCOMPARE(hash.value(u"pb"_s), u"balcao"_s);
        QCOMPARE(hash.value(u"returnvalue"_s), u"{\"ok\":true}"_s);
        QVERIFY(hash.value(u"processedOn"_s).toString().size() == 13 && hash.value(u"finishedOn"_s).toString().size() == 13);
        QCOMPARE(eventsOf(u"1"_s), (QStringList{u"added"_s, u"waiting"_s, u"active"_s, u"completed"_s}));
        const int drained = js(u"return (await b.redis.xrange('bull:mail:events', '-', '+')).filter(([, f]) => f[1] === 'drained').length"_s).toInt();
        QVERIFY(drained >= 1 && drained <= 2); // the delayed job may come due while the others end
    }

    void m04_attemptsAndBackoffs_data()
    {
        QTest::addColumn<QString>("backoff");
        QTest::addColumn<QList<int>>("least");
        QTest::addColumn<QList<int>>("most");
        QTest::newRow("fixed") << u"{type: 'fixed', delay: 60}"_s << QList<int>{60, 60} << QList<int>{60, 60};
        QTest::newRow("exponential") << u"{type: 'exponential', delay: 40}"_s << QList<int>{40, 80} << QList<int>{40, 80};
        QTest::newRow("jitter") << u"{type: 'fixed', delay: 100, jitter: 0.5}"_s << QList<int>{50, 50} << QList<int>{100, 100};
        // What only a worker of Node's own could tell is a fixed delay for us.
        QTest::newRow("custom") << u"{type: 'ours-alone', delay: 70}"_s << QList<int>{70, 70} << QList<int>{70, 70};
    }
    void m04_attemptsAndBackoffs()
    {
        QFETCH(QString, backoff);
        QFETCH(QList<int>, least);
        QFETCH(QList<int>, most);
        js(u"await b.queue('mail').add('x', {}, {attempts: 3, backoff: %1})"_s.arg(backoff));
        auto side = ours();
        side->serve(u"mail"_s, answering([](const ClaimedJob &) { return JobOutcome::failed(u"no"_s); }), 1);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 3, 20'000);
        side->stop();
        QCOMPARE(eventsOf(u"1"_s), (QStringList{u"added"_s, u"waiting"_s, u"active"_s, u"delayed"_s, u"waiting"_s, u"active"_s, u"delayed"_s,
                                                u"waiting"_s, u"active"_s, u"failed"_s, u"retries-exhausted"_s}));
        // The due time in the event is that of the failure plus the formula; the entry's own time is the failure's.
        const QJsonArray waits = js(u"return (await b.redis.xrange('bull:mail:events', '-', '+')).filter(([, f]) => f[1] === 'delayed')"
                                    ".map(([id, f]) => Number(f[f.indexOf('delay') + 1]) - Number(id.split('-')[0]))"_s).toArray();
        QCOMPARE(waits.size(), 2);
        for (int i = 0; i < 2; ++i) { // a busy machine takes its time between our clock and the server's
            QVERIFY2(waits[i].toInt() <= most[i] + 2, qPrintable(QString::number(waits[i].toInt())));
            QVERIFY2(waits[i].toInt() >= least[i] - 500, qPrintable(QString::number(waits[i].toInt())));
        }
        const QJsonArray stored = js(u"const j = await b.queue('mail').getJob('1'); return [j.attemptsMade, j.stacktrace.length]"_s).toArray();
        QCOMPARE(stored.at(0).toInt(), 3);
        QCOMPARE(stored.at(1).toInt(), 3);
    }

    void m04_delaysWithJitter_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("factor"); // from one attempt to the next
        QTest::newRow("fixed") << u"fixed"_s << 1;
        QTest::newRow("exponential") << u"exponential"_s << 2;
    }
    void m04_delaysWithJitter()
    {
        QFETCH(QString, type);
        QFETCH(int, factor);
        constexpr int jobs = 40;
        js(u"await b.queue('mail').addBulk(Array.from({length: %1}, () => ({name: 'x', data: {}, opts: {attempts: 4,"
           " backoff: {type: '%2', delay: 100000, jitter: 0.5}}})))"_s.arg(jobs).arg(type));
        auto side = ours();
        side->serve(u"mail"_s, answering([](const ClaimedJob &) { return JobOutcome::failed(u"no"_s); }), 10);
        int most = 100'000;
        for (int attempt = 1; attempt <= 3; ++attempt, most *= factor) {
            QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), jobs * attempt, 20'000);
            const QJsonArray delays = js(u"return await Promise.all((await b.queue('mail').getDelayed()).map(async j => Number(await b.redis.hget('bull:mail:' + j.id, 'delay'))))"_s).toArray();
            QCOMPARE(delays.size(), jobs);
            int shorter = 0;
            for (const QJsonValue &delay : delays) {
                QVERIFY2(delay.toInt() >= most / 2 && delay.toInt() <= most, qPrintable(QString::number(delay.toInt())));
                shorter += delay.toInt() < most * 3 / 4;
            }
            QVERIFY(shorter > 0 && shorter < jobs); // each has its own
            js(u"for (const job of await b.queue('mail').getDelayed()) await job.promote()"_s);
        }
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:failed"_s).toInt(), jobs, 20'000);
        side->stop();
    }

    void m05_ourAddWakesAnIdleNodeWorker()
    {
        js(u"await b.work('mail', {concurrency: 1})"_s);
        auto side = ours();
        JobOptions options;
        options.priority = 4;
        options.attempts = 3;
        options.keepLogs = 7;
        QList<double> took;
        for (int i = 1; i <= 8; ++i) {
            js(u"await b.rest(40)"_s);
            const qint64 asked = toMs(SystemClock().now());
            QVERIFY(side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{\"n\":1}", options)}));
            took.append(js(u"await b.until(() => b.worker('mail').done.length === %1); return b.worker('mail').began[%1 - 1].at"_s.arg(i)).toDouble()
                        - double(asked));
        }
        std::ranges::sort(took);
        qInfo("an idle Node worker began our job after %.0f ms (median), %.0f ms at most", took[4], took.last());
        QVERIFY(took[4] < 1'000); // without our marker it would be five seconds
        const QJsonObject seen = js(u"const j = await b.queue('mail').getJob('1'); return {name: j.name, data: j.data, opts: j.opts, priority: j.priority}"_s).toObject();
        QCOMPARE(seen.value(u"name"_s), u"ours"_s);
        QCOMPARE(seen.value(u"priority"_s).toInt(), 4);
        QCOMPARE(seen.value(u"opts"_s).toObject().value(u"keepLogs"_s).toInt(), 7);
        QCOMPARE(seen.value(u"opts"_s).toObject().value(u"attempts"_s).toInt(), 3);
    }

    void m06_tenThousandAtOnce()
    {
        auto side = ours();
        QList<NewJob> jobs;
        for (int i = 0; i < 10'000; ++i)
            jobs.append(job("{}"));
        QCOMPARE(side->call<QList<Added>>(&JobStore::add, jobs).value().size(), 10'000);
        const QJsonArray said = js(u"const ids = (await b.redis.lrange('bull:mail:wait', 0, -1)).map(Number).sort((x, y) => x - y);"
                                   "const c = await b.queue('mail').getJobCounts(); "
                                   "return [ids.length, ids[0], ids.at(-1), new Set(ids).size, c.waiting]"_s).toArray();
        QCOMPARE(said, (QJsonArray{10'000, 1, 10'000, 10'000, 10'000}));
    }

    void m06_fiftyCallersInFewCalls()
    {
        auto side = ours();
        QVERIFY(side->call<QList<QueueInfo>>(&JobStore::queues)); // connected, scripts of reading known
        QVERIFY(side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{}")}));
        const auto calls = [&] {
            return js(u"return Number(/cmdstat_evalsha:calls=(\\d+)/.exec(await b.redis.info('commandstats'))[1])"_s).toInt();
        };
        const int before = calls();
        JobOptions taken;
        taken.jobId = u"taken"_s;
        QList<Added> got(50);
        int answered = 0;
        for (int i = 0; i < 50; ++i)
            side->store().add({job("{}", i % 25 == 7 ? taken : JobOptions())}, [&got, &answered, i](const Result<QList<Added>> &added) {
                got[i] = added ? added.value().value(0) : Added();
                ++answered;
            });
        QTRY_COMPARE(answered, 50);
        QVERIFY2(calls() - before <= 25, qPrintable(QString::number(calls() - before)));
        QSet<QString> ids;
        for (const Added &one : std::as_const(got))
            ids.insert(one.id.value);
        QCOMPARE(ids.size(), 49); // each caller has its own, and the second "taken" is the first
        QVERIFY(!got[7].duplicate && got[32].duplicate && !got[33].duplicate);
        QCOMPARE(got[7].id, got[32].id);
        QCOMPARE(js(u"return (await b.queue('mail').getJobCounts()).waiting"_s).toInt(), 50);
    }

    void m07_sameIdTwice_data()
    {
        QTest::addColumn<bool>("nodeFirst");
        QTest::newRow("Node first") << true;
        QTest::newRow("ours first") << false;
    }
    void m07_sameIdTwice()
    {
        QFETCH(bool, nodeFirst);
        auto side = ours();
        JobOptions named;
        named.jobId = u"visit-7"_s;
        const QString theirs = u"return (await b.queue('mail').add('node', {from: 'node'}, {jobId: 'visit-7'})).id"_s;
        if (nodeFirst)
            js(theirs);
        const auto mine = side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{\"from\":\"us\"}", named)}).value();
        QCOMPARE(mine.value(0), (Added{{u"visit-7"_s}, nodeFirst}));
        if (!nodeFirst)
            QCOMPARE(js(theirs), u"visit-7"_s);
        QCOMPARE(eventsOf(u"visit-7"_s), (QStringList{u"added"_s, u"waiting"_s, u"duplicated"_s}));
        QCOMPARE(cli(u"HGET bull:mail:visit-7 data"_s), nodeFirst ? u"{\"from\":\"node\"}"_s : u"{\"from\":\"us\"}"_s);
        QCOMPARE(cli(u"GET bull:mail:id"_s), u"2"_s);
        QCOMPARE(cli(u"LLEN bull:mail:wait"_s), u"1"_s);
    }

    void m13_lockStolenWhileWeRun()
    {
        class Slow final : public Handler
        {
        public:
            void run(std::shared_ptr<JobContext>, Reply<JobOutcome> reply) override { held.append(reply); }
            QList<Reply<JobOutcome>> held;
        };
        auto side = ours();
        const auto slow = std::make_shared<Slow>();
        side->serve(u"mail"_s, slow, 1);
        js(u"await b.queue('mail').add('x', {})"_s);
        QTRY_COMPARE_WITH_TIMEOUT(slow->held.size(), 1, 10'000);
        cli(u"SET bull:mail:1:lock somebody PX 700"_s);
        const QString before = cli(u"HGETALL bull:mail:1"_s);
        slow->held.first()(JobOutcome::completed("\"mine\""));
        QTRY_COMPARE(side->inHand(), 0);
        QCOMPARE(cli(u"HGETALL bull:mail:1"_s), before); // nothing changed
        QCOMPARE(cli(u"LLEN bull:mail:active"_s), u"1"_s);
        side->stop();
        const QJsonObject end = js(u"const w = await b.work('mail', {stalledInterval: 300});"
                                   "await b.until(async () => (await (await b.queue('mail').getJob('1')).getState()) === 'completed');"
                                   "const j = await b.queue('mail').getJob('1'); return {done: w.done, made: j.attemptsMade}"_s).toObject();
        QCOMPARE(end.value(u"done"_s).toArray(), QJsonArray{u"1"_s}); // once, by the new owner
        QCOMPARE(end.value(u"made"_s).toInt(), 1);
    }

    void m20_pauseAndResumeInAnyOrder_data()
    {
        QTest::addColumn<QString>("who"); // who pauses, adds, resumes: n = Node, o = ours
        for (const char *who : {"nnn", "nno", "non", "noo", "onn", "ono", "oon", "ooo"})
            QTest::newRow(who) << QString::fromLatin1(who);
    }
    void m20_pauseAndResumeInAnyOrder()
    {
        QFETCH(QString, who);
        auto side = ours();
        const auto add = [&](QChar by, int count) {
            for (int i = 0; i < count; ++i)
                by == u'n' ? (void)js(u"await b.queue('mail').add('x', {})"_s)
                           : (void)side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{}")});
        };
        add(u'n', 2);
        add(u'o', 1);
        who[0] == u'n' ? (void)js(u"await b.queue('mail').pause()"_s) : (void)side->call<Done>(&JobStore::setPaused, QueueName{u"mail"_s}, true);
        add(who[1], 2);
        const auto inLists = [&] { return cli(u"LLEN bull:mail:wait"_s).toInt() + cli(u"LLEN bull:mail:paused"_s).toInt(); };
        QCOMPARE(inLists(), 5);
        who[2] == u'n' ? (void)js(u"await b.queue('mail').resume()"_s) : (void)side->call<Done>(&JobStore::setPaused, QueueName{u"mail"_s}, false);
        QCOMPARE(inLists(), 5);
        side->serve(u"mail"_s, answering([](const ClaimedJob &) { return JobOutcome::completed(); }), 2);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 5, 20'000);
        side->stop();
    }

    /// Two lines of BullMQ at once: between pausing and resuming we add, and so make one list of what they left (1.4).
    void m20_twoLinesPauseAndResume()
    {
        NodeDesk other;
        QVERIFY(other.open(isLine(u"bullmq6") ? u"bullmq5"_s : u"bullmq6"_s, m_redis.url()));
        auto side = ours();
        for (int combination = 0; combination < 16; ++combination) {
            const QString queue = u"q%1"_s.arg(combination);
            const auto act = [&](int bit, const QString &what) {
                NodeDesk &desk = combination & (1 << bit) ? other : m_desk;
                desk.run(u"await b.queue('%1').%2"_s.arg(queue, what));
                QVERIFY2(desk.error().isEmpty(), qPrintable(desk.error()));
            };
            // Who connected last is what `auto` goes by.
            act(3, u"waitUntilReady()"_s);
            act(0, u"addBulk([1, 2, 3].map(n => ({name: 'x', data: {n}})))"_s);
            act(0, u"pause()"_s);
            act(1, u"add('x', {})"_s);
            cli(u"HSET bull:%1:meta version bullmq:%2"_s.arg(queue, combination & 8 ? u"5.81.5"_s : u"6.7.0"_s));
            QVERIFY(side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{}", {}, queue)}));
            act(2, u"resume()"_s);
            QCOMPARE(cli(u"LLEN bull:%1:paused"_s.arg(queue)), u"0"_s);
            QVERIFY2(cli(u"LLEN bull:%1:wait"_s.arg(queue)) == u"5", qPrintable(QString::number(combination)));
        }
    }

    void m21_rateLimits_data()
    {
        QTest::addColumn<QString>("by");
        QTest::newRow("worker") << u"worker"_s;
        QTest::newRow("queue") << u"queue"_s;
        QTest::newRow("by hand") << u"hand"_s;
    }
    void m21_rateLimits()
    {
        QFETCH(QString, by);
        constexpr int jobs = 12;
        js(u"await b.queue('mail').addBulk(Array.from({length: %1}, () => ({name: 'x', data: {}})))"_s.arg(jobs));
        // Four starts in any 400 ms, whoever starts them.
        if (by == u"queue")
            cli(u"HSET bull:mail:meta max 4 duration 400"_s);
        if (by == u"hand") {
            cli(u"HSET bull:mail:meta max 100 duration 400"_s);
            js(u"await b.redis.set('bull:mail:limiter', Number.MAX_SAFE_INTEGER, 'PX', 1800)"_s);
        }
        const QString limiter = by == u"worker" ? u", limiter: {max: 4, duration: 400}"_s : QString();
        auto side = ours();
        QElapsedTimer watch;
        watch.start();
        ServedQueue served{.queue = {u"mail"_s}, .concurrency = 10, .handler = answering([](const ClaimedJob &) { return JobOutcome::completed(); })};
        if (by == u"worker")
            served.rate = {4, 400ms};
        side->serve(served);
        if (by == u"worker" || !isLine(u"bullmq-floor")) // which does not know of limits of the queue
            js(u"await b.work('mail', {concurrency: 10%1})"_s.arg(limiter));
        QTRY_COMPARE_WITH_TIMEOUT(counts(*side).completed, jobs, 20'000);
        if (by == u"hand")
            QVERIFY2(watch.elapsed() >= 700, qPrintable(QString::number(watch.elapsed())));
        // What the server saw: each window begins with a start and lets in three more.
        const QJsonArray starts = js(u"return (await b.redis.xrange('bull:mail:events', '-', '+')).filter(([, f]) => f[1] === 'active')"
                                     ".map(([id]) => Number(id.split('-')[0]))"_s).toArray();
        QCOMPARE(starts.size(), jobs);
        for (int i = 4; i < jobs && by != u"hand"; i += 4)
            QVERIFY2(starts[i].toDouble() - starts[i - 4].toDouble() >= 390, qPrintable(QString::number(i)));
        side->stop();
    }

    void m22_oneAtATimeOverAllWorkers()
    {
        cli(u"HSET bull:mail:meta concurrency 1"_s);
        auto first = ours(u"first"_s);
        auto second = ours(u"second"_s);
        js(u"globalThis.most = 0; globalThis.sampling = setInterval(async () => {"
           " globalThis.most = Math.max(globalThis.most, await b.redis.llen('bull:mail:active')); }, 1)"_s);
        const auto handler = answering([&](const ClaimedJob &) { return JobOutcome::completed(); });
        first->serve(u"mail"_s, handler, 5);
        second->serve(u"mail"_s, handler, 5);
        js(u"await b.work('mail', {concurrency: 5}, async () => b.rest(20))"_s);
        js(u"await b.queue('mail').addBulk(Array.from({length: 30}, () => ({name: 'x', data: {}})))"_s);
        QTRY_COMPARE_WITH_TIMEOUT(counts(*first).completed, 30, 60'000);
        QCOMPARE(js(u"clearInterval(globalThis.sampling); return globalThis.most"_s).toInt(), 1);
        first->stop();
        second->stop();
    }

    void m23_keepRules_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<int>("left");
        QTest::newRow("none") << u"true"_s << 0;
        QTest::newRow("three") << u"3"_s << 3;
        QTest::newRow("count") << u"{count: 4}"_s << 4;
        QTest::newRow("age") << u"{age: 3600}"_s << 10;
        QTest::newRow("age over") << u"{age: 1}"_s << 1;
        QTest::newRow("both") << u"{age: 3600, count: 2, limit: 5}"_s << 2;
    }
    void m23_keepRules()
    {
        QFETCH(QString, rule);
        QFETCH(int, left);
        auto side = ours();
        bool fails = false;
        side->serve(u"mail"_s, answering([&](const ClaimedJob &) { return fails ? JobOutcome::failed(u"no"_s) : JobOutcome::completed(); }), 3);
        for (const bool failing : {false, true}) {
            fails = failing;
            const QString add = u"await b.queue('mail').addBulk(Array.from({length: %1}, () => ({name: 'x', data: {}, opts: {removeOnComplete: %2, removeOnFail: %2}})))"_s;
            js(add.arg(9).arg(rule));
            QTRY_VERIFY_WITH_TIMEOUT(side->ended().size() == (failing ? 19 : 9), 20'000);
            if (QTest::currentDataTag() == QByteArray("age over"))
                QTest::qWait(1'100);
            js(add.arg(1).arg(rule));
            QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), failing ? 20 : 10, 20'000);
            QCOMPARE(cli(u"ZCARD bull:mail:%1"_s.arg(failing ? u"failed"_s : u"completed"_s)).toInt(), left);
        }
        side->stop();
        const int hashes = js(u"return (await b.redis.keys('bull:mail:*')).filter(k => /:\\d+$/.test(k)).length"_s).toInt();
        QCOMPARE(hashes, 2 * left);
    }

    void m24_metricsOfTheSameTimes()
    {
        class At final : public Clock
        {
        public:
            Instant now() const override { return Instant(Millis(ms.load())); }
            std::chrono::nanoseconds steady() const override { return m_real.steady(); }
            std::atomic<qint64> ms = 0;

        private:
            SystemClock m_real;
        };
        At clock;
        const qint64 minute = toMs(SystemClock().now()) / 60'000 * 60'000;
        clock.ms = minute + 5'000;
        OurSide side(m_redis.url(), clock, u"balcao"_s);
        side.serve(u"mail"_s, answering([](const ClaimedJob &) { return JobOutcome::completed(); }), 1);
        js(u"if (!globalThis.realNow) globalThis.realNow = Date.now; Date.now = () => globalThis.realNow(); await b.work('theirs')"_s);
        int done = 0;
        for (const qint64 after : {5'000, 20'000, 70'000, 75'000, 310'000, 380'000}) { // borders, a gap of minutes
            clock.ms = minute + after;
            js(u"Date.now = () => %1; await b.queue('theirs').add('x', {}); await b.queue('theirs').add('x', {});"
               "const w = b.worker('theirs'); for (let i = 0; i < 2000 && w.done.length < %2; ++i) await b.rest(10);"
               "for (let i = 0; i < 2000 && await b.redis.zcard('bull:theirs:completed') < %2; ++i) await b.rest(10)"_s.arg(minute + after).arg(done + 2));
            QVERIFY(side.call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{}"), job("{}")}));
            done += 2;
            QTRY_COMPARE_WITH_TIMEOUT(side.ended().size(), done, 20'000);
        }
        js(u"Date.now = globalThis.realNow"_s);
        const auto metrics = [&](const QString &queue) {
            return js(u"return [await b.redis.lrange('bull:%1:metrics:completed:data', 0, -1), await b.redis.hgetall('bull:%1:metrics:completed')]"_s.arg(queue));
        };
        QCOMPARE(metrics(u"mail"_s), metrics(u"theirs"_s));
        QVERIFY(metrics(u"mail"_s).toArray().at(0).toArray().size() >= 5);
        side.stop();
    }

    void m25_ourWorkerIsSeenAgainAfterALoss()
    {
        auto side = ours();
        side->serve(u"mail"_s, answering([](const ClaimedJob &) { return JobOutcome::completed(); }), 1);
        js(u"await b.queue('mail').add('x', {})"_s);
        const auto names = [&] { return m_desk.run(u"return (await b.queue('mail').getWorkers()).map(w => w.name)"_s).toArray(); };
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 1, 10'000);
        QVERIFY(cli(u"CLIENT KILL TYPE normal SKIPME yes"_s).toInt() > 0);
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 1, 20'000);
        side->stop();
    }

    void m27_delayedJobsAreOnTime()
    {
        constexpr int jobs = 1'000;
        auto side = ours();
        std::vector<double> late;
        side->serve(u"mail"_s, answering([&](const ClaimedJob &claimed) {
            const auto due = (claimed.createdAt + claimed.options.delay).time_since_epoch();
            late.push_back(std::chrono::duration<double, std::milli>(std::chrono::system_clock::now().time_since_epoch() - due).count());
            return JobOutcome::completed();
        }), 20);
        js(u"await b.queue('mail').addBulk(Array.from({length: %1}, (_, i) => ({name: 'x', data: {}, opts: {delay: 500 + i * 2}})))"_s.arg(jobs));
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), jobs, 30'000);
        std::ranges::sort(late);
        qInfo("1,000 delayed jobs of Node began %.1f ms late (median), %.1f ms at most", late[jobs / 2], late.back());
        QVERIFY(late.front() >= -1); // never early
        QCOMPARE(counts(*side).completed, jobs);
        side->stop();
    }
};

QTEST_GUILESS_MAIN(TestBullmqMatrix)
#include "tst_bullmq_matrix.moc"
