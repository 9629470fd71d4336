#include "tests/conformance/store_suite.h"

#include <QTest>

#include <numeric>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What every store tells about its jobs: pages, rows, one job, ids, queues, workers, history, changes.
class TestJobLists : public QObject
{
    Q_OBJECT
    const QueueName mail{u"mail"_s};
    std::unique_ptr<StoreUnderTest> s;

    static qint64 sum(const QList<qint64> &values) { return std::accumulate(values.begin(), values.end(), qint64(0)); }

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

    void listsUnfinishedByTurn()
    {
        JobOptions urgent, normal, soon, late, lifo;
        urgent.priority = 1;
        normal.priority = 5;
        soon.delay = 5s;
        late.delay = 9s;
        lifo.lifo = true;
        QVERIFY(s->add({someJob(mail), someJob(mail, normal), someJob(mail, late), someJob(mail), someJob(mail, urgent), someJob(mail, soon),
                        someJob(mail, lifo)}));
        QCOMPARE(idsOf(s->page({mail, JobState::Waiting})), (QStringList{u"7"_s, u"1"_s, u"4"_s}));
        QCOMPARE(idsOf(s->page({mail, JobState::Prioritized})), (QStringList{u"5"_s, u"2"_s}));
        const JobPage delayed = s->page({mail, JobState::Delayed});
        QCOMPARE(idsOf(delayed), (QStringList{u"6"_s, u"3"_s}));
        QCOMPARE(delayed.rows.first().dueAt.value(), s->clock().now() + 5s);
        QCOMPARE(delayed.rows.first().createdAt, s->clock().now());
        QVERIFY(!delayed.rows.first().startedAt && !delayed.rows.first().finishedAt);
        QCOMPARE(idsOf(s->page({mail, std::nullopt})), (QStringList{u"7"_s, u"6"_s, u"5"_s, u"4"_s, u"3"_s, u"2"_s, u"1"_s}));
        for (int i = 0; i < 2; ++i) {
            s->clock().advance(1s);
            s->claim(mail, 1);
        }
        const JobPage active = s->page({mail, JobState::Active});
        QCOMPARE(idsOf(active), (QStringList{u"7"_s, u"1"_s}));
        QCOMPARE(active.rows.last().startedAt.value(), s->clock().now());
        QCOMPARE(s->page({{u"none"_s}, JobState::Waiting}), JobPage{});
    }

    void listsFinishedNewestFirst()
    {
        for (int i = 0; i < 4; ++i)
            s->addOne(someJob(mail));
        const auto jobs = s->claim(mail);
        const Instant started = s->clock().now();
        for (const int i : {2, 0, 3, 1}) {
            s->clock().advance(1s);
            QCOMPARE(i % 2 ? s->fail(jobs[i]) : s->complete(jobs[i]), SettleCode::Done);
        }
        const JobPage completed = s->page({mail, JobState::Completed});
        QCOMPARE(idsOf(completed), (QStringList{u"1"_s, u"3"_s}));
        QCOMPARE(completed.rows.first().startedAt.value(), started);
        QCOMPARE(completed.rows.first().finishedAt.value(), started + 2s);
        const JobPage failed = s->page({mail, JobState::Failed});
        QCOMPARE(idsOf(failed), (QStringList{u"2"_s, u"4"_s}));
        QCOMPARE(failed.rows.first().failedReason, u"no answer"_s);
    }

    void pagesByOffsetAndLimit()
    {
        QList<NewJob> jobs;
        for (int i = 0; i < 1205; ++i)
            jobs.append(someJob(mail));
        QVERIFY(s->add(jobs));
        JobQuery query{mail, JobState::Waiting};
        query.limit = 5;
        query.offset = 3;
        const JobPage page = s->page(query);
        QCOMPARE(idsOf(page), (QStringList{u"4"_s, u"5"_s, u"6"_s, u"7"_s, u"8"_s}));
        QCOMPARE(page.total, 1205);
        QVERIFY(!page.totalIsEstimate);
        query.offset = 1203;
        QCOMPARE(idsOf(s->page(query)), (QStringList{u"1204"_s, u"1205"_s}));
        query.offset = 2000;
        QCOMPARE(s->page(query).rows.size(), 0);
        QCOMPARE(s->page(query).total, 1205);
        query.offset = 0;
        query.limit = 5000;
        QCOMPARE(s->page(query).rows.size(), 1000);
    }

