#include "app/composition/engine_graph.h"
#include "engine/api/questions/diary.h"
#include "engine/api/questions/engine.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/messages.h"
#include "engine/runtime/engine_thread.h"
#include "engine/runtime/profile_lock.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_sendgrid.h"
#include "tests/support/fake_smtp.h"
#include "tests/support/fake_twilio.h"
#include "tests/support/fake_whatsapp.h"
#include "tests/support/serve_process.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QString zeca = u"+5511900000001"_s;

/// A whole engine in front of every provider, on a clock that the test turns.
struct Shop {
    QTemporaryDir folder{};
    QString profile = folder.filePath(u"profile"_s);
    FakeWhatsApp whatsapp{};
    FakeSendGrid mails{};
    FakeSmtp server{};
    FakeTwilio texts{};
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>(fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch()));
    std::unique_ptr<ProfileLock> lock{};
    EngineSetup setup{};
    std::unique_ptr<EngineThread> engine{};

    bool start(const QMap<QString, QString> &more = {})
    {
        QMap<QString, QString> values{{u"sendgrid/url"_s, mails.url()}, {u"email/from"_s, u"contato@barbearia.example"_s},
                                      {u"sms/url"_s, texts.url()}, {u"sms/accountSid"_s, FakeTwilio::accountSid()},
                                      {u"sms/from"_s, FakeTwilio::number()}, {u"smtp/host"_s, u"localhost"_s},
                                      {u"smtp/port"_s, QString::number(server.serverPort())}, {u"smtp/user"_s, u"barbearia"_s},
                                      {u"email/caFile"_s, server.caFile()}, {u"engine/leaseSeconds"_s, u"30"_s}};
        values.insert(more);
        if (!ServeProcess(profile, whatsapp.url()).prepare(ChannelWay::Live, values))
            return false;
        qputenv("WHATSAPP_ACCESS_TOKEN", "test-token");
        qputenv("SENDGRID_API_KEY", "SG.test-key");
        qputenv("SMTP_PASS", "s3nha");
        qputenv("TWILIO_AUTH_TOKEN", "test-token");
        lock = std::make_unique<ProfileLock>(profile);
        if (!lock->tryLock())
            return false;
        engine = std::make_unique<EngineThread>([this] { return makeEngine(setup); });
        setup = {{profile}, {}, std::make_shared<QtMailbox>(engine->engineThread()), {}, clock};
        QSignalSpy started(engine.get(), &EngineThread::started);
        engine->start();
        return started.wait(20'000);
    }
    template <typename Q>
    Result<typename Q::Answer> ask(const Q &question)
    {
        return ServeProcess::ask(*engine, question);
    }
    bool goLive(Channel channel)
    {
        const auto preview = ask(ask::PreviewReminders{clock->now(), clock->now() + Hours(24)});
        return preview && ask(ask::SetChannelWay{channel, ChannelWay::Live, preview.value().token});
    }
    /// A visit of a client with phone and e-mail, told at once.
    bool book(const QString &phone, const QString &email)
    {
        const auto client = ask(ask::SaveClient{{.name = u"Zeca Exemplo"_s, .phone = phone, .email = email}});
        if (!client || !ask(ask::SetMessageKind{{}, MessageKind::Booked, true}))
            return false;
        const auto visit = ask(ask::AddVisit{{.clientName = u"Zeca Exemplo"_s, .phone = phone, .professional = u"Beto"_s,
                                              .service = u"Corte"_s, .localStart = u"2026-11-27T10:00"_s}});
        if (!visit)
            return false;
        clock->advance(Seconds(70));
        return true;
    }
    QStringList steps()
    {
        QStringList out;
        const auto page = ask(ask::ListDeliveries{});
        if (!page || page.value().rows.isEmpty())
            return out;
        const auto story = ask(ask::ShowDelivery{page.value().rows.first().id});
        if (!story)
            return out;
        for (const DeliveryStep &step : story.value().steps)
            out << nameOf(step.channel) + u' ' + nameOf(step.state);
        return out;
    }
};

} // namespace

/// One message, several providers: each is real HTTP or SMTP in front of a whole engine.
class TestChannelsDay : public QObject
{
    Q_OBJECT
private slots:
    void aRefusedMessageGoesOutBySms()
    {
        Shop shop;
        QVERIFY(shop.start());
        QVERIFY(shop.ask(ask::TestChannel{Channel::Sms}).value().works);
        QCOMPARE(shop.ask(ask::SetChannelWay{Channel::Sms, ChannelWay::Live, u"guessed"_s}).error().code, Error::Code::Refused);
        for (const QString &way : {u"whatsapp/way"_s, u"email/way"_s, u"sms/way"_s}) // nor as one setting among others (promise 7)
            QCOMPARE(shop.ask(ask::ChangeSettings{{{way, u"live"_s}}}).error().code, Error::Code::Refused);
        QVERIFY(shop.goLive(Channel::Sms));
        shop.whatsapp.queue(FakeWhatsApp::error(131026, 400));
        QVERIFY(shop.book(zeca, {}));
        QVERIFY(QTest::qWaitFor([&] { return shop.steps().endsWith(u"sms accepted"_s); }, 20'000));
        QCOMPARE(shop.steps(), (QStringList{u"whatsapp sending"_s, u"whatsapp failed"_s, u"sms sending"_s, u"sms accepted"_s}));
        QCOMPARE(shop.texts.accepted().size(), 1);
        QCOMPARE(shop.texts.accepted().first().to, zeca);
        QCOMPARE(shop.ask(ask::ListDeliveries{}).value().total, 1);
    }

    void aClientWithoutPhoneGetsAnEmail()
    {
        Shop shop;
        QVERIFY(shop.start());
        QVERIFY(shop.goLive(Channel::Email));
        QVERIFY(shop.book({}, u"zeca@cliente.example"_s));
        QVERIFY(QTest::qWaitFor([&] { return shop.mails.accepted().size() == 1; }, 20'000));
        QCOMPARE(shop.mails.accepted().first().to, u"zeca@cliente.example"_s);
        QVERIFY(shop.mails.accepted().first().text.contains(u"sexta-feira, 27/11, às 10:00"));
        QCOMPARE(shop.whatsapp.posts(), 0);
    }

    void aMailServerOfTheShopDoesTheSame()
    {
        Shop shop;
        QVERIFY(shop.start({{u"email/provider"_s, u"smtp"_s}, {u"messages/order"_s, u"email"_s}}));
        QVERIFY(shop.ask(ask::TestChannel{Channel::Email}).value().works);
        QVERIFY(shop.goLive(Channel::Email));
        QVERIFY(shop.book(zeca, u"zeca@cliente.example"_s));
        QVERIFY(QTest::qWaitFor([&] { return shop.steps().endsWith(u"email accepted"_s); }, 20'000));
        QCOMPARE(shop.server.mails().size(), 1);
        QCOMPARE(shop.whatsapp.posts() + shop.mails.posts(), 0);
    }
};

QTEST_GUILESS_MAIN(TestChannelsDay)
#include "tst_channels_day.moc"
