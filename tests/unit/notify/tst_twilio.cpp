#include "engine/notify/channels/sms_text.h"
#include "engine/notify/channels/twilio_sms.h"
#include "engine/runtime/log_book.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_twilio.h"
#include "tests/support/send_doubles.h"
#include "tests/unit/notify/answered.h"
#include "tests/unit/notify/channel_outcome.h"

#include <QJsonDocument>
#include <QJsonArray>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = SendOutcome::Kind;
using Way = RawHttpFake::Answer::Way;

/// Twilio's requests, what its answers mean, and how long an SMS is (providers 1.4 and 2.1, T1, T2, T5, T6).
class TestTwilio : public QObject
{
    Q_OBJECT

    static Notification reminder()
    {
        Notification n;
        n.channel = Channel::Sms;
        n.recipient = u"+5511987650001"_s;
        n.text = u"Barbearia & Cia: lembrete 100% +1"_s;
        return n;
    }
    const twilio::Config m_config{u"https://api.twilio.com"_s, FakeTwilio::accountSid(), FakeTwilio::number(), {}};

    struct Rig {
        FakeClock clock{};
        LogBook log{{}, clock};
        EngineSettings settings{};
        SecretsDouble secrets{};
        FakeTwilio provider;
        HttpTransport transport{clock};
        std::optional<TwilioSms> channel{};

        explicit Rig(bool tls = false) : provider(tls)
        {
            settings.smsUrl = provider.url();
            settings.smsAccountSid = FakeTwilio::accountSid();
            settings.smsFrom = FakeTwilio::number();
            settings.smsCaFile = provider.caFile();
            secrets.values[u"TWILIO_AUTH_TOKEN"_s] = "test-token";
            channel.emplace(transport, secrets, settings, clock, log);
        }
        SendOutcome send(const Notification &message) { return sendThrough(*channel, message, 5s); }
        SendOutcome test() { return testCredential(*channel); }
    };

private slots:
    void requestIsGolden()
    {
        Notification message = reminder();
        const Instant now = fromMs(1'795'000'000'000);
        message.expiresAt = now + 2h;
        const auto got = twilio::buildRequest(message, m_config, Secret("t0ken"), {}, 9s, now);
        QVERIFY(got);
        QCOMPARE(got.value().url, QUrl(u"https://api.twilio.com/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages.json"_s));
        QVERIFY(got.value().headers.contains({"Authorization", "Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjp0MGtlbg=="}));
        QVERIFY(got.value().headers.contains({"Content-Type", "application/x-www-form-urlencoded"}));
        QCOMPARE(got.value().body, QByteArray("To=%2B5511987650001&From=%2B5511940000000&Body=Barbearia%20%26%20Cia%3A%20lembrete%20100%25%20%2B1"
                                              "&ValidityPeriod=7200"));
        message.expiresAt = now + 20h;
        QVERIFY(twilio::buildRequest(message, m_config, Secret("t"), {}, 9s, now).value().body.endsWith("ValidityPeriod=36000"));
        message.expiresAt = now + 2s;
        QVERIFY(twilio::buildRequest(message, m_config, Secret("t"), {}, 9s, now).value().body.endsWith("ValidityPeriod=6"));
        twilio::Config service = m_config;
        service.from = u"MG0123456789abcdef0123456789abcdef"_s;
        QVERIFY(twilio::buildRequest(reminder(), service, Secret("t"), {}, 9s, now).value().body.contains("&MessagingServiceSid=MG0123"));
    }

    void badRequestsAreRefused()
    {
        const auto refused = [&](auto change) {
            Notification n = reminder();
            twilio::Config config = m_config;
            change(n, config);
            const auto got = twilio::buildRequest(n, config, Secret("s"), {}, 9s, {});
            return !got && got.error().code == Error::Code::Invalid;
        };
        using N = Notification;
        using C = twilio::Config;
        QVERIFY(!refused([](N &, C &) {}));
        QVERIFY(refused([](N &n, C &) { n.recipient = u"11987650001"_s; }));
        QVERIFY(refused([](N &n, C &) { n.text = QString(1601, u'x'); }));
        QVERIFY(refused([](N &n, C &) { n.text.clear(); }));
        QVERIFY(refused([](N &, C &c) { c.accountSid = u"AC../x"_s; }));
        QVERIFY(refused([](N &, C &c) { c.from = u"Barbearia"_s; }));
        QVERIFY(refused([](N &, C &c) { c.url = u"ftp"_s; }));
    }

