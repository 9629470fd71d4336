#include "engine/notify/channels/sendgrid_mail.h"
#include "engine/runtime/log_book.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_sendgrid.h"
#include "tests/support/send_doubles.h"
#include "tests/unit/notify/answered.h"
#include "tests/unit/notify/channel_outcome.h"

#include <QJsonDocument>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = SendOutcome::Kind;
using Way = RawHttpFake::Answer::Way;

/// SendGrid's requests, what its answers mean, and one request an attempt (providers 1.2 and 2.1, S1 to S4, S7).
class TestSendGrid : public QObject
{
    Q_OBJECT

    static Notification reminder()
    {
        Notification n;
        n.channel = Channel::Email;
        n.recipient = u"ana@cliente.example"_s;
        n.clientName = u"Ana Exemplo; Ltda"_s;
        n.subject = u"Lembrete do seu horário"_s;
        n.text = u"Olá, Ana!"_s;
        n.html = u"<p>Olá, Ana!</p>"_s;
        return n;
    }
    const sendgrid::Config m_config{u"https://api.sendgrid.com/"_s, u"contato@barbearia.example"_s, u"Barbearia Exemplo"_s, {}, {}};

    /// The real channel in front of the fake.
    struct Rig {
        FakeClock clock{};
        LogBook log{{}, clock};
        EngineSettings settings{};
        SecretsDouble secrets{};
        FakeSendGrid provider;
        HttpTransport transport{clock};
        std::optional<SendGridMail> channel{};

        explicit Rig(bool tls = false) : provider(tls)
        {
            settings.sendgridUrl = provider.url();
            settings.emailFrom = u"contato@barbearia.example"_s;
            settings.emailCaFile = provider.caFile();
            secrets.values[u"SENDGRID_API_KEY"_s] = "SG.test-key";
            channel.emplace(transport, secrets, settings, clock, log);
        }
        SendOutcome send(const Notification &message) { return sendThrough(*channel, message, 5s); }
        SendOutcome test() { return testCredential(*channel); }
    };

private slots:
    void requestIsGolden()
    {
        const auto got = sendgrid::buildRequest(reminder(), m_config, Secret("SG.k"), u"0123abcd"_s, 9s);
        QVERIFY(got);
        QCOMPARE(got.value().url, QUrl(u"https://api.sendgrid.com/v3/mail/send"_s));
        QCOMPARE(got.value().method, QByteArray("POST"));
        QVERIFY(got.value().headers.contains({"Authorization", "Bearer SG.k"}));
        QVERIFY(got.value().headers.contains({"Content-Type", "application/json"}));
        QCOMPARE(QString::fromUtf8(got.value().body),
                 uR"({"content":[{"type":"text/plain","value":"Olá, Ana!"},{"type":"text/html","value":"<p>Olá, Ana!</p>"}],)"
                 uR"("from":{"email":"contato@barbearia.example","name":"Barbearia Exemplo"},"headers":{"Auto-Submitted":"auto-generated"},)"
                 uR"("personalizations":[{"custom_args":{"trato":"0123abcd"},"to":[{"email":"ana@cliente.example","name":"Ana Exemplo Ltda"}]}],)"
                 uR"("subject":"Lembrete do seu horário","tracking_settings":{"click_tracking":{"enable":false},"open_tracking":{"enable":false}}})"_s);
    }

    void badRequestsAreRefused()
    {
        const auto refused = [&](auto change) {
            Notification n = reminder();
            sendgrid::Config config = m_config;
            change(n, config);
            const auto got = sendgrid::buildRequest(n, config, Secret("s"), u"o"_s, 9s);
            return !got && got.error().code == Error::Code::Invalid;
        };
        using N = Notification;
        using C = sendgrid::Config;
        QVERIFY(!refused([](N &, C &) {}));
        QVERIFY(refused([](N &n, C &) { n.recipient = u"ana@cliente.example, eva@cliente.example"_s; }));
        QVERIFY(refused([](N &n, C &) { n.recipient = u"ana@cliente.example\r\nBcc: x@y.example"_s; }));
        QVERIFY(refused([](N &n, C &) { n.subject.clear(); }));
        QVERIFY(refused([](N &n, C &) { n.text.clear(); }));
        QVERIFY(refused([](N &, C &c) { c.from = u"Barbearia"_s; }));
        QVERIFY(refused([](N &, C &c) { c.replyTo = u"x"_s; }));
        QVERIFY(refused([](N &, C &c) { c.url = u"https://user:pass@api.sendgrid.com"_s; }));
        QVERIFY(refused([](N &, C &c) { c.url = u"sendgrid"_s; }));
    }

