#include "engine/queue/claim_demand.h"
#include "engine/queue/retry_policy.h"
#include "engine/queue/wake_plan.h"
#include "engine/tasks/load_test_handlers.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Backoff)

/// The pure decisions of the worker: when a job runs again, how many to claim, how long to sleep.
class TestQueuePolicies : public QObject
{
    Q_OBJECT
private slots:
    void retryDelays_data();
    void retryDelays();
    void aHugeDelayStaysFinite();
    void ownRuleBeatsTheHandlers();
    void settlements_data();
    void settlements();
    void demandFollowsTheDepth();
    void deepQueueIsAskedInHalves();
    void demandWaitsForWorkOrTime();
    void sleepIsNeverEarly();
    void loadTestHandlers();
};

void TestQueuePolicies::retryDelays_data()
{
    QTest::addColumn<Backoff>("backoff");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<double>("dice");
    QTest::addColumn<qint64>("ms");
    using enum Backoff::Kind;
    QTest::newRow("none") << Backoff{None, Millis(900), 0} << 3 << 0.5 << qint64(0);
    QTest::newRow("fixed") << Backoff{Fixed, Millis(900), 0} << 3 << 0.5 << qint64(900);
    QTest::newRow("fixed, least") << Backoff{Fixed, Millis(1000), 0.5} << 1 << 0.0 << qint64(500);
    QTest::newRow("fixed, floor") << Backoff{Fixed, Millis(999), 0.5} << 1 << 0.999 << qint64(998);
    QTest::newRow("exponential 1") << Backoff{Exponential, Millis(1000), 0} << 1 << 0.5 << qint64(1000);
    QTest::newRow("exponential 5") << Backoff{Exponential, Millis(1000), 0} << 5 << 0.5 << qint64(16000);
    QTest::newRow("exponential, jitter") << Backoff{Exponential, Millis(1000), 0.25} << 3 << 0.5 << qint64(3500);
    QTest::newRow("jitter above 1") << Backoff{Fixed, Millis(1000), 7} << 1 << 0.5 << qint64(500);
    QTest::newRow("negative delay") << Backoff{Fixed, Millis(-5), 0} << 1 << 0.5 << qint64(0);
}

void TestQueuePolicies::retryDelays()
{
    QFETCH(Backoff, backoff);
    QFETCH(int, attempt);
    QFETCH(double, dice);
    QFETCH(qint64, ms);
    QCOMPARE(qint64(retryDelay(backoff, attempt, dice).count()), ms);
}

void TestQueuePolicies::aHugeDelayStaysFinite()
{
    QCOMPARE(retryDelay({Backoff::Kind::Exponential, Millis(5000), 0}, 2000, 0), Millis(Hours(24 * 365)));
}

void TestQueuePolicies::ownRuleBeatsTheHandlers()
{
    const Handler::Traits traits{.attempts = 3, .backoff = {Backoff::Kind::Fixed, Millis(5), 0}};
    QCOMPARE(retryRule({}, traits), (RetryRule{3, traits.backoff}));
    QCOMPARE(retryRule({}, Handler::Traits{}), (RetryRule{1, {}}));
    JobOptions own;
    own.attempts = 7;
    own.backoff = {Backoff::Kind::Exponential, Millis(9), 0};
    QCOMPARE(retryRule(own, traits), (RetryRule{7, own.backoff}));
}

void TestQueuePolicies::settlements_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("made");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("asked");
    QTest::addColumn<qint64>("delay");
    const auto row = [](const char *name, JobOutcome::Kind outcome, int made, Settlement::Kind kind, qint64 asked, qint64 delay) {
        QTest::newRow(name) << int(outcome) << made << int(kind) << asked << delay;
    };
    row("completed", JobOutcome::Kind::Completed, 0, Settlement::Kind::Complete, 0, 0);
    row("first failure", JobOutcome::Kind::Failed, 0, Settlement::Kind::Retry, 0, 100);
    row("second failure", JobOutcome::Kind::Failed, 1, Settlement::Kind::Retry, 0, 200);
    row("asked to wait longer", JobOutcome::Kind::Failed, 1, Settlement::Kind::Retry, 700, 700);
    row("asked to wait less", JobOutcome::Kind::Failed, 1, Settlement::Kind::Retry, 150, 200);
    row("last failure", JobOutcome::Kind::Failed, 2, Settlement::Kind::Fail, 700, 0);
    row("unrecoverable", JobOutcome::Kind::Unrecoverable, 0, Settlement::Kind::Fail, 700, 0);
    row("not its fault", JobOutcome::Kind::TryAgainIn, 2, Settlement::Kind::Delay, 700, 700);
}

void TestQueuePolicies::settlements()
{
    QFETCH(int, outcome);
    QFETCH(int, made);
    QFETCH(qint64, asked);
    const RetryRule rule{3, {Backoff::Kind::Exponential, Millis(100), 0}};
    const ClaimedJob job{.queue = {u"q"_s}, .id = {u"j"_s}, .token = "t", .attemptsMade = made};
    const Settlement got = settlementFor(job, {JobOutcome::Kind(outcome), "1", u"why"_s, Millis(asked)}, rule, 0);
    QTEST(int(got.kind), "kind");
    QTEST(qint64(got.delay.count()), "delay");
    QCOMPARE(got.token, QByteArray("t"));
    QCOMPARE(got.reason, got.kind == Settlement::Kind::Complete ? QString() : u"why"_s);
}

