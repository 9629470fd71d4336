#include "engine/notify/reply_reader.h"
#include "engine/runtime/log_book.h"
#include "engine/shop/offer_planner.h"
#include "tests/unit/shop/wait_rig.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QString ana = u"+5511900000001"_s;
const QString bia = u"+5511900000002"_s;
const QString caio = u"+5511900000003"_s;

constexpr int ten = 10 * 60;

/// Ana leaves the place at ten; Bia and Caio wait.
struct TwoWait : WaitRig {
    VisitRecord first = left(u"Ana Exemplo"_s, ana, ten);
    const bool waiting = wait(u"Bia Exemplo"_s, bia) && wait(u"Caio Exemplo"_s, caio);
};

} // namespace

/// Places that become free are offered to who waits for them, one client at a time.
class TestWaits : public QObject
{
    Q_OBJECT
private slots:
    void oneAtATimeInOrder()
    {
        TwoWait shop;
        QVERIFY(shop.waiting);
        QCOMPARE(shop.step(), 1);
        QCOMPARE(shop.step(), 0); // one at a time
        QCOMPARE(shop.states(), u"Bia open"_s);
        QCOMPARE(shop.open(), u"slot_offer"_s);
        shop.clock.advance(Minutes(21));
        QCOMPARE(shop.step(), 1);
        QCOMPARE(shop.states(), u"Bia expired, Caio open"_s);
        QVERIFY(shop.answer(shop.offers().first(), ReplyMeaning::Yes));
        QCOMPARE(shop.states(), u"Bia expired, Caio taken"_s);
        const QList<VisitRecord> visits = shop.visits();
        QCOMPARE(visits.size(), 1);
        QCOMPARE(visits.first().client.name, u"Caio Exemplo"_s);
        QCOMPARE(visits.first().status, VisitStatus::Confirmed);
        QCOMPARE(visits.first().start, shop.at(ten));
        QCOMPARE(visits.first().professional, u"Beto"_s);
        QCOMPARE(visits.first().priceCents, 4500); // the service's usual one
        QCOMPARE(shop.offers().first().visit, visits.first().id);
        QVERIFY(shop.open().contains(u"slot_booked"_s));
        QVERIFY(shop.answer(shop.offers().last(), ReplyMeaning::Yes)); // Bia is late
        QVERIFY(shop.open().contains(u"slot_gone"_s));
        QCOMPARE(shop.visits().size(), 1);
        QCOMPARE(shop.step(), 0); // the place is taken
        QCOMPARE(shop.list().waits.last().state, WaitEntry::State::Booked);
    }

    void aNoGoesToTheNextOneAtOnce()
    {
        TwoWait shop;
        QCOMPARE(shop.step(), 1);
        QVERIFY(shop.answer(shop.offers().first(), ReplyMeaning::No));
        QCOMPARE(shop.step(), 1);
        QCOMPARE(shop.states(), u"Bia declined, Caio open"_s);
        QVERIFY(shop.answer(shop.offers().first(), ReplyMeaning::No));
        QCOMPARE(shop.step(), 0); // nobody is left
        QCOMPARE(shop.visits().size(), 0);
    }

    void nothingIsOfferedUntilSomebodySwitchesItOn()
    {
        WaitRig shop(false);
        (void)shop.left(u"Ana Exemplo"_s, ana, ten);
        QVERIFY(shop.wait(u"Bia Exemplo"_s, bia));
        QVERIFY(!shop.list().offering);
        QCOMPARE(shop.step(), 0);
        QVERIFY(shop.does([&](auto r) { shop.shop->wishes.setWanted({}, MessageKind::SlotOffer, true, r); }));
        QVERIFY(shop.list().offering);
        QCOMPARE(shop.step(), 1);
    }