    void searchesIdNameAndError()
    {
        JobOptions named;
        named.jobId = u"visit-Ana"_s;
        NewJob other = someJob(mail);
        other.name = u"Receipt"_s;
        QVERIFY(s->add({someJob(mail, named), other, someJob(mail), someJob(mail)}));
        const auto found = [&](const QString &text, std::optional<JobState> state = {}) {
            return idsOf(s->page({mail, state, text}));
        };
        QCOMPARE(found(u"it-an"_s), QStringList{u"visit-Ana"_s});
        QCOMPARE(found(u"receipt"_s, JobState::Waiting), QStringList{u"2"_s});
        QCOMPARE(found(u"receipt"_s, JobState::Failed), QStringList{});
        const auto jobs = s->claim(mail);
        QCOMPARE(s->fail(jobs[2]), SettleCode::Done);
        QCOMPARE(found(u"NO ANSWER"_s), QStringList{u"3"_s});
        QCOMPARE(found(u"nothing like it"_s), QStringList{});
        JobQuery second{mail, std::nullopt, u"send"_s, 1, 1};
        QCOMPARE(idsOf(s->page(second)), QStringList{u"3"_s});
        QCOMPARE(s->page(second).total, 3);
    }

    void rowsOfTheseJobs()
    {
        QList<NewJob> jobs;
        for (int i = 0; i < 1001; ++i)
            jobs.append(someJob(mail));
        QVERIFY(s->add(jobs));
        const auto rows = [&](const QList<JobId> &ids) { return s->call<QList<JobRow>>(&JobStore::rows, mail, ids).value(); };
        const auto three = rows({{u"7"_s}, {u"none"_s}, {u"2"_s}});
        QCOMPARE(three.size(), 2);
        QCOMPARE(three[0].id.value, u"7"_s);
        QCOMPARE(three[1].state, JobState::Waiting);
        QList<JobId> all;
        for (int i = 1; i <= 1001; ++i)
            all.append({QString::number(i)});
        QCOMPARE(rows(all).size(), 1000);
        QCOMPARE(s->call<JobDetail>(&JobStore::job, mail, JobId{u"none"_s}).error().code, Error::Code::NotFound);
    }

    void rowsTellTheSubject()
    {
        const QByteArray data = R"({"template":"visit_day_before","phoneNumber":"+5511987654321","text":"Ana"})";
        const JobId id = s->addOne(someJob(mail, {}, data));
        const JobRow row = s->page({mail, JobState::Waiting}).rows.first();
        QVERIFY(row.subject.startsWith(u"visit_day_before"));
        QVERIFY(!row.subject.contains(u"987654321"));
        QCOMPARE(s->call<QList<JobRow>>(&JobStore::rows, mail, QList{id}).value(), QList{row});
        QCOMPARE(s->job(mail, id).row, row);
    }

    void idsByCause()
    {
        for (int i = 0; i < 5; ++i)
            s->addOne(someJob(mail));
        auto jobs = s->claim(mail);
        for (int i = 0; i < 4; ++i) {
            s->clock().advance(1s);
            Settlement settlement = settlementOf(jobs[i], Settlement::Kind::Fail);
            settlement.reason = i % 2 ? u"blocked by provider"_s : u"no answer"_s;
            QCOMPARE(s->settle(settlement), SettleCode::Done);
        }
        const auto listed = [&](JobState state, const QString &cause, int limit) {
            QStringList found;
            const auto ids = s->call<QList<JobId>>(&JobStore::ids, mail, state, cause, limit);
            for (const JobId &id : ids.value())
                found.append(id.value);
            return found;
        };
        QCOMPARE(listed(JobState::Failed, u""_s, 10), (QStringList{u"4"_s, u"3"_s, u"2"_s, u"1"_s}));
        QCOMPARE(listed(JobState::Failed, u"provider"_s, 10), (QStringList{u"4"_s, u"2"_s}));
        QCOMPARE(listed(JobState::Failed, u"provider"_s, 1), QStringList{u"4"_s});
        QCOMPARE(listed(JobState::Active, u""_s, 10), QStringList{u"5"_s});
        QCOMPARE(listed(JobState::Completed, u""_s, 10), QStringList{});
    }

    void queuesByNameWithTheirOldestJob()
    {
        const QueueName wanted{u"b-wanted"_s}, paused{u"a-paused"_s};
        JobOptions later, now;
        later.delay = 10s;
        now.priority = 1;
        s->addOne(someJob(mail, later));
        s->exchange({{}, {Want{wanted, 1}}});
        QVERIFY(s->call<Done>(&JobStore::setPaused, paused, true));
        const auto infos = [&] { return s->call<QList<QueueInfo>>(&JobStore::queues).value(); };
        QCOMPARE(infos().size(), 3);
        QCOMPARE(infos()[0], (QueueInfo{paused, true, {}, std::nullopt}));
        QCOMPARE(infos()[1], (QueueInfo{wanted, false, {}, std::nullopt}));
        QCOMPARE(infos()[2].counts.delayed, 1);
        QVERIFY(!infos()[2].oldestPending);
        s->clock().advance(10s);
        const Instant promoted = s->clock().now();
        QVERIFY(s->call<QList<ActCode>>(&JobStore::promote, mail, QList{JobId{u"1"_s}}));
        s->clock().advance(5s);
        s->addOne(someJob(mail, now));
        QCOMPARE(infos()[2].oldestPending.value(), promoted); // it is next to run
        s->claim(mail, 1);
        QCOMPARE(infos()[2].oldestPending.value(), promoted + 5s);
        QCOMPARE(s->call<qint64>(&JobStore::drain, mail, false).value(), 1);
        QCOMPARE(infos().size(), 3); // it had a job
    }

