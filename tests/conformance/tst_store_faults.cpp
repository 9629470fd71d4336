#include "engine/stores/sqlite/schema.h"
#include "engine/stores/sqlite/sqlite_job_store.h"
#include "tests/conformance/store_suite.h"

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

    std::unique_ptr<SqliteJobStore> open()
    {
        SqliteJobStore::Options options;
        options.path = m_path;
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
        for (const QString &text : {u"redis://localhost:6379"_s, u"sqlite:"_s, u""_s}) {
            const auto opened = openStore({text}, m_box, m_clock);
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, Error::Code::Invalid);
        }
    }
};

QTEST_GUILESS_MAIN(TestStoreFaults)
#include "tst_store_faults.moc"