    void onlyWhatFitsIsOffered()
    {
        WaitRig shop;
        (void)shop.visit(u"Eva Exemplo"_s, u"+5511900000009"_s, ten, u"Rafael"_s);
        QVERIFY(shop.wait(u"Ana Exemplo"_s, ana));                                              // whose own place it is
        QVERIFY(shop.wait(u"Bia Exemplo"_s, bia, u"rafael"_s));                                 // wants somebody else
        QVERIFY(shop.wait(u"Davi Exemplo"_s, u"11900000004"_s, {}, u"2026-11-25"_s));           // another day
        (void)shop.visit(u"Caio Exemplo"_s, caio, ten + 20, u"Nuno"_s, 10);
        QVERIFY(shop.wait(u"Caio Exemplo"_s, caio));                                            // is in another chair then
        const VisitRecord place = shop.left(u"Ana Exemplo"_s, ana, ten);
        QCOMPARE(shop.step(), 0);
        QVERIFY(shop.wait(u"Gil Exemplo"_s, u"11900000006"_s, u"beto"_s));
        shop.mayWrite = false; // it is quiet
        QCOMPARE(shop.step(), 0);
        shop.mayWrite = true;
        shop.unreachable << u"+5511900000006"_s; // wants no messages
        QCOMPARE(shop.step(), 0);
        shop.unreachable.clear();
        (void)shop.visit(u"Lia Exemplo"_s, u"+5511900000007"_s, ten); // somebody took it at the counter
        QCOMPARE(shop.step(), 0);
        QCOMPARE(shop.wait(u"Rui Exemplo"_s, u"11900000008"_s, u"Ninguém"_s).error().detail, u"professional: professional.unknown"_s);
        QVERIFY(!freedBy(place, place, shop.clock.now()));
    }

    void aMovedVisitLeavesItsPlace()
    {
        WaitRig shop;
        const VisitRecord one = shop.visit(u"Ana Exemplo"_s, ana, ten);
        QVERIFY(shop.wait(u"Bia Exemplo"_s, bia));
        QCOMPARE(shop.step(), 0);
        QVERIFY(shop.ask<VisitRecord>([&](auto r) { shop.shop->data.moveVisit(one.id, shop.at(ten + 20), {}, r); }));
        QCOMPARE(shop.step(), 0); // half of it is still theirs
        QVERIFY(shop.ask<VisitRecord>([&](auto r) { shop.shop->data.moveVisit(one.id, shop.at(15 * 60), {}, r); }));
        QCOMPARE(shop.step(), 1);
        QCOMPARE(shop.offers().first().start, shop.at(ten));
    }

    void aPlaceThatIsGivenAwayIsWithdrawn()
    {
        TwoWait shop;
        QCOMPARE(shop.step(), 1);
        (void)shop.visit(u"Eva Exemplo"_s, u"+5511900000005"_s, ten);
        QVERIFY(shop.answer(shop.offers().first(), ReplyMeaning::Yes)); // before anybody looked
        QCOMPARE(shop.visits().size(), 1);
        QVERIFY(shop.open().contains(u"slot_gone"_s));
        QCOMPARE(shop.states(), u"Bia withdrawn"_s);
        QCOMPARE(shop.step(), 0);
    }

    void aDayThatIsClosedIsNotOffered()
    {
        TwoWait shop;
        QCOMPARE(shop.step(), 1);
        const ClosedDay day{{}, u"2026-11-24"_s, u"Reforma"_s};
        QVERIFY(shop.ask<ClosedDay>([&](auto r) { shop.shop->book.setClosedDay(day, r); }));
        QCOMPARE(shop.step(), 0);
        QCOMPARE(shop.states(), u"Bia withdrawn"_s);
        QVERIFY(shop.answer(shop.offers().first(), ReplyMeaning::Yes));
        QCOMPARE(shop.visits().size(), 0);
        QVERIFY(shop.open().contains(u"slot_gone"_s));
    }

    void whatIsNotUnderstoodIsAskedBackOnceAnOffer()
    {
        TwoWait shop;
        QCOMPARE(shop.step(), 1);
        QVERIFY(shop.answer(shop.offers().first(), ReplyMeaning::Unclear));
        QCOMPARE(shop.open().count(u"slot_ask_back"_s), 1);
        QVERIFY(shop.answer(shop.offers().first(), ReplyMeaning::Unclear));
        QCOMPARE(shop.open().count(u"slot_ask_back"_s), 1);
        QCOMPARE(shop.states(), u"Bia open"_s);
        shop.clock.advance(Minutes(21));
        QCOMPARE(shop.step(), 1);
        QVERIFY(shop.answer(shop.offers().last(), ReplyMeaning::Unclear)); // Bia's has ended: nothing to ask about
        QCOMPARE(shop.open().count(u"slot_ask_back"_s), 1);
        QVERIFY(shop.answer(shop.offers().first(), ReplyMeaning::Unclear)); // Caio's is another offer
        QCOMPARE(shop.open().count(u"slot_ask_back"_s), 2);
        QVERIFY(shop.answer(shop.offers().first(), ReplyMeaning::Yes));
        QCOMPARE(shop.states(), u"Bia expired, Caio taken"_s);
    }

