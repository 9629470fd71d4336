#include "engine/runtime/desks/wait_desk.h"
#include "engine/shop/offer_tables.h"
#include "engine/shop/sqlite_message_wishes.h"
#include "engine/shop/sqlite_replies.h"
#include "engine/shop/sqlite_shop_book.h"
#include "engine/shop/sqlite_shop_database.h"
#include "engine/shop/sqlite_waits.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using Offer = SlotOffer::State;

/// Places that become free are offered to who waits for them, one client at a time.
class TestWaits : public QObject
{
    Q_OBJECT

    struct Shop {
        QTemporaryDir folder;
        std::shared_ptr<ManualMailbox> box = std::make_shared<ManualMailbox>();
        FakeClock clock{fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch())};   // nine in the morning
        EngineSettings settings;
        SqliteShopDatabase data{folder.filePath(u"shop.db"_s), settings, box, clock};
        SqliteShopBook book{data.file()};
        SqliteMessageWishes wishes{data.file()};
        SqliteReplies replies{data.file()};
        SqliteWaits waits{data.file()};
        WaitDesk desk{{waits, book}};
        int events = 0;

        VisitRecord visit(const QString &name, const QString &phone, int hour, VisitStatus status = VisitStatus::Cancelled)
        {
            ImportedVisit one{.clientName = name, .phone = phone, .professional = u"Beto"_s, .service = u"Corte"_s};
            one.start = clock.now() + Hours(24 + hour - 9);
            one.end = one.start + Minutes(40);
            one.status = status;
            return await<VisitRecord>(*box, [&](auto r) { data.addVisit({}, one, r); }).value();
        }
        Result<WaitEntry> wait(const QString &name, const QString &phone, const QString &professional = {}, const QString &day = u"2026-11-24"_s)
        {
            clock.advance(Seconds(1));
            return await<WaitEntry>(*box, [&](auto r) {
                desk.answer(ask::AddWait{{.clientName = name, .phone = phone, .day = day, .professional = professional}}, r);
            });
        }
        int step(bool mayOffer = true)
        {
            clock.advance(Seconds(1));
            return await<int>(*box, [&](auto r) { waits.step(Minutes(20), [mayOffer](const Unit &) { return mayOffer; }, r); }).value();
        }
        QList<SlotOffer> offers() { return await<WaitList>(*box, [&](auto r) { waits.list({}, r); }).value().offers; }
        QString states()
        {
            QStringList out;
            QList<SlotOffer> all = offers();
            std::ranges::reverse(all);
            for (const SlotOffer &offer : std::as_const(all))
                out << offer.clientName.section(u' ', 0, 0) + u' ' + nameOf(offer.state);
            return out.join(u", "_s);
        }
        void answer(const SlotOffer &offer, ReplyMeaning meaning)
        {
            clock.advance(Seconds(1));
            TakenReply taken{{u"in.%1"_s.arg(++events), Channel::WhatsApp, offer.phone, u"…"_s, meaning, clock.now()}, {}, offer.id, false};
            QVERIFY(await<Done>(*box, [&](auto r) { replies.take(taken, r); }));
        }
        QString open()
        {
            QStringList kinds;
            const QList<MessageWish> all = await<QList<MessageWish>>(*box, [&](auto r) { wishes.open(r); }).value();
            for (const MessageWish &wish : all)
                kinds << nameOf(wish.kind);
            kinds.sort();
            return kinds.join(u", "_s);
        }
        QList<VisitRecord> visits()
        {
            QList<VisitRecord> all = await<QList<VisitRecord>>(*box, [&](auto r) { data.visits(clock.now(), clock.now() + Hours(72), {}, 100, r); }).value();
            all.removeIf([](const VisitRecord &one) { return one.status == VisitStatus::Cancelled; });
            return all;
        }
    };

