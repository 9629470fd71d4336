#include "tests/interop/interop_test.h"

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Workers that are lost again and again, leases that vanish, and checks and clocks that differ (rows M11 to M13, traps E10 to
/// E12 and E33). "theirs" is left to Node alone: what happens on "mail" is held against it.
class TestBullmqLosses : public InteropTest
{
    Q_OBJECT
    const QueueName m_mail{u"mail"_s};

    /// The computer's clock, set wrong.
    class WrongClock final : public Clock
    {
    public:
        explicit WrongClock(Millis wrong) : m_wrong(wrong) {}
        Instant now() const override { return m_real.now() + m_wrong; }
        std::chrono::nanoseconds steady() const override { return m_real.steady(); }

    private:
        const SystemClock m_real;
        const Millis m_wrong;
    };
    /// Holds what it is given until the test answers.
    class Slow final : public Handler
    {
    public:
        void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override
        {
            held.append(reply);
            contexts.append(std::move(context));
        }
        QList<Reply<JobOutcome>> held;
        QList<std::shared_ptr<JobContext>> contexts;
    };
    static std::shared_ptr<Handler> good()
    {
        return answering([](const ClaimedJob &) { return JobOutcome::completed("\"by us\""); });
    }

    /// Takes the next job of "mail" and is lost: its lease ends at once and nobody renews it. Answers the job's id.
    QString takeAndDie(OurSide &side)
    {
        const auto got = side.call<Exchanged>(&JobStore::exchange, Exchange{{}, {Want{m_mail, 1, 1ms, "dead", u"dead"_s, {}}}});
        return got && got.value().claimed.size() == 1 ? got.value().claimed.first().id.value : QString();
    }
    QString nodeTakesAndDies(const QString &queue)
    {
        return js(u"const w = b.idle('%1', {lockDuration: 1}); const job = await w.getNextJob('dead', {block: false});"
                  "await w.close(); return job ? job.id : ''"_s.arg(queue)).toString();
    }
    /// Node's check of what is stalled, until nothing is active; it recovers with the second one.
    void nodeRecovers(const QString &queue)
    {
        js(u"const w = b.idle('%1', {stalledInterval: 1}); await w.waitUntilReady();"
           "await b.until(async () => { await w.moveStalledJobsToWait(); return await b.redis.llen('bull:%1:active') === 0; }); await w.close()"_s.arg(queue));
    }
    void weRecover(OurSide &side)
    {
        QVERIFY(QTest::qWaitFor([&] {
            cli(u"DEL bull:mail:stalled-check"_s); // the time between two checks is over
            return side.call<QList<JobId>>(&JobStore::recoverStalled, m_mail, 1).value().size() == 1;
        }, 10'000));
    }
    /// Everything a job says of its end.
    QJsonArray endOf(const QString &queue, const QString &id)
    {
        return js(u"const j = await b.queue('%1').getJob('%2'); return [await j.getState(), j.failedReason ?? null, j.attemptsMade, j.stalledCounter,"
                  "await b.redis.hexists('bull:%1:%2', 'defa')]"_s.arg(queue, id)).toArray();
    }

private slots:
    void m11_theSecondLossFailsTheJob_data()
    {
        QTest::addColumn<bool>("weDie");
        QTest::newRow("M11 we die, Node recovers and fails it") << true;
        QTest::newRow("M12 Node dies, we recover and fail it") << false;
    }
    void m11_theSecondLossFailsTheJob()
    {
        QFETCH(bool, weDie);
        auto side = ours();
        const QString add = u"await b.queue('%1').add('x', {}, {attempts: 3})"_s; // attempts are left
        js(add.arg(u"theirs"_s));
        js(add.arg(u"mail"_s));
        for (int loss = 1; loss <= 2; ++loss) {
            QCOMPARE(nodeTakesAndDies(u"theirs"_s), u"1"_s);
            nodeRecovers(u"theirs"_s);
            QCOMPARE(weDie ? takeAndDie(*side) : nodeTakesAndDies(u"mail"_s), u"1"_s);
            weDie ? nodeRecovers(u"mail"_s) : weRecover(*side);
            QCOMPARE(cli(u"HGET bull:mail:1 stc"_s), QString::number(loss));
        }
        const QString ended = u"await b.until(async () => await b.redis.zcard('bull:%1:failed') === 1)"_s;
        js(u"globalThis.theirs = await b.work('theirs'); "_s + ended.arg(u"theirs"_s));
        if (weDie) {
            js(u"await b.work('mail'); "_s + ended.arg(u"mail"_s));
        } else {
            side->serve(u"mail"_s, good(), 1);
            QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:failed"_s), u"1"_s, 10'000);
            side->stop();
        }
        const QJsonArray end = endOf(u"mail"_s, u"1"_s);
        QCOMPARE(end.at(0), QJsonValue(u"failed"_s));
        QCOMPARE(end.at(1), QJsonValue(u"job stalled more than allowable limit"_s));
        QCOMPARE(end, endOf(u"theirs"_s, u"1"_s));
        QCOMPARE(js(u"return b.worker('theirs').done.length"_s).toInt(), 0); // nobody ran it
        QCOMPARE(eventsOf(u"1"_s), eventsOf(u"1"_s, u"theirs"_s));
    }

    void m11_runsOfASchedulerMayBeLostManyTimes_data()
    {
        QTest::addColumn<bool>("weDie");
        QTest::newRow("M11 we die, Node recovers") << true;
        QTest::newRow("M12 Node dies, we recover") << false;
    }
    void m11_runsOfASchedulerMayBeLostManyTimes()
    {
        QFETCH(bool, weDie);
        const int most = weDie && isLine(u"bullmq-floor") ? 1 : 3; // which knows no exception yet
        js(u"await b.queue('mail').upsertJobScheduler('pulse', {every: 3600000}, {name: 'beat'})"_s);
        auto side = ours();
        QString id;
        for (int loss = 1; loss <= most; ++loss) {
            const QString taken = weDie ? takeAndDie(*side) : nodeTakesAndDies(u"mail"_s);
            QVERIFY(taken.startsWith(u"repeat:pulse:") && (loss == 1 || taken == id));
            id = taken;
            weDie ? nodeRecovers(u"mail"_s) : weRecover(*side);
            QCOMPARE(cli(u"HGET bull:mail:%1 stc"_s.arg(id)), QString::number(loss));
        }
        QCOMPARE(cli(u"HEXISTS bull:mail:%1 defa"_s.arg(id)), u"0"_s);
        if (weDie) {
            js(u"const w = await b.work('mail'); await b.until(() => w.done.length === 1)"_s);
        } else {
            side->serve(u"mail"_s, good(), 1);
            QTRY_COMPARE_WITH_TIMEOUT(side->ended(), QStringList{id}, 10'000);
            side->stop();
        }
        QTRY_COMPARE_WITH_TIMEOUT(endOf(u"mail"_s, id).at(0), QJsonValue(u"completed"_s), 10'000);
        QCOMPARE(cli(u"ZCARD bull:mail:delayed"_s), u"1"_s); // planned once
        js(u"await b.queue('mail').removeJobScheduler('pulse')"_s);
    }

    void m13_theLockIsDeletedWhileWeRun()
    {
        auto side = ours();
        const auto slow = std::make_shared<Slow>();
        side->serve(u"mail"_s, slow, 1);
        js(u"await b.queue('mail').add('x', {}, {attempts: 3})"_s);
        QTRY_COMPARE_WITH_TIMEOUT(slow->held.size(), 1, 10'000);
        QCOMPARE(cli(u"DEL bull:mail:1:lock"_s), u"1"_s);
        const QString before = cli(u"HGETALL bull:mail:1"_s);
        slow->held.first()(JobOutcome::completed("\"mine\""));
        QTRY_COMPARE_WITH_TIMEOUT(side->inHand(), 0, 10'000);
        QCOMPARE(cli(u"HGETALL bull:mail:1"_s), before); // nothing changed
        QCOMPARE(cli(u"LLEN bull:mail:active"_s), u"1"_s);
        QCOMPARE(cli(u"EXISTS bull:mail:completed bull:mail:failed bull:mail:1:lock"_s), u"0"_s);
        QCOMPARE(side->ended(), QStringList());
        QCOMPARE(eventsOf(u"1"_s), (QStringList{u"added"_s, u"waiting"_s, u"active"_s}));
        side->stop();
        const QJsonObject end = js(u"const w = await b.work('mail', {stalledInterval: 50}); await b.until(async () => await b.redis.zcard('bull:mail:completed') === 1);"
                                   "const j = await b.queue('mail').getJob('1'); return {done: w.done, made: j.attemptsMade, value: j.returnvalue}"_s).toObject();
        QCOMPARE(end.value(u"done"_s).toArray(), QJsonArray{u"1"_s}); // once, by the new owner
        QCOMPARE(end.value(u"made"_s).toInt(), 1);
        QVERIFY(end.value(u"value"_s).isObject()); // theirs
    }

    void e10_aHandlerHearsThatItsLeaseIsLost()
    {
        auto side = ours();
        const auto slow = std::make_shared<Slow>();
        side->serve(u"mail"_s, slow, 1, 1s);
        js(u"await b.queue('mail').add('x', {})"_s);
        QTRY_COMPARE_WITH_TIMEOUT(slow->held.size(), 1, 10'000);
        QVERIFY(!slow->contexts.first()->cancelled());
        cli(u"SET bull:mail:1:lock somebody PX 60000"_s);
        QTRY_VERIFY_WITH_TIMEOUT(slow->contexts.first()->cancelled(), 10'000); // with the next renewal
        QCOMPARE(cli(u"GET bull:mail:1:lock"_s), u"somebody"_s); // which takes nothing back
        slow->held.first()(JobOutcome::completed("\"mine\""));
        QTRY_COMPARE_WITH_TIMEOUT(side->inHand(), 0, 10'000);
        QCOMPARE(cli(u"HEXISTS bull:mail:1 returnvalue"_s), u"0"_s);
        QCOMPARE(cli(u"LLEN bull:mail:active"_s), u"1"_s);
        side->stop();
    }

    void e11_theLongestIntervalWins_data()
    {
        QTest::addColumn<bool>("nodeIsSlow");
        QTest::newRow("Node's is longer") << true;
        QTest::newRow("ours is longer") << false;
    }
    void e11_theLongestIntervalWins()
    {
        QFETCH(bool, nodeIsSlow);
        auto side = ours(); // checks every 500 ms
        const auto nodeChecks = [&](int interval) {
            js(u"const w = b.idle('mail', {stalledInterval: %1}); await w.waitUntilReady();"
               "await w.moveStalledJobsToWait(); await w.close()"_s.arg(interval));
        };
        const auto weCheck = [&] { return side->call<QList<JobId>>(&JobStore::recoverStalled, m_mail, 1).value().size(); };
        js(u"await b.queue('mail').add('x', {})"_s);
        QCOMPARE(takeAndDie(*side), u"1"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"EXISTS bull:mail:1:lock"_s), u"0"_s, 10'000);
        if (nodeIsSlow) {
            nodeChecks(60'000); // and sees it: the next check takes it back
            QCOMPARE(weCheck(), 0);
        } else {
            QCOMPARE(weCheck(), 0);
            cli(u"PEXPIRE bull:mail:stalled-check 60000"_s); // as a worker of ours with a minute leaves it
            nodeChecks(1);
        }
        QVERIFY(cli(u"PTTL bull:mail:stalled-check"_s).toInt() > 30'000); // nobody makes it shorter
        QCOMPARE(cli(u"LLEN bull:mail:active"_s), u"1"_s);
        cli(u"DEL bull:mail:stalled-check"_s); // the minute is over
        if (nodeIsSlow) {
            QCOMPARE(weCheck(), 1);
            QVERIFY(cli(u"PTTL bull:mail:stalled-check"_s).toInt() <= 500);
        } else {
            nodeChecks(1);
        }
        QCOMPARE(cli(u"LRANGE bull:mail:wait 0 -1"_s), u"1"_s);
        QCOMPARE(cli(u"HGET bull:mail:1 stc"_s), u"1"_s);
    }

    void e12_aProducerWithAnotherClock_data()
    {
        QTest::addColumn<int>("wrong");
        QTest::newRow("5 s ahead") << 5'000;
        QTest::newRow("5 s behind") << -5'000;
    }
    void e12_aProducerWithAnotherClock()
    {
        QFETCH(int, wrong);
        js(u"globalThis.realNow ||= Date.now; Date.now = () => globalThis.realNow() + (%1);"
           "await b.queue('mail').addBulk([{name: 'plain', data: {}}, {name: 'front', data: {}, opts: {lifo: true}}, {name: 'high', data: {}, opts: {priority: 3}},"
           " {name: 'late', data: {}, opts: {delay: 2000}}, {name: 'later', data: {}, opts: {delay: 3600000}}]); Date.now = globalThis.realNow"_s.arg(wrong));
        const auto now = toMs(SystemClock().now());
        const QString due = cli(u"ZSCORE bull:mail:delayed 4"_s);
        QVERIFY(qAbs(due.toDouble() / 4096 - double(now) - 2'000 - wrong) < 1'500);
        QStringList ran;
        QList<Millis> waited;
        const auto handler = answering([&](const ClaimedJob &job) {
            ran.append(job.name);
            return JobOutcome::completed();
        });
        auto side = ours();
        side->serve(u"mail"_s, handler, 1);
        QTRY_VERIFY_WITH_TIMEOUT(ran.size() >= 3, 10'000);
        if (wrong < 0) // what is due by the producer's clock is long due by ours
            QTRY_VERIFY_WITH_TIMEOUT(ran.contains(u"late"), 10'000);
        else
            QVERIFY(!ran.contains(u"late"));
        side->stop();
        // A worker whose clock goes with the producer's takes what is left, and nothing else.
        const WrongClock clock(Millis(wrong > 0 ? wrong + 2'000 : 0));
        OurSide other(m_redis.url(), clock, u"second"_s);
        other.serve(u"mail"_s, handler, 1);
        QTRY_COMPARE_WITH_TIMEOUT(ran.size(), 4, 10'000);
        other.stop();
        ran.sort();
        QCOMPARE(ran, (QStringList{u"front"_s, u"high"_s, u"late"_s, u"plain"_s})); // each once
        QCOMPARE(cli(u"ZRANGE bull:mail:delayed 0 -1"_s), u"5"_s); // and none lost
        QCOMPARE(cli(u"ZCARD bull:mail:completed"_s), u"4"_s);
    }
};

QTEST_GUILESS_MAIN(TestBullmqLosses)
#include "tst_bullmq_losses.moc"
