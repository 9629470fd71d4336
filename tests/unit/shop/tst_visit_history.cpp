#include "engine/runtime/desks/story_desk.h"
#include "engine/shop/sqlite_replies.h"
#include "engine/shop/sqlite_shop_database.h"
#include "engine/shop/sqlite_till.h"
#include "engine/shop/sqlite_visit_history.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// "status confirmed client", one a moment.
QStringList told(const QList<VisitMoment> &moments)
{
    QStringList out;
    for (const VisitMoment &m : moments) {
        QStringList words{nameOf(m.what)};
        if (m.start)
            words << QDateTime::fromMSecsSinceEpoch(toMs(*m.start), Qt::UTC).toString(u"dd HH:mm"_s);
        if (m.status)
            words << nameOf(*m.status);
        if (m.amountCents > 0)
            words << QString::number(m.amountCents) << nameOf(m.method.value_or(PaymentMethod::Other));
        if (m.what == VisitMoment::What::Answer)
            words << nameOf(m.answer) << m.words;
        if (m.state)
            words << m.delivery.value << nameOf(*m.state);
        out << (words << nameOf(m.by)).join(u' ');
    }
    return out;
}

} // namespace

/// What was done with a visit is told afterwards, whoever did it.
class TestVisitHistory : public QObject
{
    Q_OBJECT

    struct Shop {
        QTemporaryDir folder;
        std::shared_ptr<ManualMailbox> box = std::make_shared<ManualMailbox>();
        FakeClock clock{fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch())};
        EngineSettings settings;
        SqliteShopDatabase data{folder.filePath(u"shop.db"_s), settings, box, clock};
        SqliteTill till{data.file()};
        SqliteReplies replies{data.file()};
        SqliteVisitHistory history{data.file()};

        VisitRecord add()
        {
            ImportedVisit one{.clientName = u"Zeca Exemplo"_s, .phone = u"+5511900000001"_s, .professional = u"Beto"_s, .service = u"Corte"_s};
            one.start = clock.now() + Hours(24);
            one.end = one.start + Minutes(40);
            return await<VisitRecord>(*box, [&](auto r) { data.addVisit({}, one, r); }).value();
        }
        void pass() { clock.advance(Minutes(1)); }
        bool import(const ImportedVisit &row)
        {
            const Instant day = fromMs(toMs(row.start) - toMs(row.start) % qint64(Millis(Hours(24)).count()));
            const ImportedDiary file{.source = u"agenda.csv"_s, .visits = {row}, .from = day, .to = day + Hours(24)};
            const auto fresh = await<DiaryFreshness>(*box, [&](auto r) { data.freshness(r); });
            return bool(await<ImportReport>(*box, [&](auto r) { data.applyImport(file, fresh.value().revision, r); }));
        }
        QStringList story(const VisitId &id)
        {
            return told(await<QList<VisitMoment>>(*box, [&](auto r) { history.moments(id, r); }).value());
        }
    };

