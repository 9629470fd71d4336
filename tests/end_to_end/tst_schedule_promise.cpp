#include "engine/api/questions/backups.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/schedules.h"
#include "tests/support/serve_process.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Schedules and safety copies with the real programs: a killed engine loses no planned instant and repeats none; a copy
/// is restored with the program closed, and refused while it runs.
class TestSchedulePromise : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;
    QString m_profile;

    static QStringList lines(const QByteArray &out)
    {
        return QString::fromUtf8(out).split(u'\n', Qt::SkipEmptyParts);
    }
    static QList<ScheduleRun> runs(EngineApi &engine, const QString &id)
    {
        const auto detail = ServeProcess::ask(engine, ask::ShowSchedule{id});
        return detail ? detail.value().runs : QList<ScheduleRun>();
    }
    static QStringList backupServed() { return {u"--queue"_s, u"system-backup:1=backup"_s}; }

private slots:
    void init()
    {
        QVERIFY(m_folder.isValid());
        m_profile = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
    }

    void eachSecondHasItsRunThroughKills()
    {
        ServeProcess serve(m_profile, u"http://127.0.0.1:9"_s);
        QVERIFY(serve.prepare(ChannelWay::Training));
        int code = -1;
        QVERIFY(!serve.run({u"schedules"_s, u"upsert"_s, u"pulso"_s, u"--cron"_s, u"* * * * * *"_s, u"--queue"_s, u"load"_s, u"--job"_s,
                            u"pulso"_s, u"--missed"_s, u"all"_s, u"--catch-up"_s, u"100"_s}, &code).isEmpty());
        QCOMPARE(code, 0);
        for (int round = 0; round < 3; ++round) {
            QVERIFY(serve.start());
            const auto engine = serve.connectClient();
            QVERIFY(engine);
            const qsizetype before = runs(*engine, u"pulso"_s).size();
            QTRY_VERIFY_WITH_TIMEOUT(runs(*engine, u"pulso"_s).size() >= before + 3, 20'000);
            serve.kill();
        }
        QVERIFY(serve.start());
        const auto engine = serve.connectClient();
        QVERIFY(engine);
        QVERIFY(ServeProcess::ask(*engine, ask::PauseSchedule{u"pulso"_s, true}));
        QVERIFY(serve.waitUntilIdle(*engine));
        QList<ScheduleRun> all = runs(*engine, u"pulso"_s);
        std::reverse(all.begin(), all.end());
        QVERIFY(all.size() >= 9);
        QSet<qint64> jobs;
        Instant last = all.first().slot - Seconds(1);
        for (const ScheduleRun &run : std::as_const(all)) { // no second without its row, none with two
            QCOMPARE(run.slot, last + Seconds(1));
            last = run.until;
            if (run.kind != RunKind::Missed)
                jobs.insert(toMs(run.slot));
        }
        const auto page = ServeProcess::ask(*engine, ask::ListJobs{{.queue = {u"load"_s}, .limit = 1000}});
        QVERIFY(page);
        QVERIFY(page.value().total >= jobs.size());
        for (const JobRow &job : page.value().rows)
            QCOMPARE(job.state, JobState::Completed);
        QVERIFY(serve.stopInOrder(*engine));
    }

    void aCopyIsMadeAndRestored()
    {
        ServeProcess serve(m_profile, u"http://127.0.0.1:9"_s);
        QVERIFY(serve.prepare(ChannelWay::Training));
        QVERIFY(serve.start(backupServed()));
        const auto engine = serve.connectClient();
        QVERIFY(engine);
        QVERIFY(ServeProcess::ask(*engine, ask::AddJobs{{NewJob{.queue = {u"sala"_s}, .name = u"antes"_s}}}));
        int code = -1;
        serve.run({u"schedules"_s, u"run"_s, u"backup"_s}, &code);
        QCOMPARE(code, 0);
        QTRY_VERIFY_WITH_TIMEOUT(!runs(*engine, u"backup"_s).isEmpty() && runs(*engine, u"backup"_s).first().state == RunState::Completed, 20'000);
        const QStringList copies = lines(serve.run({u"--json"_s, u"backup"_s, u"list"_s}, &code));
        QCOMPARE(copies.size(), 1);
        const QString name = QJsonDocument::fromJson(copies.first().toUtf8()).object().value(u"name"_s).toString();
        serve.run({u"backup"_s, u"verify"_s, name}, &code);
        QCOMPARE(code, 0);
        QVERIFY(ServeProcess::ask(*engine, ask::AddJobs{{NewJob{.queue = {u"sala"_s}, .name = u"depois"_s}}}));

        QByteArray words;
        serve.run({u"backup"_s, u"restore"_s, name}, &code, &words);
        QCOMPARE(code, 4);
        QVERIFY(words.contains("Quit it first"));
        QVERIFY(serve.stopInOrder(*engine));
        serve.run({u"backup"_s, u"restore"_s, u"2020-01-01T000000Z"_s}, &code);
        QCOMPARE(code, 1);
        serve.run({u"backup"_s, u"restore"_s, name}, &code);
        QCOMPARE(code, 0);
        const QByteArray jobs = serve.run({u"--json"_s, u"jobs"_s, u"sala"_s}, &code);
        QVERIFY(jobs.contains("antes") && !jobs.contains("depois"));
        QCOMPARE(QDir(m_profile + u"/backups"_s).entryList({u"replaced-*"_s}, QDir::Dirs).size(), 1);
    }

    void anOrderedRestoreHappensAtTheNextStart()
    {
        ServeProcess serve(m_profile, u"http://127.0.0.1:9"_s);
        QVERIFY(serve.prepare(ChannelWay::Training));
        QVERIFY(serve.start());
        auto engine = serve.connectClient();
        QVERIFY(engine);
        const auto copy = ServeProcess::ask(*engine, ask::CreateBackup{});
        QVERIFY2(copy, copy ? "" : qPrintable(copy.error().detail));
        QVERIFY(ServeProcess::ask(*engine, ask::AddJobs{{NewJob{.queue = {u"sala"_s}, .name = u"depois"_s}}}));
        QVERIFY(ServeProcess::ask(*engine, ask::OrderRestore{copy.value().name}));
        QCOMPARE(ServeProcess::ask(*engine, ask::ListBackups{}).value().pendingRestore, copy.value().name);
        QVERIFY(serve.stopInOrder(*engine));
        QVERIFY(serve.start());
        engine = serve.connectClient();
        QVERIFY(engine);
        QCOMPARE(ServeProcess::ask(*engine, ask::ListJobs{{.queue = {u"sala"_s}}}).value().total, 0);
        QVERIFY(ServeProcess::ask(*engine, ask::ListBackups{}).value().pendingRestore.isEmpty());
        QVERIFY(serve.stopInOrder(*engine));
    }
};

QTEST_GUILESS_MAIN(TestSchedulePromise)
#include "tst_schedule_promise.moc"
