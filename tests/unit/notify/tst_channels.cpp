#include "engine/api/mask.h"
#include "engine/api/mask.h"
#include "engine/notify/channel_plan.h"
#include "engine/notify/channels/sendgrid_mail.h"
#include "engine/notify/channels/twilio_sms.h"
#include "engine/notify/html_text.h"
#include "engine/notify/send_pace.h"
#include "tests/support/fake_sendgrid.h"
#include "tests/support/fake_twilio.h"
#include "tests/unit/notify/send_house.h"

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = JobOutcome::Kind;
using Way = RawHttpFake::Answer::Way;
using enum Channel;

namespace {

/// The house with e-mail and SMS behind WhatsApp, all live.
struct FullHouse : House {
    FakeSendGrid mails;
    FakeTwilio texts;
    std::optional<SendGridMail> mail;
    std::optional<TwilioSms> sms;

    FullHouse() : House(ChannelWay::Live)
    {
        settings.emailWay = settings.smsWay = ChannelWay::Live;
        settings.sendgridUrl = mails.url();
        settings.emailFrom = u"contato@barbearia.example"_s;
        settings.smsUrl = texts.url();
        settings.smsAccountSid = FakeTwilio::accountSid();
        settings.smsFrom = FakeTwilio::number();
        secrets.values[u"SENDGRID_API_KEY"_s] = "SG.test-key";
        secrets.values[u"TWILIO_AUTH_TOKEN"_s] = "test-token";
        mail.emplace(transport, secrets, settings, clock, log);
        sms.emplace(transport, secrets, settings, clock, log);
        dispatcher->addChannel(*mail);
        dispatcher->addChannel(*sms);
        visit().client.email = u"ana@cliente.example"_s;
        visit().unit.phone = u"(11) 3000-0000"_s;
    }
    /// "channel state", oldest first.
    QStringList steps()
    {
        QStringList out;
        const DeliveryStory story = ask(ask::ShowDelivery{deliveries().first().id}).value();
        for (const DeliveryStep &step : story.steps)
            out << nameOf(step.channel) + u' ' + nameOf(step.state);
        return out;
    }
};

DeliveryStep step(Channel channel, DeliveryState state, Instant at)
{
    return {at, state, channel, {}};
}

} // namespace

/// Which channel a message takes, when the next one comes in, and how fast all that goes (R-08, R-33).
class TestChannels : public QObject
{
    Q_OBJECT
private slots:
    void theOrderIsAskedForChannelsInForce()
    {
        EngineSettings settings;
        const Client both{.phone = u"+5511987650001"_s, .email = u"ana@cliente.example"_s};
        QCOMPARE(channelsTo(settings, both), QList<Channel>{WhatsApp}); // all in training
        settings.channelOrder = u"email,whatsapp"_s;
        QCOMPARE(channelsTo(settings, both), QList<Channel>{Email});
        settings.channelOrder = u"whatsapp,sms,email"_s;
        settings.emailWay = ChannelWay::Live;
        QCOMPARE(channelsTo(settings, both), QList<Channel>{Email});    // training is no way to reach anybody
        settings.whatsappWay = ChannelWay::Live;
        QCOMPARE(channelsTo(settings, both), (QList<Channel>{WhatsApp, Email}));
        QCOMPARE(channelsTo(settings, Client{.email = both.email}), QList<Channel>{Email});
        QCOMPARE(channelsTo(settings, Client{.phone = both.phone}), QList<Channel>{WhatsApp});
        settings.whatsappWay = ChannelWay::Assisted;
        QCOMPARE(channelsTo(settings, both), QList<Channel>{WhatsApp}); // a person sends it
        settings.channelOrder = u"email,whatsapp"_s;
        QCOMPARE(channelsTo(settings, both), QList<Channel>{Email});
        for (const QString &bad : {u""_s, u"fax"_s, u"sms,sms"_s, u"sms,"_s})
            QVERIFY2(!channelOrderOf(bad), qPrintable(bad));
    }

