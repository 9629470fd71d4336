#include "app/composition/engine_graph.h"
#include "engine/api/questions/diary.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/waits.h"
#include "engine/api/questions/ways.h"
#include "engine/notify/reply_meaning.h"
#include "engine/runtime/engine_thread.h"
#include "engine/runtime/profile_lock.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_whatsapp.h"
#include "tests/support/serve_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QString ana = u"5511900000001"_s;
const QString bia = u"5511900000002"_s;
const QString caio = u"5511900000003"_s;
const QString davi = u"5511900000004"_s;
constexpr auto appSecret = "an app secret of no worth";

/// A whole engine on a clock that the test turns, and the provider on the other side of HTTP.
struct OpenShop {
    QTemporaryDir folder{};
    QString profile = folder.filePath(u"profile"_s);
    FakeWhatsApp provider{};
    ServeProcess program{profile, provider.url()};
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>(fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch()));
    std::unique_ptr<ProfileLock> lock{};
    EngineSetup setup{};
    std::unique_ptr<EngineThread> engine{};
    int written = 0;

    bool start()
    {
        if (!program.prepare(ChannelWay::Live, {{u"reminders/diaryStaleHours"_s, u"240"_s}, {u"replies/noCancels"_s, u"true"_s}}))
            return false;
        qputenv("WHATSAPP_ACCESS_TOKEN", provider.token().toUtf8());
        qputenv("WHATSAPP_APP_SECRET", appSecret);
        lock = std::make_unique<ProfileLock>(profile);
        return lock->tryLock() && run();
    }
    bool run()
    {
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
    bool add(const QString &name, const QString &phone, const QString &start)
    {
        return bool(ask(ask::AddVisit{{.clientName = name, .phone = phone, .professional = u"Beto"_s, .service = u"Corte"_s,
                                       .localStart = start, .priceCents = 4500}}));
    }
    bool wait(const QString &name, const QString &phone)
    {
        clock->advance(Seconds(1)); // who came first is asked first
        return bool(ask(ask::AddWait{{.clientName = name, .phone = phone, .day = u"2026-11-24"_s, .service = u"Corte"_s}}));
    }
    bool writes(const QString &from, const QString &text)
    {
        return posts(from, {{u"type"_s, u"text"_s}, {u"text"_s, QJsonObject{{u"body"_s, text}}}});
    }
    /// The client taps a button of the newest message to them; WhatsApp tells which message that was.
    bool taps(const QString &from, const QString &choice)
    {
        QString wamid;
        for (const FakeWhatsApp::Accepted &one : provider.accepted())
            if (one.to == from)
                wamid = one.wamid;
        const QJsonObject button{{u"id"_s, choice}, {u"title"_s, u"…"_s}};
        return posts(from, {{u"type"_s, u"interactive"_s}, {u"context"_s, QJsonObject{{u"id"_s, wamid}}},
                            {u"interactive"_s, QJsonObject{{u"type"_s, u"button_reply"_s}, {u"button_reply"_s, button}}}});
    }
    /// Meta posts what the client sent, signed.
    bool posts(const QString &from, QJsonObject message)
    {
        provider.openWindow(from);
        message.insert(u"id"_s, u"wamid.in.%1"_s.arg(++written));
        message.insert(u"from"_s, from);
        message.insert(u"timestamp"_s, QString::number(toMs(clock->now()) / 1000));
        const QJsonObject value{{u"metadata"_s, QJsonObject{{u"phone_number_id"_s, provider.numberId()}}}, {u"messages"_s, QJsonArray{message}}};
        const QJsonObject whole{{u"object"_s, u"whatsapp_business_account"_s},
                                {u"entry"_s, QJsonArray{QJsonObject{{u"changes"_s, QJsonArray{QJsonObject{{u"value"_s, value}}}}}}}};
        WebhookCall call{.provider = u"whatsapp"_s, .url = u"/api/webhooks/whatsapp"_s, .body = QJsonDocument(whole).toJson(QJsonDocument::Compact)};
        const QByteArray signature = QMessageAuthenticationCode::hash(call.body, appSecret, QCryptographicHash::Sha256).toHex();
        call.headers.insert(u"x-hub-signature-256"_s, u"sha256="_s + QString::fromLatin1(signature));
        const auto answer = ask(ask::TakeWebhook{call});
        return answer && answer.value().status == 200;
    }
    /// Names of the templates, or the text, that this client got.
    QStringList got(const QString &phone) const
    {
        QStringList out;
        for (const FakeWhatsApp::Accepted &one : provider.accepted())
            if (one.to.endsWith(phone))
                out << (one.templateName.isEmpty() ? one.text : one.templateName);
        return out;
    }
    /// The ledger knows as well that this template reached the provider so often.
    bool told(const QString &templateId, int times)
    {
        return QTest::qWaitFor([&] {
            const auto page = ask(ask::ListDeliveries{.state = DeliveryState::Accepted});
            return page && std::ranges::count(page.value().rows, templateId, [](const DeliveryView &row) { return row.templateId.value; }) == times;
        }, 20'000);
    }
    QList<VisitView> visits()
    {
        return ask(ask::ListVisits{clock->now(), clock->now() + Hours(48), {}}).value();
    }
};

} // namespace

