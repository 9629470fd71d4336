#include "engine/notify/channels/smtp_dialogue.h"
#include "engine/notify/channels/smtp_mail.h"
#include "engine/runtime/log_book.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_smtp.h"
#include "tests/support/send_doubles.h"
#include "tests/unit/notify/channel_outcome.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = SendOutcome::Kind;
using smtp::Stage;

/// A mail as bytes, the dialogue with a server, and what its answers mean (providers 1.3, M1 to M10).
class TestSmtp : public QObject
{
    Q_OBJECT

    static Notification reminder()
    {
        Notification n;
        n.dedupeKey = u"rem_v1_d1_20261124T1300Z"_s;
        n.channel = Channel::Email;
        n.recipient = u"ana@cliente.example"_s;
        n.clientName = u"Ana Conceição"_s;
        n.subject = u"Lembrete do seu horário na Barbearia São João"_s;
        n.text = u"Olá, Ana!\n.um ponto no começo\nAté amanhã."_s;
        n.html = u"<p>Olá, Ana!</p>"_s;
        return n;
    }

    struct Rig {
        FakeClock clock{};
        LogBook log{{}, clock};
        EngineSettings settings{};
        SecretsDouble secrets{};
        FakeSmtp server;
        std::optional<SmtpMail> channel{};

        explicit Rig(FakeSmtp::Options options = {}) : server(options)
        {
            settings.emailProvider = MailProvider::Smtp;
            settings.smtpHost = u"localhost"_s;
            settings.smtpPort = server.serverPort();
            settings.smtpSecurity = options.tlsFromStart ? SmtpSecurity::Tls : SmtpSecurity::StartTls;
            settings.smtpUser = u"barbearia"_s;
            settings.emailFrom = u"contato@barbearia.example"_s;
            settings.emailFromName = u"Barbearia São João"_s;
            settings.emailCaFile = server.caFile();
            secrets.values[u"SMTP_PASS"_s] = "s3nha";
            channel.emplace(secrets, settings, clock, log);
        }
        SendOutcome send(const Notification &message, Millis timeout = 10s) { return sendThrough(*channel, message, timeout); }
        bool said(const QByteArray &verb) const
        {
            return std::any_of(server.commands().begin(), server.commands().end(), [&](const QByteArray &c) { return c.startsWith(verb); });
        }
    };
    static smtp::ServerReply reply(const QByteArray &bytes)
    {
        smtp::ReplyReader reader;
        reader.feed(bytes);
        return reader.next().value_or(smtp::ServerReply());
    }

private slots:
    void aMailArrives_data()
    {
        QTest::addColumn<bool>("tlsFromStart");
        QTest::addColumn<QByteArray>("signIns");
        QTest::newRow("STARTTLS, PLAIN") << false << QByteArray("PLAIN LOGIN");
        QTest::newRow("STARTTLS, LOGIN") << false << QByteArray("LOGIN XOAUTH2");
        QTest::newRow("TLS from the start") << true << QByteArray("PLAIN");
    }
    void aMailArrives() // M2, M8, M10
    {
        QFETCH(bool, tlsFromStart);
        QFETCH(QByteArray, signIns);
        Rig rig({.tlsFromStart = tlsFromStart, .signIns = signIns, .size = "1000000", .manyLines = true});
        const SendOutcome got = rig.send(reminder());
        QCOMPARE(got.reason, QString());
        QCOMPARE(got.kind, Kind::Accepted);
        QCOMPARE(rig.server.mails().size(), 1);
        const FakeSmtp::Mail &mail = rig.server.mails().first();
        QCOMPARE(mail.from, QByteArray("contato@barbearia.example"));
        QCOMPARE(mail.to, QByteArray("ana@cliente.example"));
        QVERIFY(mail.encrypted);
        QCOMPARE(mail.content, composeMail(mailOf(reminder(), rig.settings, rig.clock.now()).value()));
        QVERIFY(mail.content.contains("Message-ID: " + got.providerId.toLatin1() + "\r\n"));
        QVERIFY(mail.content.contains("\r\n.um ponto"));
    }

    void aMailIsSevenBitAndFoldsItsLines()
    {
        Notification message = reminder();
        message.subject = u"Ação 💈 "_s.repeated(30);
        message.text = QString(998, u'x') + u"\nfim de linha \nçã"_s;
        const QByteArray mail = composeMail(mailOf(message, Rig().settings, {}).value());
        for (const QByteArray &line : mail.split('\n')) {
            QVERIFY2(line.size() <= 79, line.constData()); // 78 and the CR
            QVERIFY(line.isEmpty() || line.endsWith('\r'));
        }
        QVERIFY(std::all_of(mail.begin(), mail.end(), [](char c) { return uchar(c) < 127; }));
        QVERIFY(mail.contains("fim de linha=20\r\n=C3=A7=C3=A3\r\n"));
    }

