#include "engine/queue/schedule_store.h"
#include "tests/conformance/store_suite.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Every store that keeps schedules keeps the words of schedule_store.h.
class TestScheduleStore : public QObject
{
    Q_OBJECT
    const QueueName reports{u"reports"_s};
    std::unique_ptr<StoreUnderTest> s;

    ScheduleStore &schedules() { return *s->store().schedules(); }
    template <typename T, typename Method, typename... Arguments>
    Result<T> ask(Method method, Arguments... arguments)
    {
        return await<T>(s->box(), [&](Reply<T> reply) { (schedules().*method)(arguments..., reply); });
    }
    ScheduleRecord record(const QString &id) const
    {
        return {{.id = id, .queue = reports, .jobName = u"report"_s, .pattern = u"0 2 * * *"_s}, false, s->clock().now()};
    }
    ScheduleStep step(const QString &id, int day) const
    {
        const Instant slot = fromMs(1'790'000'000'000) + Hours(24) * day;
        const JobId job{u"repeat:%1:%2"_s.arg(id).arg(toMs(slot))};
        JobOptions options;
        options.jobId = job.value;
        const ScheduleRun run{.schedule = id, .kind = RunKind::Planned, .slot = slot, .until = slot, .at = slot, .queue = reports, .job = job};
        return {record(id), {{run, someJob(reports, options)}}};
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

    void whatAPersonRemovedStaysAway()
    {
        const QList seeds{record(u"daily"_s), record(u"backup"_s)};
        QVERIFY(ask<Done>(&ScheduleStore::seed, seeds));
        QCOMPARE(ask<QList<ScheduleRecord>>(&ScheduleStore::list).value(), (QList{seeds[1], seeds[0]}));
        QVERIFY(ask<Done>(&ScheduleStore::remove, u"daily"_s));
        QVERIFY(s->reopen());
        QVERIFY(ask<Done>(&ScheduleStore::seed, seeds));
        QCOMPARE(ask<QList<ScheduleRecord>>(&ScheduleStore::list).value(), QList{seeds[1]});
    }

    void anInstantRunsOnce()
    {
        const ScheduleStep first = step(u"daily"_s, 0);
        QVERIFY(ask<Done>(&ScheduleStore::apply, QList{first}));
        const auto jobs = s->claim(reports);
        QCOMPARE(jobs.size(), 1);
        QCOMPARE(s->complete(jobs.first(), {0}), SettleCode::Done); // nothing is left of the job
        QVERIFY(s->reopen());
        QVERIFY(ask<Done>(&ScheduleStore::apply, QList{first}));
        QVERIFY(s->claim(reports).isEmpty());
        QCOMPARE(ask<QList<ScheduleRun>>(&ScheduleStore::runs, u"daily"_s, 10).value().size(), 1);
    }

    void runsAreSettled()
    {
        QVERIFY(ask<Done>(&ScheduleStore::apply, QList{step(u"daily"_s, 0), step(u"daily"_s, 1), step(u"backup"_s, 2)}));
        QCOMPARE(ask<QList<ScheduleRun>>(&ScheduleStore::openRuns).value().size(), 3);
        ScheduleRun run = step(u"daily"_s, 0).runs.first().run;
        run.state = RunState::Failed;
        run.finishedAt = run.slot + 5s;
        run.reason = u"no answer"_s;
        QVERIFY(ask<Done>(&ScheduleStore::settle, QList{run}));
        QCOMPARE(ask<QList<ScheduleRun>>(&ScheduleStore::openRuns).value().size(), 2);
        const auto runs = ask<QList<ScheduleRun>>(&ScheduleStore::runs, u"daily"_s, 10).value();
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs.last(), run);
        QCOMPARE(runs.first().state, RunState::Open);
        const auto newest = ask<QList<ScheduleRun>>(&ScheduleStore::newestRuns).value();
        QCOMPARE(newest.size(), 2);
        QVERIFY(newest.contains(runs.first()));
        QCOMPARE(ask<QList<ScheduleRun>>(&ScheduleStore::runs, u"daily"_s, 1).value(), QList{runs.first()});
    }

    void theNewestRunsAreKept()
    {
        QList<ScheduleStep> steps;
        QList<ScheduleRun> ended;
        for (int day = 0; day < scheduleRunsKept + 5; ++day) {
            steps.append(step(u"daily"_s, day));
            ended.append(steps.last().runs.first().run);
            ended.last().state = RunState::Completed;
        }
        QVERIFY(ask<Done>(&ScheduleStore::apply, steps));
        QCOMPARE(ask<QList<ScheduleRun>>(&ScheduleStore::openRuns).value().size(), steps.size()); // what has not ended stays
        QVERIFY(ask<Done>(&ScheduleStore::settle, ended));
        QVERIFY(ask<Done>(&ScheduleStore::apply, QList{step(u"daily"_s, 100)}));
        QCOMPARE(ask<QList<ScheduleRun>>(&ScheduleStore::runs, u"daily"_s, 1000).value().size(), scheduleRunsKept);
    }
};

QTEST_GUILESS_MAIN(TestScheduleStore)
#include "tst_schedule_store.moc"
