#include "tests/interop/twin_test.h"

#include "engine/queue/job_schedulers.h"
#include "engine/stores/open_store.h"
#include "engine/stores/store_move.h"

#include <QJsonDocument>
#include <QTemporaryDir>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Job schedulers that we make, in BullMQ's format: key by key beside those of Node, read and continued by Node, and made by
/// both at once (rows M18 and M19 of the interop matrix; M17 is in tst_bullmq_watchers).
class TestBullmqSchedulers : public TwinTest
{
    Q_OBJECT
    const QueueName m_mail{u"mail"_s};

    Result<JobScheduler> upsert(const JobScheduler &scheduler)
    {
        std::optional<Result<JobScheduler>> got;
        ourSide().store().jobSchedulers()->upsert(scheduler, [&got](Result<JobScheduler> result) { got = std::move(result); });
        (void)QTest::qWaitFor([&] { return got.has_value(); }, 20'000);
        return got ? *got : Error{Error::Code::Timeout, u"no reply"_s};
    }
    QList<JobScheduler> listed()
    {
        std::optional<Result<QList<JobScheduler>>> got;
        ourSide().store().jobSchedulers()->list([&got](Result<QList<JobScheduler>> result) { got = std::move(result); });
        (void)QTest::qWaitFor([&] { return got.has_value(); }, 20'000);
        return got && *got ? got->value() : QList<JobScheduler>();
    }
    Result<Done> removeOurs(const QueueName &queue, const QString &id)
    {
        std::optional<Result<Done>> got;
        ourSide().store().jobSchedulers()->remove(queue, id, [&got](Result<Done> result) { got = std::move(result); });
        (void)QTest::qWaitFor([&] { return got.has_value(); }, 20'000);
        return got ? *got : Error{Error::Code::Timeout, u"no reply"_s};
    }
    static Result<StoreMoveReport> move(JobStore &from, JobStore &to)
    {
        std::optional<Result<StoreMoveReport>> got;
        moveStore(from, to, [](const QString &) {}, [&got](Result<StoreMoveReport> result) { got = std::move(result); });
        (void)QTest::qWaitFor([&] { return got.has_value(); }, 20'000);
        return got ? *got : Error{Error::Code::Timeout, u"no reply"_s};
    }
    static JobScheduler every(const QueueName &queue, Millis interval)
    {
        return {.queue = queue, .id = u"pulse"_s, .jobName = u"beat"_s, .data = {"{\"keeps\":\"this\"}"}, .every = interval};
    }
    /// Scores of "pulse" on either side; what a run is planned for.
    QString next(const QString &queue) { return cli(u"ZSCORE bull:%1:repeat pulse"_s.arg(queue)); }

private slots:
    void m18_theSameKeys_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("opts");
        QTest::addColumn<QString>("field");
        const qint64 soon = toMs(SystemClock().now()) + 9'000'000;
        QTest::newRow("every") << u"{every: 60000}"_s << u"{}"_s << u"every"_s;
        QTest::newRow("with tries") << u"{every: 60000}"_s << u"{attempts: 3, backoff: {type: 'exponential', delay: 2000}}"_s << u"tries"_s;
        QTest::newRow("start") << u"{every: 60000, startDate: %1}"_s.arg(soon) << u"{}"_s << u"start"_s;
        QTest::newRow("cron") << u"{pattern: '0 3 * * *', tz: 'America/Sao_Paulo', limit: 7, endDate: %1}"_s.arg(soon + 9'000'000'000) << u"{}"_s << u"cron"_s;
        QTest::newRow("cron from a day on") << u"{pattern: '30 2 * * 1', tz: 'Europe/Madrid', startDate: %1}"_s.arg(soon) << u"{}"_s << u"later"_s;
    }
    void m18_theSameKeys()
    {
        QFETCH(QString, rule);
        QFETCH(QString, opts);
        QFETCH(QString, field);
        JobScheduler mine = every(m_queue, 60s);
        if (field == u"tries")
            mine.attempts = 3;
        const auto number = [&rule](const QString &name) { return fromMs(rule.section(name + u": "_s, 1).section(u'}', 0, 0).section(u',', 0, 0).toLongLong()); };
        if (rule.contains(u"startDate"))
            mine.starts = number(u"startDate"_s);
        if (rule.contains(u"endDate"))
            mine.ends = number(u"endDate"_s);
        if (rule.contains(u"limit"))
            mine.limit = 7;
        if (rule.contains(u"pattern")) {
            mine.every = 0ms;
            mine.pattern = rule.section(u'\'', 1, 1);
            mine.zone = rule.section(u'\'', 3, 3);
        }
        const auto theirs = [&](const QString &data) {
            js(u"await b.queue('node-q').upsertJobScheduler('pulse', %1, {name: 'beat', data: %2, opts: %3})"_s.arg(rule, data, opts));
        };
        const auto same = [&] {
            if (!isLine(u"bullmq-floor")) // which wrote less of it
                compare();
            if (rule.contains(u"pattern"))
                QCOMPARE(next(u"ours-q"_s).left(10), next(u"node-q"_s).left(10));
            else if (rule.contains(u"startDate") && !isLine(u"bullmq-floor")) // without one each counts from its own moment
                QCOMPARE(next(u"ours-q"_s), next(u"node-q"_s));
        };
        theirs(u"{keeps: 'this'}"_s);
        const auto made = upsert(mine);
        QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
        QCOMPARE(u"%1"_s.arg(toMs(made.value().next)), next(u"ours-q"_s));
        same();
        // Again with other data: the planned instant stays, its job is a new one.
        theirs(u"{keeps: 'that'}"_s);
        mine.data.utf8 = "{\"keeps\":\"that\"}";
        QCOMPARE(upsert(mine).value().next, made.value().next);
        same();
        // Another rule: the job that was planned goes.
        rule = u"{every: 7000}"_s;
        theirs(u"{}"_s);
        mine = every(m_queue, 7s);
        mine.data.utf8 = "{}";
        mine.attempts = field == u"tries" ? 3 : 1;
        QVERIFY(upsert(mine));
        same();
        js(u"await b.queue('node-q').removeJobScheduler('pulse')"_s);
        QVERIFY(removeOurs(m_queue, u"pulse"_s));
        QCOMPARE(removeOurs(m_queue, u"pulse"_s).error().code, Error::Code::NotFound);
        same();
    }

    void m18_nodeReadsOurs()
    {
        JobScheduler mine{.queue = m_mail, .id = u"relatorio"_s, .jobName = u"report"_s, .data = {"{\"x\":[1]}"}, .pattern = u"0 3 * * *"_s,
                          .zone = u"America/Sao_Paulo"_s, .limit = 5, .attempts = 4};
        const Result<JobScheduler> made = upsert(mine);
        QVERIFY(made);
        const QJsonObject seen = js(u"const q = b.queue('mail'); const [one] = await q.getJobSchedulers(); const job = await q.getJob('repeat:relatorio:' + one.next);"
                                    "return {one, count: await q.getJobSchedulersCount(), data: job.data, attempts: job.opts.attempts, key: job.repeatJobKey}"_s).toObject();
        const QJsonObject one = seen.value(u"one"_s).toObject();
        QCOMPARE(seen.value(u"count"_s).toInt(), 1);
        QCOMPARE(one.value(u"key"_s), u"relatorio"_s);
        QCOMPARE(one.value(u"name"_s), u"report"_s);
        QCOMPARE(one.value(u"pattern"_s), u"0 3 * * *"_s);
        QCOMPARE(one.value(u"tz"_s), u"America/Sao_Paulo"_s);
        QCOMPARE(one.value(u"iterationCount"_s).toInt(), 1);
        QCOMPARE(one.value(u"next"_s).toInteger(), toMs(made.value().next));
        QCOMPARE(one.value(u"template"_s).toObject().value(u"data"_s), QJsonValue(QJsonObject{{u"x"_s, QJsonArray{1}}}));
        QCOMPARE(seen.value(u"attempts"_s).toInt(), 4);
        QCOMPARE(seen.value(u"key"_s), u"relatorio"_s);
        const QList<JobScheduler> all = listed();
        QCOMPARE(all.size(), 1);
        mine.next = made.value().next;
        mine.planned = 1;
        mine.counted = 1;
        QCOMPARE(all.first(), mine);
    }

    void m18_nodeContinuesOurs()
    {
        JobScheduler mine = every(m_mail, 120ms);
        mine.limit = 6;
        QVERIFY(upsert(mine));
        const QJsonObject seen = js(u"const w = await b.work('mail', {concurrency: 2}); await b.until(() => w.done.length >= 6); await b.rest(300);"
                                    "return {ids: w.done, data: w.began.map(x => JSON.stringify(x.data)), names: w.began.map(x => x.name)}"_s).toObject();
        const QJsonArray ids = seen.value(u"ids"_s).toArray();
        QCOMPARE(ids.size(), 6); // and no more
        for (int i = 0; i < ids.size(); ++i) {
            QCOMPARE(seen.value(u"data"_s).toArray().at(i).toString(), u"{\"keeps\":\"this\"}"_s);
            QCOMPARE(seen.value(u"names"_s).toArray().at(i).toString(), u"beat"_s);
        }
        // On the grid, from the second on; a busy machine leaves places out.
        for (int i = 2; i < ids.size(); ++i) {
            const qint64 step = ids[i].toString().section(u':', -1).toLongLong() - ids[i - 1].toString().section(u':', -1).toLongLong();
            QVERIFY2(step > 0 && (step % 120 == 0 || isLine(u"bullmq-floor")), qPrintable(QString::number(step)));
        }
    }

    void m18_whatWasMovedThereAndBackGoesOn()
    {
        js(u"await b.queue('mail').upsertJobScheduler('pulse', {every: 300, limit: 3}, {name: 'beat', data: {keeps: 'this'}, opts: {attempts: 3,"
           "backoff: {type: 'fixed', delay: 5}}});"
           "await b.queue('mail').upsertJobScheduler('late', {pattern: '0 3 * * *', tz: 'America/Sao_Paulo'}, {name: 'report'})"_s);
        // The oldest line keeps no offset, or one that its next run does not have.
        const auto keys = [this] {
            return js(u"const q = b.queue('mail'); const out = {}; for (const s of await q.getJobSchedulers()) { %1 out[s.key] = s; } return out"_s
                          .arg(isLine(u"bullmq-floor") ? u"delete s.offset;"_s : QString())).toObject();
        };
        const QJsonObject before = keys();
        const QList<JobScheduler> here = listed();
        QCOMPARE(here.size(), 2);
        QTemporaryDir folder;
        const SystemClock clock;
        const auto file = openStore({folder.filePath(u"jobs.db"_s)}, std::make_shared<QtMailbox>(), clock).value();
        const auto there = move(ourSide().store(), *file);
        QVERIFY2(there, qPrintable(there ? QString() : there.error().detail));
        QCOMPARE(there.value().schedules, 2);
        js(u"await b.queue('mail').obliterate({force: true})"_s);
        QVERIFY(listed().isEmpty());
        const auto back = move(*file, ourSide().store());
        QVERIFY2(back, qPrintable(back ? QString() : back.error().detail));
        QCOMPARE(listed(), here);
        QCOMPARE(keys(), before);
        // Node runs it to its end: three runs, with everything that they had.
        const QJsonObject seen = js(u"const q = b.queue('mail'); const w = await b.work('mail'); await b.until(() => w.done.length >= 3); await b.rest(400);"
                                    "await q.removeJobScheduler('late'); const last = await q.getJob(w.done[2]);"
                                    "return {runs: w.done.length, data: last.data, opts: last.opts}"_s).toObject();
        QCOMPARE(seen.value(u"runs"_s).toInt(), 3);
        QCOMPARE(seen.value(u"data"_s), QJsonValue(QJsonObject{{u"keeps"_s, u"this"_s}}));
        const QJsonObject opts = seen.value(u"opts"_s).toObject();
        QCOMPARE(opts.value(u"attempts"_s).toInt(), 3);
        QCOMPARE(opts.value(u"backoff"_s).toObject().value(u"delay"_s).toInt(), 5);
    }

    void m18_whatNodeSaysOfAJobIsMovedWhole()
    {
        js(u"const q = b.queue('mail'); await q.add('x', {n: 1}, {jobId: 'rich', attempts: 5, backoff: {type: 'jitter-of-ours', delay: 7}, "
           "removeOnComplete: {age: 60, limit: 3, count: 9}, sizeLimit: 1000, delay: 60000, stackTraceLimit: 4});"
           "await q.add('x', {n: 2}, {jobId: 'plain'}); await q.add('x', {n: 3}, {priority: 7});"
           "await q.upsertJobScheduler('pulse', {every: 600000}, {name: 'beat', opts: {attempts: 2, sizeLimit: 77, backoff: {type: 'jitter-of-ours', delay: 3}}})"_s);
        const auto lua = [this](const QString &text) { return m_redis.cli({u"EVAL"_s, text, u"0"_s}); };
        lua(u"local o = cjson.decode(redis.call('HGET', 'bull:mail:rich', 'opts')) o.tm = 'trace-7' o.later = {deep = {1, 2}} "
            "redis.call('HSET', 'bull:mail:rich', 'opts', cjson.encode(o), 'yy', 'field of tomorrow', 'defa', 'a child failed') "
            "local t = {} for i = 1, 12 do t[i] = 'at line ' .. i end redis.call('HSET', 'bull:mail:rich', 'stacktrace', cjson.encode(t)) "
            "for i = 1, 1500 do redis.call('RPUSH', 'bull:mail:rich:logs', 'line ' .. i) end"_s);
        const auto seen = [this] {
            QJsonObject all;
            for (const QString &id : {u"rich"_s, u"plain"_s, u"3"_s, u"repeat:pulse"_s}) {
                const QString key = u"bull:mail:"_s + id;
                all.insert(id, QJsonDocument::fromJson(m_redis.cli({u"HGET"_s, key, u"opts"_s})).object());
                all.insert(id + u" others"_s, cli(u"HMGET %1 yy defa stacktrace delay priority timestamp name data"_s.arg(key)));
                all.insert(id + u" log"_s, cli(u"LRANGE %1:logs 0 -1"_s.arg(key)));
            }
            return all;
        };
        const QJsonObject before = seen();
        QVERIFY(before.value(u"rich log"_s).toString().startsWith(u"line 1\n"));
        QTemporaryDir folder;
        const SystemClock clock;
        const auto file = openStore({folder.filePath(u"jobs.db"_s)}, std::make_shared<QtMailbox>(), clock).value();
        const auto there = move(ourSide().store(), *file);
        QVERIFY2(there, qPrintable(there ? QString() : there.error().detail));
        m_redis.cli({u"FLUSHALL"_s});
        const auto back = move(*file, ourSide().store());
        QVERIFY2(back, qPrintable(back ? QString() : back.error().detail));
        QCOMPARE(seen(), before);
        QCOMPARE(back.value().queues.first().digest, there.value().queues.first().digest);
        // What only Node knows is compared too, to the oldest line of a log.
        const QStringList changes[] = {{u"LSET"_s, u"bull:mail:rich:logs"_s, u"0"_s, u"other"_s}, {u"HSET"_s, u"bull:mail:rich"_s, u"yy"_s, u"other"_s}};
        for (const QStringList &change : changes) {
            m_redis.cli(change);
            const auto differs = move(*file, ourSide().store());
            QVERIFY(!differs);
            QVERIFY2(differs.error().detail.contains(u"job rich"_s), qPrintable(differs.error().detail));
            m_redis.cli({u"LSET"_s, u"bull:mail:rich:logs"_s, u"0"_s, u"line 1"_s});
        }
    }

    void m18_bothUpsertAtOnce()
    {
        js(u"globalThis.going = true; globalThis.upserting = (async () => { let n = 0; while (globalThis.going) "
           "await b.queue('mail').upsertJobScheduler('pulse', {every: 150}, {name: 'beat', data: {n: n++}}); return n; })(); await b.work('mail', {concurrency: 2})"_s);
        auto other = ours(u"second"_s);
        other->serve(u"mail"_s, handler(), 2);
        for (int i = 0; i < 150; ++i) {
            const auto made = upsert(every(m_mail, 150ms));
            QVERIFY2(made || made.error().code == Error::Code::Conflict, qPrintable(made ? QString() : made.error().detail));
        }
        const int theirs = js(u"globalThis.going = false; const n = await globalThis.upserting; await b.queue('mail').removeJobScheduler('pulse');"
                              "await b.stop('mail'); return n"_s).toInt();
        QVERIFY(theirs > 10);
        other->stop();
        QSet<QString> ids;
        for (const QString &id : other->ended())
            ids.insert(id);
        QCOMPARE(ids.size(), other->ended().size());
        QCOMPARE(cli(u"EXISTS bull:mail:repeat bull:mail:repeat:pulse"_s), u"0"_s);
    } // the invariants after each test count what is planned

    void m18_onAPausedQueue_data()
    {
        QTest::addColumn<QString>("by");
        QTest::newRow("paused by Node") << u"node"_s;
        QTest::newRow("paused by us") << u"ours"_s;
    }
    void m18_onAPausedQueue()
    {
        QFETCH(QString, by);
        js(u"await b.queue('mail').waitUntilReady()"_s);
        if (by == u"node")
            js(u"await b.queue('mail').pause()"_s);
        else
            QVERIFY(ourSide().call<Done>(&JobStore::setPaused, m_mail, true));
        js(u"await b.queue('mail').upsertJobScheduler('pulse', {every: 3600000}, {name: 'beat', data: {keeps: 'that'}})"_s);
        QVERIFY(upsert(every(m_mail, 1h)));
        QCOMPARE(cli(u"LLEN bull:mail:wait"_s).toInt() + cli(u"LLEN bull:mail:paused"_s).toInt(), 1); // 6 itself leaves two (X19)
        js(u"await b.queue('mail').resume()"_s);
        QCOMPARE(js(u"const w = await b.work('mail'); await b.until(() => w.done.length); return w.began[0].data.keeps"_s), u"this"_s);
        js(u"await b.queue('mail').removeJobScheduler('pulse')"_s);
    }

    void m19_anOldRepeatableJobBecomesAScheduler()
    {
        NodeDesk five; // the newer line cannot make them any more
        QVERIFY(five.open(u"bullmq5"_s, m_redis.url()));
        five.run(u"await b.queue('mail').add('old', {keeps: 'this'}, {attempts: 2, repeat: {every: 3600000}})"_s);
        QCOMPARE(five.error(), QString());
        const QList<JobScheduler> found = listed();
        QCOMPARE(found.size(), 1);
        JobScheduler old = found.first();
        QCOMPARE(old.jobName, u"old"_s);
        QCOMPARE(old.data.utf8, QByteArray("{\"keeps\":\"this\"}")); // which only its job knows
        QCOMPARE(old.attempts, 2);
        QCOMPARE(old.planned, 0);
        const auto made = upsert(old);
        QVERIFY(made);
        QCOMPARE(made.value().next, old.next);
        QCOMPARE(made.value().planned, 1);
        QCOMPARE(cli(u"ZCARD bull:mail:delayed"_s), u"1"_s);
        const QJsonValue data = js(u"const [one] = await b.queue('mail').getJobSchedulers(); return one.template.data"_s);
        QCOMPARE(data, QJsonValue(QJsonObject{{u"keeps"_s, u"this"_s}}));
    }
};

QTEST_GUILESS_MAIN(TestBullmqSchedulers)
#include "tst_bullmq_schedulers.moc"