    void nothingGetsIntoAHeader()
    {
        Notification message = reminder();
        message.clientName = u"Ana\r\nBcc: eva@cliente.example\r\n\r\n\"x\" <a@b.example>"_s;
        message.subject = u"Oi\r\nBcc: eva@cliente.example"_s;
        const QByteArray mail = composeMail(mailOf(message, Rig().settings, {}).value());
        const QByteArray head = mail.left(mail.indexOf("\r\n\r\n"));
        QVERIFY(!head.contains("\r\nBcc"));
        QCOMPARE(head.count("\r\nTo: "), 1);
        message.recipient = u"ana@cliente.example>\r\nRCPT TO:<eva@cliente.example"_s;
        QVERIFY(!mailOf(message, Rig().settings, {}));
    }

    void encodedWordsAreWholeCharacters()
    {
        QCOMPARE(headerText(u"Lembrete"_s), QByteArray("Lembrete"));
        QCOMPARE(headerText(u"Olá"_s), QByteArray("=?UTF-8?B?T2zDoQ==?="));
        QCOMPARE(headerText(u"=?x"_s), QByteArray("=?UTF-8?B?PT94?="));
        for (const QByteArray &word : headerText(u"ã💈"_s.repeated(40)).split('\n')) {
            const QByteArray text = QByteArray::fromBase64(word.trimmed().mid(10).chopped(2));
            QVERIFY(word.trimmed().size() <= 75);
            QVERIFY(QString::fromUtf8(text).toUtf8() == text && !QString::fromUtf8(text).contains(QChar::ReplacementCharacter));
        }
    }

    void theMessageIdIsTheSameEachTime()
    {
        const QByteArray id = stableMessageId(u"rem_v1"_s, u"contato@barbearia.example"_s);
        QCOMPARE(id, stableMessageId(u"rem_v1"_s, u"contato@barbearia.example"_s));
        QVERIFY(id != stableMessageId(u"rem_v2"_s, u"contato@barbearia.example"_s));
        QVERIFY(id.startsWith('<') && id.endsWith("@barbearia.example>"));
        QVERIFY(!id.contains("rem_v1"));
    }

    void dotsAreDoubled()
    {
        QCOMPARE(dotStuffed(".a\r\nb\r\n..c"), QByteArray("..a\r\nb\r\n...c\r\n"));
        QCOMPARE(dotStuffed("a\r\n"), QByteArray("a\r\n"));
    }

    void withoutEncryptionNothingIsTold() // M1
    {
        Rig rig({.offersStartTls = false});
        const SendOutcome got = rig.send(reminder());
        QCOMPARE(got.kind, Kind::Channel);
        QCOMPARE(got.reason, u"smtp: no encryption offered"_s);
        QVERIFY(!rig.said("AUTH") && !rig.said("MAIL"));
    }

    void wordsBeforeTheEncryptionEndIt()
    {
        Rig rig({.afterStartTls = "250 injected\r\n"});
        const SendOutcome got = rig.send(reminder());
        QCOMPARE(got.kind, Kind::NotSent);
        QVERIFY(!rig.said("AUTH") && !rig.said("MAIL"));
    }

    void aRefusedPasswordStopsTheChannel() // M3
    {
        Rig rig({.password = "other"});
        const SendOutcome got = rig.send(reminder());
        QCOMPARE(got.kind, Kind::Channel);
        QCOMPARE(got.code, 535);
        QVERIFY(!rig.said("MAIL"));
        QVERIFY(!rig.channel->admit(reminder()).open);
        rig.server.options.password = "s3nha";
        std::optional<Result<SendOutcome>> tested;
        rig.channel->test([&](Result<SendOutcome> outcome) { tested = std::move(outcome); });
        QTRY_VERIFY(tested.has_value());
        QCOMPARE(tested->value().kind, Kind::Accepted);
        QVERIFY(rig.channel->admit(reminder()).open);
        QVERIFY(!rig.said("MAIL")); // the test sends nothing
    }

    void aGreylistingServerIsAskedAgain() // M4
    {
        Rig rig({.recipientAnswers = {"450 4.2.0 Greylisted, see you later"}});
        const SendOutcome got = rig.send(reminder());
        QCOMPARE(got.kind, Kind::Transient);
        QCOMPARE(got.retryAfter, std::optional<Millis>(1min));
        QCOMPARE(rig.send(reminder()).kind, Kind::Accepted);
        QCOMPARE(rig.server.mails().size(), 1);
    }

    void anUnknownMailboxIsTheRecipients() // M5
    {
        Rig rig({.recipientAnswers = {"550 5.1.1 <ana@cliente.example>: no such user"}});
        const SendOutcome got = rig.send(reminder());
        QCOMPARE(got.kind, Kind::Recipient);
        QVERIFY(!got.reason.contains(u"ana@"));
    }

    void aRefusalAfterTheEndIsNoMail() // M6
    {
        Rig rig({.endAnswer = "451 4.3.0 local error"});
        QCOMPARE(rig.send(reminder()).kind, Kind::Transient);
        QCOMPARE(rig.server.mails().size(), 0);
    }

