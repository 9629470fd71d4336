#include "tests/conformance/store_suite.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What jobs mean to each other in every store: deduplication ids, and flows with all that a child can do to its parent.
class TestJobTies : public QObject
{
    Q_OBJECT
    using Codes = QList<ActCode>;
    const QueueName mail{u"mail"_s};
    const QueueName print{u"print"_s};
    std::unique_ptr<StoreUnderTest> s;

    Added addDedup(const Deduplication &dedup, JobOptions options = {}, QByteArray data = "{}")
    {
        options.deduplication = dedup;
        const auto added = s->add({someJob(mail, options, std::move(data))});
        return added ? added.value().first() : Added{};
    }
    static FlowJob node(const QueueName &queue, const QString &id, int parent, ChildFailure rule = ChildFailure::Wait, JobOptions options = {})
    {
        options.jobId = id;
        options.onFailure = rule;
        return {{queue, u"step"_s, {"{}"}, options}, parent};
    }
    Result<QList<Added>> addFlow(QList<FlowJob> jobs) { return s->call<QList<Added>>(&JobStore::addFlow, jobs); }
    JobState stateOf(const QueueName &queue, const QString &id) { return s->job(queue, {id}).row.state; }
    JobFlow flow(const QueueName &queue, const QString &id)
    {
        const auto found = s->call<JobFlow>(&JobStore::flow, queue, JobId{id}, QString(), 100);
        return found ? found.value() : JobFlow{};
    }
    ClaimedJob claimed(const QueueName &queue, const QString &id)
    {
        const auto jobs = s->claim(queue, 1);
        return jobs.size() == 1 && jobs.first().id.value == id ? jobs.first() : ClaimedJob{};
    }
    SettleCode completeWith(const ClaimedJob &job, QByteArray result)
    {
        Settlement settlement = settlementOf(job, Settlement::Kind::Complete);
        settlement.result = std::move(result);
        return s->settle(settlement);
    }

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("sqlite") << u"sqlite"_s;
        QTest::newRow("redis") << u"redis"_s;
    }
    void init()
    {
        QFETCH_GLOBAL(QString, kind);
        s = std::make_unique<StoreUnderTest>(kind);
        QVERIFY2(s->isOpen(), qPrintable(s->problem()));
    }
    void cleanup() { s.reset(); }

    // ---- deduplication (bullmq-format 3.3)

    void anIdIsHeldUntilItsJobHasEnded()
    {
        const Added first = addDedup({u"visit-7"_s});
        const Added second = addDedup({u"visit-7"_s});
        QVERIFY(!first.deduplicated && second.deduplicated);
        QCOMPARE(second.id, first.id);
        QCOMPARE(s->counts(mail).waiting, 1);
        QVERIFY(!addDedup({u"visit-8"_s}).deduplicated);
        QCOMPARE(s->job(mail, first.id).options.deduplication, Deduplication{u"visit-7"_s});
        const auto jobs = s->claim(mail);
        QVERIFY(addDedup({u"visit-7"_s}).deduplicated); // it runs, so it has not ended
        QCOMPARE(s->fail(jobs[0]), SettleCode::Done);
        QVERIFY(!addDedup({u"visit-7"_s}).deduplicated);
    }

    void aRemovedJobHoldsNothing()
    {
        const Added first = addDedup({u"a"_s, 60s});
        QCOMPARE(s->call<Codes>(&JobStore::remove, mail, JobChoice{first.id}).value(), Codes{ActCode::Done});
        QVERIFY(!addDedup({u"a"_s, 60s}).deduplicated);
        QCOMPARE(s->call<qint64>(&JobStore::drain, mail, false).value(), 1);
        QVERIFY(!addDedup({u"a"_s}).deduplicated);
    }

    void aTimeHoldsLongerThanTheJob()
    {
        QVERIFY(!addDedup({u"a"_s, 60s}).deduplicated);
        QCOMPARE(s->complete(s->claim(mail).value(0), KeepRule{0}), SettleCode::Done);
        s->clock().advance(30s);
        QVERIFY(addDedup({u"a"_s, 60s}).deduplicated); // and does not begin anew
        s->clock().advance(31s);
        QVERIFY(!addDedup({u"a"_s, 60s}).deduplicated);
    }

    void eachRefusedAddMayExtendTheTime()
    {
        const Deduplication extending{.id = u"a"_s, .ttl = 60s, .extend = true};
        QVERIFY(!addDedup(extending).deduplicated);
        s->clock().advance(40s);
        QVERIFY(addDedup(extending).deduplicated);
        s->clock().advance(40s);
        QVERIFY(addDedup(extending).deduplicated);
        s->clock().advance(61s);
        QVERIFY(!addDedup(extending).deduplicated);
    }

    void aDelayedHolderGivesWayToTheNewest()
    {
        const Deduplication newest{.id = u"a"_s, .ttl = 60s, .extend = true, .replace = true};
        JobOptions later;
        later.delay = 60s;
        const Added first = addDedup(newest, later, "1");
        const Added second = addDedup(newest, later, "2");
        QVERIFY(!second.deduplicated && second.id != first.id);
        QCOMPARE(s->counts(mail).delayed, 1);
        QCOMPARE(s->job(mail, second.id).data.utf8, QByteArray("2"));
        s->clock().advance(61s);
        const auto running = s->claim(mail);
        QCOMPARE(idsOf(running), QStringList{second.id.value});
        const Added third = addDedup({.id = u"b"_s, .replace = true});
        const Added refused = addDedup({.id = u"b"_s, .replace = true}); // the holder waits, it is not delayed
        QVERIFY(refused.deduplicated);
        QCOMPARE(refused.id, third.id);
    }

    void theNewestOfThoseRefusedWhileItRanFollows()
    {
        const Deduplication keep{.id = u"a"_s, .keepLastIfActive = true};
        const Added first = addDedup(keep, {}, "1");
        QVERIFY(addDedup(keep, {}, "2").deduplicated); // waits: the holder will see to it
        const auto running = s->claim(mail);
        QVERIFY(addDedup(keep, {}, "3").deduplicated);
        QVERIFY(addDedup(keep, {}, "4").deduplicated);
        QCOMPARE(s->counts(mail).waiting, 0);
        QCOMPARE(s->complete(running.value(0)), SettleCode::Done);
        const auto next = s->claim(mail);
        QCOMPARE(next.size(), 1);
        QCOMPARE(next.first().data, QByteArray("4"));
        QVERIFY(next.first().id != first.id);
        QCOMPARE(s->complete(next.first()), SettleCode::Done);
        QCOMPARE(s->counts(mail).waiting, 0);
        QVERIFY(!addDedup(keep).deduplicated);
    }

    void aDuplicateIdComesBeforeDeduplication()
    {
        JobOptions named;
        named.jobId = u"visit-7"_s;
        QVERIFY(!addDedup({u"a"_s}, named).duplicate);
        const Added again = addDedup({u"b"_s}, named);
        QVERIFY(again.duplicate && !again.deduplicated);
        QVERIFY(!addDedup({u"b"_s}).deduplicated); // the duplicate took nothing
        named.deduplication = Deduplication{};
        QCOMPARE(s->add({someJob(mail, named)}).error().code, Error::Code::Invalid);
    }

    void deduplicationSurvivesReopening()
    {
        const Added first = addDedup({u"a"_s});
        QVERIFY(s->reopen());
        QCOMPARE(addDedup({u"a"_s}).id, first.id);
    }

    // ---- flows (bullmq-format 3.8, 3.17)

    void aParentWaitsForItsChildren()
    {
        const auto added = addFlow({node(mail, u"sum"_s, -1), node(print, u"left"_s, 0), node(mail, u"right"_s, 0)});
        QVERIFY(added);
        QCOMPARE(added.value().size(), 3);
        QCOMPARE(stateOf(mail, u"sum"_s), JobState::WaitingChildren);
        QCOMPARE(s->counts(mail), (QueueCounts{.waiting = 1, .waitingChildren = 1}));
        QCOMPARE(idsOf(s->page({.queue = mail, .state = JobState::WaitingChildren})), QStringList{u"sum"_s});
        QCOMPARE(s->job(print, {u"left"_s}).parent, (JobRef{mail, {u"sum"_s}}));
        QCOMPARE(s->job(mail, {u"sum"_s}).children, 2);
        QCOMPARE(completeWith(claimed(print, u"left"_s), "{\"pages\":2}"), SettleCode::Done);
        QCOMPARE(stateOf(mail, u"sum"_s), JobState::WaitingChildren);
        QCOMPARE(s->add({someJob(mail)}).value().size(), 1);
        QCOMPARE(completeWith(claimed(mail, u"right"_s), "7"), SettleCode::Done);
        QCOMPARE(stateOf(mail, u"sum"_s), JobState::Waiting);
        const JobFlow family = flow(mail, u"sum"_s);
        QCOMPARE(family.counts, (ChildCounts{.processed = 2}));
        QVERIFY(std::ranges::any_of(family.children, [&](const FlowChild &child) {
            return child.job == JobRef{print, {u"left"_s}} && child.kin == ChildState::Processed && child.outcome == u"{\"pages\":2}";
        }));
        QCOMPARE(s->complete(claimed(mail, u"sum"_s)), SettleCode::Done); // before what waited already
        QCOMPARE(s->counts(mail).waitingChildren, 0);
    }

    void aParentRunsAsItsDelayAndPrioritySay()
    {
        JobOptions urgent, later;
        urgent.priority = 3;
        later.delay = 60s;
        QVERIFY(addFlow({node(mail, u"urgent"_s, -1, ChildFailure::Wait, urgent), node(print, u"a"_s, 0)}));
        QVERIFY(addFlow({node(mail, u"later"_s, -1, ChildFailure::Wait, later), node(print, u"b"_s, 0)}));
        QCOMPARE(s->complete(claimed(print, u"a"_s)), SettleCode::Done);
        QCOMPARE(s->complete(claimed(print, u"b"_s)), SettleCode::Done);
        QCOMPARE(stateOf(mail, u"urgent"_s), JobState::Prioritized);
        QCOMPARE(stateOf(mail, u"later"_s), JobState::Delayed);
        s->clock().advance(61s);
        QCOMPARE(idsOf(s->claim(mail)), (QStringList{u"later"_s, u"urgent"_s}));
    }

    void grandchildrenComeFirst()
    {
        QVERIFY(addFlow({node(mail, u"root"_s, -1), node(print, u"middle"_s, 0), node(mail, u"leaf"_s, 1)}));
        QCOMPARE(stateOf(print, u"middle"_s), JobState::WaitingChildren);
        QCOMPARE(s->complete(claimed(mail, u"leaf"_s)), SettleCode::Done);
        QCOMPARE(stateOf(print, u"middle"_s), JobState::Waiting);
        QCOMPARE(flow(print, u"middle"_s).parent, (JobRef{mail, {u"root"_s}}));
        QCOMPARE(flow(mail, u"root"_s).children.value(0).children, 1);
        QCOMPARE(s->complete(claimed(print, u"middle"_s)), SettleCode::Done);
        QCOMPARE(stateOf(mail, u"root"_s), JobState::Waiting);
    }

    void whatAFailedChildDoes_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<int>("state");
        QTest::addColumn<ChildCounts>("after");
        QTest::newRow("wait") << int(ChildFailure::Wait) << int(JobState::WaitingChildren) << ChildCounts{.pending = 2};
        QTest::newRow("fail") << int(ChildFailure::Fail) << int(JobState::Waiting) << ChildCounts{.pending = 1, .failed = 1};
        QTest::newRow("continue") << int(ChildFailure::Continue) << int(JobState::Waiting) << ChildCounts{.pending = 1, .ignored = 1};
        QTest::newRow("ignore") << int(ChildFailure::Ignore) << int(JobState::WaitingChildren) << ChildCounts{.pending = 1, .ignored = 1};
        QTest::newRow("remove") << int(ChildFailure::Remove) << int(JobState::WaitingChildren) << ChildCounts{.pending = 1};
    }
    void whatAFailedChildDoes()
    {
        QFETCH(int, rule);
        QFETCH(int, state);
        QFETCH(ChildCounts, after);
        QVERIFY(addFlow({node(mail, u"sum"_s, -1), node(print, u"bad"_s, 0, ChildFailure(rule)), node(print, u"other"_s, 0)}));
        QCOMPARE(s->fail(claimed(print, u"bad"_s)), SettleCode::Done);
        QCOMPARE(int(stateOf(mail, u"sum"_s)), state);
        QCOMPARE(flow(mail, u"sum"_s).counts, after);
        if (ChildFailure(rule) != ChildFailure::Fail && ChildFailure(rule) != ChildFailure::Continue)
            return;
        const ClaimedJob parent = claimed(mail, u"sum"_s);
        QCOMPARE(parent.failAtOnce.isEmpty(), ChildFailure(rule) == ChildFailure::Continue);
        QVERIFY(parent.failAtOnce.isEmpty() || parent.failAtOnce.contains(u"print:bad failed"_s));
        QCOMPARE(s->complete(parent), SettleCode::ChildrenWait);
        QCOMPARE(s->complete(claimed(print, u"other"_s)), SettleCode::Done);
        const bool failed = ChildFailure(rule) == ChildFailure::Fail; // else the failed child was ignored
        QCOMPARE(s->complete(parent), failed ? SettleCode::ChildFailed : SettleCode::Done);
    }

    void anIgnoredFailureOfTheLastChildReleasesTheParent()
    {
        QVERIFY(addFlow({node(mail, u"sum"_s, -1), node(print, u"bad"_s, 0, ChildFailure::Ignore)}));
        QCOMPARE(s->fail(claimed(print, u"bad"_s)), SettleCode::Done);
        const JobFlow family = flow(mail, u"sum"_s);
        QCOMPARE(family.children.value(0).outcome, u"no answer"_s);
        QCOMPARE(s->complete(claimed(mail, u"sum"_s)), SettleCode::Done);
        QCOMPARE(stateOf(mail, u"sum"_s), JobState::Completed);
    }

    void aChildThatIsTriedAgainIsWaitedForAgain()
    {
        QVERIFY(addFlow({node(mail, u"sum"_s, -1), node(print, u"bad"_s, 0), node(print, u"good"_s, 0)}));
        QCOMPARE(s->fail(claimed(print, u"bad"_s)), SettleCode::Done);
        QCOMPARE(s->complete(claimed(print, u"good"_s)), SettleCode::Done);
        QCOMPARE(s->call<Codes>(&JobStore::retry, print, JobChoice{JobId{u"good"_s}}).value(), Codes{ActCode::Done});
        QCOMPARE(flow(mail, u"sum"_s).counts, (ChildCounts{.pending = 2}));
        QCOMPARE(s->call<Codes>(&JobStore::retry, print, JobChoice{JobId{u"bad"_s}}).value(), Codes{ActCode::Done});
        for (const ClaimedJob &job : s->claim(print))
            QCOMPARE(s->complete(job), SettleCode::Done);
        QCOMPARE(stateOf(mail, u"sum"_s), JobState::Waiting);
    }

    /// What Node does with the rule `removeDependencyOnFailure`.
    void aChildThatItsParentForgotIsNotWaitedForAgain()
    {
        QVERIFY(addFlow({node(mail, u"sum"_s, -1), node(print, u"bad"_s, 0, ChildFailure::Remove), node(print, u"other"_s, 0)}));
        QCOMPARE(s->fail(claimed(print, u"bad"_s)), SettleCode::Done);
        QCOMPARE(s->call<Codes>(&JobStore::retry, print, JobChoice{JobId{u"bad"_s}}).value(), Codes{ActCode::Done});
        QCOMPARE(flow(mail, u"sum"_s).counts, (ChildCounts{.pending = 1}));
        QCOMPARE(s->complete(claimed(print, u"other"_s)), SettleCode::Done);
        QCOMPARE(stateOf(mail, u"sum"_s), JobState::Waiting);
    }

    void aRemovedChildHoldsNobodyUp()
    {
        QVERIFY(addFlow({node(mail, u"sum"_s, -1), node(print, u"a"_s, 0), node(print, u"b"_s, 0)}));
        QCOMPARE(s->call<Codes>(&JobStore::remove, print, JobChoice{JobId{u"a"_s}}).value(), Codes{ActCode::Done});
        QCOMPARE(stateOf(mail, u"sum"_s), JobState::WaitingChildren);
        QCOMPARE(s->call<qint64>(&JobStore::drain, print, false).value(), 1);
        QCOMPARE(stateOf(mail, u"sum"_s), JobState::Waiting);
    }

    void aDrainedParentGoesWithItsLastChild()
    {
        FlowJob root = node(mail, u"root"_s, -1);
        root.job.options.deduplication = Deduplication{u"visit-7"_s};
        QVERIFY(addFlow({root, node(mail, u"sum"_s, 0), node(mail, u"a"_s, 1), node(mail, u"b"_s, 1)}));
        QVERIFY(addFlow({node(print, u"above"_s, -1), node(mail, u"middle"_s, 0), node(mail, u"f"_s, 1)}));
        QVERIFY(addFlow({node(print, u"other"_s, -1), node(mail, u"c"_s, 0)}));
        QVERIFY(addFlow({node(mail, u"half"_s, -1), node(mail, u"d"_s, 0), node(print, u"e"_s, 0)}));
        QCOMPARE(s->call<qint64>(&JobStore::drain, mail, false).value(), 5);
        QCOMPARE(s->counts(mail), (QueueCounts{.waitingChildren = 1})); // `half` waits for a child elsewhere
        for (const QString &elsewhere : {u"other"_s, u"above"_s})
            QCOMPARE(stateOf(print, elsewhere), JobState::Waiting);
        QCOMPARE(s->call<JobDetail>(&JobStore::job, mail, JobId{u"sum"_s}).error().code, Error::Code::NotFound);
        QVERIFY(!addDedup({u"visit-7"_s}).deduplicated); // what it held is free
    }

    void aCleanedParentGoesWithItsLastChild_data()
    {
        QTest::addColumn<int>("state");
        for (const JobState state : {JobState::Waiting, JobState::Prioritized, JobState::Delayed, JobState::Active, JobState::Failed})
            QTest::newRow(qPrintable(nameOf(state))) << int(state);
    }
    void aCleanedParentGoesWithItsLastChild()
    {
        QFETCH(int, state);
        FlowJob here = node(mail, u"a"_s, 0), there = node(mail, u"b"_s, 0);
        for (FlowJob *child : {&here, &there}) {
            child->job.options.priority = JobState(state) == JobState::Prioritized ? 3 : 0;
            child->job.options.delay = JobState(state) == JobState::Delayed ? 60s : 0s;
            child->job.options.onFailure = ChildFailure::Wait;
        }
        QVERIFY(addFlow({node(mail, u"sum"_s, -1), here}));
        QVERIFY(addFlow({node(print, u"other"_s, -1), there}));
        if (JobState(state) == JobState::Failed)
            for (const ClaimedJob &job : s->claim(mail))
                QCOMPARE(s->fail(job), SettleCode::Done);
        if (JobState(state) == JobState::Active) {
            QCOMPARE(s->claim(mail).size(), 2);
            s->clock().advance(31s); // their leases are over
        }
        QCOMPARE(s->call<qint64>(&JobStore::clean, mail, JobState(state), s->clock().now(), qint64(0)).value(), 2);
        QCOMPARE(s->counts(mail), QueueCounts{});
        QCOMPARE(stateOf(print, u"other"_s), JobState::Waiting);
    }

    void aParentIsRemovedWithItsChildren()
    {
        QVERIFY(addFlow({node(mail, u"root"_s, -1), node(print, u"done"_s, 0), node(print, u"middle"_s, 0), node(mail, u"leaf"_s, 2)}));
        QCOMPARE(s->complete(claimed(print, u"done"_s)), SettleCode::Done);
        const ClaimedJob leaf = claimed(mail, u"leaf"_s);
        QCOMPARE(s->call<Codes>(&JobStore::remove, mail, JobChoice{JobId{u"root"_s}}).value(), Codes{ActCode::Leased});
        QCOMPARE(stateOf(mail, u"root"_s), JobState::WaitingChildren);
        QCOMPARE(s->settle(settlementOf(leaf, Settlement::Kind::Return)), SettleCode::Done);
        QCOMPARE(s->call<Codes>(&JobStore::remove, mail, JobChoice{JobId{u"root"_s}}).value(), Codes{ActCode::Done});
        QCOMPARE(s->counts(mail), QueueCounts{});
        QCOMPARE(s->counts(print), QueueCounts{});
    }

    void aRunningJobGetsAChildAndCannotCompleteBeforeIt()
    {
        const JobId parent = s->addOne(someJob(mail));
        const auto running = s->claim(mail);
        JobOptions child;
        child.parent = JobRef{mail, parent};
        child.onFailure = ChildFailure::Fail;
        QVERIFY(s->add({someJob(print, child)}));
        QCOMPARE(s->complete(running.value(0)), SettleCode::ChildrenWait);
        QCOMPARE(stateOf(mail, parent.value), JobState::Active); // still held: whoever runs it says how it failed
        QCOMPARE(s->fail(s->claim(print).value(0)), SettleCode::Done);
        QCOMPARE(s->complete(running.value(0)), SettleCode::ChildFailed);
        QCOMPARE(s->fail(running.value(0)), SettleCode::Done);
        QCOMPARE(stateOf(mail, parent.value), JobState::Failed);
    }

    void aFlowIsAddedAsAWholeOrNotAtAll()
    {
        FlowJob lost = node(mail, u"sum"_s, -1);
        lost.job.options.parent = JobRef{mail, {u"nobody"_s}};
        QCOMPARE(addFlow({lost, node(print, u"a"_s, 0)}).error().code, Error::Code::NotFound);
        QCOMPARE(addFlow({node(mail, u"sum"_s, 0)}).error().code, Error::Code::Invalid);
        QCOMPARE(addFlow({node(mail, u"sum"_s, -1), node(print, u"a"_s, 2), node(print, u"b"_s, 0)}).error().code, Error::Code::Invalid);
        QVERIFY(addFlow({node(mail, u"one"_s, -1), node(print, u"a"_s, 0)}));
        QCOMPARE(addFlow({node(mail, u"two"_s, -1), node(print, u"new"_s, 0), node(print, u"a"_s, 0)}).error().code, Error::Code::Conflict);
        QCOMPARE(s->counts(print).waiting, 1);
        QCOMPARE(s->counts(mail).waitingChildren, 1);
    }

    void aChildThatIsThereAlreadyIsTakenIn()
    {
        JobOptions named;
        named.jobId = u"a"_s;
        QVERIFY(s->add({someJob(print, named)}));
        QCOMPARE(s->complete(claimed(print, u"a"_s)), SettleCode::Done);
        const auto added = addFlow({node(mail, u"sum"_s, -1), node(print, u"a"_s, 0)});
        QVERIFY(added && added.value().value(1).duplicate);
        QCOMPARE(stateOf(mail, u"sum"_s), JobState::Waiting); // it had completed
        QCOMPARE(flow(mail, u"sum"_s).counts, (ChildCounts{.processed = 1}));
    }

    void manyChildrenAreReadPageByPage()
    {
        QList<FlowJob> jobs{node(mail, u"sum"_s, -1)};
        for (int i = 0; i < 700; ++i)
            jobs.append(node(i % 2 ? mail : print, u"c%1"_s.arg(i), 0));
        QVERIFY(addFlow(jobs));
        for (const ClaimedJob &job : s->claim(print, 40))
            QCOMPARE(s->complete(job), SettleCode::Done);
        QSet<QString> seen;
        QString cursor;
        int pages = 0;
        do {
            const auto page = s->call<JobFlow>(&JobStore::flow, mail, JobId{u"sum"_s}, cursor, 100);
            QVERIFY(page);
            for (const FlowChild &child : page.value().children)
                seen.insert(child.job.id.value);
            QCOMPARE(page.value().counts, (ChildCounts{.pending = 660, .processed = 40}));
            cursor = page.value().next;
        } while (!cursor.isEmpty() && ++pages < 100);
        QCOMPARE(seen.size(), 700);
        QVERIFY(pages >= 3);
        QCOMPARE(s->call<JobFlow>(&JobStore::flow, mail, JobId{u"sum"_s}, u"nonsense"_s, 10).error().code, Error::Code::Invalid);
        QCOMPARE(s->call<JobFlow>(&JobStore::flow, mail, JobId{u"nobody"_s}, QString(), 10).error().code, Error::Code::NotFound);
    }

    void aStalledChildThatFailsMovesTheParent()
    {
        QVERIFY(addFlow({node(mail, u"sum"_s, -1), node(print, u"a"_s, 0, ChildFailure::Remove)}));
        QVERIFY(!claimed(print, u"a"_s).id.isEmpty());
        s->clock().advance(31s);
        QCOMPARE(s->recover(print, 0), QList<JobId>{{u"a"_s}});
        const ClaimedJob again = claimed(print, u"a"_s);
        QVERIFY(!again.failAtOnce.isEmpty());
        QCOMPARE(s->fail(again), SettleCode::Done);
        QCOMPARE(stateOf(mail, u"sum"_s), JobState::Waiting);
    }

    void flowsSurviveReopening()
    {
        QVERIFY(addFlow({node(mail, u"sum"_s, -1), node(print, u"a"_s, 0)}));
        QVERIFY(s->reopen());
        QCOMPARE(s->counts(mail).waitingChildren, 1);
        QCOMPARE(s->complete(claimed(print, u"a"_s), KeepRule{0}), SettleCode::Done);
        QCOMPARE(stateOf(mail, u"sum"_s), JobState::Waiting);
    }
};

QTEST_GUILESS_MAIN(TestJobTies)
#include "tst_job_ties.moc"
