#include "engine/stores/sqlite/schema.h"
#include "engine/stores/sqlite/sqlite_job_store.h"
#include "tests/conformance/store_suite.h"
#include "tests/support/power_cut_vfs.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What the embedded store says about a file it cannot use, and that it works again when the cause is gone.
class TestStoreFaults : public QObject
{
    Q_OBJECT
    const QueueName mail{u"mail"_s};
    QTemporaryDir m_folder;
    QString m_path;
    FakeClock m_clock;
    std::shared_ptr<ManualMailbox> m_box = std::make_shared<ManualMailbox>();

    using Fault = PowerCutVfs::Fault;

    std::unique_ptr<SqliteJobStore> open(const QByteArray &vfs = {})
    {
        SqliteJobStore::Options options;
        options.path = m_path;
        options.vfs = vfs;
        options.lockWait = 20ms;
        return std::make_unique<SqliteJobStore>(options, m_box, m_clock);
    }
    Result<QList<Added>> add(SqliteJobStore &store)
    {
        return await<QList<Added>>(*m_box, [&](auto reply) { store.add({someJob(mail)}, reply); });
    }
    std::unique_ptr<sqlite::Connection> another()
    {
        return std::move(sqlite::Connection::open({m_path, u"other"_s})).value();
    }

    qint64 jobsIn(SqliteJobStore &store)
    {
        const auto page = await<JobPage>(*m_box, [&](auto reply) { store.page({mail}, reply); });
        return page ? page.value().total : -1;
    }
    static void faultRows()
    {
        QTest::addColumn<PowerCutVfs::Fault>("fault");
        QTest::addColumn<Error::Code>("code");
        QTest::addColumn<QString>("problem");
        QTest::newRow("disk full") << Fault::Full << Error::Code::Full << u"store.full"_s;
        QTest::newRow("read-only") << Fault::ReadOnly << Error::Code::ReadOnly << u"store.readonly"_s;
        QTest::newRow("input/output error") << Fault::IoError << Error::Code::Unavailable << u"store.unavailable"_s;
    }

private slots:
    void init() { m_path = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u".db"_s); }

    void lockedByAnotherProgram()
    {
        auto store = open();
        QVERIFY(add(*store));
        auto other = another();
        QVERIFY(other->execute("BEGIN IMMEDIATE"));
        const auto refused = add(*store);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Locked);
        QCOMPARE(store->health().problemCode, u"store.locked"_s);
        QVERIFY(other->execute("ROLLBACK"));
        QCOMPARE(add(*store).value().first().id.value, u"2"_s);
        QVERIFY(store->health().problemCode.isEmpty());
    }

    void diskInTrouble_data() { faultRows(); }
    void diskInTrouble()
    {
        QFETCH(PowerCutVfs::Fault, fault);
        QFETCH(Error::Code, code);
        QFETCH(QString, problem);
        m_path = m_folder.filePath(u"trouble%1.db"_s.arg(int(fault)));
        PowerCutVfs disk("disk-in-trouble");
        auto store = open(disk.name());
        QVERIFY(add(*store));
        const auto claimed = await<Exchanged>(*m_box, [&](auto reply) { store->exchange({{}, {Want{mail, 1}}}, reply); });
        const Exchange settle{{settlementOf(claimed.value().claimed.first(), Settlement::Kind::Complete)}, {}};

        disk.setFault(fault);
        for (int round = 0; round < 2; ++round) { // it stays, and is told every time
            QCOMPARE(add(*store).error().code, code);
            QCOMPARE(store->health().problemCode, problem);
            QVERIFY(!store->health().detail.isEmpty());
        }
        QCOMPARE(await<Exchanged>(*m_box, [&](auto reply) { store->exchange(settle, reply); }).error().code, code);
        QCOMPARE(await<Fence>(*m_box, [&](auto reply) { store->fence(u"k"_s, u"e"_s, "t", reply); }).error().code, code);
        int refused = 0; // all of a group
        for (int i = 0; i < 20; ++i)
            store->add({someJob(mail), someJob(mail)}, [&](const Result<QList<Added>> &r) { refused += !r && r.error().code == code ? 1 : 0; });
        store->setPaused(mail, true, [&](const Result<Done> &r) { refused += !r && r.error().code == code ? 1 : 0; });
        QVERIFY(m_box->runUntil([&] { return refused == 21; }));
        QCOMPARE(jobsIn(*store), 1); // looking still works

        disk.setFault(Fault::None);
        QCOMPARE(add(*store).value().first().id.value, u"2"_s);
        QVERIFY(store->health().problemCode.isEmpty());
        QVERIFY(store->health().detail.isEmpty());
        const auto settled = await<Exchanged>(*m_box, [&](auto reply) { store->exchange(settle, reply); });
        QCOMPARE(settled.value().codes, QList{SettleCode::Done});
        const auto queues = await<QList<QueueInfo>>(*m_box, [&](auto reply) { store->queues(reply); }).value();
        QCOMPARE(queues.size(), 1);
        QVERIFY(!queues.first().paused);
        QCOMPARE(queues.first().counts, (QueueCounts{.waiting = 1, .completed = 1}));
        QVERIFY(await<QList<Fence>>(*m_box, [&](auto reply) { store->fences({u"k"_s}, reply); }).value().isEmpty());
        store.reset();
        store = open();
        QCOMPARE(jobsIn(*store), 2);
    }

    void opensIntoTrouble_data() { faultRows(); }
    void opensIntoTrouble()
    {
        QFETCH(PowerCutVfs::Fault, fault);
        QFETCH(Error::Code, code);
        QFETCH(QString, problem);
        m_path = m_folder.filePath(u"open%1.db"_s.arg(int(fault)));
        QVERIFY(add(*open()));
        PowerCutVfs disk("disk-in-trouble");
        disk.setFault(fault);
        auto store = open(disk.name());
        QCOMPARE(add(*store).error().code, code);
        QCOMPARE(store->health().problemCode, problem);
        QCOMPARE(jobsIn(*store), 1);
        disk.setFault(Fault::None);
        QVERIFY(add(*store));
        QVERIFY(store->health().problemCode.isEmpty());
        QCOMPARE(jobsIn(*store), 2);
    }

    void newFileOnAFullDisk()
    {
        PowerCutVfs disk("disk-in-trouble");
        disk.setFault(Fault::Full);
        auto store = open(disk.name());
        QCOMPARE(add(*store).error().code, Error::Code::Full);
        QCOMPARE(store->health().problemCode, u"store.full"_s);
        disk.setFault(Fault::None);
        QVERIFY(add(*store));
        QCOMPARE(jobsIn(*store), 1);
    }

    void junkFile()
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'j'));
        file.close();
        auto store = open();
        const auto refused = add(*store);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Corrupt);
        QCOMPARE(store->health().problemCode, u"store.corrupt"_s);
        const auto page = await<JobPage>(*m_box, [&](auto reply) { store->page({mail}, reply); });
        QVERIFY(!page);
        QCOMPARE(page.error().code, Error::Code::Corrupt);
        QVERIFY(QFile::remove(m_path));
        QVERIFY(add(*store));
        QVERIFY(store->health().problemCode.isEmpty());
    }

    void newerFileIsLeftAlone()
    {
        QVERIFY(another()->execute("PRAGMA user_version = 900"));
        auto store = open();
        const auto refused = add(*store);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Corrupt);
        QVERIFY(refused.error().detail.contains(u"newer"));
        QCOMPARE(store->health().problemCode, u"store.newer"_s);
        auto db = another();
        QCOMPARE(sqlite::schemaVersion(*db).value(), 900);
    }

    void missingFolder()
    {
        m_path = m_folder.filePath(u"none/jobs.db"_s);
        auto store = open();
        QCOMPARE(add(*store).error().code, Error::Code::Unavailable);
        QVERIFY(QDir(m_folder.path()).mkdir(u"none"_s));
        QVERIFY(add(*store));
    }

    void migratesFromEveryVersion()
    {
        for (int from = 0; from <= sqlite::newestSchema(); ++from) {
            m_path = m_folder.filePath(u"from%1.db"_s.arg(from));
            {
                auto db = another();
                QVERIFY(sqlite::migrate(*db, from));
                QCOMPARE(sqlite::schemaVersion(*db).value(), from);
            }
            auto store = open();
            QVERIFY(add(*store));
            auto db = another();
            QCOMPARE(sqlite::schemaVersion(*db).value(), sqlite::newestSchema());
        }
    }

    void refusesUnknownAddresses()
    {
        for (const QString &text : {u"mysql://localhost:3306"_s, u"sqlite:"_s, u""_s}) {
            const auto opened = openStore({text}, m_box, m_clock);
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, Error::Code::Invalid);
        }
    }
};

QTEST_GUILESS_MAIN(TestStoreFaults)
#include "tst_store_faults.moc"
