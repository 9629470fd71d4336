#include "tests/conformance/store_suite.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(trato::JobState)

/// What every store does to its jobs: keep rules, retries, acts of people, clean and drain, and what survives.
class TestJobRules : public QObject
{
    Q_OBJECT
    using Codes = QList<ActCode>;
    const QueueName mail{u"mail"_s};
    std::unique_ptr<StoreUnderTest> s;

    qint64 clean(JobState state, Instant cutoff, qint64 limit = 0)
    {
        return s->call<qint64>(&JobStore::clean, mail, state, cutoff, limit).value();
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

    void ageTrimsFinishedJobs()
    {
        JobOptions own;
        own.keepCompleted = KeepRule{-1, 200s};
        QVERIFY(s->add({someJob(mail), someJob(mail), someJob(mail), someJob(mail, own), someJob(mail)}));
        const auto jobs = s->claim(mail);
        const KeepRule minute{-1, 60s};
        QCOMPARE(s->complete(jobs[0], minute), SettleCode::Done);
        QCOMPARE(s->fail(jobs[1], minute), SettleCode::Done);
        s->clock().advance(20s);
        QCOMPARE(s->complete(jobs[2], minute), SettleCode::Done);
        s->clock().advance(9s);
        QCOMPARE(s->counts(mail).completed, 2); // nothing is trimmed while nothing finishes
        QCOMPARE(s->call<QList<LeaseRef>>(&JobStore::extendLeases, QList<LeaseRef>{{mail, jobs[3].id, "t"}, {mail, jobs[4].id, "t"}},
                                          Millis(600s)).value().size(), 0);
        s->clock().advance(32s);
        QCOMPARE(s->complete(jobs[3], minute), SettleCode::Done); // its own rule is a longer one
        QCOMPARE(s->counts(mail).completed, 3);
        QCOMPARE(s->complete(jobs[4], minute), SettleCode::Done);
        QCOMPARE(idsOf(s->page({mail, JobState::Completed})), (QStringList{u"5"_s, u"4"_s, u"3"_s}));
        QCOMPARE(s->counts(mail).failed, 1); // completed ones trim completed ones
    }

    void ownKeepRuleGoesFirst()
    {
        JobOptions none, one;
        none.keepFailed = KeepRule{0};
        one.keepFailed = KeepRule{1};
        QVERIFY(s->add({someJob(mail), someJob(mail, none), someJob(mail, one)}));
        const auto jobs = s->claim(mail);
        QCOMPARE(s->fail(jobs[0]), SettleCode::Done);
        QCOMPARE(s->fail(jobs[1], {-1}), SettleCode::Done);
        QCOMPARE(s->counts(mail).failed, 1);
        s->clock().advance(1s);
        QCOMPARE(s->fail(jobs[2], {0}), SettleCode::Done);
        QCOMPARE(idsOf(s->page({mail, JobState::Failed})), QStringList{u"3"_s});
        QCOMPARE(s->fail(jobs[1]), SettleCode::Missing);
    }

    void keepsTheNewestLogLines()
    {
        JobOptions three;
        three.keepLogs = 3;
        const JobId id = s->addOne(someJob(mail, three));
        for (const int n : {1, 2, 3, 4, 5})
            QCOMPARE(s->call<qint64>(&JobStore::addLog, mail, id, QString::number(n)).value(), std::min(n, 3));
        QCOMPARE(s->job(mail, id).logs, (QStringList{u"3"_s, u"4"_s, u"5"_s}));
        QCOMPARE(s->call<qint64>(&JobStore::addLog, mail, JobId{u"9"_s}, u"x"_s).error().code, Error::Code::NotFound);
    }

    void keepsTheNewestTenTraces()
    {
        s->addOne(someJob(mail));
        QStringList wanted;
        for (int i = 1; i <= 12; ++i) {
            Settlement settlement = settlementOf(s->claim(mail).first(), i < 12 ? Settlement::Kind::Retry : Settlement::Kind::Fail);
            settlement.trace = u"trace %1"_s.arg(i);
            wanted.append(settlement.trace);
            QCOMPARE(s->settle(settlement), SettleCode::Done);
        }
        const JobDetail detail = s->job(mail, {u"1"_s});
        QCOMPARE(detail.stacktrace, wanted.mid(2));
        QCOMPARE(detail.row.attemptsMade, 12);
        QCOMPARE(detail.attemptsStarted, 12);
    }

    void keepsAnyJsonAsItIs()
    {
        for (const QByteArray &json : {QByteArray("null"), QByteArray("-1.50"), QByteArray("\"\\u00e9 x\""), QByteArray("[ 1 ,2]"),
                                       QByteArray("{\"b\":1, \"a\":12345678901234567890}")}) {
            s->addOne(someJob(mail, {}, json));
            const ClaimedJob job = s->claim(mail).first();
            QCOMPARE(job.data, json);
            QVERIFY(s->call<Done>(&JobStore::setProgress, mail, job.id, json));
            Settlement settlement = settlementOf(job, Settlement::Kind::Complete);
            settlement.result = json;
            QCOMPARE(s->settle(settlement), SettleCode::Done);
            const JobDetail detail = s->job(mail, job.id);
            QCOMPARE(detail.data.utf8, json);
            QCOMPARE(detail.progress.utf8, json);
            QCOMPARE(detail.returnValue.utf8, json);
        }
        const QByteArray large = '"' + QByteArray(16 * 1024 * 1024, 'x') + '"';
        QCOMPARE(s->add({someJob(mail, {}, large)}).error().code, Error::Code::Invalid);
    }

    void lifoIsServedNextAfterARetry()
    {
        JobOptions lifo;
        lifo.lifo = true;
        QVERIFY(s->add({someJob(mail), someJob(mail), someJob(mail, lifo)}));
        ClaimedJob job = s->claim(mail, 1).first();
        QCOMPARE(job.id.value, u"3"_s);
        QCOMPARE(s->settle(settlementOf(job, Settlement::Kind::Retry)), SettleCode::Done);
        job = s->claim(mail, 1).first();
        QCOMPARE(job.id.value, u"3"_s);
        QCOMPARE(s->fail(job), SettleCode::Done);
        QCOMPARE(s->call<Codes>(&JobStore::retry, mail, QList{job.id}).value(), Codes{ActCode::Done});
        QCOMPARE(idsOf(s->claim(mail)), (QStringList{u"3"_s, u"1"_s, u"2"_s}));
    }

    void delayedEqualsComeInOrderOfAdding()
    {
        JobOptions delayed, lifo;
        delayed.delay = lifo.delay = 5s;
        lifo.lifo = true;
        QVERIFY(s->add({someJob(mail, delayed), someJob(mail, delayed), someJob(mail, delayed)}));
        s->clock().advance(5s);
        s->addOne(someJob(mail));
        QCOMPARE(idsOf(s->claim(mail)), (QStringList{u"4"_s, u"1"_s, u"2"_s, u"3"_s}));
    }

    void codesOfActs()
    {
        JobOptions delayed, prioritized;
        delayed.delay = 1h;
        prioritized.priority = 4;
        // 1 completed, 2 failed, 3 active, 4 waiting, 5 prioritised, 6 delayed, 7 missing
        QVERIFY(s->add({someJob(mail), someJob(mail), someJob(mail), someJob(mail), someJob(mail, prioritized), someJob(mail, delayed)}));
        const auto jobs = s->claim(mail, 3);
        QCOMPARE(s->complete(jobs[0]), SettleCode::Done);
        QCOMPARE(s->fail(jobs[1]), SettleCode::Done);
        QList<JobId> all;
        for (int i = 1; i <= 7; ++i)
            all.append({QString::number(i)});
        using enum ActCode;
        QCOMPARE(s->call<Codes>(&JobStore::promote, mail, all).value(), (Codes{WrongState, WrongState, WrongState, WrongState, WrongState, Done, Missing}));
        QCOMPARE(s->call<Codes>(&JobStore::retry, mail, all).value(), (Codes{Done, Done, WrongState, WrongState, WrongState, WrongState, Missing}));
        const JobDetail again = s->job(mail, all[1]);
        QCOMPARE(again.row.state, JobState::Waiting);
        QCOMPARE(again.row.attemptsMade, 0);
        QVERIFY(again.row.failedReason.isEmpty() && again.stacktrace.isEmpty() && !again.row.finishedAt);
        QCOMPARE(idsOf(s->page({mail, JobState::Waiting})), (QStringList{u"4"_s, u"6"_s, u"1"_s, u"2"_s}));
        QCOMPARE(s->call<Codes>(&JobStore::remove, mail, all).value(), (Codes{Done, Done, Leased, Done, Done, Done, Missing}));
        s->clock().advance(31s); // the lease is over
        QCOMPARE(s->call<Codes>(&JobStore::remove, mail, all).value(), (Codes{Missing, Missing, Done, Missing, Missing, Missing, Missing}));
        QCOMPARE(s->counts(mail), QueueCounts{});
    }

    void editsByState()
    {
        JobOptions delayed;
        delayed.delay = 10s;
        const JobId id = s->addOne(someJob(mail, delayed));
        QVERIFY(s->call<Done>(&JobStore::changePriority, mail, id, 3));
        QVERIFY(s->call<Done>(&JobStore::changeDelay, mail, id, Millis(60s)));
        QCOMPARE(s->job(mail, id).row.dueAt.value(), s->clock().now() + 60s);
        s->clock().advance(60s);
        const ClaimedJob job = s->claim(mail).first();
        QCOMPARE(job.options.priority, 3);
        QCOMPARE(s->call<Done>(&JobStore::changeDelay, mail, id, Millis(1s)).error().code, Error::Code::Conflict);
        QCOMPARE(s->complete(job), SettleCode::Done);
        QCOMPARE(s->call<Done>(&JobStore::changePriority, mail, id, 1).error().code, Error::Code::Conflict);
        QCOMPARE(s->call<Done>(&JobStore::changePriority, mail, id, -1).error().code, Error::Code::Invalid);
        QCOMPARE(s->call<Done>(&JobStore::changeData, mail, id, QByteArray("{")).error().code, Error::Code::Invalid);
        for (const auto method : {&JobStore::changeData, &JobStore::setProgress})
            QCOMPARE(s->call<Done>(method, mail, JobId{u"9"_s}, QByteArray("1")).error().code, Error::Code::NotFound);
        QCOMPARE(s->call<Done>(&JobStore::changeDelay, mail, JobId{u"9"_s}, Millis(1s)).error().code, Error::Code::NotFound);
    }

    void priorityZeroJoinsTheQueue()
    {
        JobOptions prioritized;
        prioritized.priority = 2;
        QVERIFY(s->add({someJob(mail, prioritized), someJob(mail, prioritized), someJob(mail)}));
        QVERIFY(s->call<Done>(&JobStore::changePriority, mail, JobId{u"2"_s}, 0));
        QCOMPARE(s->counts(mail).waiting, 2);
        QCOMPARE(idsOf(s->claim(mail)), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
    }

    void cleansByStateAgeAndCount_data()
    {
        QTest::addColumn<JobState>("state");
        for (const JobState state : {JobState::Waiting, JobState::Prioritized, JobState::Delayed, JobState::Active, JobState::Completed, JobState::Failed})
            QTest::newRow(EnumNames<JobState>::names[size_t(state)]) << state;
    }
    void cleansByStateAgeAndCount()
    {
        QFETCH(JobState, state);
        JobOptions options;
        options.priority = state == JobState::Prioritized ? 3 : 0;
        options.delay = state == JobState::Delayed ? Millis(1h) : Millis(0);
        const Instant first = s->clock().now();
        for (int i = 0; i < 4; ++i) {
            s->addOne(someJob(mail, options));
            if (state == JobState::Completed)
                QCOMPARE(s->complete(s->claim(mail).first()), SettleCode::Done);
            if (state == JobState::Failed)
                QCOMPARE(s->fail(s->claim(mail).first()), SettleCode::Done);
            s->clock().advance(10s);
        }
        if (state == JobState::Active) {
            s->claim(mail);
            QCOMPARE(clean(state, s->clock().now()), 0); // leased
            s->clock().advance(31s);
        }
        QCOMPARE(s->page({mail, state}).total, 4);
        QCOMPARE(clean(state, first - 1ms), 0);
        QCOMPARE(clean(state, first + 20s, 1), 1);
        QVERIFY(!idsOf(s->page({mail, state})).contains(u"1"_s)); // the oldest
        QCOMPARE(clean(state, first + 20s), 2);
        QCOMPARE(idsOf(s->page({mail, state})), QStringList{u"4"_s});
        for (const JobState other : {JobState::Waiting, JobState::Prioritized, JobState::Delayed, JobState::Active, JobState::Completed, JobState::Failed})
            if (other != state)
                QCOMPARE(clean(other, s->clock().now()), 0);
        QCOMPARE(clean(state, s->clock().now(), 100), 1);
        QCOMPARE(s->counts(mail), QueueCounts{});
    }

    void anIdOfACleanedJobCanComeAgain()
    {
        JobOptions named;
        named.jobId = u"visit-7"_s;
        const JobId id = s->addOne(someJob(mail, named, "1"));
        const ClaimedJob lost = s->claim(mail).first();
        s->clock().advance(31s);
        QCOMPARE(clean(JobState::Active, s->clock().now()), 1);
        QCOMPARE(s->complete(lost), SettleCode::Missing);
        named.delay = 5s;
        QCOMPARE(s->addOne(someJob(mail, named, "2")), id);
        s->clock().advance(5s);
        const auto again = s->claim(mail);
        QCOMPARE(again.size(), 1);
        QCOMPARE(again.first().data, QByteArray("2"));
        QCOMPARE(s->complete(again.first()), SettleCode::Done);
        QCOMPARE(s->counts(mail), (QueueCounts{.completed = 1}));
    }

    void drainLeavesTheRest()
    {
        JobOptions delayed, prioritized;
        delayed.delay = 1h;
        prioritized.priority = 4;
        QVERIFY(s->add({someJob(mail), someJob(mail), someJob(mail), someJob(mail, prioritized), someJob(mail, delayed), someJob(mail, delayed)}));
        QVERIFY(s->add({someJob({u"bill"_s})}));
        const auto jobs = s->claim(mail, 2);
        QCOMPARE(s->complete(jobs[0]), SettleCode::Done);
        const quint64 cursor = s->call<Changes>(&JobStore::since, quint64(0)).value().cursor;
        QCOMPARE(s->call<qint64>(&JobStore::drain, mail, false).value(), 2);
        QCOMPARE(s->counts(mail), (QueueCounts{.delayed = 2, .active = 1, .completed = 1}));
        const Changes told = s->call<Changes>(&JobStore::since, cursor).value();
        QCOMPARE(told.queues, QList{mail});
        QCOMPARE(told.jobs.size(), 2);
        QCOMPARE(told.jobs.first().state, JobState::Unknown);
        QCOMPARE(s->call<qint64>(&JobStore::drain, mail, true).value(), 2);
        QCOMPARE(s->counts(mail), (QueueCounts{.active = 1, .completed = 1}));
        QCOMPARE(s->complete(jobs[1]), SettleCode::Done);
        QCOMPARE(s->counts({u"bill"_s}).waiting, 1);
        QCOMPARE(s->call<qint64>(&JobStore::drain, QueueName{u"none"_s}, true).value(), 0);
    }

    void claimsAtMostAThousand()
    {
        QList<NewJob> jobs;
        for (int i = 0; i < 1200; ++i)
            jobs.append(someJob(mail));
        QVERIFY(s->add(jobs));
        QCOMPARE(s->claim(mail, 5000).size(), 1000);
        QCOMPARE(s->claim(mail, 5000).size(), 200);
        QVERIFY(s->claim(mail, 0).isEmpty());
    }

    void pauseAndRateWindowSurviveAReopening()
    {
        const QueueName bill{u"bill"_s};
        for (int i = 0; i < 5; ++i)
            QVERIFY(s->add({someJob(mail), someJob(bill)}));
        QVERIFY(s->call<Done>(&JobStore::setPaused, bill, true));
        Want want{mail, 10};
        want.token = "t";
        want.rate = {3, 10s};
        QCOMPARE(s->exchange({{}, {want}}).claimed.size(), 3);
        const Instant over = s->clock().now() + 10s;
        s->clock().advance(4s);
        QVERIFY(s->reopen());
        const Exchanged held = s->exchange({{}, {want}});
        QVERIFY(held.claimed.isEmpty());
        QVERIFY(s->isMoment(held.nextWake, over));
        QVERIFY(s->claim(bill).isEmpty());
        QVERIFY(s->call<QList<QueueInfo>>(&JobStore::queues).value().first().paused);
        s->addOne(someJob(bill)); // adding goes on
        s->clock().advance(6s);
        QCOMPARE(s->exchange({{}, {want}}).claimed.size(), 2);
        QVERIFY(s->call<Done>(&JobStore::setPaused, bill, false));
        QVERIFY(s->reopen());
        QCOMPARE(s->claim(bill).size(), 6);
    }

    void fencesSurviveEverything()
    {
        const auto set = [&](const QString &key, QByteArray token) { return s->call<Fence>(&JobStore::fence, key, u"e1"_s, token).value(); };
        const Fence sending = set(u"a"_s, "1");
        QCOMPARE(sending, (Fence{u"a"_s, Fence::State::Sending, u"e1"_s, "1", s->clock().now()}));
        set(u"b"_s, "1");
        QVERIFY(s->call<Done>(&JobStore::settleFence, u"b"_s, QByteArray("1"), Fence::State::Accepted, false));
        s->addOne(someJob(mail));
        QCOMPARE(s->call<qint64>(&JobStore::drain, mail, true).value(), 1);
        s->clock().advance(1h);
        QVERIFY(s->reopen());
        QCOMPARE(set(u"a"_s, "2"), sending);
        QCOMPARE(set(u"b"_s, "2").state, Fence::State::Accepted);
        QCOMPARE(s->call<QList<Fence>>(&JobStore::abandonedFences, u"e2"_s).value(), QList{sending});
        QCOMPARE(s->call<Done>(&JobStore::settleFence, u"c"_s, QByteArray("1"), Fence::State::Accepted, true).error().code, Error::Code::NotFound);
    }

    void manyDueAtOnceComeInOrder()
    {
        constexpr int many = 3000;
        QList<NewJob> jobs;
        for (int i = 0; i < many; ++i) {
            JobOptions options;
            options.delay = 10s + Millis(i % 50);
            jobs.append(someJob(mail, options, QByteArray::number(i)));
        }
        QVERIFY(s->add(jobs));
        s->clock().advance(20s);
        QList<int> order;
        while (order.size() < many) {
            const int wanted = order.size() < 500 ? 10 : 400;
            const Exchanged got = s->exchange({{}, {{mail, wanted, 30s, "t", u"w"_s, {}}}});
            QCOMPARE(got.claimed.size(), qMin<qsizetype>(wanted, many - order.size())); // never less than it asked for
            for (const ClaimedJob &job : got.claimed)
                order.append(job.data.toInt());
            const QueueCounts counts = s->counts(mail);
            QCOMPARE(counts.waiting + counts.delayed + counts.active, many);
            if (order.size() == 10)
                QVERIFY2(counts.delayed >= many - 1000, qPrintable(QString::number(counts.delayed))); // not all in one claim
            if (counts.delayed > 0)
                QVERIFY(got.nextWake && *got.nextWake <= s->clock().now());
        }
        QList<int> expected(many);
        std::iota(expected.begin(), expected.end(), 0);
        std::ranges::stable_sort(expected, {}, [](int i) { return i % 50; });
        QCOMPARE(order, expected);
    }
};

QTEST_GUILESS_MAIN(TestJobRules)
#include "tst_job_rules.moc"
