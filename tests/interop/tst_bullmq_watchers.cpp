#include "tests/interop/interop_test.h"
#include "tests/interop/soak.h"

#include <QElapsedTimer>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Rows of the interop matrix (bullmq-format 6.2) about who watches and plans: schedulers, QueueEvents, bull-board, and a
/// peer that is updated while we run.
class TestBullmqWatchers : public InteropTest
{
    Q_OBJECT

private slots:
    void m14_eventsOfAMixedQueueStayReadable()
    {
        js(u"const heard = await b.events('mail'); globalThis.heard = heard"_s);
        auto side = ours();
        int n = 0;
        const QList<QByteArray> results{"null", "1.5", "\"text \xc3\xa7\"", "{\"deep\":{\"a\":[1,2]}}", "[]", "true"};
        side->serve(u"mail"_s, answering([&](const ClaimedJob &claimed) {
            if (claimed.data.contains("fails"))
                return JobOutcome::failed(u"\"quoted\"\nand more \u2713"_s);
            return JobOutcome::completed(results[n++ % results.size()]);
        }), 5);
        js(u"await b.work('mail', {concurrency: 5})"_s);
        JobOptions few; // the long form adds some hundred thousand
        few.keepCompleted = KeepRule{1'000};
        few.keepFailed = KeepRule{1'000};
        QList<NewJob> jobs;
        for (int i = 0; i < 60; ++i)
            jobs.append(job(i % 10 == 9 ? "{\"fails\":true,\"unrecoverable\":true}" : "{}", few));
        const qint64 longest = soakSeconds(0, 3'600) * 1'000 / 3; // of each line
        QElapsedTimer watch;
        watch.start();
        int rounds = 0;
        do {
            ++rounds;
            const auto added = side->call<QList<Added>>(&JobStore::add, jobs);
            QVERIFY(added);
            QVERIFY(side->call<Done>(&JobStore::setProgress, QueueName{u"mail"_s}, added.value()[0].id, QByteArray("{\"half\":0.5}")));
            js(u"const c = globalThis.heard.counts; await b.until(() => (c.completed ?? 0) + (c.failed ?? 0) === %1)"_s.arg(60 * rounds));
            QVERIFY(!QTest::currentTestFailed());
        } while (watch.elapsed() < longest);
        const QJsonObject said = js(u"const { errors, counts, newest } = globalThis.heard;"
                                    "return {errors, counts, progress: newest.find(e => e.event === 'progress')?.data}"_s).toObject();
        const QJsonObject counts = said.value(u"counts"_s).toObject();
        QCOMPARE(said.value(u"errors"_s).toArray(), QJsonArray());
        QCOMPARE(counts.value(u"added"_s).toInt(), 60 * rounds);
        QCOMPARE(counts.value(u"active"_s).toInt(), 60 * rounds);
        QCOMPARE(counts.value(u"completed"_s).toInt(), 54 * rounds);
        QCOMPARE(counts.value(u"failed"_s).toInt(), 6 * rounds);
        QCOMPARE(said.value(u"progress"_s).toObject().value(u"half"_s).toDouble(), 0.5);
        side->stop();
    }

    void m15_bullBoardReadsAndActs()
    {
        auto side = ours();
        bool fails = true;
        side->serve(u"mail"_s, answering([&](const ClaimedJob &claimed) {
            return fails && claimed.data.contains("\"bad\"") ? JobOutcome::failed(u"no"_s) : JobOutcome::completed("{\"sent\":true}");
        }), 1);
        JobOptions later;
        later.delay = 1h;
        QVERIFY(side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{\"n\":1}"), job("{\"kind\":\"bad\"}"), job("{\"n\":3}", later)}));
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 2, 10'000);
        QVERIFY(side->call<qint64>(&JobStore::addLog, QueueName{u"mail"_s}, JobId{u"1"_s}, u"first line"_s));
        const QJsonObject seen = js(u"const board = globalThis.board = b.board('mail'); const q = 'GET /api/queues/:queueName';"
                                    "const list = await board('GET /api/queues', {query: {activeQueue: 'mail', status: 'completed', page: '1', jobsPerPage: '10'}});"
                                    "return {list: list.queues[0], bad: await board(q + '/:jobId', {params: {jobId: '2'}}), logs: await board(q + '/:jobId/logs', {params: {jobId: '1'}}),"
                                    " workers: await board(q + '/workers'), metrics: (await b.queue('mail').getMetrics('completed')).meta.count}"_s).toObject();
        const QJsonObject list = seen.value(u"list"_s).toObject();
        const QJsonObject counts = list.value(u"counts"_s).toObject();
        QCOMPARE(counts.value(u"completed"_s).toInt(), 1);
        QCOMPARE(counts.value(u"failed"_s).toInt(), 1);
        QCOMPARE(counts.value(u"delayed"_s).toInt(), 1);
        const QJsonArray shown = list.value(u"jobs"_s).toArray();
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown.at(0).toObject().value(u"id"_s), u"1"_s);
        QCOMPARE(shown.at(0).toObject().value(u"returnValue"_s).toObject().value(u"sent"_s).toBool(), true);
        QCOMPARE(seen.value(u"logs"_s).toArray().at(0).toString(), u"first line"_s);
        const QJsonObject bad = seen.value(u"bad"_s).toObject();
        QCOMPARE(bad.value(u"status"_s), u"failed"_s);
        QCOMPARE(bad.value(u"job"_s).toObject().value(u"failedReason"_s), u"no"_s);
        QCOMPARE(bad.value(u"job"_s).toObject().value(u"stacktrace"_s).toArray().size(), 1);
        const QJsonArray workers = seen.value(u"workers"_s).toObject().value(u"workers"_s).toArray();
        QCOMPARE(workers.size(), 1);
        QCOMPARE(workers.at(0).toObject().value(u"name"_s), u"balcao"_s);
        QCOMPARE(seen.value(u"metrics"_s).toInt(), 1);
        // Its buttons on our data.
        const QString press = u"await globalThis.board('PUT /api/queues/:queueName%1', {params: {jobId: '%2', queueStatus: 'completed'}})"_s;
        fails = false;
        js(press.arg(u"/:jobId/retry"_s, u"2"_s));
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 3, 10'000);
        js(press.arg(u"/:jobId/promote"_s, u"3"_s));
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 4, 10'000);
        js(press.arg(u"/pause"_s, u"0"_s));
        QVERIFY(side->call<QList<QueueInfo>>(&JobStore::queues).value().value(0).paused);
        js(press.arg(u"/resume"_s, u"0"_s));
        js(press.arg(u"/clean/:queueStatus"_s, u"0"_s));
        side->stop();
        js(u"await b.queue('mail').pause()"_s);
        js(press.arg(u"/obliterate"_s, u"0"_s));
        QCOMPARE(js(u"return (await b.redis.keys('bull:mail:*')).filter(k => /:\\d+$/.test(k)).length"_s).toInt(), 0);
    }