/// A client says that they do not come; the list is asked one after the other until somebody takes the place.
class TestOffersDay : public QObject
{
    Q_OBJECT
private slots:
    void aLeftPlaceFindsSomebody()
    {
        OpenShop shop;
        QVERIFY(shop.start());
        QVERIFY(shop.ask(ask::SetMessageKind{{}, MessageKind::SlotOffer, true}));
        QVERIFY(shop.add(u"Ana Exemplo"_s, u'+' + ana, u"2026-11-24T10:00"_s));
        QVERIFY(shop.wait(u"Bia Exemplo"_s, u'+' + bia));
        QVERIFY(shop.wait(u"Caio Exemplo"_s, u'+' + caio));
        QVERIFY(shop.wait(u"Davi Exemplo"_s, u'+' + davi));
        QCOMPARE(shop.ask(ask::ShowDiary{}).value().upcoming, 1);

        shop.clock->advance(Minutes(65)); // five past ten: she is asked whether she comes
        QVERIFY(shop.told(u"appointment_reminder"_s, 1));
        QVERIFY(shop.writes(ana, u"Não vou conseguir"_s));
        QVERIFY(shop.told(u"slot_offer"_s, 1));
        QCOMPARE(shop.got(bia), QStringList{u"slot_offer"_s});
        QCOMPARE(shop.got(caio), QStringList());
        QCOMPARE(shop.ask(ask::ShowDiary{}).value().upcoming, 0);

        shop.engine.reset(); // the computer is off for a while
        shop.clock->advance(Minutes(21));
        QVERIFY(shop.run());
        QVERIFY(shop.told(u"slot_offer"_s, 2));
        QCOMPARE(shop.got(caio), QStringList{u"slot_offer"_s});
        const QStringList parameters = shop.provider.accepted().last().parameters;
        QCOMPARE(parameters, (QStringList{u"Caio"_s, u"amanhã, 24/11"_s, u"10:00"_s, u"Beto"_s, u"Minha barbearia"_s, u"10:46"_s}));

        QVERIFY(shop.writes(caio, u"SIM"_s));
        QVERIFY(QTest::qWaitFor([&] { return shop.got(caio).size() == 2; }, 20'000));
        QVERIFY2(shop.got(caio).last().contains(u"é seu: amanhã, 24/11, às 10:00"_s), qPrintable(shop.got(caio).last()));
        const QList<VisitView> visits = shop.visits();
        const auto booked = std::ranges::find(visits, VisitStatus::Confirmed, &VisitView::status);
        QVERIFY(booked != visits.end());
        QCOMPARE(booked->clientName, u"Caio Exemplo"_s);
        QCOMPARE(booked->priceCents, 4500);
        QCOMPARE(shop.ask(ask::ShowDiary{}).value().upcoming, 1); // as the overview counts it

        QVERIFY(shop.writes(bia, u"sim"_s)); // too late
        QVERIFY(QTest::qWaitFor([&] { return shop.got(bia).size() == 2; }, 20'000));
        QVERIFY2(shop.got(bia).last().contains(u"não está mais livre"_s), qPrintable(shop.got(bia).last()));
        shop.clock->advance(Minutes(30));
        int code = -1;
        const QList<QByteArray> offers = shop.program.run({u"waits"_s, u"offers"_s, u"--json"_s}, &code).trimmed().split('\n');
        QCOMPARE(code, 0);
        QCOMPARE(offers.size(), 2);
        const auto stateOf = [&](qsizetype line) { return QJsonDocument::fromJson(offers[line])[u"state"].toString(); };
        QCOMPARE(stateOf(0), u"taken"_s);
        QCOMPARE(stateOf(1), u"expired"_s);
        QCOMPARE(shop.got(davi), QStringList());
    }

    void whatTheButtonsOfTheQuestionSayIsForTheOffer()
    {
        OpenShop shop;
        QVERIFY(shop.start());
        QVERIFY(shop.ask(ask::SetMessageKind{{}, MessageKind::SlotOffer, true}));
        QVERIFY(shop.add(u"Ana Exemplo"_s, u'+' + ana, u"2026-11-24T10:00"_s));
        QVERIFY(shop.wait(u"Bia Exemplo"_s, u'+' + bia));
        QVERIFY(shop.wait(u"Caio Exemplo"_s, u'+' + caio));
        shop.clock->advance(Minutes(65));
        QVERIFY(shop.told(u"appointment_reminder"_s, 1));
        QVERIFY(shop.writes(ana, u"Não vou conseguir"_s));
        QVERIFY(shop.told(u"slot_offer"_s, 1));
        QVERIFY(shop.writes(bia, u"talvez, depois vejo"_s));
        QVERIFY(shop.told(u"reply_slot_ask_back"_s, 1));
        QVERIFY2(shop.got(bia).last().contains(u"Você quer o horário que vagou na Minha barbearia: amanhã, 24/11, às 10:00?"_s), qPrintable(shop.got(bia).last()));
        QCOMPARE(shop.provider.accepted().last().choices, (QStringList{u"Quero"_s, u"Não quero"_s}));
        QVERIFY(shop.taps(bia, noChoice()));
        QVERIFY(shop.told(u"slot_offer"_s, 2)); // Caio is asked next
        QVERIFY(shop.writes(caio, u"hmm"_s));
        QVERIFY(shop.told(u"reply_slot_ask_back"_s, 2));
        QVERIFY(shop.taps(caio, yesChoice()));
        QVERIFY(shop.told(u"reply_slot_booked"_s, 1));
        const QList<VisitView> visits = shop.visits();
        const auto booked = std::ranges::find(visits, VisitStatus::Confirmed, &VisitView::status);
        QVERIFY(booked != visits.end());
        QCOMPARE(booked->clientName, u"Caio Exemplo"_s);
    }
};

QTEST_GUILESS_MAIN(TestOffersDay)
#include "tst_offers_day.moc"
