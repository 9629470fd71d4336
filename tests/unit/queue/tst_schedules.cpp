#include "engine/queue/scheduler.h"
#include "engine/runtime/log_book.h"
#include "engine/stores/sqlite/sqlite_job_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QueueName cleaning{u"system-cleanup"_s};

Instant utc(const QString &text)
{
    return fromMs(QDateTime::fromString(text + u'Z', Qt::ISODate).toMSecsSinceEpoch());
}

ScheduleDraft daily(MissedPolicy missed = MissedPolicy::Once)
{
    return {.id = u"limpeza"_s, .queue = cleaning, .jobName = u"daily-cleanup"_s, .pattern = u"0 2 * * *"_s, .zone = u"UTC"_s,
            .missed = missed, .catchUp = 3};
}

/// "kind count" of each run, oldest first.
QStringList summary(const QList<ScheduleRun> &runs)
{
    QStringList texts;
    for (const ScheduleRun &run : runs)
        texts.append(nameOf(run.kind) + u' ' + toUtc(run.slot).toString(u"dd HH:mm"_s) + (run.count > 1 ? u" x%1"_s.arg(run.count) : QString()));
    return texts;
}

QStringList summary(const QList<DecidedRun> &decided)
{
    QList<ScheduleRun> runs;
    for (const DecidedRun &one : decided)
        runs.append(one.run);
    return summary(runs);
}

} // namespace

