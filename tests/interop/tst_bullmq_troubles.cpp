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

    void aBrokenQueueStopsNoOther()
    {
        cli(u"SET bull:bad:delayed oops"_s);
        js(u"for (const name of ['bad', 'mail']) await b.queue(name).addBulk(Array.from({length: 6}, () => ({name, data: {}})))"_s);
        auto side = ours();
        QStringList ran;
        const auto noting = answering([&](const ClaimedJob &job) {
            ran.append(job.name);
            return JobOutcome::completed();
        });
        side->serve({ServedQueue{.queue = {u"bad"_s}, .concurrency = 2, .handler = noting}, ServedQueue{.queue = m_mail, .concurrency = 2, .handler = noting}});
        QTRY_COMPARE_WITH_TIMEOUT(ran.count(u"mail"_s), 6, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 6, 20'000);
        QCOMPARE(ran.count(u"bad"_s), 0);
        QCOMPARE(cli(u"LLEN bull:mail:active"_s), u"0"_s);
        cli(u"DEL bull:bad:delayed"_s);
        QTRY_COMPARE_WITH_TIMEOUT(side->ended().size(), 12, 20'000);
        QCOMPARE(ran.size(), 12); // each once
        side->stop();
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
