#include "tests/interop/interop_test.h"

#include "engine/queue/job_schedulers.h"

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The edge cases of bullmq-format section 5 that no other test meets; README.md of this folder says where each of them is.
/// They are about what we do, so one line of BullMQ is enough beside us.
class TestBullmqTraps : public InteropTest
{
    Q_OBJECT
    const QueueName m_mail{u"mail"_s};

    JobDetail detail(OurSide &side, const QString &id) { return side.call<JobDetail>(&JobStore::job, m_mail, JobId{id}).value(); }
    static std::shared_ptr<Handler> good()
    {
        return answering([](const ClaimedJob &) { return JobOutcome::completed(); });
    }

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("bullmq6") << u"bullmq6"_s;
    }

    void e06_anIdWithoutAJob()
    {
        for (const auto &place : {u"LPUSH bull:mail:wait ghost1"_s, u"ZADD bull:mail:prioritized 5 ghost2"_s, u"ZADD bull:mail:delayed 1 ghost3"_s,
                                  u"LPUSH bull:mail:active ghost4"_s})
            cli(place);
        auto side = ours();
        side->serve(u"mail"_s, good(), 1);
        QVERIFY(side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{}")}));
        QTRY_COMPARE_WITH_TIMEOUT(side->ended(), QStringList{u"1"_s}, 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"LLEN bull:mail:active"_s), u"0"_s, 60'000); // after two checks of what is stalled
        for (const QString &place : {u"LLEN bull:mail:wait"_s, u"ZCARD bull:mail:prioritized"_s, u"ZCARD bull:mail:delayed"_s})
            QCOMPARE(cli(place), u"0"_s);
        side->stop();
        for (int ghost = 1; ghost <= 4; ++ghost) // and nobody made one
            QCOMPARE(cli(u"EXISTS bull:mail:ghost%1"_s.arg(ghost)), u"0"_s);
    }

    void e07_aJobThatIsDeletedWhileItRuns()
    {
        auto side = ours();
        side->serve(u"mail"_s, answering([this](const ClaimedJob &claimed) {
            cli(u"DEL bull:mail:"_s + claimed.id.value);
            return JobOutcome::completed();
        }), 1);
        QVERIFY(side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{}")}));
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"EXISTS bull:mail:1:lock"_s) + cli(u"LLEN bull:mail:active"_s) + cli(u"LLEN bull:mail:wait"_s), u"000"_s, 10'000);
        side->stop();
        QCOMPARE(cli(u"EXISTS bull:mail:1"_s), u"0"_s);
    }

    void e08_brokenJson_data()
    {
        QTest::addColumn<QString>("field");
        QTest::newRow("data") << u"data"_s;
        QTest::newRow("options") << u"opts"_s;
    }
    void e08_brokenJson()
    {
        QFETCH(QString, field);
        js(u"await b.queue('mail').add('x', {}, {attempts: 5}); await b.redis.hset('bull:mail:1', '%1', '{\"half\":'); await b.queue('mail').add('y', {})"_s.arg(field));
        auto side = ours();
        QStringList ran;
        side->serve(u"mail"_s, answering([&](const ClaimedJob &claimed) {
            ran.append(claimed.name);
            return JobOutcome::completed();
        }), 1);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:failed"_s) + cli(u"ZCARD bull:mail:completed"_s), u"11"_s, 10'000);
        side->stop();
        QCOMPARE(ran, QStringList{u"y"_s});
        QCOMPARE(cli(u"HGET bull:mail:1 atm"_s), u"1"_s); // at once, not five times
        QVERIFY(!detail(*side, u"1"_s).row.failedReason.isEmpty());
    }

    void e13_aRetriedRunOfASchedulerPlansNothing()
    {
        js(u"await b.queue('mail').upsertJobScheduler('pulse', {every: 3600000}, {name: 'beat'})"_s);
        auto side = ours();
        bool fails = true;
        side->serve(u"mail"_s, answering([&](const ClaimedJob &) { return fails ? JobOutcome::failed(u"no"_s) : JobOutcome::completed(); }), 1);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 1, 10'000);
        const QString planned = cli(u"ZSCORE bull:mail:repeat pulse"_s);
        QCOMPARE(cli(u"HGET bull:mail:repeat:pulse ic"_s), u"2"_s);
        fails = false;
        js(u"await (await b.queue('mail').getJob('%1')).retry()"_s.arg(side->ended().first()));
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 2, 10'000);
        side->stop();
        QCOMPARE(cli(u"ZSCORE bull:mail:repeat pulse"_s), planned);
        QCOMPARE(cli(u"HGET bull:mail:repeat:pulse ic"_s), u"2"_s);
        QCOMPARE(cli(u"ZCARD bull:mail:delayed"_s), u"1"_s);
    }

    void e14_aSchedulerThatLostItsHash()
    {
        js(u"await b.queue('mail').upsertJobScheduler('pulse', {every: 3600000}, {name: 'beat'}); await b.redis.del('bull:mail:repeat:pulse')"_s);
        auto side = ours();
        side->serve(u"mail"_s, good(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 1, 10'000); // its job runs all the same
        std::optional<Result<QList<JobScheduler>>> listed;
        side->store().jobSchedulers()->list([&listed](Result<QList<JobScheduler>> got) { listed = std::move(got); });
        QTRY_VERIFY_WITH_TIMEOUT(listed.has_value(), 10'000);
        side->stop();
        QVERIFY(*listed && listed->value().isEmpty());
        cli(u"DEL bull:mail:repeat"_s);
    }

    void e15_aSchedulerWithADeduplicationIdThatIsHeld()
    {
        js(u"const q = b.queue('mail'); await q.add('holder', {}, {delay: 3600000, deduplication: {id: 'one'}});"
           "await q.upsertJobScheduler('pulse', {every: 80}, {name: 'beat', opts: {deduplication: {id: 'one'}}})"_s);
        auto side = ours();
        side->serve(u"mail"_s, good(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(side->ended().size() >= 5, 10'000); // the chain goes on
        js(u"await b.queue('mail').removeJobScheduler('pulse')"_s);
        side->stop();
        QCOMPARE(cli(u"GET bull:mail:de:one"_s), u"1"_s); // and the holder keeps it
    }

    void e17_dataThatIsTooLarge()
    {
        auto side = ours();
        const auto refused = side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job('"' + QByteArray((16 << 20) + 1, 'x') + '"')});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QCOMPARE(cli(u"EXISTS bull:mail:1"_s), u"0"_s);
    }

    void e18_ourJobsKeepTenTraces()
    {
        auto side = ours();
        QVERIFY(side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{}")}));
        QCOMPARE(js(u"return (await b.queue('mail').getJob('1')).opts.stackTraceLimit"_s).toInt(), 10);
    }

    void e19_noCallRemovesMoreThanAThousand_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::addColumn<int>("age");
        QTest::newRow("by count") << qint64(10) << 0;
        QTest::newRow("by age") << qint64(-1) << 3'600;
    }
    void e19_noCallRemovesMoreThanAThousand()
    {
        QFETCH(qint64, count);
        QFETCH(int, age);
        m_redis.cli({u"EVAL"_s, u"for i = 1, 2500 do redis.call('HSET', 'bull:mail:o' .. i, 'name', 'x', 'data', '{}') "
                                "redis.call('ZADD', 'bull:mail:completed', i, 'o' .. i) end"_s, u"0"_s});
        auto side = ours();
        JobOptions options;
        options.keepCompleted = KeepRule{count, Seconds(age)};
        side->serve(u"mail"_s, good(), 1);
        const QList<int> left = age > 0 ? QList<int>{1501, 502, 3} : QList<int>{1501, 502, 10};
        for (int i = 0; i < left.size(); ++i) {
            QVERIFY(side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{}", options)}));
            QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), i + 1, 10'000);
            QCOMPARE(cli(u"ZCARD bull:mail:completed"_s).toInt(), left[i]);
            QCOMPARE(js(u"return (await b.redis.keys('bull:mail:o*')).length"_s).toInt(), left[i] - i - 1);
        }
        side->stop();
    }

    void e19_neitherByAgeNorByBoth()
    {
        m_redis.cli({u"EVAL"_s, u"for i = 1, 2600 do redis.call('HSET', 'bull:mail:o' .. i, 'name', 'x', 'data', '{}') "
                                "redis.call('ZADD', 'bull:mail:completed', i, 'o' .. i) end"_s, u"0"_s});
        auto side = ours();
        js(u"await b.queue('mail').add('x', {}, {removeOnComplete: {age: 1, limit: 100000}})"_s);
        side->serve(u"mail"_s, good(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:completed"_s), u"1601"_s, 10'000);
        js(u"await b.queue('mail').add('x', {}, {removeOnComplete: {age: 1, limit: 300, count: 10}})"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:completed"_s), u"602"_s, 10'000); // 300 and 700
        js(u"await b.queue('mail').add('x', {}, {removeOnComplete: {age: 1, limit: 300}})"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:completed"_s), u"303"_s, 10'000); // a smaller limit is kept
        side->stop();
    }

    void e24_largeNumbersStayAsTheyAre()
    {
        auto side = ours();
        const QByteArray large = "{\"n\":1234567890123456789,\"d\":0.1000000000000000055511}";
        QVERIFY(side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job(large)}));
        QByteArray seen;
        side->serve(u"mail"_s, answering([&](const ClaimedJob &claimed) {
            seen = claimed.data;
            return JobOutcome::completed(claimed.data);
        }), 1);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 1, 10'000);
        side->stop();
        QCOMPARE(seen, large);
        QCOMPARE(cli(u"HGET bull:mail:1 returnvalue"_s).toUtf8(), large);
    }

    void e28_widerLimitsWakeWhoSleeps()
    {
        js(u"await b.queue('mail').setGlobalConcurrency(1); await b.queue('mail').addBulk([1, 2, 3].map(n => ({name: 'x', data: {n}})));"
           "globalThis.open = []; await b.work('mail', {concurrency: 3}, () => new Promise(resolve => globalThis.open.push(resolve)));"
           "await b.until(() => globalThis.open.length === 1)"_s);
        auto side = ours();
        js(u"await b.rest(200)"_s); // it sleeps
        QVERIFY(side->call<Done>(&JobStore::setLimits, m_mail, QueueLimits{3}));
        QVERIFY(js(u"const from = Date.now(); await b.until(() => globalThis.open.length === 3); return Date.now() - from"_s).toInt() < 3'000);
        js(u"for (const resolve of globalThis.open) resolve()"_s);
        js(u"await b.until(() => b.worker('mail').done.length === 3)"_s);
    }

    void e28_anEndWakesTheNextWhileTheQueueIsFull()
    {
        js(u"await b.queue('mail').setGlobalConcurrency(1); await b.queue('mail').addBulk([1, 2].map(n => ({name: 'x', data: {n}})))"_s);
        auto side = ours();
        const auto taken = side->call<Exchanged>(&JobStore::exchange, Exchange{{}, {Want{m_mail, 1, 30s, "token", u"us"_s, {}}}});
        QVERIFY(taken && taken.value().claimed.size() == 1);
        js(u"await b.work('mail', {concurrency: 1, drainDelay: 10})"_s);
        QTRY_VERIFY_WITH_TIMEOUT(cli(u"CLIENT LIST"_s).contains(u"cmd=bzpopmin"_s) && cli(u"EXISTS bull:mail:marker"_s) == u"0", 10'000); // it sleeps
        const auto ended = side->call<Exchanged>(&JobStore::exchange, Exchange{{Settlement{.queue = m_mail, .id = {u"1"_s}, .token = "token"}}, {}});
        QVERIFY(ended && ended.value().codes == QList<SettleCode>{SettleCode::Done});
        js(u"await b.until(() => b.worker('mail').done.length === 1, 4000)"_s); // by itself it looks after 10 s
    }

    void e29_aNameWithSpacesIsSeenAllTheSame()
    {
        auto side = ours(u"caixa um\n"_s);
        side->serve(u"mail"_s, good(), 1);
        const auto names = [&] { return js(u"return (await b.queue('mail').getWorkers()).map(w => w.name)"_s).toArray(); };
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 1, 10'000);
        side->stop();
    }

    void e33_aQueueThatIsBrokenHoldsNobodyUp_data()
    {
        QTest::addColumn<QString>("key");
        for (const auto &key : {u"wait"_s, u"delayed"_s, u"meta"_s})
            QTest::newRow(qPrintable(key)) << key;
    }
    void e33_aQueueThatIsBrokenHoldsNobodyUp()
    {
        QFETCH(QString, key);
        cli(u"SET bull:broken:%1 text"_s.arg(key)); // a key of another kind
        cli(u"CONFIG RESETSTAT"_s);
        js(u"await b.queue('mail').addBulk([1, 2, 3, 4, 5].map(n => ({name: 'x', data: {n}})))"_s);
        auto side = ours();
        QStringList ran;
        const auto handler = answering([&](const ClaimedJob &claimed) {
            ran.append(claimed.queue.value + u'/' + claimed.id.value);
            return JobOutcome::completed();
        });
        side->serve({ServedQueue{.queue = {u"broken"_s}, .handler = handler}, ServedQueue{.queue = m_mail, .handler = handler}});
        QTRY_VERIFY_WITH_TIMEOUT(cli(u"INFO errorstats"_s).contains(u"WRONGTYPE"), 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:completed"_s), u"5"_s, 8'000);
        QCOMPARE(cli(u"DEL bull:broken:%1"_s.arg(key)), u"1"_s);
        js(u"await b.queue('broken').addBulk([1, 2].map(n => ({name: 'x', data: {n}}))); await b.queue('mail').add('x', {})"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:broken:completed"_s) + cli(u"ZCARD bull:mail:completed"_s), u"26"_s, 30'000);
        side->stop();
        QCOMPARE(ran.size(), 8); // each once
        QCOMPARE(QSet<QString>(ran.begin(), ran.end()).size(), 8);
        QCOMPARE(brokenInvariants(m_redis, u"broken"_s), QString());
    }

    void e33_anErrorInTheMiddleLosesNoJob_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("fails");
        for (const auto &key : {u"completed"_s, u"events"_s, u"metrics:completed"_s})
            QTest::newRow(qPrintable(key)) << key << false;
        QTest::newRow("failed") << u"failed"_s << true;
        QTest::newRow("delayed") << u"delayed"_s << true;
    }
    void e33_anErrorInTheMiddleLosesNoJob()
    {
        QFETCH(QString, key);
        QFETCH(bool, fails);
        const QString tries = key == u"delayed" ? u"{attempts: 2, backoff: 60000}"_s : u"{}"_s;
        js(u"await b.queue('broken').add('x', {}, %1); await b.queue('mail').add('x', {})"_s.arg(tries));
        cli(u"CONFIG RESETSTAT"_s);
        auto side = ours();
        int ran = 0;
        const auto handler = answering([&](const ClaimedJob &claimed) {
            if (claimed.queue == m_mail)
                return JobOutcome::completed();
            if (++ran == 1) { // now that it runs
                cli(u"DEL bull:broken:%1"_s.arg(key));
                cli(u"SET bull:broken:%1 text"_s.arg(key));
            }
            return fails ? JobOutcome::failed(u"no"_s) : JobOutcome::completed();
        });
        side->serve({ServedQueue{.queue = {u"broken"_s}, .handler = handler}, ServedQueue{.queue = m_mail, .handler = handler}});
        QTRY_VERIFY_WITH_TIMEOUT(cli(u"INFO errorstats"_s).contains(u"WRONGTYPE"), 10'000);
        QCOMPARE(cli(u"DEL bull:broken:%1"_s.arg(key)), u"1"_s);
        const QString place = key == u"delayed" ? key : fails ? u"failed"_s : u"completed"_s;
        const bool there = QTest::qWaitFor([&] { return cli(u"ZCARD bull:broken:"_s + place) == u"1"; }, 8'000);
        QVERIFY2(there, qPrintable(brokenInvariants(m_redis, u"broken"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:completed"_s), u"1"_s, 8'000);
        side->stop();
        QCOMPARE(ran, 1);
        QCOMPARE(cli(u"HGET bull:broken:1 atm"_s), u"1"_s); // however often it was sent
        QCOMPARE(brokenInvariants(m_redis, u"broken"_s), QString());
    }
};

QTEST_GUILESS_MAIN(TestBullmqTraps)
#include "tst_bullmq_traps.moc"