    void whoCannotBeReachedIsNamed()
    {
        EngineSettings settings;
        Client client;
        client.email = u"ana@cliente.example"_s;
        QCOMPARE(unreachable(settings, client), u"no_phone"_s);
        settings.emailWay = ChannelWay::Live;
        QCOMPARE(unreachable(settings, client), QString());
        client.email = u"ana"_s;
        QCOMPARE(unreachable(settings, client), u"no_email"_s);
        settings.whatsappWay = ChannelWay::Live;
        client.phone = u"+551130000001"_s;
        QCOMPARE(unreachable(settings, client), u"phone.landline"_s);
    }

    void closedChannelsAreLeftOut()
    {
        EngineSettings settings;
        for (const Channel channel : {WhatsApp, Sms, Email})
            (channel == WhatsApp ? settings.whatsappWay : channel == Sms ? settings.smsWay : settings.emailWay) = ChannelWay::Live;
        Client client{.phone = u"+5511987650001"_s, .email = u"ana@cliente.example"_s};
        client.badAddress = {WhatsApp};
        QCOMPARE(channelsTo(settings, client), (QList<Channel>{Sms, Email}));
        client.smsAllowed = false;
        QCOMPARE(channelsTo(settings, client), QList<Channel>{Email});
        QCOMPARE(unreachable(settings, client), QString());
        client.emailAllowed = false;
        QCOMPARE(unreachable(settings, client), u"no_consent"_s);
        client.smsAllowed = client.emailAllowed = true;
        client.badAddress = {WhatsApp, Sms, Email};
        QCOMPARE(unreachable(settings, client), u"bad_address"_s);
    }

    void addressesAreReadAsProvidersWriteThem()
    {
        QCOMPARE(addressFrom(WhatsApp, u"5511987650001"_s), u"+5511987650001"_s);
        QCOMPARE(addressFrom(WhatsApp, u"551187650001"_s), u"+5511987650001"_s);   // an alias without the ninth digit
        QCOMPARE(addressFrom(Sms, u"whatsapp:+5511987650001"_s), u"+5511987650001"_s);
        QCOMPARE(addressFrom(WhatsApp, u"351912345678"_s), u"+351912345678"_s);
        QCOMPARE(addressFrom(Email, u" Ana@Cliente.example "_s), u"ana@cliente.example"_s);
        for (const QString &bad : {u""_s, u"12"_s, u"'; DROP TABLE client"_s})
            QCOMPARE(addressFrom(WhatsApp, bad), QString());
        QCOMPARE(addressFrom(Email, u"ana"_s), QString());
    }

    void theNextChannelComesInForAReason()
    {
        const QList<Channel> order{WhatsApp, Sms, Email};
        const Instant t = fromMs(1'795'000'000'000);
        const auto turn = [&](QList<DeliveryStep> history, Instant now, std::optional<Instant> expires = {}) {
            return channelInTurn(order, history, 30min, expires, now);
        };
        using enum DeliveryState;
        QCOMPARE(turn({}, t), 0);
        QCOMPARE(turn({step(WhatsApp, Sending, t)}, t + 29min), 0);
        QCOMPARE(turn({step(WhatsApp, Sending, t), step(WhatsApp, Sending, t + 20min)}, t + 30min), 1);
        QCOMPARE(turn({step(WhatsApp, Sending, t)}, t + 10min, t + 20min), 1);          // half of what is left
        QCOMPARE(turn({step(WhatsApp, Failed, t)}, t), 1);
        QCOMPARE(turn({step(WhatsApp, Failed, t), step(Sms, Sending, t)}, t + 1min), 1);
        QCOMPARE(turn({step(Email, Failed, t)}, t), 2);                                  // there is none behind it
        QCOMPARE(turn({step(WhatsApp, Uncertain, t)}, t + 24h), 0);                      // the fence decides there
        QCOMPARE(turn({step(WhatsApp, Failed, t), step(WhatsApp, Sending, t)}, t), 0);   // a person sends it again
        QCOMPARE(channelInTurn(order, {step(WhatsApp, Sending, t)}, 0min, {}, t + 24h), 0);
    }

    void theFirstChannelAloneIsUsedWhenItWorks()
    {
        FullHouse house;
        house.runReminder(house.visit().start);
        const JobOutcome out = house.runMessage();
        QCOMPARE(out.kind, Kind::Completed);
        QVERIFY(out.result.contains("\"channel\":\"whatsapp\""));
        QCOMPARE(house.provider.accepted().size(), 1);
        QCOMPARE(house.texts.posts() + house.mails.posts(), 0);
    }

