#include "tests/interop/faulty_wire.h"
#include "tests/interop/interop_test.h"

#include "engine/queue/job_schedulers.h"
#include <QTimer>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Answers a moment after it was asked.
class SlowHandler final : public Handler
{
public:
    explicit SlowHandler(Millis time) : m_time(time) {}
    void run(std::shared_ptr<JobContext>, Reply<JobOutcome> reply) override
    {
        QTimer::singleShot(m_time, Qt::PreciseTimer, &m_timers, [reply] { reply(JobOutcome::completed()); });
    }

private:
    const Millis m_time;
    QObject m_timers;
};

} // namespace

/// What others put into a queue, or do to it, that a script or a worker of ours could stumble over. Beside the traps of
/// bullmq-format section 5: those are known of BullMQ, these of us. One line of BullMQ is enough beside us.
class TestBullmqTroubles : public InteropTest
{
    Q_OBJECT
    const QueueName m_mail{u"mail"_s};

    static std::shared_ptr<Handler> good()
    {
        return answering([](const ClaimedJob &) { return JobOutcome::completed(); });
    }
    QString places(const QString &id)
    {
        return js(u"return await b.queue('mail').getJobState('%1')"_s.arg(id)).toString();
    }

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("bullmq6") << u"bullmq6"_s;
    }

    void aWindowThatIsNoWholeNumber()
    {
        js(u"const q = b.queue('mail'); await q.setGlobalRateLimit(2, 300.5); await q.setGlobalConcurrency(1.5);"
           "await q.addBulk(Array.from({length: 5}, () => ({name: 'x', data: {}})))"_s);
        auto side = ours();
        side->serve(u"mail"_s, good(), 5);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 5, 20'000);
        side->stop();
    }

    /// The end of a job of ours makes room: nobody waits for the next look at the queue, which comes after five seconds. With a look
    /// for each `limit` jobs this would take a minute.
    void aLimitOfJobsAtOnceIsUsedWhole_data()
    {
        QTest::addColumn<int>("limit");
        QTest::newRow("one") << 1;
        QTest::newRow("two") << 2;
    }
    void aLimitOfJobsAtOnceIsUsedWhole()
    {
        QFETCH(int, limit);
        js(u"const q = b.queue('mail'); await q.setGlobalConcurrency(%1);"
           "await q.addBulk(Array.from({length: %2}, () => ({name: 'x', data: {}})))"_s.arg(limit).arg(12 * limit));
        auto side = ours();
        side->serve(u"mail"_s, std::make_shared<SlowHandler>(30ms), 5);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 12 * limit, 30'000);
        // Also when nothing waited while the last place was taken.
        js(u"for (let i = 0; i < %1; i++) { await b.queue('mail').add('x', {}); await b.rest(25); }"_s.arg(12 * limit));
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 24 * limit, 30'000);
        side->stop();
    }

    /// A result that the server refuses is kept for itself; its queue goes on.
    void oneResultThatIsRefusedHoldsNobodyUp()
    {
        cli(u"CONFIG RESETSTAT"_s);
        js(u"await b.queue('mail').add('poison', {}, {jobId: 'poison'})"_s);
        auto side = ours();
        side->serve(u"mail"_s, answering([this](const ClaimedJob &job) {
            if (job.name == u"poison") {
                cli(u"DEL bull:mail:poison"_s);
                cli(u"SET bull:mail:poison oops"_s);
            }
            return JobOutcome::completed();
        }), 1); // also the only place
        QTRY_VERIFY_WITH_TIMEOUT(cli(u"INFO errorstats"_s).contains(u"WRONGTYPE"), 10'000);
        js(u"await b.queue('mail').addBulk(Array.from({length: 20}, () => ({name: 'x', data: {}})))"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:completed"_s), u"20"_s, 10'000);
        QCOMPARE(side->inHand(), 1);
        cli(u"DEL bull:mail:poison"_s);
        QTRY_COMPARE_WITH_TIMEOUT(side->inHand(), 0, 10'000);
        side->stop();
    }

    /// A due job may be something else, or a key of the queue: the other due ones are not lost, and none runs twice.
    void dueJobsAreNotLostBetweenTheirPlaces_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("jobs");
        QTest::newRow("one of them") << u"two"_s << 2;
        for (const auto &key : {u"wait"_s, u"prioritized"_s, u"events"_s, u"marker"_s})
            QTest::addRow("%s", qPrintable(key)) << key << 3;
    }
    void dueJobsAreNotLostBetweenTheirPlaces()
    {
        QFETCH(QString, key);
        QFETCH(int, jobs);
        cli(u"CONFIG RESETSTAT"_s);
        js(u"await b.queue('mail').addBulk([['one', 0], ['two', 0], ['three', 5]].map(([jobId, priority]) => ({name: 'x', data: {},"
           " opts: {jobId, priority, delay: 300}})))"_s);
        cli(u"DEL bull:mail:%1"_s.arg(key));
        cli(u"SET bull:mail:%1 oops"_s.arg(key));
        auto side = ours();
        side->serve(u"mail"_s, good(), 2);
        if (jobs == 3) {
            QTRY_VERIFY_WITH_TIMEOUT(cli(u"INFO errorstats"_s).contains(u"WRONGTYPE"), 10'000);
            js(u"await b.rest(600)"_s); // some more tries
            QCOMPARE(cli(u"DEL bull:mail:%1"_s.arg(key)), u"1"_s);
            for (const QString &id : {u"one"_s, u"two"_s, u"three"_s})
                QVERIFY2(places(id) != u"unknown"_s, qPrintable(id));
        }
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), jobs, 60'000); // what was being claimed meanwhile comes back as stalled
        QTRY_COMPARE_WITH_TIMEOUT(side->inHand(), 0, 10'000);
        side->stop();
        QCOMPARE(cli(u"ZCARD bull:mail:completed"_s).toInt(), jobs);
        QCOMPARE(cli(u"EXISTS bull:mail:wait bull:mail:active bull:mail:delayed bull:mail:prioritized"_s), u"0"_s);
    }

    /// What waits for the end of another job with its deduplication id begins once, however often that end is sent.
    void theNextOfADeduplicationBeginsOnce()
    {
        cli(u"CONFIG RESETSTAT"_s);
        const auto add = [this] { js(u"await b.queue('mail').add('x', {}, {deduplication: {id: 'same', keepLastIfActive: true}})"_s); };
        add();
        auto side = ours();
        int ran = 0;
        side->serve(u"mail"_s, answering([&](const ClaimedJob &) {
            if (++ran == 1) {
                add();
                cli(u"DEL bull:mail:marker"_s);
                cli(u"SET bull:mail:marker oops"_s);
            }
            return JobOutcome::completed();
        }), 1);
        QTRY_VERIFY_WITH_TIMEOUT(cli(u"INFO errorstats"_s).contains(u"WRONGTYPE"), 10'000);
        js(u"await b.rest(600)"_s); // some more tries
        QCOMPARE(cli(u"DEL bull:mail:marker"_s), u"1"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:completed"_s), u"2"_s, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(side->inHand(), 0, 10'000);
        side->stop();
        QCOMPARE(ran, 2);
        QCOMPARE(cli(u"EXISTS bull:mail:wait bull:mail:active"_s), u"0"_s);
    }

    /// What a person or the stalled check moves stays where it was when its new place is broken.
    void movedJobsAreNotLostBetweenTheirPlaces()
    {
        js(u"const q = b.queue('mail'); for (const jobId of ['ended', 'later', 'left']) await q.add('x', {}, {jobId, delay: 3600000})"_s);
        for (const auto &command : {u"ZREM bull:mail:delayed ended left"_s, u"ZADD bull:mail:failed 1 ended"_s, u"LPUSH bull:mail:active left"_s,
                                    u"SADD bull:mail:stalled left"_s, u"SET bull:mail:wait oops"_s})
            cli(command);
        auto side = ours();
        const JobChoice ended{JobId{u"ended"_s}}, later{JobId{u"later"_s}};
        QVERIFY(!side->call<QList<ActCode>>(&JobStore::retry, m_mail, ended));
        QVERIFY(!side->call<QList<ActCode>>(&JobStore::promote, m_mail, later));
        QVERIFY(!side->call<QList<JobId>>(&JobStore::recoverStalled, m_mail, 1));
        QCOMPARE(places(u"ended"_s), u"failed"_s);
        QCOMPARE(places(u"later"_s), u"delayed"_s);
        QCOMPARE(cli(u"LRANGE bull:mail:active 0 -1"_s), u"left"_s);
        cli(u"DEL bull:mail:wait bull:mail:stalled-check"_s);
        QVERIFY(side->call<QList<ActCode>>(&JobStore::retry, m_mail, ended));
        QVERIFY(side->call<QList<ActCode>>(&JobStore::promote, m_mail, later));
        const auto back = side->call<QList<JobId>>(&JobStore::recoverStalled, m_mail, 1);
        QVERIFY(back && back.value() == QList<JobId>{JobId{u"left"_s}});
        QCOMPARE(cli(u"LLEN bull:mail:wait"_s), u"3"_s);
    }

    /// The queue of a parent may be broken while its child ends.
    void aParentIsNotLostBetweenItsPlaces_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("fails");
        for (const auto &key : {u"wait"_s, u"events"_s, u"marker"_s}) {
            QTest::addRow("%s", qPrintable(key)) << key << false;
            QTest::addRow("%s, the child fails", qPrintable(key)) << key << true;
        }
    }
    void aParentIsNotLostBetweenItsPlaces()
    {
        QFETCH(QString, key);
        QFETCH(bool, fails);
        cli(u"CONFIG RESETSTAT"_s);
        js(u"await new b.FlowProducer({connection: b.connection}).add({name: 'sum', queueName: 'above', opts: {jobId: 'sum'}, children: ["
           " {name: 'child', queueName: 'mail', opts: {failParentOnFailure: true}}]})"_s);
        auto side = ours();
        int ran = 0;
        const auto handler = answering([&](const ClaimedJob &job) {
            if (++ran == 1) {
                cli(u"DEL bull:above:%1"_s.arg(key));
                cli(u"SET bull:above:%1 oops"_s.arg(key));
            }
            return fails && job.name == u"child" ? JobOutcome::failed(u"no"_s) : JobOutcome::completed();
        });
        side->serve(u"mail"_s, handler, 1);
        QTRY_VERIFY_WITH_TIMEOUT(cli(u"INFO errorstats"_s).contains(u"WRONGTYPE"), 10'000);
        QCOMPARE(cli(u"DEL bull:above:%1"_s.arg(key)), u"1"_s);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 1, 20'000);
        side->stop();
        QCOMPARE(cli(u"ZCARD bull:above:waiting-children"_s), u"0"_s);
        QCOMPARE(cli(u"LRANGE bull:above:wait 0 -1"_s), u"sum"_s); // once
        auto above = ours();
        above->serve(u"above"_s, handler, 1);
        const QString place = fails ? u"failed"_s : u"completed"_s;
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:above:"_s + place), u"1"_s, 20'000);
        above->stop();
        QCOMPARE(ran, fails ? 1 : 2); // a parent whose child failed fails at once
    }

    /// While leases of one queue cannot be renewed, jobs of both go on: nothing is known of them, so they are not taken for lost.
    void aRenewalThatIsRefusedLosesNoJob()
    {
        js(u"for (const name of ['bad', 'mail']) await b.queue(name).add('x', {})"_s);
        cli(u"CONFIG RESETSTAT"_s);
        cli(u"SET bull:bad:stalled oops"_s);
        auto side = ours();
        const auto slow = std::make_shared<SlowHandler>(2500ms);
        side->serve({ServedQueue{.queue = {u"bad"_s}, .handler = slow, .lease = 1500ms}, ServedQueue{.queue = m_mail, .handler = slow, .lease = 1500ms}});
        QTRY_COMPARE_WITH_TIMEOUT(side->inHand(), 2, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(cli(u"INFO errorstats"_s).contains(u"WRONGTYPE"), 10'000);
        cli(u"DEL bull:bad:stalled"_s);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 2, 10'000);
        for (const QString &queue : {u"bad"_s, u"mail"_s}) {
            QCOMPARE(cli(u"ZCARD bull:%1:completed"_s.arg(queue)), u"1"_s);
            QCOMPARE(cli(u"HGET bull:%1:1 ats"_s.arg(queue)), u"1"_s);
        }
        side->stop();
    }

    void aBrokenQueueIsNamedAndTheOthersAreSeen()
    {
        js(u"for (const name of ['bad', 'mail']) { await b.queue(name).add('x', {}); await b.queue(name).upsertJobScheduler('nightly', {every: 3600000}); }"_s);
        auto side = ours();
        for (const QString &key : {u"repeat"_s, u"events"_s, u"completed"_s}) {
            cli(u"COPY bull:bad:%1 kept:%1"_s.arg(key));
            cli(u"DEL bull:bad:%1"_s.arg(key));
            cli(u"SET bull:bad:%1 oops"_s.arg(key));
            const auto queues = side->call<QList<QueueInfo>>(&JobStore::queues);
            QVERIFY(queues);
            for (const QueueInfo &queue : queues.value())
                QCOMPARE(queue.trouble.contains(u"bull:bad:%1 is a string"_s.arg(key)), queue.name.value == u"bad");
            std::optional<Result<QList<JobScheduler>>> schedulers;
            side->store().jobSchedulers()->list([&](Result<QList<JobScheduler>> got) { schedulers = std::move(got); });
            QTRY_VERIFY_WITH_TIMEOUT(schedulers.has_value(), 10'000);
            QVERIFY2(*schedulers, *schedulers ? "" : qPrintable(schedulers->error().detail));
            QCOMPARE(schedulers->value().size(), key == u"repeat" ? 1 : 2);
            cli(u"DEL bull:bad:%1"_s.arg(key));
            cli(u"RENAME kept:%1 bull:bad:%1"_s.arg(key));
        }
        for (const QString &name : {u"bad"_s, u"mail"_s})
            js(u"await b.queue('%1').removeJobScheduler('nightly'); await b.queue('%1').obliterate({force: true})"_s.arg(name));
    }

    void somethingElseInAJobsPlace()
    {
        js(u"await b.queue('mail').addBulk(Array.from({length: 3}, () => ({name: 'x', data: {}})))"_s);
        cli(u"SET bull:mail:strange oops"_s);
        cli(u"RPUSH bull:mail:wait strange"_s);
        auto side = ours();
        side->serve(u"mail"_s, good(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 3, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"LLEN bull:mail:active"_s), u"0"_s, 20'000);
        side->stop();
        cli(u"DEL bull:mail:strange"_s);
    }

    void aStreamWithoutAnEnd()
    {
        js(u"await b.queue('mail').addBulk(Array.from({length: 3}, () => ({name: 'x', data: {}})))"_s);
        cli(u"HSET bull:mail:meta opts.maxLenEvents Infinity"_s);
        auto side = ours();
        side->serve(u"mail"_s, good(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:completed"_s), u"3"_s, 20'000);
        side->stop();
    }

    void aPriorityBelowNone()
    {
        js(u"const q = b.queue('mail'); await q.add('urgent', {}, {priority: -3, delay: 50}); await q.add('later', {}, {priority: 5});"
           "await b.rest(80)"_s);
        auto side = ours();
        QStringList ran;
        side->serve(u"mail"_s, answering([&](const ClaimedJob &job) {
            ran.append(job.name);
            return JobOutcome::completed();
        }), 1);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 2, 20'000);
        QCOMPARE(ran, (QStringList{u"urgent"_s, u"later"_s}));
        side->stop();
    }

    /// Without the right to wait, and while the server refuses everything but to end a script.
    void aServerThatRefusesToLetUsWait()
    {
        cli(u"ACL SETUSER default -bzpopmin"_s);
        auto side = ours();
        side->serve(u"mail"_s, good(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(cli(u"INFO commandstats"_s).contains(u"rejected_calls=1"_s) || cli(u"ACL LOG"_s).contains(u"bzpopmin"_s), 20'000);
        QVERIFY(side->call<QList<Added>>(&JobStore::add, QList<NewJob>{job("{}")}));
        js(u"await b.queue('mail').add('x', {})"_s);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 2, 12'000);
        cli(u"ACL SETUSER default +bzpopmin"_s);
        js(u"await b.queue('mail').add('x', {})"_s);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 3, 12'000);
        side->stop();
    }

    void readyJobsWithoutAMarker()
    {
        auto side = ours();
        side->serve(u"mail"_s, good(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(cli(u"CLIENT LIST"_s).contains(u"cmd=bzpopmin"_s), 20'000);
        js(u"await b.redis.hset('bull:mail:1', {name: 'x', data: '{}', opts: '{}', timestamp: '1'}); await b.redis.lpush('bull:mail:wait', '1')"_s);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 1, 12'000);
        side->stop();
    }

    void aParentThatCannotCompleteYet()
    {
        js(u"const q = b.queue('mail'); await q.add('parent', {}, {attempts: 5, backoff: {type: 'fixed', delay: 3600000}});"_s);
        auto side = ours();
        ServedQueue queue{.queue = m_mail, .handler = answering([this](const ClaimedJob &job) {
            cli(u"SADD bull:mail:%1:dependencies bull:kids:1"_s.arg(job.id.value)); // as a child that it added
            return JobOutcome::completed();
        })};
        queue.keepCompleted = {0, Seconds(0)};
        side->serve(std::move(queue));
        QTRY_COMPARE_WITH_TIMEOUT(places(u"1"_s), u"delayed"_s, 20'000); // tried again, as Node does; not thrown away
        QCOMPARE(cli(u"HGET bull:mail:1 atm"_s), u"1"_s);
        side->stop();
        cli(u"DEL bull:mail:1:dependencies"_s);
    }

    void aChildThatItsParentForgotIsRetried()
    {
        js(u"await new b.FlowProducer({connection: b.connection}).add({name: 'parent', queueName: 'mail', children: ["
           " {name: 'child', queueName: 'mail', opts: {removeDependencyOnFailure: true}}]})"_s);
        auto side = ours();
        bool fails = true;
        side->serve(u"mail"_s, answering([&](const ClaimedJob &job) {
            if (job.name == u"parent") // not yet
                return JobOutcome::tryAgainIn(1h, {});
            return fails ? JobOutcome::failed(u"no"_s) : JobOutcome::completed();
        }), 1);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:failed"_s) + cli(u"ZCARD bull:mail:delayed"_s), u"11"_s, 20'000);
        fails = false;
        const QString child = cli(u"ZRANGE bull:mail:failed 0 0"_s);
        QVERIFY((side->call<QList<ActCode>>(&JobStore::retry, m_mail, JobChoice{JobId{child}})));
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:completed"_s), u"1"_s, 20'000);
        const QString parent = cli(u"ZRANGE bull:mail:delayed 0 0"_s);
        QCOMPARE(cli(u"EXISTS bull:mail:%1:dependencies"_s.arg(parent)), u"0"_s);
        side->stop();
    }

    void aSchedulersRunIsAParent()
    {
        js(u"await b.queue('mail').upsertJobScheduler('nightly', {every: 3600000}, {name: 'night'})"_s);
        js(u"await b.work('mail', {}, async (job, token) => {"
           " if (job.data.step) return 'both';"
           " await job.updateData({step: 1});"
           " await b.queue('kids').add('child', {}, {parent: {id: job.id, queue: job.queueQualifiedName}});"
           " if (await job.moveToWaitingChildren(token)) throw new (b.WaitingChildrenError)(); })"_s);
        auto side = ours();
        side->serve(u"kids"_s, good(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 1, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(cli(u"ZCARD bull:mail:completed"_s), u"1"_s, 20'000);
        side->stop();
        js(u"await b.queue('mail').removeJobScheduler('nightly')"_s);
    }

    void aSchedulerOverABadWay()
    {
        js(u"await b.queue('mail').upsertJobScheduler('pulse', {every: 150}, {name: 'beat', opts: {removeOnComplete: true}})"_s);
        FaultyWire wire(m_redis.port());
        wire.setDelay(15ms);
        OurSide side(u"redis://127.0.0.1:%1/0"_s.arg(wire.port()));
        side.serve(u"mail"_s, good(), 1, 2s);
        // A fifth of them comes between the claim of a run and the plan of the next one.
        for (int kills = 0; kills < 20; ++kills) {
            const qsizetype ran = side.ended().size();
            (void)QTest::qWaitFor([&] { return side.ended().size() > ran + 1; }, 400);
            cli(u"CLIENT KILL TYPE normal SKIPME yes"_s);
        }
        const qsizetype before = side.ended().size();
        QTRY_VERIFY_WITH_TIMEOUT(side.ended().size() > before + 5, 40'000); // it goes on
        side.stop();
        js(u"await b.queue('mail').obliterate({force: true})"_s); // a run that was kept back waits for a check of what is stalled
    }
};

QTEST_GUILESS_MAIN(TestBullmqTroubles)
#include "tst_bullmq_troubles.moc"
