#include "app/composition/engine_graph.h"
#include "engine/api/questions/diary.h"
#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/runtime/engine_thread.h"
#include "engine/runtime/profile_lock.h"
#include "tests/support/fake_clock.h"
#include "tests/support/serve_process.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// Another program's connection to one of the files.
class OtherProgram
{
public:
    explicit OtherProgram(const QString &path) : m_db(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s))
    {
        m_db.setDatabaseName(path);
        m_db.open();
    }
    ~OtherProgram()
    {
        m_db.close();
        m_db = {};
        QSqlDatabase::removeDatabase(u"other"_s);
    }
    bool run(const QString &sql) { return QSqlQuery(m_db).exec(sql); }

private:
    QSqlDatabase m_db;
};

bool makeJunk(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(QByteArray(16'384, 'x')) == 16'384;
}

bool makeNewer(const QString &path)
{
    return OtherProgram(path).run(u"PRAGMA user_version = 999"_s);
}

} // namespace

/// Files that cannot be used at the start, for good or for now: what the program says, and whether it stays.
class TestBrokenFiles : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServeProcess> m_serve;

    QString file(const QString &name) const { return m_folder->filePath(name); }
    static bool has(EngineApi &engine, const QString &code, const QString &subject)
    {
        const auto status = ServeProcess::ask(engine, ask::ShowStatus{});
        return status && std::ranges::any_of(status.value().problems, [&](const Problem &p) {
                   return p.code == code && p.subject == subject;
               });
    }
    static bool addJob(EngineApi &engine)
    {
        return bool(ServeProcess::ask(engine, ask::AddJobs{{NewJob{{u"load"_s}, u"echo"_s, {"{}"}, {}}}}));
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_serve = std::make_unique<ServeProcess>(m_folder->path(), u"http://127.0.0.1:9"_s);
        QVERIFY(m_serve->prepare(ChannelWay::Training));
    }
    void cleanup() { m_serve.reset(); }

    void aLostJobStoreEndsTheServer_data()
    {
        QTest::addColumn<bool>("newer");
        QTest::addColumn<QString>("wayOut");
        QTest::newRow("newer") << true << u"Update the program"_s;
        QTest::newRow("junk") << false << u"Restore a backup"_s;
    }
    void aLostJobStoreEndsTheServer()
    {
        QFETCH(bool, newer);
        QFETCH(QString, wayOut);
        QVERIFY(newer ? makeNewer(file(u"jobs.db"_s)) : makeJunk(file(u"jobs.db"_s)));
        QVERIFY(m_serve->start());
        QCOMPARE(m_serve->exitCode(), std::optional(3));
        const QString said = m_serve->output();
        QVERIFY2(said.contains(u"trato: jobs.db"_s) && said.contains(wayOut), qPrintable(said));
        int code = 0;
        QByteArray errors;
        m_serve->run({u"queues"_s}, &code, &errors); // a single command says it too
        QCOMPARE(code, 3);
        QVERIFY2(errors.contains("jobs.db"), errors);
        const QByteArray checks = m_serve->run({u"--json"_s, u"doctor"_s}, &code);
        QCOMPARE(code, 1);
        QVERIFY2(checks.contains(R"("way":"store.repair")"), checks);
    }

    void aBrokenLedgerHidesNothing()
    {
        QVERIFY(makeJunk(file(u"console.db"_s)));
        QVERIFY(m_serve->start());
        const auto engine = m_serve->connectClient();
        QVERIFY(engine);
        const QDateTime tomorrow = QDateTime::currentDateTimeUtc().addDays(1);
        QVERIFY(ServeProcess::ask(*engine, ask::AddVisit{VisitDraft{.clientName = u"Zeca Exemplo"_s, .phone = u"11900000001"_s,
                                                                   .localStart = tomorrow.toString(u"yyyy-MM-ddTHH:mm"_s)}}));
        const Instant now = SystemClock().now();
        const auto visits = ServeProcess::ask(*engine, ask::ListVisits{now - Hours(24), now + Hours(96)});
        QVERIFY(visits);
        QCOMPARE(visits.value().size(), 1);
        QCOMPARE(visits.value().first().reminders.first().state, ReminderView::State::Unknown);
        QVERIFY(has(*engine, u"store.corrupt"_s, u"console.db"_s));
        QVERIFY(addJob(*engine)); // the other queues work
        QVERIFY(QTest::qWaitFor([&] {
            const auto queues = ServeProcess::ask(*engine, ask::ListQueues{});
            return queues && std::ranges::any_of(queues.value(), [](const QueueView &q) { return q.counts.completed == 1; });
        }, 20'000));
        QVERIFY(m_serve->stopInOrder(*engine));
    }

    void aLockPasses()
    {
        QVERIFY(m_serve->start());
        {
            const auto engine = m_serve->connectClient();
            QVERIFY(engine && addJob(*engine));
            QVERIFY(m_serve->stopInOrder(*engine));
        }
        OtherProgram other(file(u"jobs.db"_s));
        QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
        QVERIFY(m_serve->start());
        const auto engine = m_serve->connectClient();
        QVERIFY(engine);
        QVERIFY(QTest::qWaitFor([&] { return has(*engine, u"store.locked"_s, u"jobs.db"_s); }, 20'000));
        QVERIFY(other.run(u"COMMIT"_s));
        QVERIFY(QTest::qWaitFor([&] { return addJob(*engine); }, 20'000));
        QVERIFY(m_serve->waitUntilIdle(*engine));
        QVERIFY(!has(*engine, u"store.locked"_s, u"jobs.db"_s));
        QVERIFY(QTest::qWaitFor([&] { // the log tells the end of it, at the next beat
            const auto log = ServeProcess::ask(*engine, ask::ListLog{});
            return log && std::ranges::any_of(log.value(), [](const LogLine &l) { return l.text == u"jobs.db works again"; });
        }, 20'000));
        QVERIFY(m_serve->stopInOrder(*engine));
    }

    void aFileThatCannotBeOpenedIsTriedAgain()
    {
        QVERIFY(QDir().mkpath(file(u"jobs.db"_s)));
        QVERIFY(m_serve->start());
        const auto engine = m_serve->connectClient();
        QVERIFY(engine);
        QVERIFY(QTest::qWaitFor([&] { return has(*engine, u"store.unavailable"_s, u"jobs.db"_s); }, 20'000));
        QVERIFY(!addJob(*engine));
        QVERIFY(QDir().rmdir(file(u"jobs.db"_s)));
        QVERIFY(QTest::qWaitFor([&] { return addJob(*engine); }, 20'000));
        QVERIFY(m_serve->waitUntilIdle(*engine));
        QVERIFY(m_serve->stopInOrder(*engine));
    }

    void theWindowStays()
    {
        QVERIFY(makeNewer(file(u"jobs.db"_s)));
        ProfileLock lock(m_folder->path());
        QVERIFY(lock.tryLock());
        EngineSetup setup;
        EngineThread engine([&setup] { return makeEngine(setup); });
        setup = {{m_folder->path()}, {}, std::make_shared<QtMailbox>(engine.engineThread()), {}, std::make_shared<FakeClock>()};
        QSignalSpy failed(&engine, &EngineThread::failed);
        QList<Problem> banner;
        connect(&engine, &EngineApi::frameReady, this, [&banner](const Frame &frame) { banner = frame.problems; });
        engine.start();
        QTRY_VERIFY_WITH_TIMEOUT(!banner.isEmpty(), 20'000);
        QCOMPARE(banner.first().code, u"store.newer"_s);
        QCOMPARE(banner.first().subject, u"jobs.db"_s);
        QVERIFY(ServeProcess::ask(engine, ask::ListUnits{})); // the rest of the window works
        QVERIFY(failed.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBrokenFiles)
#include "tst_broken_files.moc"