private slots:
    void aPersonsWorkIsTold()
    {
        Shop shop;
        const VisitRecord visit = shop.add();
        shop.pass();
        QVERIFY(await<VisitRecord>(*shop.box, [&](auto r) { shop.data.moveVisit(visit.id, visit.start + Hours(2), {}, r); }));
        shop.pass();
        QVERIFY(await<VisitRecord>(*shop.box, [&](auto r) { shop.data.moveVisit(visit.id, visit.start + Hours(2), u"Caio"_s, r); })); // same time
        QVERIFY(await<VisitRecord>(*shop.box, [&](auto r) { shop.data.setVisitStatus(visit.id, VisitStatus::Done, r); }));
        shop.pass();
        QVERIFY(await<VisitRecord>(*shop.box, [&](auto r) { shop.till.pay(visit.id, 4500, PaymentMethod::Pix, r); }));
        shop.pass();
        QVERIFY(await<VisitRecord>(*shop.box, [&](auto r) { shop.till.unpay(visit.id, r); }));
        QCOMPARE(shop.story(visit.id), (QStringList{u"booked 24 12:00 person"_s, u"moved 24 14:00 person"_s, u"status done person"_s,
                                                    u"paid 4500 pix person"_s, u"paid_back 4500 pix person"_s}));
        QVERIFY(shop.story({u"nobody"_s}).isEmpty());
    }

    void aClientsAnswerIsTold()
    {
        Shop shop;
        const VisitRecord visit = shop.add();
        const auto write = [&](const QString &event, const QString &text, ReplyMeaning meaning) {
            shop.pass();
            TakenReply taken;
            taken.reply = {event, Channel::WhatsApp, u"+5511900000001"_s, text, meaning, shop.clock.now()};
            taken.visits = {{visit.id, visit.start}};
            return bool(await<Done>(*shop.box, [&](auto r) { shop.replies.take(taken, r); }));
        };
        QVERIFY(write(u"in.1"_s, u"quem?"_s, ReplyMeaning::Unclear));
        QVERIFY(write(u"in.2"_s, u"SIM"_s, ReplyMeaning::Yes));
        QVERIFY(write(u"in.2"_s, u"SIM"_s, ReplyMeaning::Yes)); // told twice
        QCOMPARE(shop.story(visit.id), (QStringList{u"booked 24 12:00 person"_s, u"answer unclear quem? client"_s, u"answer yes SIM client"_s,
                                                    u"status confirmed client"_s}));
        shop.clock.advance(Hours(24 * 31)); // the words are read away with the next reply
        QVERIFY(write(u"in.3"_s, u"oi"_s, ReplyMeaning::Other));
        QCOMPARE(shop.story(visit.id).value(2), u"answer yes  client"_s);
    }

    void anImportsWorkIsTold()
    {
        Shop shop;
        ImportedVisit row{.externalId = u"a1"_s, .clientName = u"Zeca Exemplo"_s, .phone = u"+5511900000001"_s, .service = u"Corte"_s};
        row.start = shop.clock.now() + Hours(24);
        row.end = row.start + Minutes(40);
        QVERIFY(shop.import(row));
        shop.pass();
        QVERIFY(shop.import(row)); // nothing new
        row.start += Hours(1);
        row.end += Hours(1);
        row.status = VisitStatus::Confirmed;
        QVERIFY(shop.import(row));
        const auto visits = await<QList<VisitRecord>>(*shop.box, [&](auto r) { shop.data.visits(shop.clock.now(), shop.clock.now() + Hours(48), {}, 10, r); });
        QCOMPARE(visits.value().size(), 1);
        QCOMPARE(shop.story(visits.value().first().id), (QStringList{u"booked 24 12:00 import"_s, u"moved 24 13:00 import"_s, u"status confirmed import"_s}));
    }

    void visitsOfBeforeAreTakenOver()
    {
        Shop shop;
        const QString path = shop.folder.filePath(u"old.db"_s);
        {
            SqlThread old({u"shop.db"_s, path, shopMigrations().mid(0, 8)}, shop.box);
            const auto made = await<Done>(*shop.box, [&](auto r) {
                old.run<Done>(
                    [](QSqlDatabase &db) -> Result<Done> {
                        QSqlQuery query(db);
                        for (const QString &sql : {u"INSERT INTO unit(id, name, zone, position) VALUES ('u', 'Centro', 'America/Sao_Paulo', 1)"_s,
                                                   u"INSERT INTO visit(id, unit, start_at, end_at, status, booked_at, changed_at, imported_start) VALUES "
                                                   "('v', 'u', 86400000, 88200000, 'confirmed', 1000, 2000, 86400000)"_s,
                                                   u"INSERT INTO reply(event, channel, address, text, meaning, at, taken_at) VALUES ('in.1', 'whatsapp', '', 'sim', "
                                                   "'yes', 1500, 1500)"_s,
                                                   u"INSERT INTO visit_answer(visit, start_at, answer, event, at) VALUES ('v', 86400000, 'yes', 'in.1', 1500)"_s})
                            if (!query.exec(sql))
                                return Error{Error::Code::Corrupt, query.lastError().text()};
                        return Done{};
                    },
                    r);
            });
            QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
        }
        SqliteShopDatabase now(path, shop.settings, shop.box, shop.clock);
        SqliteVisitHistory history(now.file());
        QCOMPARE(told(await<QList<VisitMoment>>(*shop.box, [&](auto r) { history.moments({u"v"_s}, r); }).value()),
                 (QStringList{u"booked 02 00:00 import"_s, u"answer yes sim client"_s}));
    }

    void messagesStandAmongTheRest()
    {
        const auto at = [](int s) { return fromMs(0) + Seconds(s); };
        const QList<VisitMoment> history{{.at = at(1)}, {.at = at(9), .what = VisitMoment::What::Status, .by = VisitMoment::By::Client, .status = VisitStatus::Confirmed}};
        DeliveryStory message;
        message.delivery.id = {u"d1"_s};
        message.steps = {{at(3), DeliveryState::Sending}, {at(3), DeliveryState::Accepted}, {at(9), DeliveryState::Read, Channel::WhatsApp, {}, MoveSource::Webhook}};
        DeliveryStory second;
        second.delivery.id = {u"d2"_s};
        second.steps = {{at(2), DeliveryState::Skipped}};
        QCOMPARE(told(wholeStory(history, {message, second})),
                 (QStringList{u"booked person"_s, u"message d2 skipped engine"_s, u"message d1 sending engine"_s, u"message d1 accepted engine"_s,
                              u"status confirmed client"_s, u"message d1 read webhook"_s}));
    }
};

QTEST_GUILESS_MAIN(TestVisitHistory)
#include "tst_visit_history.moc"
