#include "engine/shop/diary_csv.h"
#include "engine/shop/reminder_plan.h"
#include "engine/shop/sqlite_shop_database.h"
#include "tests/support/diary_export.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// The embedded shop database: people, visits, and imports again and again.
class TestShopDatabase : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ManualMailbox> m_box;
    FakeClock m_clock;
    EngineSettings m_settings;
    std::unique_ptr<SqliteShopDatabase> m_shop;

    void open()
    {
        m_shop = std::make_unique<SqliteShopDatabase>(m_folder->filePath(u"shop.db"_s), m_settings, m_box, m_clock);
    }
    static ImportedDiary diary(const QByteArray &rows)
    {
        const Result<ParsedDiary> parsed = parseDiary("Código;Data;Cliente;Celular;Barbeiro;Serviço;Status\n" + rows,
                                                      u"agenda.csv"_s, u"America/Sao_Paulo"_s);
        return parsed ? parsed.value().diary : ImportedDiary();
    }
    Result<ImportReport> apply(const ImportedDiary &file)
    {
        const auto fresh = await<DiaryFreshness>(*m_box, [&](auto r) { m_shop->freshness(r); });
        return await<ImportReport>(*m_box, [&](auto r) { m_shop->applyImport(file, fresh.value().revision, r); });
    }
    /// added, moved, updated, unchanged, vanished
    QList<int> counts(const QByteArray &rows)
    {
        const Result<ImportReport> report = apply(diary(rows));
        if (!report)
            return {};
        const ImportReport &r = report.value();
        return {r.added, r.moved, r.updated, r.unchanged, int(r.vanished.size())};
    }
    QList<VisitRecord> visits(const QString &search = {})
    {
        return await<QList<VisitRecord>>(*m_box, [&](auto r) {
                   m_shop->visits(fromMs(0), m_clock.now() + Hours(24 * 365), search, 1000, r);
               }).value();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_box = std::make_shared<ManualMailbox>();
        m_clock.setWallClock(fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch()));
        open();
    }
    void cleanup() { m_shop.reset(); }

    void firstUnitComesFromTheSettings()
    {
        const auto units = await<QList<Unit>>(*m_box, [&](auto r) { m_shop->units(r); });
        QVERIFY(units);
        QCOMPARE(units.value().size(), 1);
        QCOMPARE(units.value()[0].name, m_settings.unitName);
        m_shop.reset();
        open();
        QCOMPARE(await<QList<Unit>>(*m_box, [&](auto r) { m_shop->units(r); }).value(), units.value());
    }

    void importTwiceChangesNothing()
    {
        const ImportedDiary file =
            parseDiary(makeDiaryExport({.now = m_clock.now()}), u"agenda.csv"_s, m_settings.zone).value().diary;
        const auto preview = await<ImportReport>(*m_box, [&](auto r) { m_shop->previewImport(file, r); });
        QVERIFY(preview);
        QCOMPARE(preview.value().added, 300);
        QVERIFY(visits().isEmpty());
        QCOMPARE(apply(file).value().added, 300);
        const QList<VisitRecord> before = visits();
        QCOMPARE(before.size(), 300);
        m_clock.advance(Minutes(1));
        QCOMPARE(apply(file).value().unchanged, 300);
        QCOMPARE(visits(), before);
        ImportedDiary anonymous = file; // the same without the id column
        for (ImportedVisit &row : anonymous.visits)
            row.externalId.clear();
        QCOMPARE(apply(anonymous).value().unchanged, 300);
    }

    void movedCancelledVanished()
    {
        QCOMPARE(counts("1;25/11/2026 10:00;Zeca;11900000001;Um;Corte;Agendado\n"
                        "2;25/11/2026 11:00;Raí;11900000002;Um;Corte;Agendado\n"
                        "3;25/11/2026 12:00;Davi;11900000003;Um;Corte;Agendado\n"),
                 (QList<int>{3, 0, 0, 0, 0}));
        m_clock.advance(Hours(1));
        QCOMPARE(counts("1;25/11/2026 15:00;Zeca;11900000001;Um;Corte;Agendado\n"
                        "2;25/11/2026 11:00;Raí;11900000002;Um;Corte;Cancelado\n"),
                 (QList<int>{0, 1, 1, 0, 1}));
        const VisitRecord davi = visits(u"davi"_s).value(0);
        QVERIFY(davi.vanished);
        QCOMPARE(visits(u"zeca"_s).value(0).bookedAt, m_clock.now());
        QCOMPARE(visits(u"RAI"_s).value(0).status, VisitStatus::Cancelled);

        QVERIFY(await<Done>(*m_box, [&](auto r) { m_shop->resolveVanished({davi.id}, true, r); }));
        QCOMPARE(visits(u"davi"_s).value(0).status, VisitStatus::Cancelled);
        QVERIFY(!await<Done>(*m_box, [&](auto r) { m_shop->resolveVanished({davi.id}, true, r); }));
        QCOMPARE(counts("3;25/11/2026 12:00;Davi;11900000003;Um;Corte;Agendado\n"), (QList<int>{0, 0, 1, 0, 1}));
        QCOMPARE(visits(u"davi"_s).value(0).status, VisitStatus::Scheduled); // it came back
    }

    void keptOnesStay()
    {
        counts("1;25/11/2026 10:00;Zeca;11900000001;Um;Corte;\n2;25/11/2026 11:00;Raí;11900000002;Um;Corte;\n");
        const QByteArray second("1;25/11/2026 10:00;Zeca;11900000001;Um;Corte;\n");
        QCOMPARE(counts(second), (QList<int>{0, 0, 0, 1, 1}));
        QCOMPARE(counts(second), (QList<int>{0, 0, 0, 1, 1}));
        QVERIFY(await<Done>(*m_box, [&](auto r) { m_shop->resolveVanished({visits(u"raí"_s)[0].id}, false, r); }));
        QCOMPARE(counts(second), (QList<int>{0, 0, 0, 1, 0}));
        QVERIFY(!visits(u"raí"_s)[0].vanished);
    }

    void severalOnOneDayMatchByServiceThenNearness()
    {
        counts(";25/11/2026 10:00;Pai;11900000001;Um;Corte;\n;25/11/2026 11:00;Pai;11900000001;Um;Barba;\n");
        QCOMPARE(counts(";25/11/2026 10:50;Pai;11900000001;Um;Corte;\n;25/11/2026 11:00;Pai;11900000001;Um;Barba;\n"),
                 (QList<int>{0, 1, 0, 1, 0}));
        QCOMPARE(counts(";25/11/2026 17:00;Pai;11900000001;Um;Barba;\n;25/11/2026 12:00;Pai;11900000001;Um;Corte;\n"),
                 (QList<int>{0, 2, 0, 0, 0}));
        QCOMPARE(visits(u"barba"_s).size(), 1);
    }

    void aPersonsChangeStaysUntilTheFileChanges()
    {
        const QByteArray row("1;25/11/2026 10:00;Zeca;11900000001;Um;Corte;Agendado\n");
        counts(row);
        const VisitRecord visit = visits()[0];
        QVERIFY(await<VisitRecord>(*m_box, [&](auto r) { m_shop->moveVisit(visit.id, visit.start + Hours(2), {}, r); }));
        QVERIFY(await<VisitRecord>(*m_box, [&](auto r) { m_shop->setVisitStatus(visit.id, VisitStatus::Confirmed, r); }));
        QCOMPARE(counts(row), (QList<int>{0, 0, 0, 1, 0}));
        QCOMPARE(visits()[0].start, visit.start + Hours(2));
        QCOMPARE(visits()[0].status, VisitStatus::Confirmed);
        QCOMPARE(counts("1;25/11/2026 16:00;Zeca;11900000001;Um;Corte;Agendado\n"), (QList<int>{0, 1, 0, 0, 0}));
        QVERIFY(await<VisitRecord>(*m_box, [&](auto r) { m_shop->setVisitStatus(visit.id, VisitStatus::Done, r); }));
        const auto over = await<VisitRecord>(*m_box, [&](auto r) { m_shop->moveVisit(visit.id, visit.start, {}, r); });
        QVERIFY(!over);
        QCOMPARE(over.error().code, Error::Code::Conflict);
    }

    void oldPreviewIsAConflict()
    {
        const ImportedDiary file = diary("1;25/11/2026 10:00;Zeca;11900000001;Um;Corte;\n");
        QVERIFY(apply(file));
        const auto again = await<ImportReport>(*m_box, [&](auto r) { m_shop->applyImport(file, 0, r); });
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::Conflict);
    }

    void consentFollowsThePhone()
    {
        int changes = 0;
        m_shop->onChange([&changes] { ++changes; });
        counts("1;25/11/2026 10:00;João Silva;11900000001;Um;Corte;\n");
        const ClientId id = visits()[0].client.id;
        const auto refused = await<Client>(*m_box, [&](auto r) { m_shop->setConsent(id, {.source = u"client, by phone"_s}, r); });
        QVERIFY(refused && !refused.value().whatsappAllowed);
        QCOMPARE(changes, 2);
        counts("2;26/11/2026 10:00;Joao S.;(11) 90000-0001;Um;Corte;\n");
        QCOMPARE(visits().size(), 2);
        QVERIFY(!visits()[1].client.whatsappAllowed);
        QVERIFY(visits()[1].client.id != id); // a phone may serve several people
        QVERIFY(await<Client>(*m_box, [&](auto r) { m_shop->setConsent(id, {.purpose = Purpose::Service, .allowed = true, .source = u"client"_s}, r); }).value().whatsappAllowed);
        QVERIFY(visits()[1].client.whatsappAllowed);
    }

    void consentIsAskedByClientAndByNumber()
    {
        const auto may = [this](const ClientId &client, const QString &phone) {
            return await<QString>(*m_box, [&](auto r) { m_shop->mayWrite({client, Channel::WhatsApp, phone}, r); }).value().isEmpty();
        };
        counts("1;25/11/2026 10:00;Zeca;11900000001;Um;Corte;\n2;25/11/2026 11:00;Raí;11900000002;Um;Corte;\n");
        const ClientId zeca = visits(u"zeca"_s)[0].client.id;
        const ClientId rai = visits(u"raí"_s)[0].client.id;
        QVERIFY(may({}, u"+5511900000009"_s)); // nobody said a word
        QVERIFY(await<Client>(*m_box, [&](auto r) { m_shop->setConsent(zeca, {.source = u"counter"_s}, r); }));
        QVERIFY(!may(zeca, {}));
        QVERIFY(!may({}, u"+5511900000001"_s));
        QVERIFY(may(rai, u"+5511900000002"_s));

        // He takes over Raí's phone: no message goes there, and none to the number on which he said no.
        Client moved = await<Client>(*m_box, [&](auto r) { m_shop->client(zeca, r); }).value();
        moved.phone = u"+5511900000002"_s;
        QVERIFY(await<Client>(*m_box, [&](auto r) { m_shop->saveClient(moved, r); }));
        QVERIFY(!may({}, u"+5511900000002"_s));
        QVERIFY(!may(rai, u"+5511900000002"_s));
        QVERIFY(!visits(u"raí"_s)[0].client.whatsappAllowed);
        QVERIFY(!may({}, u"+5511900000001"_s));

        QVERIFY(await<Client>(*m_box, [&](auto r) { m_shop->setConsent(rai, {.purpose = Purpose::Service, .allowed = true, .source = u"counter"_s}, r); })); // the newest word
        QVERIFY(may({}, u"+5511900000002"_s));
        QVERIFY(visits(u"raí"_s)[0].client.whatsappAllowed);
        QVERIFY(visits(u"zeca"_s)[0].client.whatsappAllowed);
    }

    void searchAndClients()
    {
        counts("1;25/11/2026 10:00;Antônio Fictício;11900000001;José;Barba;\n2;25/11/2026 11:00;Raí;11900000002;Um;Corte;\n");
        for (const QString &text : {u"antonio"_s, u"FICTÍCIO"_s, u"jose"_s, u"barba"_s, u"90000-0001"_s})
            QCOMPARE(visits(text).size(), 1);
        QVERIFY(visits(u"100%"_s).isEmpty());
        const auto found = await<QList<Client>>(*m_box, [&](auto r) { m_shop->clients(u"antonio"_s, 10, r); });
        QCOMPARE(found.value().size(), 1);
        Client client = found.value()[0];
        client.notes = u"prefere tesoura"_s;
        QCOMPARE(await<Client>(*m_box, [&](auto r) { m_shop->saveClient(client, r); }).value().notes, client.notes);
        client.id = {u"nobody"_s};
        QCOMPARE(await<Client>(*m_box, [&](auto r) { m_shop->saveClient(client, r); }).error().code, Error::Code::NotFound);
    }

    void discardedRemindersAreKept()
    {
        QVERIFY(await<Done>(*m_box, [&](auto r) { m_shop->discardReminders({u"rem_a"_s, u"rem_b"_s}, r); }));
        m_shop.reset();
        open();
        QCOMPARE(await<QStringList>(*m_box, [&](auto r) { m_shop->discardedReminders({u"rem_b"_s, u"rem_c"_s}, r); }).value(),
                 QStringList{u"rem_b"_s});
    }
};

QTEST_GUILESS_MAIN(TestShopDatabase)
#include "tst_shop_database.moc"
