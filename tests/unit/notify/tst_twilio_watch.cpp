#include "engine/notify/ways/twilio_watch.h"
#include "tests/support/fake_twilio.h"
#include "tests/unit/notify/send_house.h"

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// A shop that sends by SMS, and asks Twilio afterwards.
struct SmsHouse : House {
    FakeTwilio texts;
    std::optional<TwilioSms> sms;
    EventBook book{db, clock};
    EventIntake intake{{book, ledger, store, clock, log, {}}};
    TwilioWatch watch{{transport, secrets, db, ledger, intake, settings, clock, log}};
    int sent = 0;

    SmsHouse() : House(ChannelWay::Training)
    {
        settings.smsWay = ChannelWay::Live;
        settings.smsUrl = texts.url();
        settings.smsAccountSid = FakeTwilio::accountSid();
        settings.smsFrom = FakeTwilio::number();
        secrets.values[u"TWILIO_AUTH_TOKEN"_s] = "test-token";
        sms.emplace(transport, secrets, settings, clock, log);
        dispatcher->addChannel(*sms);
        texts.setNow(toUtc(clock.now()));
        intake.start();
    }
    void send(const QString &to = u"+5511987650001"_s)
    {
        const QJsonObject data{{u"type"_s, u"sms"_s}, {u"phoneNumber"_s, to}, {u"message"_s, u"Sua vez"_s}};
        clock.advance(Seconds(10)); // not faster than the pace of a channel
        run(*sender, u"s%1"_s.arg(++sent), QJsonDocument(data).toJson(QJsonDocument::Compact));
    }
    void loseTheNext(bool accepted) { texts.queue({.way = RawHttpFake::Answer::Way::CloseSilently}, accepted); }
    /// Time goes on, and it asks.
    void after(Millis time)
    {
        clock.advance(time);
        watch.tick(); // looks up
        QTest::qWait(20);
        watch.tick(); // asks about young ones
    }
    DeliveryView newest() { return deliveries().value(0); }
    int gets() const
    {
        return int(std::ranges::count_if(texts.requests(), [](const auto &r) { return r.method == "GET"; }));
    }
};

} // namespace

/// Twilio is asked: about SMS that are young, and about those whose answer was lost.
class TestTwilioWatch : public QObject
{
    Q_OBJECT

private slots:
    void youngOnesAreAskedAbout()
    {
        SmsHouse h;
        h.send();
        QCOMPARE(h.newest().state, DeliveryState::Accepted);
        h.texts.setStatus(h.newest().providerId, u"delivered"_s);
        h.after(Minutes(1));
        QTRY_COMPARE_WITH_TIMEOUT((h.watch.tick(), h.newest().state), DeliveryState::Delivered, 20'000);
        const int asked = h.gets();
        h.after(Minutes(10)); // nothing is open any more
        QTest::qWait(100);
        QCOMPARE(h.gets(), asked);
    }

    void failuresAreTold()
    {
        SmsHouse h;
        h.send();
        h.texts.setStatus(h.newest().providerId, u"undelivered"_s, 30005);
        h.after(Minutes(6));
        QTRY_COMPARE_WITH_TIMEOUT((h.watch.tick(), h.newest().state), DeliveryState::Failed, 20'000);
        QVERIFY2(h.newest().reason.startsWith(u"twilio.30005"), qPrintable(h.newest().reason));
    }

    void aLostOneIsFound()
    {
        SmsHouse h;
        h.send(u"+5511987650002"_s); // another one, whose answer came
        h.loseTheNext(true);
        h.send();
        QCOMPARE(h.newest().state, DeliveryState::Uncertain);
        h.settings.waysTwilioMinutes = 0; // looking up needs no asking about young ones
        h.after(Minutes(2));
        QTRY_COMPARE_WITH_TIMEOUT(h.newest().state, DeliveryState::Accepted, 20'000);
        QCOMPARE(h.newest().providerId, h.texts.accepted().constLast().sid);
        QCOMPARE(h.texts.posts(), 2);
        const auto fence = h.store.byKey.lowerBound(u"job_whatsapp-notifications_s2_"_s);
        QVERIFY(fence != h.store.byKey.end() && fence.key().startsWith(u"job_whatsapp-notifications_s2_"));
        QCOMPARE(fence->state, Fence::State::Accepted);
    }

    void oneThatTwilioDoesNotKnowIsSaidSo()
    {
        SmsHouse h;
        h.loseTheNext(false);
        h.send();
        h.after(Seconds(30));
        QTest::qWait(50);
        QCOMPARE(h.gets(), 0); // its answer may still be on the way
        h.after(Seconds(35));
        QTRY_COMPARE_WITH_TIMEOUT(h.newest().reason, u"lookup.twilio.once"_s, 20'000);
        h.after(Seconds(61));
        QTRY_COMPARE_WITH_TIMEOUT(h.newest().reason, u"lookup.twilio.none"_s, 20'000);
        QCOMPARE(h.newest().state, DeliveryState::Uncertain);
        const int asked = h.gets();
        for (int n = 0; n < 5; ++n)
            h.after(Minutes(2));
        QCOMPARE(h.gets(), asked); // twice is enough
        QCOMPARE(h.texts.posts(), 1);
    }

    void severalThatCouldBeItAreLeftToAPerson()
    {
        SmsHouse h;
        h.loseTheNext(true);
        h.send();
        h.loseTheNext(true);
        h.send();
        h.after(Minutes(1));
        QTRY_COMPARE_WITH_TIMEOUT(h.newest().reason, u"lookup.twilio.several"_s, 20'000);
        QCOMPARE(h.newest().state, DeliveryState::Uncertain);
    }

    void aMuteTwilioIsTrouble()
    {
        SmsHouse h;
        h.send();
        h.texts.setToken("another");
        h.after(Minutes(6));
        QTRY_COMPARE_WITH_TIMEOUT((h.watch.tick(), h.watch.trouble()), u"ways.twilio"_s, 20'000);
        QCOMPARE(h.newest().state, DeliveryState::Accepted);
    }
};

QTEST_GUILESS_MAIN(TestTwilioWatch)
#include "tst_twilio_watch.moc"