    void aRefusalBringsTheNextOne()
    {
        FullHouse house;
        house.provider.queue(FakeWhatsApp::error(131026, 400));
        house.texts.optOut(u"+5511987650001"_s);
        house.runReminder(house.visit().start);
        const JobOutcome out = house.runMessage();
        QCOMPARE(out.kind, Kind::Completed);
        QVERIFY(out.result.contains("\"channel\":\"email\""));
        QCOMPARE(house.mails.accepted().size(), 1);
        const auto &mail = house.mails.accepted().first();
        QCOMPARE(mail.to, u"ana@cliente.example"_s);
        QCOMPARE(mail.subject, u"Lembrete do seu horário na Barbearia Exemplo"_s);
        QVERIFY(mail.html.contains(u"<h1"));
        QVERIFY(mail.text.contains(u"Profissional: Beto\nUnidade: Barbearia Exemplo"));
        QCOMPARE(house.deliveries().size(), 1);
        const DeliveryView row = house.deliveries().first();
        QCOMPARE(row.channel, Email);
        QCOMPARE(row.state, DeliveryState::Accepted);
        QCOMPARE(row.templateId.value, u"appointment_reminder_email"_s);
        QCOMPARE(row.recipient, maskEmail(u"ana@cliente.example"_s));
        QCOMPARE(row.providerId, mail.id);
        QCOMPARE(house.steps(), (QStringList{u"whatsapp sending"_s, u"whatsapp failed"_s, u"sms sending"_s, u"sms failed"_s,
                                             u"email sending"_s, u"email accepted"_s}));
        // However often the job comes again: it has left.
        QCOMPARE(house.runMessage(2).kind, Kind::Completed);
        QCOMPARE(house.provider.posts() + house.texts.posts() + house.mails.posts(), 3);
    }

