#include "engine/api/words.h"
#include "tests/unit/cli/cli_rig.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Commands about stores and what only they have: a server and whether it is safe, ties between jobs, limits, copies.
class TestCliStores : public CliTest
{
    Q_OBJECT
private slots:
    void init() { reset(); }

    void redisIsCheckedWithoutAnEngine()
    {
        const Outcome found = run({u"doctor"_s, u"--redis"_s, u"redis://h:1/0"_s});
        QCOMPARE(m_services->redis, u"redis://h:1/0"_s);
        QCOMPARE(found.code, 1);
        QVERIFY2(found.out.contains("Set maxmemory-policy to noeviction"), found.out.constData());
        QVERIFY(run({u"doctor"_s, u"--json"_s, u"--redis"_s, u"redis://h:1/0"_s}).out.contains("\"redis.eviction\""));
        QVERIFY(m_services->fake->asked.isEmpty());
        QCOMPARE(run({u"doctor"_s, u"--redis"_s, u"redis://:x@h"_s}).code, 2); // everybody sees a command line
        m_services->trouble = Error{Error::Code::Refused, u"wrong password"_s};
        QCOMPARE(run({u"doctor"_s, u"--redis"_s, u"redis://h:1/0"_s}).code, 4);
    }
    void aNamedStoreIsTheEnginesOrRefused()
    {
        m_services->fake->on<ask::ShowStatus>([](const auto &) { return EngineStatus{.store = {.address = u"redis://h:1/0"_s, .shared = true}}; });
        QCOMPARE(run({u"--redis"_s, u"redis://h:1/0"_s, u"queues"_s}).code, 0);
        QCOMPARE(m_services->fake->askedOf<ask::ListQueues>().size(), 1);
        const Outcome other = run({u"queues"_s, u"--redis=redis://elsewhere:1/0"_s});
        QCOMPARE(other.code, 4);
        QVERIFY2(other.err.contains("elsewhere"), other.err.constData());
        QVERIFY(m_services->fake->askedOf<ask::ListQueues>().isEmpty());
        QCOMPARE(run({u"--redis"_s, u"redis://:x@h"_s, u"queues"_s}).code, 2); // everybody sees a command line
    }
    void aSiteThatIsNotSafeIsRefused()
    {
        m_services->fake->on<ask::CheckSite>([](const auto &) {
            return SiteReport{.checks = {{u"redis.memory"_s, false, false, u"allkeys-lru"_s, u"redis.eviction"_s}}};
        });
        const Outcome found = run({u"site"_s, u"check"_s, u"redis://h:1/0"_s});
        QCOMPARE(found.code, 4);
        QVERIFY2(found.out.contains("noeviction"), found.out.constData());
        QCOMPARE(run({u"site"_s, u"connect"_s, u"redis://h:1/0"_s, u"fila=perhaps"_s}).code, 2);
    }
    void tiesAreAddedAsTyped()
    {
        QList<ask::AddJobs> asked;
        for (const QStringList &ties : {QStringList{u"--dedup-id"_s, u"visit-7"_s, u"--dedup-ttl"_s, u"500"_s, u"--dedup-mode"_s, u"debounce"_s},
                                        QStringList{u"--parent"_s, u"reports/nov"_s, u"--on-failure"_s, u"ignore"_s}}) {
            QCOMPARE(run(QStringList{u"add"_s, u"fila"_s, u"n"_s} + ties).code, 0);
            asked += m_services->fake->askedOf<ask::AddJobs>();
        }
        QCOMPARE(asked[0].jobs.first().options.deduplication, (Deduplication{u"visit-7"_s, Millis(500), true, true}));
        QCOMPARE(asked[1].jobs.first().options.parent, (JobRef{{u"reports"_s}, {u"nov"_s}}));
        QCOMPARE(asked[1].jobs.first().options.onFailure, ChildFailure::Ignore);
        for (const QStringList &wrong : {QStringList{u"--dedup-ttl"_s, u"5"_s}, QStringList{u"--dedup-id"_s, u"a"_s, u"--dedup-mode"_s, u"x"_s},
                                         QStringList{u"--parent"_s, u"nov"_s}, QStringList{u"--on-failure"_s, u"fail"_s}})
            QCOMPARE(run(QStringList{u"add"_s, u"fila"_s, u"n"_s} + wrong).code, 2);
        QCOMPARE(run({u"add"_s}).code, 2);
        QCOMPARE(run({u"add"_s, u"fila"_s}).code, 2);
    }
    void aFlowIsAddedFromJson()
    {
        m_services->fake->on<ask::AddFlow>([](const ask::AddFlow &q) { return QList<Added>(q.jobs.size(), Added{{u"x"_s}}); });
        const Outcome done = run({u"add"_s, u"--flow"_s, u"-"_s},
                                 R"({"name": "sum", "queueName": "a", "children": [{"name": "part", "queueName": "b"}]})");
        QCOMPARE(done.code, 0);
        QVERIFY(done.err.contains("2 jobs"));
        QCOMPARE(m_services->fake->askedOf<ask::AddFlow>().first().jobs.value(1).parent, 0);
        QCOMPARE(run({u"add"_s, u"--flow"_s, u"-"_s}, "{\"name\": 1}").code, 2);
        QCOMPARE(run({u"add"_s, u"fila"_s, u"n"_s, u"--flow"_s, u"-"_s}, "{}").code, 2);
    }
    void aFlowIsShownWithAllItsPages()
    {
        m_services->fake->on<ask::ShowFlow>([](const ask::ShowFlow &q) {
            JobFlow flow{.job = {q.queue, q.id}, .parent = JobRef{{u"top"_s}, {u"1"_s}}, .counts = {.pending = 2}};
            flow.children = {{.job = {{u"b"_s}, {q.cursor.isEmpty() ? u"first"_s : u"second"_s}}}};
            flow.next = q.cursor.isEmpty() ? u"more"_s : QString();
            return flow;
        });
        const Outcome shown = run({u"job"_s, u"a"_s, u"sum"_s, u"--flow"_s});
        QCOMPARE(shown.code, 0);
        QVERIFY(shown.out.contains("b/first") && shown.out.contains("b/second") && shown.out.contains("removed"));
        QVERIFY(shown.err.contains("top/1") && shown.err.contains("2 pending"));
    }
    void limitsKeepWhatIsNotNamed()
    {
        m_services->fake->on<ask::ListQueues>([](const auto &) {
            return QList<QueueView>{{.name = {u"fila"_s}, .limits = {4, 10, Millis(1000)}}};
        });
        m_services->fake->on<ask::LimitQueue>([](const auto &) { return Done{}; });
        QList<ask::LimitQueue> asked;
        for (const QStringList &limits : {QStringList{u"--concurrency"_s, u"2"_s}, QStringList{u"--rate"_s, u"5/200"_s}, QStringList{u"--none"_s}}) {
            QCOMPARE(run(QStringList{u"limit"_s, u"fila"_s} + limits).code, 0);
            asked += m_services->fake->askedOf<ask::LimitQueue>();
        }
        QCOMPARE(asked[0].limits, (QueueLimits{2, 10, Millis(1000)}));
        QCOMPARE(asked[1].limits, (QueueLimits{4, 5, Millis(200)}));
        QCOMPARE(asked[2].limits, QueueLimits{});
        for (const QStringList &wrong : {QStringList{}, QStringList{u"--rate"_s, u"5"_s}, QStringList{u"--none"_s, u"--concurrency"_s, u"1"_s}})
            QCOMPARE(run(QStringList{u"limit"_s, u"fila"_s} + wrong).code, 2);
    }
    void aPasswordIsAskedForWhenTheServerWantsOne_data()
    {
        QTest::addColumn<bool>("terminal");
        QTest::newRow("terminal") << true;
        QTest::newRow("standard input") << false;
    }
    void aPasswordIsAskedForWhenTheServerWantsOne()
    {
        QFETCH(bool, terminal);
        m_services->fake->on<ask::CheckSite>([](const ask::CheckSite &q) {
            SiteReport report{.usable = q.site.password == u"segredo"_s};
            if (!report.usable)
                report.checks = {{u"redis.connection"_s, false, false, {}, u"redis.needs-password"_s}};
            return report;
        });
        m_services->fake->on<ask::ConnectSite>([](const auto &) { return Done{}; });
        if (terminal)
            m_services->typed = "segredo";
        const Outcome done = run({u"site"_s, u"connect"_s, u"redis://h"_s}, terminal ? QByteArray() : QByteArray("segredo\nmore\n"));
        QCOMPARE(done.code, 0);
        QVERIFY(!done.out.contains("segredo") && !done.err.contains("segredo"));
        QVERIFY(m_services->prompts.value(0).contains(u"redis://h"));
        QCOMPARE(m_services->fake->askedOf<ask::ConnectSite>().first().site.password, u"segredo"_s);
    }
    void noPasswordIsAskedForWithoutNeed()
    {
        m_services->fake->on<ask::CheckSite>([](const auto &) { return SiteReport{.usable = true}; });
        m_services->fake->on<ask::ConnectSite>([](const auto &) { return Done{}; });
        QCOMPARE(run({u"site"_s, u"connect"_s, u"redis://h"_s}, "segredo\n").code, 0);
        QVERIFY(m_services->prompts.isEmpty());
        QVERIFY(m_services->fake->askedOf<ask::ConnectSite>().first().site.password.isEmpty());
    }
    void aBrokenAndALimitedQueueAreTold()
    {
        m_services->fake->on<ask::ListQueues>([](const auto &) {
            return QList<QueueView>{{.name = {u"bad"_s}, .health = QueueHealth::Critical, .reason = QueueReason::Broken, .trouble = u"bull:bad:delayed is a string"_s},
                                    {.name = {u"slow"_s}, .othersUnknown = true, .limitedUntil = fromMs(1'790'000'000'000)}};
        });
        const Outcome done = run({u"queues"_s});
        QCOMPARE(done.code, 0);
        QVERIFY2(done.out.contains("broken: bull:bad:delayed is a string"), done.out.constData());
        QVERIFY2(done.out.contains("rate-limited") && done.out.contains("unknown"), done.out.constData());
    }
    void whatStandsAgainstTheServerIsTold_data()
    {
        QTest::addColumn<HealthCheck>("check");
        QTest::addColumn<int>("code");
        QTest::newRow("not safe") << HealthCheck{u"redis.memory"_s, false, false, u"allkeys-lru"_s, u"redis.eviction"_s} << 4;
        QTest::newRow("not reached") << HealthCheck{u"redis.connection"_s, false, false, u"nobody there"_s, u"redis.refused"_s} << 3;
    }
    void whatStandsAgainstTheServerIsTold()
    {
        QFETCH(HealthCheck, check);
        m_services->fake->on<ask::CheckSite>([check](const auto &) { return SiteReport{.checks = {check}}; });
        const Outcome done = run({u"site"_s, u"connect"_s, u"redis://h"_s});
        QTEST(done.code, "code");
        QVERIFY2(done.out.contains(check.detail.toUtf8()) && done.out.contains(words::wayOut(check.way).toUtf8()), done.out.constData());
        QVERIFY(m_services->fake->askedOf<ask::ConnectSite>().isEmpty());
    }
    void aDutyThatCannotBeIsRefused_data()
    {
        QTest::addColumn<QString>("duty");
        QTest::addColumn<int>("code");
        QTest::newRow("ours") << u"system-backup=work"_s << 0;
        QTest::newRow("watched anyway") << u"reports=watch"_s << 0;
        QTest::newRow("no handler") << u"reports=work"_s << 2;
        QTest::newRow("no such queue") << u"nosuch=work"_s << 2;
    }
    void aDutyThatCannotBeIsRefused()
    {
        QFETCH(QString, duty);
        QFETCH(int, code);
        m_services->fake->on<ask::CheckSite>([](const auto &) {
            return SiteReport{.usable = true, .queues = {{.name = {u"reports"_s}}, {.name = {u"system-backup"_s}, .ours = true}}};
        });
        m_services->fake->on<ask::ConnectSite>([](const auto &) { return Done{}; });
        const Outcome done = run({u"site"_s, u"connect"_s, u"redis://h"_s, duty});
        QCOMPARE(done.code, code);
        QCOMPARE(m_services->fake->askedOf<ask::ConnectSite>().isEmpty(), code != 0);
        QVERIFY2(code == 0 || done.err.contains(duty.section(u'=', 0, 0).toUtf8()), done.err.constData());
    }
    void aScheduleThatItsQueueKeeps()
    {
        m_services->fake->on<ask::ShowSchedule>([](const auto &) -> Result<ScheduleDetail> { return Error{Error::Code::NotFound, u"schedule.missing"_s}; });
        m_services->fake->on<ask::SaveSchedule>([](const ask::SaveSchedule &q) { return ScheduleView{.draft = q.schedule, .zone = u"UTC"_s}; });
        const Outcome done = run({u"schedules"_s, u"upsert"_s, u"pulso"_s, u"--of"_s, u"reports"_s, u"--every"_s, u"90000"_s, u"--job"_s, u"beat"_s,
                                  u"--limit"_s, u"5"_s, u"--ends"_s, u"2027-01-20T10:30+00:00"_s});
        QVERIFY2(done.code == 0, done.err.constData());
        QVERIFY2(done.out.contains("every 90 seconds") && done.out.contains("2027-01-20 10:30:00 +00:00"), done.out.constData());
        const ScheduleDraft saved = m_services->fake->askedOf<ask::SaveSchedule>().first().schedule;
        QCOMPARE(saved.home, ScheduleHome::Queue);
        QCOMPARE(saved.queue.value, u"reports"_s);
        QCOMPARE(saved.every, Millis(90'000));
        QVERIFY(saved.pattern.isEmpty());
        QCOMPARE(saved.limit, 5);
        QCOMPARE(m_services->fake->askedOf<ask::ShowSchedule>().first().queue.value, u"reports"_s);
        for (const QStringList &wrong : {QStringList{u"--ends"_s, u"2027-01-20T10:30"_s}, QStringList{u"--queue"_s, u"other"_s}, QStringList{u"--every"_s, u"-1"_s}})
            QCOMPARE(run(QStringList{u"schedules"_s, u"upsert"_s, u"pulso"_s, u"--of"_s, u"reports"_s, u"--cron"_s, u"@daily"_s, u"--job"_s, u"b"_s} + wrong).code, 2);
        m_services->fake->on<ask::RemoveSchedule>([](const auto &) { return Done{}; });
        QCOMPARE(run({u"schedules"_s, u"remove"_s, u"pulso"_s, u"--of"_s, u"reports"_s}).code, 0);
        QCOMPARE(m_services->fake->askedOf<ask::RemoveSchedule>().first().queue.value, u"reports"_s);
    }
    void obliteratingNeedsTheNameTwice()
    {
        m_services->fake->on<ask::ObliterateQueue>([](const auto &) { return BulkReport{3, 0, {}}; });
        QCOMPARE(run({u"obliterate"_s, u"fila"_s}).code, 2);
        QCOMPARE(run({u"obliterate"_s, u"fila"_s, u"--confirm"_s, u"other"_s}).code, 2);
        QVERIFY(m_services->fake->askedOf<ask::ObliterateQueue>().isEmpty());
        QCOMPARE(run({u"obliterate"_s, u"fila"_s, u"--confirm"_s, u"fila"_s, u"--force"_s}).code, 0);
        QVERIFY(m_services->fake->askedOf<ask::ObliterateQueue>().first().force);
    }
    void aStoreIsCopiedIntoAnother()
    {
        const Outcome done = run({u"import"_s, u"store"_s, u"jobs.db"_s, u"redis://site"_s, u"--prefix"_s, u"{bull}"_s});
        QCOMPARE(done.code, 0);
        QCOMPARE(m_services->moved, (QStringList{u"jobs.db"_s, u"redis://site"_s, u"{bull}"_s}));
        QVERIFY(done.out.contains("fila") && done.out.contains("ab12"));
        QVERIFY(done.err.contains("200 jobs") && done.err.contains("2 fences"));
        QVERIFY2(done.err.contains("warning: Redis memory") && done.err.contains("allkeys-lru"), done.err.constData());
        m_services->trouble = Error{Error::Code::Refused, u"jobs of fila are running"_s};
        QCOMPARE(run({u"import"_s, u"store"_s, u"jobs.db"_s, u"redis://site"_s}).code, 4);
        QCOMPARE(run({u"import"_s, u"store"_s, u"a"_s, u"a"_s}).code, 2);
        QCOMPARE(run({u"import"_s, u"store"_s, u"a"_s, u"redis://:secret@site"_s}).code, 2);
    }
};

QTEST_GUILESS_MAIN(TestCliStores)
#include "tst_cli_stores.moc"