    void everyAnswerHasItsMeaning_data()
    {
        QTest::addColumn<FakeSendGrid::Answer>("answer");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, FakeSendGrid::Answer answer, Kind kind, const QString &reason) {
            QTest::newRow(name) << answer << kind << reason;
        };
        row("S1 taken", {.status = 202, .body = {}, .headers = {{"X-Message-Id", "abc"}}}, Kind::Accepted, {});
        row("taken without an id", {.status = 202, .body = {}}, Kind::Accepted, u"sendgrid: accepted without a readable id"_s);
        row("S3 two errors", FakeSendGrid::errors(400, {u"one"_s, u"two"_s}), Kind::Permanent, u"sendgrid.400: one; two"_s);
        row("S4 bad key", FakeSendGrid::errors(401, {u"The provided authorization grant is invalid"_s}), Kind::Channel,
            u"sendgrid.401: The provided authorization grant is invalid"_s);
        row("S4 no credits", FakeSendGrid::errors(401, {u"Maximum credits exceeded"_s}), Kind::Channel, u"sendgrid.credits: Maximum credits exceeded"_s);
        row("S4 sender", FakeSendGrid::errors(403, {u"The from address does not match"_s}), Kind::Channel, u"sendgrid.403: The from address does not match"_s);
        row("S4 too large", FakeSendGrid::errors(413, {u"too large"_s}), Kind::Permanent, u"sendgrid.413: too large"_s);
        row("404", {.status = 404, .body = "<html>"}, Kind::Permanent, u"sendgrid: HTTP 404"_s);
        row("redirect", {.status = 302, .body = {}}, Kind::Permanent, u"sendgrid: HTTP 302"_s);
        row("S4 rate", {.status = 429, .body = "{}"}, Kind::Rate, u"sendgrid: HTTP 429"_s);
        row("500", {.status = 500, .body = "<html>"}, Kind::Uncertain, u"sendgrid: HTTP 500"_s);
        row("503", {.status = 503, .body = {}}, Kind::Uncertain, u"sendgrid: HTTP 503"_s);
        row("503 later", {.status = 503, .body = {}, .headers = {{"Retry-After", "7"}}}, Kind::Transient, u"sendgrid: HTTP 503"_s);
        row("408", {.status = 408, .body = {}}, Kind::Uncertain, u"sendgrid: HTTP 408"_s);
        row("address in an error", FakeSendGrid::errors(400, {u"ana@cliente.example is bad"_s}), Kind::Permanent, {});
    }
    void everyAnswerHasItsMeaning()
    {
        QFETCH(FakeSendGrid::Answer, answer);
        QFETCH(Kind, kind);
        QFETCH(QString, reason);
        const SendOutcome got = sendgrid::judge(answered(answer), {});
        QCOMPARE(got.kind, kind);
        if (!reason.isEmpty())
            QCOMPARE(got.reason, reason);
        QVERIFY(!got.reason.contains(u"ana@"));
    }

    void theLimitTellsUntilWhen()
    {
        const Instant now = fromMs(1'795'000'000'000);
        const auto wait = [&](const QByteArray &at) {
            return sendgrid::judge(answered({.status = 429, .headers = {{"X-RateLimit-Reset", at}}}), now).retryAfter;
        };
        QCOMPARE(wait("1795000042"), std::optional<Millis>(42s));
        QCOMPARE(wait("1794999999"), std::optional<Millis>(1s));
        QCOMPARE(wait("1795080000"), std::optional<Millis>(1h)); // longer than an hour nobody waits without asking
        QCOMPARE(wait("soon"), std::nullopt);
        QCOMPARE(wait("99999999999"), std::nullopt);
    }

    void aMailArrives_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("clear text") << false;
        QTest::newRow("TLS") << true;
    }
    void aMailArrives()
    {
        QFETCH(bool, tls);
        Rig rig(tls);
        const SendOutcome got = rig.send(reminder());
        QCOMPARE(got.kind, Kind::Accepted);
        QCOMPARE(rig.provider.accepted().size(), 1);
        const auto &mail = rig.provider.accepted().first();
        QCOMPARE(got.providerId, mail.id);
        QCOMPARE(mail.subject, u"Lembrete do seu horário"_s);
        QCOMPARE(mail.text, u"Olá, Ana!"_s);
        QCOMPARE(mail.html, u"<p>Olá, Ana!</p>"_s);
        QCOMPARE(mail.customArgs, (QMap<QString, QString>{{u"trato"_s, u"opaque1"_s}}));
    }

    void aLostAnswerIsOneRequest_data() { aMailArrives_data(); }
    void aLostAnswerIsOneRequest()
    {
        QFETCH(bool, tls);
        Rig rig(tls);
        rig.provider.queue({.way = Way::CloseSilently}, true);
        QCOMPARE(rig.send(reminder()).kind, Kind::Uncertain);
        QTest::qWait(0);
        QCOMPARE(rig.provider.requests().size(), 1);
        QCOMPARE(rig.provider.accepted().size(), 1);
    }

    void theCredentialIsTestedWithoutAMail()
    {
        Rig rig;
        QCOMPARE(rig.test().kind, Kind::Accepted);
        rig.provider.setScopes({u"alerts.read"_s});
        const SendOutcome narrow = rig.test();
        QCOMPARE(narrow.kind, Kind::Channel);
        QVERIFY(narrow.reason.contains(u"mail.send"));
        QVERIFY(!rig.channel->trouble().isEmpty());
        rig.provider.setScopes({u"mail.send"_s});
        QCOMPARE(rig.test().kind, Kind::Accepted);
        QVERIFY(rig.channel->trouble().isEmpty());
        QCOMPARE(rig.provider.posts(), 0);
        rig.settings.emailFrom.clear();
        QCOMPARE(rig.test().reason, u"missing: email/from"_s);
    }

    void anotherKeyHasABreakerOfItsOwn()
    {
        Rig rig;
        rig.provider.setKey("SG.other");
        QCOMPARE(rig.send(reminder()).kind, Kind::Channel);
        QVERIFY(!rig.channel->admit(reminder()).open);
        rig.secrets.values[u"SENDGRID_API_KEY"_s] = "SG.other";
        rig.channel->changed();
        QTRY_VERIFY(rig.channel->admit(reminder()).open);
        QCOMPARE(rig.send(reminder()).kind, Kind::Accepted);
    }

    void theFakeRefusesWhatTheRealOneDoes()
    {
        Rig rig;
        const auto post = [&](const QByteArray &body, const QByteArray &type = "application/json") {
            HttpRequest request;
            request.url = QUrl(rig.provider.url() + u"/v3/mail/send"_s);
            request.headers = {{"Authorization", "Bearer SG.test-key"}, {"Content-Type", type}};
            request.body = body;
            std::optional<Result<HttpResult>> got;
            rig.transport.send(request, [&got](Result<HttpResult> result) { got = std::move(result); });
            [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 10'000); }();
            return got && *got ? got->value().status : 0;
        };
        const QByteArray good = sendgrid::buildRequest(reminder(), m_config, Secret("s"), u"o"_s, 9s).value().body;
        const auto with = [&](const QByteArray &more) { return "{" + more + "," + good.mid(1); };
        QCOMPARE(post(good), 202);
        QCOMPARE(post(good, "text/plain"), 400);
        QCOMPARE(post(with(R"("mail_settings":{"sandbox_mode":{"enable":true}})")), 200);     // S2
        QCOMPARE(post(with(R"("mail_settings":{"sandbox_mode":{"enable":"true"}})")), 400);
        QCOMPARE(post(QByteArray(good).replace("contato@barbearia", "outro@barbearia")), 403);
        QCOMPARE(post(QByteArray(good).replace("ana@cliente.example", "ana")), 400);
        QCOMPARE(rig.provider.accepted().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSendGrid)
#include "tst_sendgrid.moc"