    void aLostAnswerIsUncertainOnlyAfterTheEnd() // M7
    {
        Rig after({.dropsAfterTheEnd = true});
        QCOMPARE(after.send(reminder()).kind, Kind::Uncertain);
        QCOMPARE(after.server.mails().size(), 1);
        QCOMPARE(after.server.connections(), 1);
        Rig before({.dropsBeforeTheEnd = true});
        Notification large = reminder();
        large.html = u"<p>x</p>"_s.repeated(2'000'000); // more than the buffers between us hold
        QCOMPARE(before.send(large).kind, Kind::NotSent);
        QCOMPARE(before.server.mails().size(), 0);
        QCOMPARE(before.server.connections(), 1);
    }

    void aWrongCertificateEndsIt() // M9
    {
        Rig unknown;
        unknown.settings.emailCaFile.clear();
        QCOMPARE(unknown.send(reminder()).kind, Kind::NotSent);
        QVERIFY(!unknown.said("AUTH"));
#ifndef Q_OS_MACOS // has one loopback address only
        Rig otherName({.address = u"127.0.0.2"_s});
        QVERIFY(otherName.server.isListening());
        otherName.settings.smtpHost = u"127.0.0.2"_s; // not in the certificate
        QCOMPARE(otherName.send(reminder()).kind, Kind::NotSent);
        QCOMPARE(otherName.server.connections(), 1);
        QVERIFY(!otherName.said("AUTH"));
#endif
    }

    void aServerThatLeavesIsAskedAgain() // M10
    {
        Rig rig({.senderAnswer = "421 4.3.2 shutting down"});
        QCOMPARE(rig.send(reminder()).kind, Kind::Transient);
    }

    void aSilentServerCostsNoMoreThanTheTime()
    {
        Rig rig({.greeting = "220-"}); // a greeting that never ends
        const SendOutcome got = rig.send(reminder(), 300ms);
        QCOMPARE(got.kind, Kind::NotSent);
        QVERIFY(got.reason.contains(u"300 ms"));
    }

    void whatIsTooLargeIsNotSent()
    {
        Rig rig({.size = "100"});
        QCOMPARE(rig.send(reminder()).kind, Kind::Permanent);
        QVERIFY(!rig.said("MAIL"));
    }

    void repliesAreReadWhole()
    {
        smtp::ReplyReader reader;
        reader.feed("250-fake\r\n250-SIZE 10\r\n25");
        QVERIFY(!reader.next());
        reader.feed("0 HELP\r\n550 5.1.1 no");
        const auto first = reader.next();
        QVERIFY(first);
        QCOMPARE(first->code, 250);
        QCOMPARE(first->lines, (QList<QByteArray>{"fake", "SIZE 10", "HELP"}));
        QVERIFY(reader.hasMore());
        reader.feed("\r\n");
        const auto second = reader.next();
        QCOMPARE(second->enhanced, QByteArray("5.1.1"));
        for (const QByteArray &bad : {QByteArray("hello\r\n"), QByteArray("999 x\r\n"), QByteArray("250-a\r\n550 b\r\n"), QByteArray(3000, 'x'),
                                      QByteArray("250-" + QByteArray(1000, 'x') + "\r\n").repeated(70)}) {
            smtp::ReplyReader broken;
            broken.feed(bad);
            while (broken.next()) { }
            QVERIFY2(broken.isBroken(), bad.left(20).constData());
        }
    }

    void refusalsMeanWhatTheirStageSays()
    {
        const auto kind = [](Stage stage, const QByteArray &line) { return smtp::judgeReply(stage, reply(line + "\r\n")).kind; };
        QCOMPARE(kind(Stage::Greeting, "554 go away"), Kind::Channel);
        QCOMPARE(kind(Stage::SignIn, "454 4.7.0 later"), Kind::Transient);
        QCOMPARE(kind(Stage::SignIn, "534 5.7.9 app password needed"), Kind::Channel);
        QCOMPARE(kind(Stage::Sender, "553 5.7.1 not yours"), Kind::Channel);
        QCOMPARE(kind(Stage::Sender, "552 5.3.4 too large"), Kind::Permanent);
        QCOMPARE(kind(Stage::Recipient, "530 5.7.0 sign in first"), Kind::Channel);
        QCOMPARE(kind(Stage::Recipient, "550 5.7.1 blocked by policy"), Kind::Permanent);
        QCOMPARE(kind(Stage::Recipient, "553 bad address"), Kind::Recipient);
        QCOMPARE(kind(Stage::Content, "554 5.7.1 spam"), Kind::Permanent);
        QCOMPARE(kind(Stage::Content, "550 5.1.1 nobody"), Kind::Recipient);
        QCOMPARE(kind(Stage::Content, "421 bye"), Kind::Transient);
        QCOMPARE(kind(Stage::Content, "354 what"), Kind::Uncertain);
    }
};

QTEST_GUILESS_MAIN(TestSmtp)
#include "tst_smtp.moc"