void TestQueuePolicies::demandFollowsTheDepth()
{
    ClaimDemand demand(200);
    QList<int> asked;
    for (int i = 0; i < 6; ++i) {
        asked.append(demand.want(0));
        demand.asked(asked.last());
        demand.answered(asked.last(), asked.last(), {});
    }
    QCOMPARE(asked, (QList<int>{4, 8, 16, 32, 50, 50}));
    demand.asked(50);
    QCOMPARE(demand.want(0), 50); // deep: asked again before the answer
    demand.answered(50, 20, {});
    demand.asked(50);
    QCOMPARE(demand.want(0), 0); // nothing new is known
    demand.workArrived();
    QCOMPARE(demand.want(160), 0); // 160 run and 50 are asked for
    QCOMPARE(demand.want(140), 10);
    demand.answered(50, 3, {});
    QCOMPARE(demand.want(0), 6); // shallow
}

void TestQueuePolicies::deepQueueIsAskedInHalves()
{
    ClaimDemand demand(21);
    demand.asked(4);
    QCOMPARE(demand.want(0), 0);
    demand.answered(4, 4, {});
    demand.asked(8);
    QCOMPARE(demand.want(4), 8);
    demand.asked(8);
    demand.answered(8, 8, {});
    QCOMPARE(demand.want(0), 11); // half of the places, though 13 are free
    QCOMPARE(demand.want(10), 3);
    demand.asked(11);
    demand.answered(8, 7, {});
    QCOMPARE(demand.want(0), 0); // it has run dry
    ClaimDemand narrow(9);
    narrow.asked(4);
    narrow.answered(4, 4, {});
    narrow.asked(8);
    narrow.answered(8, 8, {});
    QCOMPARE(narrow.want(0), 9);
}

void TestQueuePolicies::demandWaitsForWorkOrTime()
{
    ClaimDemand demand(2);
    demand.asked(2);
    demand.answered(2, 0, fromMs(1000));
    QCOMPARE(demand.want(0), 0);
    QCOMPARE(demand.wake(), std::optional(fromMs(1000)));
    demand.wakeBy(fromMs(700));
    demand.passTime(fromMs(699));
    QCOMPARE(demand.want(0), 0);
    demand.passTime(fromMs(700));
    QCOMPARE(demand.want(1), 1);
    QVERIFY(!demand.wake());
    demand.asked(1);
    demand.failed(1); // the store was in trouble: ask again
    QCOMPARE(demand.want(1), 1);
    demand.asked(1);
    demand.answered(1, 0, fromMs(9000), true);
    QCOMPARE(demand.want(1), 0); // no more of its jobs may run at once …
    demand.jobEnded();
    QCOMPARE(demand.want(0), 2); // … until one has ended
    demand.asked(2);
    demand.answered(2, 1, {});
    demand.jobEnded();
    QCOMPARE(demand.want(0), 0); // no limit: it had no more
}

void TestQueuePolicies::sleepIsNeverEarly()
{
    using namespace std::chrono_literals;
    const Instant now = fromMs(1'000'000);
    QVERIFY(!sleepFor({}, now, 5s));
    WakePlan plan;
    plan.at(now + 400ms);
    plan.at(now + 900ms);
    QCOMPARE(sleepFor(plan, now, 5s), std::optional<Millis>(400));
    plan.at(WakePlan::Steady(5s + 100'001us));
    QCOMPARE(sleepFor(plan, now, 5s), std::optional<Millis>(101));
    QCOMPARE(sleepFor(plan, now + 1h, 5s), std::optional<Millis>(0));
    WakePlan far;
    far.at(now + 24h); // the clock may be set meanwhile
    QCOMPARE(sleepFor(far, now, 5s), std::optional<Millis>(30'000));
}

/// A context without a store.
class PlainContext final : public JobContext
{
public:
    explicit PlainContext(QByteArray data, int made = 0) : m_job{.data = std::move(data), .attemptsMade = made} {}
    const ClaimedJob &job() const override { return m_job; }
    bool cancelled() const override { return stop; }
    Instant leaseUntil() const override { return {}; }
    void progress(QByteArray) override {}
    void log(QString) override {}
    bool stop = false;

private:
    ClaimedJob m_job;
};

void TestQueuePolicies::loadTestHandlers()
{
    const auto run = [](QStringView name, const std::shared_ptr<PlainContext> &context) {
        const auto handler = makeLoadTestHandler(name);
        std::optional<JobOutcome> got;
        handler->run(context, [&got](Result<JobOutcome> outcome) { got = outcome.value(); });
        [&] { QTRY_VERIFY(got.has_value()); }();
        return got.value_or(JobOutcome{});
    };
    const auto with = [](QByteArray data, int made = 0) { return std::make_shared<PlainContext>(std::move(data), made); };
    using Kind = JobOutcome::Kind;
    QCOMPARE(run(u"noop", with("{}")).kind, Kind::Completed);
    QCOMPARE(run(u"echo", with(R"({"a":[1]})")).result, QByteArray(R"({"a":[1]})"));
    QCOMPARE(run(u"fail", with(R"({"reason":"broken"})")).reason, u"broken"_s);
    QCOMPARE(run(u"flaky", with(R"({"failures":2})", 1)).kind, Kind::Failed);
    QCOMPARE(run(u"flaky", with(R"({"failures":2})", 2)).kind, Kind::Completed);
    QCOMPARE(run(u"sleep", with(R"({"ms":5})")).kind, Kind::Completed);
    const auto stopped = with(R"({"ms":3600000})");
    stopped->stop = true;
    QCOMPARE(run(u"sleep", stopped).kind, Kind::Failed);
    QVERIFY(!makeLoadTestHandler(u"unknown"));
}

QTEST_GUILESS_MAIN(TestQueuePolicies)
#include "tst_queue_policies.moc"