private slots:
    void oneAtATimeInOrder()
    {
        Shop shop;
        shop.visit(u"Ana Exemplo"_s, u"+5511900000001"_s, 10);
        QVERIFY(shop.wait(u"Bia Exemplo"_s, u"11900000002"_s));
        QVERIFY(shop.wait(u"Caio Exemplo"_s, u"11900000003"_s));
        QCOMPARE(shop.step(), 1);
        QCOMPARE(shop.step(), 0); // one at a time
        QCOMPARE(shop.states(), u"Bia open"_s);
        QCOMPARE(shop.open(), u"slot_offer"_s);
        shop.clock.advance(Minutes(21));
        QCOMPARE(shop.step(), 1);
        QCOMPARE(shop.states(), u"Bia expired, Caio open"_s);
        const SlotOffer open = shop.offers().first();
        shop.answer(open, ReplyMeaning::Yes);
        QCOMPARE(shop.states(), u"Bia expired, Caio taken"_s);
        QCOMPARE(shop.visits().size(), 1);
        QCOMPARE(shop.visits().first().client.name, u"Caio Exemplo"_s);
        QCOMPARE(shop.visits().first().status, VisitStatus::Confirmed);
        QVERIFY(shop.open().contains(u"slot_booked"_s));
        shop.answer(shop.offers().last(), ReplyMeaning::Yes); // Bia is late
        QVERIFY(shop.open().contains(u"slot_gone"_s));
        QCOMPARE(shop.visits().size(), 1);
        QCOMPARE(shop.step(), 0); // the place is taken
    }

    void aNoGoesToTheNextOneAtOnce()
    {
        Shop shop;
        shop.visit(u"Ana Exemplo"_s, u"+5511900000001"_s, 10);
        QVERIFY(shop.wait(u"Bia Exemplo"_s, u"11900000002"_s));
        QVERIFY(shop.wait(u"Caio Exemplo"_s, u"11900000003"_s));
        QCOMPARE(shop.step(), 1);
        shop.answer(shop.offers().first(), ReplyMeaning::No);
        QCOMPARE(shop.step(), 1);
        QCOMPARE(shop.states(), u"Bia declined, Caio open"_s);
    }

    void onlyWhatFitsIsOffered()
    {
        Shop shop;
        QVERIFY(shop.wait(u"Ana Exemplo"_s, u"11900000001"_s));                 // whose own place it is
        QVERIFY(shop.wait(u"Bia Exemplo"_s, u"11900000002"_s, u"Rafael"_s));    // wants somebody else
        QVERIFY(shop.wait(u"Davi Exemplo"_s, u"11900000004"_s, {}, u"2026-11-25"_s)); // another day
        shop.visit(u"Ana Exemplo"_s, u"+5511900000001"_s, 10);
        QCOMPARE(shop.step(), 0);
        QVERIFY(shop.wait(u"Caio Exemplo"_s, u"11900000003"_s, u"beto"_s));
        QCOMPARE(shop.step(false), 0); // it is quiet
        shop.visit(u"Eva Exemplo"_s, u"+5511900000005"_s, 10, VisitStatus::Scheduled); // somebody took it at the counter
        QCOMPARE(shop.step(), 0);
    }

    void aPlaceThatIsGivenAwayIsWithdrawn()
    {
        Shop shop;
        shop.visit(u"Ana Exemplo"_s, u"+5511900000001"_s, 10);
        const auto bia = shop.wait(u"Bia Exemplo"_s, u"11900000002"_s);
        QVERIFY(bia);
        QCOMPARE(shop.step(), 1);
        shop.visit(u"Eva Exemplo"_s, u"+5511900000005"_s, 10, VisitStatus::Scheduled);
        shop.answer(shop.offers().first(), ReplyMeaning::Yes); // before anybody looked
        QCOMPARE(shop.visits().size(), 1);
        QVERIFY(shop.open().contains(u"slot_gone"_s));
    }

    void draftsAreChecked()
    {
        Shop shop;
        QVERIFY(shop.wait(u"Bia Exemplo"_s, u"11900000002"_s));
        QCOMPARE(shop.wait(u"Bia Exemplo"_s, u"11900000002"_s).error().detail, u"clientName: line.twice"_s);
        QVERIFY(shop.wait({}, u"11900000002"_s).error().detail.startsWith(u"clientName"));
        QVERIFY(shop.wait(u"Caio"_s, u"1130000001"_s).error().detail.startsWith(u"phone"));
        QVERIFY(shop.wait(u"Caio"_s, u"11900000003"_s, {}, u"amanhã"_s).error().detail.startsWith(u"date"));
        const auto list = await<WaitList>(*shop.box, [&](auto r) { shop.desk.answer(ask::ListWaits{}, r); });
        QVERIFY(list && list.value().waits.size() == 1);
        QVERIFY(!list.value().waits.first().phone.contains(u"900000002")); // masked
        QVERIFY(await<Done>(*shop.box, [&](auto r) { shop.waits.remove(list.value().waits.first().id, r); }));
        QCOMPARE(await<Done>(*shop.box, [&](auto r) { shop.waits.remove(list.value().waits.first().id, r); }).error().code, Error::Code::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestWaits)
#include "tst_waits.moc"