    void everyCodeOfTheTable_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("status");
        QTest::addColumn<Kind>("kind");
        const auto rows = [](Kind kind, std::initializer_list<std::pair<int, int>> codes) {
            for (const auto &[code, status] : codes)
                QTest::addRow("%d as %d", code, status) << code << status << kind;
        };
        rows(Kind::Channel, {{20003, 401}, {20005, 403}, {20404, 404}, {21212, 400}, {21606, 400}, {21408, 400}, {21703, 400}, {99999, 401}});
        rows(Kind::Rate, {{20429, 429}, {21611, 400}, {21611, 429}, {99999, 429}});
        rows(Kind::Uncertain, {{20500, 500}, {20503, 503}, {99999, 500}, {30410, 400}});
        rows(Kind::Recipient, {{21211, 400}, {21217, 400}, {21614, 400}, {21612, 400}, {30003, 400}, {30005, 400}, {30006, 400}});
        rows(Kind::Policy, {{21610, 400}});
        rows(Kind::Permanent, {{21602, 400}, {21603, 400}, {21604, 400}, {21608, 400}, {21617, 400}, {30007, 400}, {99999, 400}});
    }
    void everyCodeOfTheTable()
    {
        QFETCH(int, code);
        QFETCH(int, status);
        QFETCH(Kind, kind);
        const SendOutcome got = twilio::judge(answered(FakeTwilio::error(code, status, u"to +55 11 98765-0001"_s)), {});
        QCOMPARE(got.kind, kind);
        QCOMPARE(got.code, code);
        QVERIFY(got.reason.startsWith(u"twilio.%1: "_s.arg(code)));
        QVERIFY(!got.reason.contains(u"98765"));
    }

    void brokenAnswersHaveAMeaningToo()
    {
        const QByteArray cut = "{\"sid\":\"SM"; // moc cannot read half a text within a raw one
        QCOMPARE(twilio::judge(answered({.status = 201, .body = cut}), {}).kind, Kind::Accepted);
        QCOMPARE(twilio::judge(answered({.status = 201, .body = R"({"sid":"SM1","status":"failed","error_code":30005})"}), {}).kind, Kind::Recipient);
        QCOMPARE(twilio::judge(answered({.status = 302}), {}).kind, Kind::Permanent);
        QCOMPARE(twilio::judge(answered({.status = 502, .body = "<html>"}), {}).kind, Kind::Uncertain);
        QCOMPARE(twilio::judge(answered({.status = 503, .headers = {{"Retry-After", "3"}}}), {}).kind, Kind::Transient);
        HttpResult lost;
        lost.fate = HttpResult::Fate::Unknown;
        QCOMPARE(twilio::judge(lost, {}).kind, Kind::Uncertain);
    }

    void anSmsArrivesOnce_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("clear text") << false;
        QTest::newRow("TLS") << true;
    }
    void anSmsArrivesOnce()
    {
        QFETCH(bool, tls);
        Rig rig(tls);
        const SendOutcome got = rig.send(reminder());
        QCOMPARE(got.kind, Kind::Accepted);
        QCOMPARE(rig.provider.accepted().first().sid, got.providerId);
        QCOMPARE(rig.provider.accepted().first().body, reminder().text);
        rig.provider.queue({.way = Way::CloseSilently}, true);
        QCOMPARE(rig.send(reminder()).kind, Kind::Uncertain);
        QTest::qWait(0);
        QCOMPARE(rig.provider.requests().size(), 2);
        QCOMPARE(rig.provider.accepted().size(), 2); // what a look-up would find (T5)
        Notification landline = reminder();
        landline.recipient = u"+551130000001"_s;
        QCOMPARE(rig.send(landline).kind, Kind::Recipient);
        rig.provider.optOut(reminder().recipient);
        QCOMPARE(rig.send(reminder()).kind, Kind::Policy);
        QCOMPARE(rig.provider.accepted().size(), 2);
    }

    void theCredentialIsTestedWithoutAnSms()
    {
        Rig rig;
        QCOMPARE(rig.test().kind, Kind::Accepted);
        rig.provider.setAccountStatus(u"suspended"_s);
        QCOMPARE(rig.test().code, 20005);
        rig.provider.setAccountStatus(u"active"_s);
        rig.provider.setToken("other");
        QCOMPARE(rig.test().code, 20003);
        QVERIFY(!rig.channel->admit(reminder()).open);
        QCOMPARE(rig.provider.posts(), 0);
    }

    void theFakeListsInPages()
    {
        Rig rig;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(rig.send(reminder()).kind, Kind::Accepted);
        const auto get = [&](const QByteArray &query) {
            HttpRequest request;
            request.method = "GET";
            request.url = QUrl(rig.provider.url() + u"/2010-04-01/Accounts/"_s + FakeTwilio::accountSid() + u"/Messages.json?"_s + QString::fromLatin1(query));
            request.headers = {{"Authorization", "Basic " + (FakeTwilio::accountSid().toLatin1() + ":test-token").toBase64()}};
            std::optional<Result<HttpResult>> got;
            rig.transport.send(request, [&got](Result<HttpResult> result) { got = std::move(result); });
            [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 10'000); }();
            return QJsonDocument::fromJson(got && *got ? got->value().body : QByteArray())[u"messages"_s].toArray().size();
        };
        QCOMPARE(get("To=%2B5511987650001"), 3);
        QCOMPARE(get("To=%2B5511987650001&PageSize=2"), 2);
        QCOMPARE(get("To=%2B5511987650001&PageSize=2&Page=1"), 1);
        QCOMPARE(get("To=%2B5511987650009"), 0);
        QCOMPARE(get("DateSent%3E=2999-01-01"), 0);
    }

    /// The same as sms-segments-calculator 1.3.0; tests/interop/tst_providers asks it about more.
    void lengthsAreCountedAsCarriersDo_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("gsm");
        QTest::addColumn<int>("segments");
        QTest::newRow("empty") << QString() << true << 0;
        QTest::newRow("160") << QString(160, u'a') << true << 1;
        QTest::newRow("161") << QString(161, u'a') << true << 2;
        QTest::newRow("306") << QString(306, u'a') << true << 2;
        QTest::newRow("307") << QString(307, u'a') << true << 3;
        QTest::newRow("80 euros") << QString(80, u'€') << true << 1;
        QTest::newRow("81 euros") << QString(81, u'€') << true << 2;
        QTest::newRow("an escape does not break") << QString(152, u'a') + u'€' + QString(152, u'a') << true << 3;
        QTest::newRow("à é ü are cheap") << u"à é ü É Ü Ç ñ"_s << true << 1;
        QTest::newRow("70 of ã") << QString(70, u'ã') << false << 1;
        QTest::newRow("71 of ã") << QString(71, u'ã') << false << 2;
        QTest::newRow("135 of ã") << QString(135, u'ã') << false << 3;
        QTest::newRow("lower-case ç") << u"serviço"_s << false << 1;
        QTest::newRow("35 emoji") << u"💈"_s.repeated(35) << false << 1;
        QTest::newRow("36 emoji") << u"💈"_s.repeated(36) << false << 2;
        QTest::newRow("a pair does not break") << QString(66, u'ã') + u"💈"_s + QString(66, u'ã') << false << 3;
    }
    void lengthsAreCountedAsCarriersDo()
    {
        QFETCH(QString, text);
        QFETCH(bool, gsm);
        QFETCH(int, segments);
        const SmsSize got = smsSize(text);
        QCOMPARE(got.gsm, gsm);
        QCOMPARE(got.segments, segments);
    }

    void accentsAreLeftOut()
    {
        QCOMPARE(plainSms(u"Olá, João! Amanhã às 10h — “serviço” nº 3… R$ 45,00 € 💈"_s),
                 u"Ola, Joao! Amanha as 10h - \"servico\" no 3... R$ 45,00 EUR "_s);
        QVERIFY(smsSize(plainSms(u"ÁÀÂÃÄÇÉÊÍÓÔÕÚÜáàâãäçéêíóôõúüñÑ"_s)).gsm);
        QCOMPARE(plainSms(u"a\nb\tc\u00a0d\x07"_s), u"a\nb c d"_s);
    }
};

QTEST_GUILESS_MAIN(TestTwilio)
#include "tst_twilio.moc"