    void whoAnswersLateStillGetsWhatNobodyHas()
    {
        WaitRig shop;
        (void)shop.left(u"Ana Exemplo"_s, ana, ten);
        QVERIFY(shop.wait(u"Bia Exemplo"_s, bia));
        QCOMPARE(shop.step(), 1);
        shop.clock.advance(Minutes(40));
        QCOMPARE(shop.step(), 0);
        QCOMPARE(shop.states(), u"Bia expired"_s);
        QVERIFY(shop.answer(shop.offers().first(), ReplyMeaning::Yes));
        QCOMPARE(shop.states(), u"Bia taken"_s);
        QCOMPARE(shop.visits().size(), 1);
    }

    void whoIsNotReachedIsPassedOver()
    {
        TwoWait shop;
        QCOMPARE(shop.step(), 1);
        shop.unreached << shop.offers().first().id;
        QCOMPARE(shop.step(), 1);
        QCOMPARE(shop.states(), u"Bia unreached, Caio open"_s);
    }

    void whoLeavesAPlaceAgainFreesIt()
    {
        TwoWait shop;
        QCOMPARE(shop.step(), 1);
        QVERIFY(shop.answer(shop.offers().first(), ReplyMeaning::Yes));
        QVERIFY(shop.cancel(shop.visits().first()));
        QCOMPARE(shop.step(), 1);
        QCOMPARE(shop.states(), u"Bia taken, Caio open"_s);
    }

    void whoWasBookedOtherwiseIsNotAsked()
    {
        TwoWait shop;
        QCOMPARE(shop.step(), 1);
        (void)shop.visit(u"Bia Exemplo"_s, bia, 16 * 60); // at the counter
        QCOMPARE(shop.step(), 1);
        QCOMPARE(shop.states(), u"Bia withdrawn, Caio open"_s);
        QCOMPARE(shop.list().waits.first().state, WaitEntry::State::Booked);
    }

    void anOfferEndsBeforeItsPlaceBegins()
    {
        WaitRig shop;
        (void)shop.left(u"Ana Exemplo"_s, ana, ten);
        QVERIFY(shop.wait(u"Bia Exemplo"_s, bia));
        shop.clock.setWallClock(shop.at(ten - 46));
        QCOMPARE(shop.step(), 1);
        QCOMPARE(shop.offers().first().expiresAt, shop.clock.now() + Minutes(20)); // of the step's own second
        QCOMPARE(offerEnd(shop.at(ten - 30), Minutes(20), shop.at(ten)), shop.at(ten - 20));
        QVERIFY(shop.wait(u"Caio Exemplo"_s, caio));
        shop.clock.setWallClock(shop.at(ten - 21));
        QCOMPARE(shop.step(), 0); // there is no time left to come
        QCOMPARE(shop.states(), u"Bia expired"_s);
    }

    void anEngineThatDiesGoesOn()
    {
        TwoWait shop;
        QCOMPARE(shop.step(), 1);
        shop.restart();
        QCOMPARE(shop.open(), u"slot_offer"_s); // the message is still wished for
        QCOMPARE(shop.step(), 0);
        shop.clock.advance(Hours(10)); // it was off for the night
        shop.restart();
        QCOMPARE(shop.step(), 1);
        QCOMPARE(shop.states(), u"Bia expired, Caio open"_s);
    }

    void theMessageLooksAgain()
    {
        TwoWait shop;
        QCOMPARE(shop.step(), 1);
        const QString key = offerKey(shop.offers().first().id);
        const auto state = [&] { return shop.ask<WishNow>([&](auto r) { shop.shop->wishes.wish(key, r); }).value().offer->state; };
        QCOMPARE(state(), SlotOffer::State::Open);
        (void)shop.visit(u"Eva Exemplo"_s, u"+5511900000005"_s, ten + 10);
        QCOMPARE(state(), SlotOffer::State::Withdrawn); // though nobody has ended it yet
    }