    void anSmsHasNoAccents()
    {
        FullHouse house;
        house.provider.queue(FakeWhatsApp::error(131026, 400));
        house.runReminder(house.visit().start);
        QCOMPARE(house.runMessage().kind, Kind::Completed);
        const FakeTwilio::Message sms = house.texts.accepted().value(0);
        QCOMPARE(sms.segments, 1);
        QVERIFY2(sms.body.startsWith(u"Barbearia Exemplo: lembrete do seu horario, amanha, "), qPrintable(sms.body));
        QVERIFY(sms.body.endsWith(u"Confirma? Responda 1 SIM ou 2 NAO. Tel. (11) 3000-0000"));
        QCOMPARE(sms.validity, 36'000);
    }

    void aLostAnswerBringsNobody()
    {
        FullHouse house;
        house.provider.queue({.way = Way::CloseSilently}, true);
        house.runReminder(house.visit().start);
        QVERIFY(house.runMessage().result.contains("uncertain"));
        QVERIFY(house.runMessage(2).result.contains("uncertain"));
        house.clock.advance(2h);
        QVERIFY(house.runMessage(3).result.contains("uncertain"));
        QCOMPARE(house.texts.posts() + house.mails.posts(), 0);
        QCOMPARE(house.provider.posts(), 1);
    }

    void aChannelThatStaysAwayGivesTheMessageOn()
    {
        FullHouse house;
        house.provider.setToken(u"new-token"_s);
        house.runReminder(house.visit().start);
        QCOMPARE(house.runMessage().kind, Kind::TryAgainIn);
        QCOMPARE(house.runMessage(2).kind, Kind::TryAgainIn);
        QCOMPARE(house.texts.posts(), 0);
        house.clock.advance(31min);
        QCOMPARE(house.runMessage(3).kind, Kind::Completed);
        QCOMPARE(house.texts.accepted().size(), 1);
        QCOMPARE(house.provider.accepted().size(), 0);
        QCOMPARE(house.steps().last(), u"sms accepted"_s);
    }

    void aStoppedChannelIsWaitedForFromItsFirstRefusal()
    {
        FullHouse house;
        house.provider.setToken(u"new-token"_s);
        QVERIFY(!house.ask(ask::TestChannel{WhatsApp}).value().works); // stopped before any message
        house.runReminder(house.visit().start);
        QCOMPARE(house.runMessage().kind, Kind::TryAgainIn);
        QCOMPARE(house.deliveries().first().state, DeliveryState::Sending);
        house.clock.advance(31min);
        QCOMPARE(house.runMessage(2).kind, Kind::Completed);
        QCOMPARE(house.texts.accepted().size(), 1);
    }

    void whoHasNoPhoneGetsAnEmail()
    {
        FullHouse house;
        house.visit().client.phone.clear();
        house.runReminder(house.visit().start);
        QCOMPARE(house.runMessage().kind, Kind::Completed);
        QCOMPARE(house.mails.accepted().size(), 1);
    }

    void producersNameTheirChannel_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("state");
        QTest::newRow("e-mail of a template")
            << QByteArray(R"({"type":"email","recipient":"ana@cliente.example","template":"payment_confirmation_email",)"
                          R"("data":{"clientName":"Ana","amount":"45,00","paymentDate":"23/11/2026","transactionId":"AB12","unidadeName":"Barbearia"}})")
            << u"accepted"_s;
        QTest::newRow("SMS of a template")
            << QByteArray(R"({"type":"sms","phoneNumber":"(11) 98765-0001","template":"queue_position_sms",)"
                          R"("variables":{"unidadeName":"Barbearia","position":"3","total":"5","estimatedTime":"20"}})")
            << u"accepted"_s;
        QTest::newRow("free SMS") << QByteArray(R"({"type":"sms","phoneNumber":"+5511987650001","message":"Olá"})") << u"accepted"_s;
        QTest::newRow("template of another channel")
            << QByteArray(R"({"type":"sms","phoneNumber":"+5511987650001","template":"queue_called"})") << u"refused"_s;
        QTest::newRow("no address") << QByteArray(R"({"type":"email","recipient":"+5511987650001","message":"x","subject":"y"})") << u"refused"_s;
        QTest::newRow("no subject") << QByteArray(R"({"type":"email","email":"ana@cliente.example","message":"x"})") << u"refused"_s;
        QTest::newRow("unknown channel") << QByteArray(R"({"type":"fax","recipient":"1"})") << u"refused"_s;
    }
    void producersNameTheirChannel()
    {
        QFETCH(QByteArray, data);
        QFETCH(QString, state);
        FullHouse house;
        const JobOutcome out = house.run(*house.sender, u"7"_s, data);
        if (state == u"refused") {
            QCOMPARE(out.kind, Kind::Unrecoverable);
            QCOMPARE(house.mails.posts() + house.texts.posts() + house.provider.posts(), 0);
            return;
        }
        QCOMPARE(out.kind, Kind::Completed);
        QCOMPARE(house.mails.accepted().size() + house.texts.accepted().size(), 1);
        if (!house.texts.accepted().isEmpty())
            QVERIFY(house.texts.accepted().first().body.contains(u"Ola") || house.texts.accepted().first().body.contains(u"Espera estimada: 20 min."));
    }

    void aPersonSendsByAnyChannel()
    {
        FullHouse house;
        const auto mail = house.ask(ask::SendMessage{.channel = Email, .to = u"ana@cliente.example"_s, .message = u"Até já"_s, .subject = u"Oi"_s});
        QVERIFY(mail);
        QCOMPARE(mail.value().queue, u"email-notifications"_s);
        QCOMPARE(mail.value().recipient, maskEmail(u"ana@cliente.example"_s));
        const auto dry = house.ask(ask::SendMessage{.channel = Sms, .to = u"(11) 98765-0001"_s, .message = u"Até já"_s, .dryRun = true});
        QVERIFY(dry);
        QCOMPARE(dry.value().reason, u"Ate ja"_s);
        QCOMPARE(house.ask(ask::SendMessage{.channel = Email, .to = u"ana@cliente.example"_s, .message = u"x"_s}).error().detail, u"subject: missing"_s);
        QCOMPARE(house.ask(ask::SendMessage{.channel = Sms, .to = u"ana@cliente.example"_s, .message = u"x"_s}).error().code, Error::Code::Invalid);
        QCOMPARE(house.ask(ask::SetChannelWay{Email, ChannelWay::Assisted, {}}).error().code, Error::Code::Invalid);
        QCOMPARE(house.ask(ask::ListChannels{}).value().size(), 3);
    }

