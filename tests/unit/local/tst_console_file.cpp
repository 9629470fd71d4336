#include "engine/local/console_schema.h"
#include "engine/notify/delivery_ledger.h"
#include "engine/notify/seen_previews.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// console.db as a file: every older version opens, and what must outlive a program does.
class TestConsoleFile : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ManualMailbox> m_box;
    FakeClock m_clock;

    std::unique_ptr<SqlThread> open(qsizetype versions = -1)
    {
        return std::make_unique<SqlThread>(
            SqlThread::Options{u"console.db"_s, m_folder->filePath(u"console.db"_s), consoleMigrations().mid(0, versions)}, m_box);
    }
    Result<DeliveryView> record(SqlThread &file, const QString &key)
    {
        DeliveryLedger ledger(file, m_clock);
        Notification message;
        message.dedupeKey = key;
        message.recipient = u"+5511987650001"_s;
        return await<DeliveryView>(*m_box, [&](auto r) { ledger.record(message, {.state = DeliveryState::Accepted}, r); });
    }
    /// A message as every version could write it.
    Result<Done> recordAsEver(SqlThread &file, const QString &key)
    {
        return await<Done>(*m_box, [&](auto r) {
            file.run<Done>([key](QSqlDatabase &db) -> Result<Done> {
                QSqlQuery query(db);
                const bool good = execute(query, u"INSERT INTO delivery(dedupe_key, channel, way, template, state, recipient, recipient_hash,"
                                                 " client_id, client_name, visit_id, reminder_type, queue, job_id, created_at, updated_at, search)"
                                                 " VALUES(?, 'whatsapp', 'live', '', 'accepted', '', '', '', '', '', '', '', '', 1, 1, '')"_s, {key})
                                  && execute(query, u"INSERT INTO delivery_step(delivery, at, state, reason) SELECT seq, 1, 'accepted', '' FROM delivery"_s);
                return good ? Result<Done>(Done{}) : Result<Done>(Error{});
            }, r);
        });
    }
    QString look(SqlThread &file)
    {
        SeenPreviews previews(file, m_clock);
        return await<QString>(*m_box, [&](auto r) { previews.note(r); }).value();
    }
    bool isFresh(SqlThread &file, const QString &token)
    {
        SeenPreviews previews(file, m_clock);
        return await<bool>(*m_box, [&](auto r) { previews.isFresh(token, r); }).value();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_box = std::make_shared<ManualMailbox>();
    }

    void everyOlderVersionOpens()
    {
        for (qsizetype version = 1; version <= consoleMigrations().size(); ++version) {
            init();
            QVERIFY(recordAsEver(*open(version), u"old"_s));
            const auto file = open();
            QVERIFY2(record(*file, u"new"_s), qPrintable(QString::number(version)));
            DeliveryLedger ledger(*file, m_clock);
            const auto page = await<DeliveryPage>(*m_box, [&](auto r) { ledger.page({}, r); });
            QCOMPARE(page.value().total, 2);
            QVERIFY(isFresh(*file, look(*file)));
            QVERIFY(file->problem().code.isEmpty());
        }
    }

    void aLookCountsForHalfAnHour()
    {
        const QString token = look(*open());
        QVERIFY(!token.isEmpty());
        const auto file = open(); // another run of the program
        QVERIFY(isFresh(*file, token));
        QVERIFY(!isFresh(*file, u"made up"_s));
        QVERIFY(!isFresh(*file, {}));
        const Instant seen = m_clock.now();
        m_clock.setWallClock(seen - Minutes(1)); // somebody set the clock back
        QVERIFY(!isFresh(*file, token));
        m_clock.setWallClock(seen + Minutes(30));
        QVERIFY(isFresh(*file, token));
        m_clock.advance(Millis(1));
        QVERIFY(!isFresh(*file, token));
    }
};

QTEST_GUILESS_MAIN(TestConsoleFile)
#include "tst_console_file.moc"