    void workersAreSeen()
    {
        QVERIFY(s->call<QList<WorkerSeen>>(&JobStore::workers).value().isEmpty());
        s->claim(mail);
        s->clock().advance(7s);
        s->claim({u"bill"_s});
        const QList<WorkerSeen> wanted{{u"balcao#1"_s, {u"bill"_s}, s->clock().now()}, {u"balcao#1"_s, mail, s->clock().now() - 7s}};
        QList<WorkerSeen> seen = s->call<QList<WorkerSeen>>(&JobStore::workers).value();
        for (WorkerSeen &worker : seen)
            worker.address.clear(); // known to a server alone
        QCOMPARE(seen, wanted);
        s->claim(mail);
        QCOMPARE(s->call<QList<WorkerSeen>>(&JobStore::workers).value().last().lastSeen, s->clock().now());
    }

    void countsFinishedJobsPerMinute()
    {
        s->clock().setWallClock(fromMs(1'790'000'040'000)); // second 0 of a minute
        const auto finish = [&](bool well) {
            s->addOne(someJob(mail));
            const ClaimedJob job = s->claim(mail).first();
            return well ? s->complete(job, {0}) : s->fail(job, {0}); // none is kept, all are counted
        };
        QCOMPARE(finish(true), SettleCode::Done);
        s->clock().advance(59'999ms);
        QCOMPARE(finish(false), SettleCode::Done);
        s->clock().advance(1ms);
        QCOMPARE(finish(true), SettleCode::Done);
        QCOMPARE(finish(true), SettleCode::Done);
        s->clock().advance(2min);
        QVERIFY(s->reopen());
        const auto history = [&](int minutes) { return s->call<QueueHistory>(&JobStore::history, mail, minutes).value(); };
        const QueueHistory five = history(5);
        QCOMPARE(five.completed, (QList<qint64>{0, 1, 2, 0, 0}));
        QCOMPARE(five.failed, (QList<qint64>{0, 1, 0, 0, 0}));
        QCOMPARE(five.from, s->clock().now() - 4min);
        QCOMPARE(history(3).completed, (QList<qint64>{2, 0, 0}));
        s->clock().advance(14 * 24h - 3min);
        QCOMPARE(sum(history(14 * 24 * 60).completed), 2);
        QCOMPARE(finish(true), SettleCode::Done);
        QCOMPARE(sum(history(100'000).completed), 3); // of 14 days, not more
        QCOMPARE(history(100'000).completed.size(), 14 * 24 * 60);
    }

    void feedComesInPortions()
    {
        const quint64 start = s->call<Changes>(&JobStore::since, quint64(0)).value().cursor;
        QList<NewJob> jobs;
        for (int i = 0; i < 1000; ++i)
            jobs.append(someJob(mail));
        for (int i = 0; i < 6; ++i) // a store that lives on shared streams need not remember more of one call
            QVERIFY(s->add(jobs));
        QVERIFY(s->call<Done>(&JobStore::setPaused, mail, true));
        const Changes first = s->call<Changes>(&JobStore::since, start).value();
        QCOMPARE(first.jobs.size(), 5000);
        QVERIFY(first.queues.isEmpty() && !first.gap);
        const Changes rest = s->call<Changes>(&JobStore::since, first.cursor).value();
        QCOMPARE(rest.jobs.size(), 1000);
        QCOMPARE(rest.jobs.last().id.value, u"6000"_s);
        QCOMPARE(rest.queues, QList{mail});
        QVERIFY(!rest.gap);
        const Changes none = s->call<Changes>(&JobStore::since, rest.cursor).value();
        QVERIFY(none.jobs.isEmpty() && none.queues.isEmpty());
        QCOMPARE(none.cursor, rest.cursor);
    }

    void feedHasAGapForStrangeCursors()
    {
        const quint64 cursor = s->call<Changes>(&JobStore::since, quint64(0)).value().cursor;
        s->addOne(someJob(mail));
        QVERIFY(s->call<Changes>(&JobStore::since, cursor + 100).value().gap);
        QVERIFY(!s->call<Changes>(&JobStore::since, cursor).value().gap);
        QVERIFY(s->reopen());
        const Changes after = s->call<Changes>(&JobStore::since, cursor).value();
        QVERIFY(after.gap);
        QVERIFY(!s->call<Changes>(&JobStore::since, after.cursor).value().gap);
    }
};

QTEST_GUILESS_MAIN(TestJobLists)
#include "tst_job_lists.moc"