    void freeTextGoesOutWhileTheWindowIsOpen() // W1, W2, R-29
    {
        House house(ChannelWay::Live);
        ask::SendMessage message{.to = u"+5511987650001"_s, .message = u"Oi, Ana! Amanhã às 10h?"_s, .choices = {{u"sim"_s, u"Sim"_s}, {u"nao"_s, u"Não"_s}}};
        QCOMPARE(house.ask(message).error().code, Error::Code::Refused);
        message.clientWrote = true;
        const auto send = [&] {
            const DeliveryView queued = house.ask(message).value();
            return house.run(*house.sender, queued.jobId, house.store.jobs.value(queued.jobId).job.data.utf8);
        };
        house.provider.openWindow(u"5511987650001"_s);
        QCOMPARE(send().kind, Kind::Completed);
        QCOMPARE(house.provider.accepted().first().text, message.message);
        QCOMPARE(house.provider.accepted().first().choices, (QStringList{u"Sim"_s, u"Não"_s}));
        house.provider.closeWindows();
        QCOMPARE(send().kind, Kind::Unrecoverable); // 131047: never again as it is
        QCOMPARE(house.deliveries().first().state, DeliveryState::Failed);
        QVERIFY(house.deliveries().first().reason.startsWith(u"whatsapp.131047"));
        // The person's word stands for an hour.
        const DeliveryView late = house.ask(message).value();
        house.clock.advance(61min);
        house.provider.openWindow(u"5511987650001"_s);
        const JobOutcome out = house.run(*house.sender, late.jobId, house.store.jobs.value(late.jobId).job.data.utf8);
        QVERIFY(out.result.contains("expired"));
        QCOMPARE(house.provider.accepted().size(), 1);
        message.choices << ReplyChoice{u"x"_s, u"Outro horário"_s} << ReplyChoice{u"y"_s, u"Quatro"_s};
        QCOMPARE(house.ask(message).error().detail, u"choices: too many or too long"_s);
    }

    void nobodyGetsManyAtOnce()
    {
        EngineSettings settings;
        settings.whatsappPerDay = 12;
        SendPace pace(settings);
        const Instant t = fromMs(1'795'000'000'000);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(pace.admit(WhatsApp, u"+5511987650001"_s, t).wait, Millis(0));
        const SendPace::Verdict eleventh = pace.admit(WhatsApp, u"+5511987650001"_s, t);
        QCOMPARE(eleventh.reason, u"pace.person"_s);
        QCOMPARE(eleventh.wait, Millis(6s));
        QCOMPARE(pace.admit(WhatsApp, u"+5511987650002"_s, t).wait, Millis(0));
        QCOMPARE(pace.admit(WhatsApp, u"+5511987650001"_s, t + 6s).wait, Millis(0));
        const SendPace::Verdict full = pace.admit(WhatsApp, u"+5511987650003"_s, t + 6s);
        QCOMPARE(full.reason, u"pace.day"_s);
        QVERIFY(full.wait > 1h && full.wait <= 2h); // a twelfth of a day, less what has passed
        QCOMPARE(pace.admit(Sms, u"+5511987650003"_s, t).wait, Millis(0));
        QCOMPARE(pace.admit(Sms, u"+5511987650004"_s, t).reason, u"pace.channel"_s);
        QCOMPARE(pace.admit(Sms, u"+5511987650004"_s, t + 1s).wait, Millis(0));
        QCOMPARE(pace.admit(Sms, u"+5511987650005"_s, t - 1h).reason, u"pace.channel"_s); // a clock set back fills nothing
    }

    void htmlReadsAsPlainText()
    {
        QCOMPARE(plainTextOf(u"<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body>\n<h1>Oi</h1>\n<p>Olá, <strong>Ana</strong>!</p>"
                             "<p>Um<br>Dois &amp; &lt;três&gt; &#233;</p><ul><li>a</li><li>b</li></ul>"
                             "<a href=\"https://x.example\">aqui</a></body></html>"_s),
                 u"Oi\n\nOlá, Ana!\n\nUm\nDois & <três> é\n\n- a\n- b\n\naqui (https://x.example)"_s);
    }
};

QTEST_GUILESS_MAIN(TestChannels)
#include "tst_channels.moc"
