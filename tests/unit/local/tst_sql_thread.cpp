#include "engine/local/sql_thread.h"
#include "tests/support/manual_mailbox.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// One SQLite file on its own thread: migrations, transactions, an orderly end.
class TestSqlThread : public QObject
{
    Q_OBJECT

    const QList<Migration> m_first{{1, {u"CREATE TABLE note(text TEXT NOT NULL)"_s}}};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ManualMailbox> m_box;

    std::unique_ptr<SqlThread> open(const QList<Migration> &migrations)
    {
        return std::make_unique<SqlThread>(
            SqlThread::Options{u"test.db"_s, m_folder->filePath(u"test.db"_s), migrations}, m_box);
    }
    static std::function<Result<qint64>(QSqlDatabase &)> write(const QString &text, bool good = true)
    {
        return [=](QSqlDatabase &db) -> Result<qint64> {
            QSqlQuery query(db);
            if (!execute(query, u"INSERT INTO note(text) VALUES (?)"_s, {text}))
                return sqlError(query.lastError(), u"test.db"_s);
            query.finish();
            if (!good)
                return Error{Error::Code::Refused, u"no"_s};
            return qint64(1);
        };
    }
    Result<qint64> count(SqlThread &sql)
    {
        return await<qint64>(*m_box, [&](auto reply) {
            sql.run<qint64>(
                [](QSqlDatabase &db) -> Result<qint64> {
                    QSqlQuery query(db);
                    if (!query.exec(u"SELECT COUNT(*) FROM note"_s) || !query.next())
                        return sqlError(query.lastError(), u"test.db"_s);
                    return query.value(0).toLongLong();
                },
                reply);
        });
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_box = std::make_shared<ManualMailbox>();
    }

    void anErrorRollsBack()
    {
        const auto sql = open(m_first);
        QVERIFY(await<qint64>(*m_box, [&](auto reply) { sql->run<qint64>(write(u"a"_s), reply); }));
        const auto refused = await<qint64>(*m_box, [&](auto reply) { sql->run<qint64>(write(u"b"_s, false), reply); });
        QCOMPARE(refused.error().code, Error::Code::Refused);
        QCOMPARE(count(*sql).value(), 1);
        QVERIFY(sql->problem().code.isEmpty());
        QVERIFY(sql->statistics().handled >= 2); // the newest is counted after its reply
    }

    void queuedWorkIsFinishedAtTheEnd()
    {
        auto sql = open(m_first);
        int replies = 0;
        for (int i = 0; i < 50; ++i)
            sql->run<qint64>(write(QString::number(i)), [&replies](const Result<qint64> &done) { replies += bool(done); });
        sql.reset();
        m_box->drain();
        QCOMPARE(replies, 50);
        QCOMPARE(count(*open(m_first)).value(), 50);
    }

    void migrationsAreAppended()
    {
        QVERIFY(await<qint64>(*m_box, [&, sql = open(m_first)](auto reply) { sql->run<qint64>(write(u"old"_s), reply); }));
        QList<Migration> second = m_first;
        second.append({2, {u"ALTER TABLE note ADD COLUMN at INTEGER NOT NULL DEFAULT 7"_s}});
        QCOMPARE(count(*open(second)).value(), 1);
        const auto older = open(m_first);
        const Result<qint64> refused = count(*older);
        QCOMPARE(refused.error().code, Error::Code::Corrupt);
        QCOMPARE(older->problem().code, u"store.newer"_s);
    }

    void aBrokenMigrationLeavesTheFileAsItWas()
    {
        QList<Migration> broken = m_first;
        broken.append({2, {u"CREATE TABLE half(a)"_s, u"CREATE TABLE"_s}});
        QVERIFY(!count(*open(broken)));
        QCOMPARE(count(*open(m_first)).value(), 0);
    }

    void junkIsToldAsCorrupt()
    {
        QFile file(m_folder->filePath(u"test.db"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        QCOMPARE(count(*open(m_first)).error().code, Error::Code::Corrupt);
    }
};

QTEST_GUILESS_MAIN(TestSqlThread)
#include "tst_sql_thread.moc"