    void thePlannerAsksWhatBecameOfTheMessages()
    {
        TwoWait shop;
        LogBook log{{}, shop.clock};
        QMap<QString, DeliveryView> told;
        const DeliveryLookup lookup = [&](const QStringList &keys, Reply<QMap<QString, DeliveryView>> reply) {
            QMap<QString, DeliveryView> known;
            for (const QString &key : keys)
                if (told.contains(key))
                    known.insert(key, told.value(key));
            reply(known);
        };
        OfferPlanner planner(shop.shop->waits, lookup, shop.settings, shop.clock, log);
        const auto tick = [&](const QString &states) {
            shop.clock.advance(Seconds(1));
            planner.tick();
            planner.tick(); // two at once are one after the other
            for (int i = 0; i < 20 && shop.states() != states; ++i) { } // each look lets the planner's own come in between
            return shop.states() == states;
        };
        QVERIFY(tick(u"Bia open"_s));
        const SlotOffer first = shop.offers().first();
        told[offerKey(first.id)].state = DeliveryState::Delivered;
        QVERIFY(tick(u"Bia open"_s));
        told[offerKey(first.id)].state = DeliveryState::Failed;
        QVERIFY(tick(u"Bia unreached, Caio open"_s));
        shop.clock.setWallClock(shop.at(22 * 60 - 24 * 60)); // ten in the evening
        QVERIFY(shop.wait(u"Davi Exemplo"_s, u"11900000004"_s));
        QVERIFY(tick(u"Bia unreached, Caio expired"_s)); // and nobody is asked at night
    }

    void anAnswerIsForTheOfferThatWasMade()
    {
        using State = SlotOffer::State;
        const Instant now = fromMs(1'800'000'000'000);
        SlotOffer offer;
        offer.id = {u"o"_s};
        offer.offeredAt = now - Minutes(5);
        offer.expiresAt = now + Minutes(15);
        const auto found = [&](State state, std::optional<OfferId> pointedAt, Instant wrote, bool visitAsked) {
            offer.state = state;
            return answeredOffer({offer}, pointedAt, wrote, visitAsked).has_value();
        };
        QVERIFY(found(State::Open, {}, now, true));                                     // it goes before a visit's question
        QVERIFY(!found(State::Open, {}, now - Hours(1), true));                         // written before it was made
        QVERIFY(!found(State::Open, OfferId{}, now, true));                             // points at a reminder
        QVERIFY(found(State::Declined, OfferId{u"o"_s}, now + Hours(3), true));         // changed their mind, and says about what
        QVERIFY(!found(State::Declined, {}, now, false));
        QVERIFY(found(State::Expired, {}, now + Minutes(30), false));
        QVERIFY(!found(State::Expired, {}, now + Minutes(30), true));                   // that is about the visit
        QVERIFY(!found(State::Expired, {}, now + Hours(2), false));                     // "ok, obrigado" of later
        QVERIFY(!found(State::Taken, {}, now, false));
        QCOMPARE(offerOf(offerKey({u"o"_s})), OfferId{u"o"_s});
        QVERIFY(offerOf(u"say_v1_booked"_s).isEmpty());
    }

    void draftsAreChecked()
    {
        WaitRig shop;
        QVERIFY(shop.wait(u"Bia Exemplo"_s, bia));
        QCOMPARE(shop.wait(u"Bia Exemplo"_s, bia).error().detail, u"clientName: line.twice"_s);
        QVERIFY(shop.wait({}, bia).error().detail.startsWith(u"clientName"));
        QVERIFY(shop.wait(u"Caio"_s, u"1130000001"_s).error().detail.startsWith(u"phone"));
        QVERIFY(shop.wait(u"Caio"_s, caio, {}, u"amanhã"_s).error().detail.startsWith(u"date"));
        QCOMPARE(shop.wait(u"Caio"_s, caio, {}, u"2026-11-22"_s).error().detail, u"date: date.past"_s);
        const auto list = shop.ask<WaitList>([&](auto r) { shop.shop->desk.answer(ask::ListWaits{}, r); });
        QVERIFY(list && list.value().waits.size() == 1);
        QVERIFY(!list.value().waits.first().phone.contains(u"900000002")); // masked
        const WaitId id = list.value().waits.first().id;
        QVERIFY(shop.does([&](auto r) { shop.shop->waits.remove(id, r); }));
        QCOMPARE(shop.ask<Done>([&](auto r) { shop.shop->waits.remove(id, r); }).error().code, Error::Code::NotFound);
        QVERIFY(shop.wait(u"Bia Exemplo"_s, bia)); // may come back
    }
};

QTEST_GUILESS_MAIN(TestWaits)
#include "tst_waits.moc"
