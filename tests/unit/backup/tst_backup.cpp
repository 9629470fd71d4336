#include "engine/backup/database_copy.h"
#include "engine/backup/restore.h"
#include "engine/local/console_schema.h"
#include "engine/shop/shop_tables.h"
#include "engine/stores/sqlite/sqlite_job_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QDir>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QueueName mail{u"whatsapp-notifications"_s};

} // namespace

/// Safety copies: whole while the profile is in use, found out when damaged, and restored without a second message.
class TestBackup : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    std::shared_ptr<ManualMailbox> m_box;
    std::unique_ptr<SqliteJobStore> m_jobs;
    std::unique_ptr<SqlThread> m_shop;
    std::unique_ptr<SqlThread> m_console;

    backup::Places places() const { return {m_folder->path(), m_folder->filePath(u"backups"_s)}; }
    void open()
    {
        SqliteJobStore::Options options;
        options.path = m_folder->filePath(u"jobs.db"_s);
        options.durability = SqliteJobStore::Durability::Normal;
        m_jobs = std::make_unique<SqliteJobStore>(options, m_box, m_clock);
        m_shop = std::make_unique<SqlThread>(SqlThread::Options{u"shop.db"_s, m_folder->filePath(u"shop.db"_s), shopMigrations()}, m_box);
        m_console = std::make_unique<SqlThread>(SqlThread::Options{u"console.db"_s, m_folder->filePath(u"console.db"_s), consoleMigrations()}, m_box);
        QVERIFY(sql(*m_shop, u"CREATE TABLE IF NOT EXISTS probe(value INTEGER)"_s));
        QVERIFY(sql(*m_console, u"CREATE TABLE IF NOT EXISTS probe(value INTEGER)"_s));
    }
    void close()
    {
        m_jobs.reset();
        m_shop.reset();
        m_console.reset();
        m_box->drain();
    }
    bool sql(SqlThread &db, const QString &statement)
    {
        return bool(await<Done>(*m_box, [&](auto reply) {
            db.run<Done>([statement](QSqlDatabase &file) -> Result<Done> {
                QSqlQuery query(file);
                return query.exec(statement) ? Result<Done>(Done{}) : Result<Done>(sqlError(query.lastError(), statement));
            }, reply);
        }));
    }
    void addJobs(int count)
    {
        QVERIFY(await<QList<Added>>(*m_box, [&](auto reply) { m_jobs->add(QList<NewJob>(count, NewJob{.queue = mail, .name = u"send"_s}), reply); }));
    }
    QueueInfo queue()
    {
        const auto infos = await<QList<QueueInfo>>(*m_box, [&](auto reply) { m_jobs->queues(reply); });
        for (const QueueInfo &info : infos.value())
            if (info.name == mail)
                return info;
        return {};
    }
    void send(const QString &key, Fence::State state)
    {
        QVERIFY(await<Fence>(*m_box, [&](auto reply) { m_jobs->fence(key, u"balcao"_s, "t", reply); }));
        if (state != Fence::State::Sending)
            QVERIFY(await<Done>(*m_box, [&](auto reply) { m_jobs->settleFence(key, "t", state, false, reply); }));
    }
    QList<Fence> fences(const QStringList &keys)
    {
        return await<QList<Fence>>(*m_box, [&](auto reply) { m_jobs->fences(keys, reply); }).value();
    }
    Result<BackupView> make(int keep = 7)
    {
        m_clock.advance(1h);
        return backup::makeCopy(places(), u"1.0"_s, keep, m_clock.now());
    }
    QString pathOf(const BackupView &copy, const QString &file) const { return QDir(backup::folderOf(places(), copy.name)).filePath(file); }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_box = std::make_shared<ManualMailbox>();
        open();
        addJobs(10);
    }
    void cleanup() { close(); }

    void aCopyIsWholeWhileTheProfileIsInUse()
    {
        const Result<BackupView> copy = make();
        QVERIFY2(copy, copy ? "" : qPrintable(copy.error().detail));
        QCOMPARE(copy.value().files.size(), 3);
        QCOMPARE(copy.value().files.first().rows.value(u"job"_s), 10);
        addJobs(5); // after it
        QCOMPARE(backup::verifyCopy(places(), copy.value().name).value(), copy.value());
        QCOMPARE(backup::listCopies(places(), 7).copies, QList<BackupView>{copy.value()});
        QCOMPARE(queue().counts.waiting, 15);
    }
    void whatIsWrittenMeanwhileWaitsForNothing()
    {
        addJobs(20'000);
        std::atomic<bool> copied = false;
        Result<BackupView> copy;
        std::thread copying([&] {
            copy = backup::makeCopy(places(), u"1.0"_s, 7, m_clock.now());
            copied = true;
        });
        int added = 0;
        while (!copied) {
            addJobs(1);
            added += copied ? 0 : 1;
        }
        copying.join();
        QVERIFY2(copy, copy ? "" : qPrintable(copy.error().detail));
        QVERIFY2(added > 3, qPrintable(QString::number(added)));
        QVERIFY(copy.value().files.first().rows.value(u"job"_s) >= 20'010);
        QVERIFY(backup::verifyCopy(places(), copy.value().name).value().trouble.isEmpty());
    }
    void damageIsFound_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("at");
        QTest::addColumn<QString>("trouble");
        QTest::newRow("one byte") << u"shop.db"_s << 5000 << u"backup.file"_s;
        QTest::newRow("cut off") << u"console.db"_s << -1 << u"backup.file"_s;
        QTest::newRow("the list") << u"copy.json"_s << 0 << u"backup.list"_s;
    }
    void damageIsFound()
    {
        QFETCH(QString, file);
        QFETCH(int, at);
        QFETCH(QString, trouble);
        const BackupView copy = make().value();
        QFile broken(pathOf(copy, file));
        QVERIFY(broken.open(QIODevice::ReadWrite));
        if (at < 0) {
            QVERIFY(broken.resize(broken.size() / 2));
        } else {
            broken.seek(at);
            const char byte = broken.peek(1).at(0);
            broken.putChar(char(~byte));
        }
        broken.close();
        QCOMPARE(backup::verifyCopy(places(), copy.name).value().trouble, trouble);
        QCOMPARE(backup::orderRestore(places(), copy.name).error().code, Error::Code::Corrupt);
        close();
        QCOMPARE(backup::restoreCopy(places(), copy.name, m_clock.now()).error().code, Error::Code::Corrupt);
        open();
        QCOMPARE(queue().counts.waiting, 10); // nothing was touched
    }
    void aDamagedDatabaseMakesNoCopy()
    {
        close();
        QFile broken(m_folder->filePath(u"shop.db"_s));
        QVERIFY(broken.open(QIODevice::ReadWrite));
        broken.seek(4096);
        broken.write(QByteArray(int(broken.size()) - 4096, '\x5a'));
        broken.close();
        QVERIFY(!make());
        QVERIFY(backup::listCopies(places(), 7).copies.isEmpty());
        QVERIFY(QDir(places().copies).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
    }
    void theNewestAreKept()
    {
        QStringList made;
        for (int i = 0; i < 5; ++i)
            made.prepend(make(3).value().name);
        QStringList kept;
        for (const BackupView &copy : backup::listCopies(places(), 3).copies)
            kept.append(copy.name);
        QCOMPARE(kept, made.mid(0, 3));
        QCOMPARE(backup::verifyCopy(places(), made.last()).error().code, Error::Code::NotFound);
        QCOMPARE(backup::verifyCopy(places(), u"../backups"_s).error().code, Error::Code::NotFound);
    }
    void whatIsOrderedOrJustMadeIsKept()
    {
        const QString ordered = make(3).value().name;
        QVERIFY(backup::orderRestore(places(), ordered));
        for (int i = 0; i < 3; ++i)
            QVERIFY(make(1));
        QVERIFY(backup::verifyCopy(places(), ordered));
        m_clock.advance(-100h); // somebody set the clock back
        const QString old = make(1).value().name;
        QVERIFY(backup::verifyCopy(places(), old));
    }
    void replacedFilesGoAfterThirtyDays()
    {
        const auto replace = [this] {
            const QString folder = backup::folderForReplaced(places(), m_clock.now());
            return QDir().mkpath(folder) ? folder : QString();
        };
        const QString old = replace();
        m_clock.advance(24h);
        const QString newest = replace();
        m_clock.advance(29 * 24h);
        QVERIFY(make());
        QCOMPARE(backup::replacedFolders(places()), QStringList{newest});
        QVERIFY(!QFileInfo::exists(old));
        m_clock.advance(365 * 24h);
        QVERIFY(make());
        QCOMPARE(backup::replacedFolders(places()), QStringList{newest});
    }
    void whoSaidNoStaysSilent()
    {
        const QString word = u"INSERT INTO consent(client, phone, channel, purpose, allowed, source, at) VALUES('%1', '%2', 'whatsapp', 'service', %3, 'desk', %4)"_s;
        const QString client = u"INSERT INTO client(id, name, folded, phone) VALUES('%1', 'Ana', 'ana', '%2')"_s;
        QVERIFY(sql(*m_shop, client.arg(u"c1"_s, u"+551"_s)));
        QVERIFY(sql(*m_shop, word.arg(u"c1"_s, u"+551"_s).arg(1).arg(1000)));
        const BackupView copy = make().value();
        QVERIFY(sql(*m_shop, word.arg(u"c1"_s, u"+551"_s).arg(0).arg(2000)));
        QVERIFY(sql(*m_shop, client.arg(u"c2"_s, u"+552"_s))); // the copy does not know this one
        QVERIFY(sql(*m_shop, word.arg(u"c2"_s, u"+552"_s).arg(0).arg(3000)));
        close();
        for (int i = 0; i < 2; ++i) // once more changes nothing
            QVERIFY(!backup::restoreCopy(places(), copy.name, m_clock.now() + Seconds(i)).value().queuesPaused);
        const QMap<QString, qint64> rows = backup::inspectDatabase(m_folder->filePath(u"shop.db"_s)).value();
        QCOMPARE(rows.value(u"consent"_s), 3);
        QCOMPARE(rows.value(u"client"_s), 2);
        open();
    }
    void restoringBringsBackWhatWas()
    {
        QVERIFY(sql(*m_shop, u"INSERT INTO probe VALUES(1)"_s));
        const BackupView copy = make().value();
        addJobs(7);
        QVERIFY(sql(*m_shop, u"INSERT INTO probe VALUES(2)"_s));
        close();
        const Result<RestoreReport> report = backup::restoreCopy(places(), copy.name, m_clock.now());
        QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
        QVERIFY(!report.value().queuesPaused);
        QCOMPARE(backup::inspectDatabase(m_folder->filePath(u"shop.db"_s)).value().value(u"probe"_s), 1);
        QCOMPARE(backup::inspectDatabase(QDir(report.value().aside).filePath(u"shop.db"_s)).value().value(u"probe"_s), 2);
        open();
        QCOMPARE(queue().counts.waiting, 10);
        addJobs(1);
        QCOMPARE(queue().counts.waiting, 11);
        QVERIFY(!queue().paused);
    }
    void whatWasSentSinceTheCopyDoesNotGoOutTwice()
    {
        send(u"before"_s, Fence::State::Accepted);
        const BackupView copy = make().value();
        send(u"after"_s, Fence::State::Accepted);
        send(u"unsure"_s, Fence::State::Sending);
        send(u"refused"_s, Fence::State::Rejected);
        close();
        const RestoreReport report = backup::restoreCopy(places(), copy.name, m_clock.now()).value();
        QCOMPARE(report.fencesKept, 2);
        open();
        const QList<Fence> kept = fences({u"before"_s, u"after"_s, u"unsure"_s, u"refused"_s});
        QCOMPARE(kept.size(), 3);
        QCOMPARE(kept.at(1).state, Fence::State::Accepted);
        QCOMPARE(kept.at(2).state, Fence::State::Sending); // the next start makes it uncertain
    }
    void withoutTheOldJobStoreTheMessageQueuesWait()
    {
        const BackupView copy = make().value();
        close();
        QFile broken(m_folder->filePath(u"jobs.db"_s));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(QByteArray(8192, 'x'));
        broken.close();
        const RestoreReport report = backup::restoreCopy(places(), copy.name, m_clock.now()).value();
        QVERIFY(report.queuesPaused);
        open();
        QVERIFY(queue().paused);
        QCOMPARE(queue().counts.waiting, 10);
    }
    void anOrderIsCarriedOutOnce()
    {
        const BackupView copy = make().value();
        addJobs(3);
        QVERIFY(!backup::carryOutOrder(places(), m_clock.now()).value());
        QVERIFY(backup::orderRestore(places(), copy.name));
        QCOMPARE(backup::listCopies(places(), 7).pendingRestore, copy.name);
        QVERIFY(backup::orderRestore(places(), {}));
        QVERIFY(backup::orderedRestore(places()).isEmpty());
        QVERIFY(backup::orderRestore(places(), copy.name));
        close();
        QCOMPARE(backup::carryOutOrder(places(), m_clock.now()).value()->name, copy.name);
        QVERIFY(!backup::carryOutOrder(places(), m_clock.now()).value());
        open();
        QCOMPARE(queue().counts.waiting, 10);
    }
    void aPowerCutInTheMiddleIsRepairedByTheNextStart()
    {
        send(u"sent"_s, Fence::State::Accepted);
        const BackupView copy = make().value();
        QVERIFY(backup::orderRestore(places(), copy.name));
        close();
        QVERIFY(QFile::remove(m_folder->filePath(u"jobs.db"_s))); // moved aside, the new one not yet there
        const auto report = backup::carryOutOrder(places(), m_clock.now());
        QVERIFY(report && report.value()->queuesPaused);
        open();
        QCOMPARE(queue().counts.waiting, 10);
        QVERIFY(queue().paused);
        QCOMPARE(fences({u"sent"_s}).size(), 1);
    }
    void aPowerCutDoesNotForgetWhatWasSent()
    {
        const BackupView copy = make().value();
        send(u"after"_s, Fence::State::Accepted);
        QVERIFY(backup::orderRestore(places(), copy.name));
        close();
        const QString aside = places().copies + u"/replaced-2026-01-01T000000Z"_s;
        QVERIFY(QDir().mkpath(aside));
        QVERIFY(QDir().mkpath(m_folder->filePath(u".exchanging"_s)));
        QVERIFY(QFile::rename(m_folder->filePath(u"jobs.db"_s), aside + u"/jobs.db"_s)); // moved aside, the new one not yet there
        QVERIFY(backup::exchangeBegun(places()));
        const auto report = backup::carryOutOrder(places(), m_clock.now());
        QVERIFY(report);
        QVERIFY(!report.value()->queuesPaused);
        QCOMPARE(report.value()->fencesKept, 1);
        QVERIFY(!backup::exchangeBegun(places()));
        open();
        QCOMPARE(fences({u"after"_s}).size(), 1);
    }
    void aCopyOfANewerProgramIsTold()
    {
        QVERIFY(sql(*m_console, u"PRAGMA user_version = 900"_s));
        const BackupView copy = make().value();
        QCOMPARE(backup::verifyCopy(places(), copy.name).value().trouble, u"backup.newer"_s);
    }
    void leftoversOfAnInterruptedCopyGo()
    {
        QVERIFY(QDir().mkpath(places().copies + u"/.making-2026-01-01T000000Z"_s));
        QVERIFY(make());
        QCOMPARE(QDir(places().copies).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