    void m17_schedulersOfNodeWorkedByUs_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<int>("runs");
        QTest::addColumn<int>("every");
        QTest::newRow("every") << u"{every: 120}"_s << 6 << 120;
        QTest::newRow("limit") << u"{every: 80, limit: 4}"_s << 4 << 80;
        QTest::newRow("cron") << u"{pattern: '*/1 * * * * *', tz: 'America/Sao_Paulo'}"_s << 2 << 1000;
        QTest::newRow("end date") << u"{every: 250, endDate: Date.now() + 3000}"_s << 3 << 250;
    }
    void m17_schedulersOfNodeWorkedByUs()
    {
        QFETCH(QString, rule);
        QFETCH(int, runs);
        QFETCH(int, every);
        js(u"await b.queue('mail').upsertJobScheduler('pulse', %1, {name: 'beat', data: {keeps: 'this'}})"_s.arg(rule));
        auto side = ours();
        QList<QByteArray> seen;
        side->serve(u"mail"_s, answering([&](const ClaimedJob &claimed) {
            seen.append(claimed.data);
            return JobOutcome::completed();
        }), 2);
        QTRY_VERIFY_WITH_TIMEOUT(side->ended().size() >= runs, 20'000);
        for (const QByteArray &data : seen)
            QCOMPARE(data, QByteArray("{\"keeps\":\"this\"}"));
        const bool ends = rule.contains(u"limit"_s) || rule.contains(u"endDate"_s);
        if (ends) { // nothing comes after the last one
            const auto open = [&] { return cli(u"ZCARD bull:mail:delayed"_s).toInt() + cli(u"LLEN bull:mail:wait"_s).toInt() + cli(u"LLEN bull:mail:active"_s).toInt(); };
            QTRY_COMPARE_WITH_TIMEOUT(open(), 0, 10'000);
        } else {
            const QJsonArray state = js(u"const score = await b.redis.zscore('bull:mail:repeat', 'pulse');"
                                        "return [score, await b.redis.exists('bull:mail:repeat:pulse:' + score)]"_s).toArray();
            QCOMPARE(state.at(1).toInt(), 1); // the id is built from the score
        }
        if (rule.contains(u"limit"_s))
            QCOMPARE(side->ended().size(), runs);
        QList<qint64> times;
        for (const QString &id : side->ended())
            times.append(id.section(u':', -1).toLongLong());
        std::ranges::sort(times);
        // Before 5.58.8 the first run was not yet on the grid, and those after it not until one of them is late.
        qsizetype offGrid = 0;
        for (qsizetype i = 1; i < times.size(); ++i) {
            QVERIFY2(times[i] > times[i - 1], qPrintable(QString::number(times[i] - times[i - 1])));
            offGrid += (times[i] - times[i - 1]) % every != 0;
        }
        QVERIFY2(offGrid <= (isLine(u"bullmq-floor") ? 2 : 0), qPrintable(QString::number(offGrid)));
        side->stop();
        js(u"await b.queue('mail').removeJobScheduler('pulse')"_s);
    }

    void m18_aSchedulerWorkedByBoth()
    {
        js(u"await b.queue('mail').upsertJobScheduler('pulse', {every: 60}, {name: 'beat', data: {keeps: 'this'}}); await b.work('mail', {concurrency: 2})"_s);
        auto side = ours();
        side->serve(u"mail"_s, answering([](const ClaimedJob &claimed) { return JobOutcome::completed(claimed.data); }), 2);
        const auto theirs = [&] { return js(u"return b.worker('mail').done.length"_s).toInt(); };
        QTRY_VERIFY_WITH_TIMEOUT(theirs() + int(side->ended().size()) >= 20, 20'000);
        js(u"await b.queue('mail').removeJobScheduler('pulse')"_s);
        const QJsonArray done = js(u"return (await b.stop('mail')).done"_s).toArray();
        side->stop();
        QStringList all = side->ended();
        for (const QJsonValue &id : done)
            all.append(id.toString());
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), all.size()); // each run once
    }

    void m19_repeatableJobsOfOldKeepTheirData()
    {
        NodeDesk five; // the newer line cannot make them any more
        QVERIFY(five.open(u"bullmq5"_s, m_redis.url()));
        five.run(u"await b.queue('mail').add('old', {keeps: 'this'}, {repeat: {every: 100}})"_s);
        QCOMPARE(five.error(), QString());
        auto side = ours();
        QList<QByteArray> seen;
        side->serve(u"mail"_s, answering([&](const ClaimedJob &claimed) {
            seen.append(claimed.data);
            return JobOutcome::completed();
        }), 1);
        QTRY_VERIFY_WITH_TIMEOUT(side->ended().size() >= 4, 20'000);
        for (const QByteArray &data : seen)
            QCOMPARE(data, QByteArray("{\"keeps\":\"this\"}"));
        side->stop();
    }

    void m29_aPeerIsUpdatedWhileWeRun()
    {
        auto side = ours();
        side->serve(u"mail"_s, answering([](const ClaimedJob &) { return JobOutcome::completed(); }), 2);
        int added = 0;
        for (const auto &other : {u"bullmq5"_s, u"bullmq6"_s, u"bullmq5"_s}) {
            NodeDesk peer;
            QVERIFY(peer.open(other, m_redis.url()));
            peer.run(u"const q = b.queue('mail'); await q.waitUntilReady(); await q.pause(); await q.add('x', {}); await q.add('x', {})"_s);
            QCOMPARE(peer.error(), QString());
            QVERIFY(side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{}")}));
            // Beside BullMQ 5 a paused queue has a list of its own, with 6 it has not (1.4).
            const bool five = other == u"bullmq5";
            QCOMPARE(cli(u"LLEN bull:mail:%1"_s.arg(five ? u"paused"_s : u"wait"_s)), u"3"_s);
            peer.run(u"await b.queue('mail').resume()"_s);
            added += 3;
            QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), added, 20'000);
        }
        side->stop();
    }
};

QTEST_GUILESS_MAIN(TestBullmqWatchers)
#include "tst_bullmq_watchers.moc"