/// Schedules: each planned instant runs once or is shown as missed, through restarts, sleep and clocks that are set.
class TestSchedules : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    EngineSettings m_settings;
    std::shared_ptr<ManualMailbox> m_box;
    std::unique_ptr<LogBook> m_log;
    std::unique_ptr<SqliteJobStore> m_store;
    std::unique_ptr<Scheduler> m_scheduler;

    void start(QList<ScheduleDraft> defaults = {})
    {
        SqliteJobStore::Options options;
        options.path = m_folder->filePath(u"jobs.db"_s);
        options.durability = SqliteJobStore::Durability::Normal;
        m_store = std::make_unique<SqliteJobStore>(options, m_box, m_clock);
        m_scheduler = std::make_unique<Scheduler>(*m_store->schedules(), *m_store, m_settings, m_clock, *m_log, std::move(defaults));
    }
    void stop()
    {
        m_scheduler.reset();
        m_store.reset();
        m_box->drain();
    }
    void restart(QList<ScheduleDraft> defaults = {})
    {
        stop();
        start(std::move(defaults));
    }
    QList<Scheduler::Entry> entries()
    {
        return await<QList<Scheduler::Entry>>(*m_box, [&](auto reply) { m_scheduler->entries(reply); }).value();
    }
    Result<Scheduler::Entry> save(const ScheduleDraft &draft, bool mustBeNew = false)
    {
        return await<Scheduler::Entry>(*m_box, [&](auto reply) { m_scheduler->save(draft, mustBeNew, reply); });
    }
    Result<Scheduler::Entry> pause(bool paused)
    {
        return await<Scheduler::Entry>(*m_box, [&](auto reply) { m_scheduler->setPaused(u"limpeza"_s, paused, reply); });
    }
    QList<ScheduleRun> runs()
    {
        auto found = await<QList<ScheduleRun>>(*m_box, [&](auto reply) { m_store->schedules()->runs(u"limpeza"_s, 50, reply); }).value();
        std::reverse(found.begin(), found.end());
        return found;
    }
    /// Each look is a call of its own and may itself run what makes it true: looking again needs no new mail.
    bool lastRunBecomes(RunState state)
    {
        for (int look = 0; look < 1000; ++look)
            if (runs().last().state == state)
                return true;
        return false;
    }
    QStringList jobs()
    {
        const auto page = await<JobPage>(*m_box, [&](auto reply) { m_store->page({.queue = cleaning, .limit = 1000}, reply); });
        QStringList ids;
        if (page)
            for (const JobRow &row : page.value().rows)
                ids.append(row.id.value);
        return ids;
    }
    /// The clock says so; the engine looks, twice, as it does four times a second.
    void at(const QString &text)
    {
        m_clock.setWallClock(utc(text));
        tick();
    }
    void tick()
    {
        for (int i = 0; i < 2; ++i) {
            m_scheduler->tick();
            entries(); // waits for its turn
        }
    }
    /// Claims the only job there is and ends it.
    void work(Settlement::Kind kind, QByteArray result = "null")
    {
        const Want want{.queue = cleaning, .limit = 1, .token = "t"};
        const auto claimed = await<Exchanged>(*m_box, [&](auto reply) { m_store->exchange({{}, {want}}, reply); }).value().claimed;
        QCOMPARE(claimed.size(), 1);
        const Settlement end{.queue = cleaning, .id = claimed.first().id, .token = "t", .kind = kind, .result = result, .reason = u"disk"_s};
        QVERIFY(await<Exchanged>(*m_box, [&](auto reply) { m_store->exchange({{end}, {}}, reply); }));
        m_lastEnded = {.queue = cleaning, .id = end.id, .kind = kind};
    }
    FinishedJob m_lastEnded;

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_box = std::make_shared<ManualMailbox>();
        m_clock.setWallClock(utc(u"2026-11-23T12:00:00"_s));
        m_log = std::make_unique<LogBook>(LogBook::Options{}, m_clock);
        m_settings = {};
        start();
    }
    void cleanup() { stop(); }

    void policiesDecide_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QStringList>("runs");
        const auto row = [](const char *name, MissedPolicy policy, const QString &now, const QStringList &runs) {
            QTest::newRow(name) << int(policy) << now << runs;
        };
        row("nothing due", MissedPolicy::Once, u"2026-11-24T01:59:59"_s, {});
        row("on time", MissedPolicy::Skip, u"2026-11-24T02:00:00"_s, {u"planned 24 02:00"_s});
        row("a little late", MissedPolicy::Skip, u"2026-11-24T02:00:59"_s, {u"planned 24 02:00"_s});
        row("missed, skip", MissedPolicy::Skip, u"2026-11-27T09:00:00"_s, {u"missed 24 02:00 x4"_s});
        row("missed, once", MissedPolicy::Once, u"2026-11-27T09:00:00"_s, {u"missed 24 02:00 x3"_s, u"caught_up 27 02:00"_s});
        row("missed one, once", MissedPolicy::Once, u"2026-11-24T09:00:00"_s, {u"caught_up 24 02:00"_s});
        row("missed, all", MissedPolicy::All, u"2026-11-27T09:00:00"_s,
            {u"missed 24 02:00"_s, u"caught_up 25 02:00"_s, u"caught_up 26 02:00"_s, u"caught_up 27 02:00"_s});
        row("missed and on time", MissedPolicy::Once, u"2026-11-26T02:00:10"_s,
            {u"missed 24 02:00"_s, u"caught_up 25 02:00"_s, u"planned 26 02:00"_s});
    }
    void policiesDecide()
    {
        QFETCH(int, policy);
        QFETCH(QString, now);
        QFETCH(QStringList, runs);
        const ScheduleRecord record{daily(MissedPolicy(policy)), false, utc(u"2026-11-23T12:00:00"_s)};
        const ScheduleRule rule = ruleOf(record.draft, u"UTC"_s).value();
        const ScheduleStep step = planRuns(record, rule, utc(now));
        QCOMPARE(summary(step.runs), runs);
        QCOMPARE(step.record.handledUntil, utc(now));
        QCOMPARE(summary(planRuns(step.record, rule, utc(now)).runs), QStringList());
        for (const DecidedRun &decided : step.runs)
            QCOMPARE(decided.job.has_value(), decided.run.kind != RunKind::Missed);
    }
    void aLongAbsenceIsCountedWithABound()
    {
        ScheduleRecord record{daily(MissedPolicy::Skip), false, utc(u"2025-11-23T12:00:00"_s)};
        record.draft.pattern = u"* * * * *"_s;
        const ScheduleStep step = planRuns(record, ruleOf(record.draft, {}).value(), utc(u"2026-11-23T12:00:30"_s));
        QCOMPARE(step.runs.size(), 2);
        QCOMPARE(step.runs.first().run.count, mostCounted);
        QCOMPARE(step.runs.first().run.until, utc(u"2026-11-23T11:59:00"_s));
        QCOMPARE(step.runs.last().run.kind, RunKind::Planned);
    }

    void eachInstantGetsOneJob()
    {
        QVERIFY(save(daily()));
        at(u"2026-11-24T01:59:59"_s);
        QVERIFY(jobs().isEmpty());
        at(u"2026-11-24T02:00:00"_s);
        const QString id = u"repeat:limpeza:%1"_s.arg(toMs(utc(u"2026-11-24T02:00:00"_s)));
        QCOMPARE(jobs(), QStringList{id});
        restart();
        tick();
        QCOMPARE(jobs(), QStringList{id});
        at(u"2026-11-25T02:00:00"_s);
        QCOMPARE(jobs().size(), 2);
    }
    void sleepIsCaughtUpOnce()
    {
        QVERIFY(save(daily()));
        at(u"2026-11-27T09:00:00"_s);
        QCOMPARE(summary(runs()), (QStringList{u"missed 24 02:00 x3"_s, u"caught_up 27 02:00"_s}));
        QCOMPARE(jobs().size(), 1);
        QCOMPARE(runs().first().why, MissedWhy::Once);
    }
    void aClockThatIsSetBackRunsNothingTwice_data()
    {
        QTest::addColumn<QString>("back");
        QTest::newRow("an hour") << u"2026-11-24T01:30:00"_s;
        QTest::newRow("days, the clock was wrong") << u"2026-11-20T01:30:00"_s;
    }
    void aClockThatIsSetBackRunsNothingTwice()
    {
        QFETCH(QString, back);
        QVERIFY(save(daily(MissedPolicy::Skip)));
        at(u"2026-11-24T02:00:00"_s);
        QCOMPARE(jobs().size(), 1);
        at(back);
        at(u"2026-11-24T02:00:00"_s);
        QCOMPARE(jobs().size(), 1);
        at(u"2026-11-25T02:00:00"_s);
        QCOMPARE(jobs().size(), 2);
    }
    void aClockThatWasFarAheadDoesNotSilenceASchedule()
    {
        QVERIFY(save(daily(MissedPolicy::Skip)));
        at(u"2036-11-24T12:00:00"_s);
        at(u"2026-11-24T01:30:00"_s);
        at(u"2026-11-24T02:00:00"_s);
        QCOMPARE(jobs().size(), 1);
    }
    void pauseSurvivesARestartAndIsTold()
    {
        QVERIFY(save(daily()));
        QVERIFY(pause(true));
        restart();
        at(u"2026-11-26T12:00:00"_s);
        QVERIFY(jobs().isEmpty());
        QVERIFY(entries().first().record.paused);
        QVERIFY(pause(false));
        QCOMPARE(summary(runs()), QStringList{u"missed 24 02:00 x3"_s});
        QCOMPARE(runs().first().why, MissedWhy::Paused);
        at(u"2026-11-27T02:00:00"_s);
        QCOMPARE(jobs().size(), 1);
    }
    void runNowDoesNotTouchThePlan()
    {
        QVERIFY(save(daily()));
        const auto run = await<ScheduleRun>(*m_box, [&](auto reply) { m_scheduler->runNow(u"limpeza"_s, false, reply); });
        QVERIFY(run);
        QCOMPARE(jobs(), QStringList{run.value().job.value});
        at(u"2026-11-24T02:00:00"_s);
        QCOMPARE(jobs().size(), 2);
        m_clock.advance(1s);
        const auto dry = await<ScheduleRun>(*m_box, [&](auto reply) { m_scheduler->runNow(u"limpeza"_s, true, reply); });
        const auto job = await<JobDetail>(*m_box, [&](auto reply) { m_store->job(cleaning, dry.value().job, reply); });
        QCOMPARE(job.value().data.utf8, QByteArray(R"({"dryRun":true})"));
        QCOMPARE(await<ScheduleRun>(*m_box, [&](auto reply) { m_scheduler->runNow(u"nada"_s, false, reply); }).error().code, Error::Code::NotFound);
    }
    void aChangedRuleTellsWhatPassedUnderTheOldOne()
    {
        QVERIFY(save(daily()));
        m_clock.setWallClock(utc(u"2026-11-25T12:00:00"_s)); // nobody looked meanwhile
        ScheduleDraft later = daily();
        later.pattern = u"0 13 * * *"_s;
        QVERIFY(save(later));
        QCOMPARE(summary(runs()), QStringList{u"missed 24 02:00 x2"_s});
        QCOMPARE(runs().first().why, MissedWhy::Edited);
        at(u"2026-11-25T13:00:00"_s);
        QCOMPARE(jobs().size(), 1);
        QCOMPARE(save(later, true).error().code, Error::Code::Conflict);
    }
    void outcomesAreKept()
    {
        QVERIFY(save(daily()));
        at(u"2026-11-24T02:00:00"_s);
        QCOMPARE(runs().last().state, RunState::Open);
        work(Settlement::Kind::Complete, R"({"removed":7})");
        m_scheduler->onFinished(m_lastEnded);
        QVERIFY(lastRunBecomes(RunState::Completed));
        QCOMPARE(runs().last().result.utf8, QByteArray(R"({"removed":7})"));
        at(u"2026-11-25T02:00:00"_s);
        work(Settlement::Kind::Fail);
        restart(); // the engine went before it could write the outcome down
        tick();
        QVERIFY(lastRunBecomes(RunState::Failed));
        QCOMPARE(runs().last().reason, u"disk"_s);
        at(u"2026-11-26T02:00:00"_s);
        const JobId waiting = runs().last().job;
        QVERIFY(await<QList<ActCode>>(*m_box, [&](auto reply) { m_store->remove(cleaning, {waiting}, reply); }));
        at(u"2026-11-26T02:01:30"_s);
        QVERIFY(lastRunBecomes(RunState::Removed));
    }
    void fiftyRunsAreKept()
    {
        ScheduleDraft often = daily();
        often.pattern = u"* * * * *"_s;
        QVERIFY(save(often));
        QVERIFY(pause(true));
        for (int i = 0; i < 60; ++i) { // each pause leaves a row
            m_clock.advance(2min);
            QVERIFY(pause(false));
            QVERIFY(pause(true));
        }
        const auto all = await<QList<ScheduleRun>>(*m_box, [&](auto reply) { m_store->schedules()->runs(u"limpeza"_s, 1000, reply); });
        QCOMPARE(all.value().size(), scheduleRunsKept);
    }
    void whatAPersonRemovedStaysAway()
    {
        restart({daily()});
        QCOMPARE(entries().size(), 1);
        QVERIFY(await<Done>(*m_box, [&](auto reply) { m_scheduler->remove(u"limpeza"_s, reply); }));
        QVERIFY(entries().isEmpty());
        restart({daily()});
        QVERIFY(entries().isEmpty());
        QVERIFY(save(daily()));
        QCOMPARE(entries().size(), 1);
    }
    void theShopsZoneCountsWhereNoneIsGiven()
    {
        ScheduleDraft draft = daily();
        draft.zone.clear();
        QVERIFY(save(draft));
        at(u"2026-11-24T05:00:00"_s); // 02:00 in São Paulo
        QCOMPARE(jobs().size(), 1);
        m_settings.zone = u"UTC"_s;
        tick();
        at(u"2026-11-25T02:00:00"_s);
        QCOMPARE(jobs().size(), 2);
    }
    void badDraftsNameTheField_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        for (const auto &[field, value] : QList<std::pair<QString, QString>>{{u"id"_s, u"Não"_s}, {u"queue"_s, u"a:b"_s}, {u"jobName"_s, QString()},
                                                                           {u"data"_s, u"{"_s}, {u"pattern"_s, u"0 2 * *"_s},
                                                                           {u"pattern"_s, QString()}, {u"hour"_s, u"0 25 * * *"_s},
                                                                           {u"zone"_s, u"Marte/Base"_s}})
            QTest::newRow(qPrintable(field + u' ' + value)) << field << value;
    }
    void badDraftsNameTheField()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        ScheduleDraft draft = daily();
        if (field == u"id")
            draft.id = value;
        else if (field == u"queue")
            draft.queue = {value};
        else if (field == u"jobName")
            draft.jobName = value;
        else if (field == u"data")
            draft.data.utf8 = value.toUtf8();
        else if (field == u"zone")
            draft.zone = value;
        else
            draft.pattern = value;
        const auto saved = save(draft);
        QCOMPARE(saved.error().code, Error::Code::Invalid);
        QVERIFY2(saved.error().detail.startsWith(field + u": "_s), qPrintable(saved.error().detail));
        QVERIFY(entries().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSchedules)
#include "tst_schedules.moc"
