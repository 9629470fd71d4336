#include "engine/tasks/message_key.h"
#include "engine/tasks/site_message.h"
#include "tests/unit/notify/send_house.h"

#include <QJsonDocument>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// JSON with the quotes that read well here.
QByteArray json(QByteArray text) { return text.replace('\'', '"'); }

/// A job of the site with all that its template takes, and no key of its own.
QByteArray reminderTo(const QByteArray &phone, const QByteArray &name)
{
    return json("{'type':'whatsapp','recipient':'" + phone + "','phoneNumber':'" + phone + "','template':'appointment_reminder','variables':{'clientName':'" + name
                + "','appointmentDate':'20/08/2025','appointmentTime':'10:00','professionalName':'Beto','unidadeName':'Barbearia'}}");
}

} // namespace

/// The site's jobs: what its producers leave in Redis goes out through the same dispatch (domain 1.3).
class TestSiteMessages : public QObject
{
    Q_OBJECT

    static QJsonObject resultOf(const JobOutcome &outcome) { return QJsonDocument::fromJson(outcome.result).object(); }

private slots:
    void aNotificationIsSent()
    {
        House h(ChannelWay::Live);
        h.provider.openWindow(u"5511987650001"_s);
        const JobOutcome said = h.run(*h.sender, u"7"_s,
            json("{'type':'whatsapp','recipient':'+5511987650001','message':'Sua vez','clientWrote':true,'metadata':{'appointmentId':'v1','test':true}}"));
        QCOMPARE(said.kind, JobOutcome::Kind::Completed);
        QCOMPARE(resultOf(said)[u"success"].toBool(), true);
        QCOMPARE(resultOf(said)[u"type"].toString(), u"whatsapp"_s);
        QCOMPARE(resultOf(said)[u"recipient"].toString(), u"+5511987650001"_s);
        QCOMPARE(h.provider.accepted().size(), 1);
        QCOMPARE(h.provider.accepted().first().text, u"Sua vez"_s);
        QCOMPARE(h.deliveries().first().visitId, u"v1"_s);
    }

    void whatItsMetadataSaysIsUsed()
    {
        const QJsonObject data{{u"type"_s, u"sms"_s}, {u"recipient"_s, u"+5511987650001"_s}, {u"message"_s, u"m"_s},
                               {u"metadata"_s, QJsonObject{{u"type"_s, u"reminder"_s}, {u"template"_s, u"t"_s}, {u"dedupeKey"_s, u"k"_s}}}};
        const QJsonObject read = siteMessage(data);
        QCOMPARE(read[u"template"].toString(), u"t"_s);
        QCOMPARE(read[u"type"].toString(), u"sms"_s); // the channel is the job's own
        const MessageKeys keys = messageKeys({u"notifications"_s}, {u"7"_s}, Instant{}, QJsonDocument(data).toJson());
        QCOMPARE(keys.key, u"k"_s);
        QVERIFY(keys.earlier.isEmpty());
        QJsonObject other = data;
        other.insert(u"phoneNumber"_s, u"+5511987650001"_s);
        QCOMPARE(siteMessage(other), other);
    }

    void whatTheSiteRenderedGoesOutAsItIs()
    {
        House h(ChannelWay::Live);
        h.provider.openWindow(u"5511987650001"_s);
        const JobOutcome said = h.run(*h.sender, u"8"_s,
            json("{'type':'whatsapp','recipient':'+5511987650001','phoneNumber':'+5511987650001','template':'of_the_site','message':'Pronto, Ana','clientWrote':true}"));
        QCOMPARE(said.kind, JobOutcome::Kind::Completed);
        QCOMPARE(h.provider.accepted().value(0).text, u"Pronto, Ana"_s);
    }

    void aMaskedNumberIsTheClients()
    {
        House h(ChannelWay::Live);
        h.provider.openWindow(u"5511987650001"_s);
        const auto send = [&](const QString &id, const QByteArray &phone, const QByteArray &who) {
            return h.run(*h.sender, id, json("{'type':'whatsapp','phoneNumber':'") + phone + json("','message':'Oi','clientWrote':true,") + who + "}");
        };
        QCOMPARE(send(u"1"_s, "+55 11 9****-0001", json("'clientId':'c1'")).kind, JobOutcome::Kind::Completed);
        QVERIFY2(h.provider.accepted().value(0).to.endsWith(u"5511987650001"), qPrintable(h.provider.accepted().value(0).to));
        QCOMPARE(send(u"2"_s, "(11) *****-0001", json("'appointmentId':'v1'")).kind, JobOutcome::Kind::Completed);
        QCOMPARE(h.provider.accepted().size(), 2);
        QCOMPARE(send(u"3"_s, "+55 11 9****-4444", json("'clientId':'c1'")).kind, JobOutcome::Kind::Unrecoverable); // somebody else's
        QCOMPARE(send(u"4"_s, "+55 11 9****-0001", json("'clientId':'nobody'")).kind, JobOutcome::Kind::Unrecoverable);
        QCOMPARE(send(u"5"_s, "+55 11 9****-0001", json("'priority':'high'")).kind, JobOutcome::Kind::Unrecoverable);
        QCOMPARE(h.provider.accepted().size(), 2);
    }

    /// `obliterate`, a server without persistence: the id counter begins again, fences and ledger do not.
    void aQueueThatCountsAgainSwallowsNothing_data()
    {
        QTest::addColumn<ChannelWay>("way");
        QTest::newRow("live") << ChannelWay::Live;
        QTest::newRow("training") << ChannelWay::Training;
    }
    void aQueueThatCountsAgainSwallowsNothing()
    {
        QFETCH(const ChannelWay, way);
        House h(way);
        const Instant made = h.clock.now();
        const JobOutcome ana = h.run(*h.sender, u"1"_s, reminderTo("+5511987650001", "Ana"), 1, made);
        QCOMPARE(ana.kind, JobOutcome::Kind::Completed);
        h.clock.advance(Minutes(1));
        const JobOutcome bia = h.run(*h.sender, u"1"_s, reminderTo("+5511987650002", "Bia"), 1, h.clock.now());
        QCOMPARE(bia.kind, JobOutcome::Kind::Completed);
        QCOMPARE(h.deliveries().size(), 2);
        QCOMPARE(h.deliveries().last().recipient.right(4), u"0001"_s);
        // Two jobs made in the same millisecond, as after a move of the store.
        QCOMPARE(h.run(*h.sender, u"1"_s, reminderTo("+5511987650003", "Caio"), 1, made).kind, JobOutcome::Kind::Completed);
        QCOMPARE(h.deliveries().size(), 3);
        if (way != ChannelWay::Live)
            return;
        QCOMPARE(h.provider.accepted().size(), 3);
        QCOMPARE(h.provider.accepted()[1].to, u"5511987650002"_s);
        QVERIFY(resultOf(bia)[u"data"][u"messageId"] != resultOf(ana)[u"data"][u"messageId"]);
        // The same job again, however its number is written now: nothing leaves.
        QCOMPARE(h.run(*h.sender, u"1"_s, reminderTo("(11) 98765-0002", "Bia"), 2, made + Minutes(1)).kind, JobOutcome::Kind::Completed);
        QCOMPARE(h.provider.accepted().size(), 3);
        for (const QString &key : h.store.byKey.keys())
            QVERIFY2(!key.contains(u"98765"), qPrintable(key));
    }

    void whatWasSentToOneStandsForNobodyElse()
    {
        House h(ChannelWay::Live);
        const auto send = [&](const QString &id, const QByteArray &phone, const QByteArray &name) {
            QByteArray data = reminderTo(phone, name);
            return h.run(*h.sender, id, data.insert(1, json("'dedupeKey':'k',")), 1, h.clock.now());
        };
        QCOMPARE(send(u"1"_s, "+5511987650001", "Ana").kind, JobOutcome::Kind::Completed);
        QCOMPARE(send(u"2"_s, "+5511987650001", "Ana").kind, JobOutcome::Kind::Completed); // the same: sent before
        const JobOutcome other = send(u"3"_s, "+5511987650002", "Ana");
        QCOMPARE(other.kind, JobOutcome::Kind::Unrecoverable);
        QVERIFY2(other.reason.contains(u"another address"), qPrintable(other.reason));
        const JobOutcome words = send(u"4"_s, "+5511987650001", "Bia");
        QCOMPARE(words.kind, JobOutcome::Kind::Unrecoverable);
        QVERIFY2(words.reason.contains(u"something else"), qPrintable(words.reason));
        QCOMPARE(h.provider.posts(), 1);
        QCOMPARE(h.deliveries().size(), 1);
        QCOMPARE(h.deliveries().first().recipient.right(4), u"0001"_s);
        h.store.byKey.clear(); // the server lost its fences, the ledger is still here
        QCOMPARE(send(u"5"_s, "+5511987650002", "Ana").kind, JobOutcome::Kind::Unrecoverable);
        QCOMPARE(h.provider.posts(), 1);
        QCOMPARE(h.store.byKey.value(u"k"_s).state, Fence::State::Rejected);
    }

    /// Somebody changed the job's data and tried it again.
    void aChangedJobIsNoSecondMessage()
    {
        House h(ChannelWay::Live);
        const Instant made = h.clock.now();
        h.provider.queue({.way = FakeWhatsApp::Answer::Way::CloseSilently}, true);
        QVERIFY(h.run(*h.sender, u"1"_s, reminderTo("+5511987650001", "Ana"), 1, made).result.contains("uncertain"));
        QCOMPARE(h.run(*h.sender, u"1"_s, reminderTo("+5511987650001", "Anna"), 2, made).kind, JobOutcome::Kind::Unrecoverable);
        QCOMPARE(h.provider.posts(), 1);
        QCOMPARE(h.deliveries().first().state, DeliveryState::Uncertain);
        // To the person who was meant it is the first.
        QCOMPARE(h.run(*h.sender, u"1"_s, reminderTo("+5511987650002", "Ana"), 3, made).kind, JobOutcome::Kind::Completed);
        QCOMPARE(h.provider.posts(), 2);
    }

    /// Versions before knew such a message by queue and id alone.
    void whatWasSentBeforeTheUpdateIsNotSentAgain_data()
    {
        QTest::addColumn<QString>("case_");
        QTest::addColumn<int>("posts");
        QTest::newRow("the same job") << u"same"_s << 0;
        QTest::newRow("another person's") << u"person"_s << 1;
        QTest::newRow("another template") << u"words"_s << 1;
        QTest::newRow("of a queue that began again since") << u"later"_s << 1;
        QTest::newRow("sent by another engine") << u"fence"_s << 0;
        QTest::newRow("sent by another engine, and the queue began again") << u"fence later"_s << 1;
    }
    void whatWasSentBeforeTheUpdateIsNotSentAgain()
    {
        QFETCH(const QString, case_);
        QFETCH(const int, posts);
        House h(ChannelWay::Live);
        const QString old = u"job_whatsapp-notifications_1"_s;
        const Instant made = h.clock.now();
        h.store.byKey.insert(old, {old, Fence::State::Accepted, u"run-0"_s, "0123456789abcdef0123456789abcdef", made});
        if (!case_.startsWith(u"fence")) {
            Notification sent{.dedupeKey = old, .templateId = {case_ == u"words" ? u"queue_position"_s : u"appointment_reminder"_s},
                              .recipient = case_ == u"person" ? u"+5511987650009"_s : u"+5511987650001"_s, .queue = u"whatsapp-notifications"_s, .jobId = u"1"_s};
            bool noted = false;
            h.ledger.record(sent, {.state = DeliveryState::Sending}, [&](const Result<DeliveryView> &) {
                h.ledger.move(old, {.state = DeliveryState::Accepted}, [&](const Result<DeliveryView> &row) { noted = bool(row); });
            });
            QTRY_VERIFY(noted);
        }
        const Instant created = case_.endsWith(u"later") ? made + Hours(2) : made;
        h.clock.advance(Hours(3));
        QCOMPARE(h.run(*h.sender, u"1"_s, reminderTo("+5511987650001", "Ana"), 2, created).kind, JobOutcome::Kind::Completed);
        QCOMPARE(h.provider.posts(), posts);
    }

    /// "Send again" of a message whose id another job has by now.
    void anotherOnesJobIsNotSentInItsPlace()
    {
        House h(ChannelWay::Live);
        h.provider.queue({.way = FakeWhatsApp::Answer::Way::CloseSilently}, true);
        const Instant made = h.clock.now();
        NewJob job{{u"whatsapp-notifications"_s}, u"send-whatsapp"_s, {reminderTo("+5511987650001", "Ana")}, {}};
        job.options.timestamp = made;
        h.store.jobs.insert(u"1"_s, {job, JobState::Completed});
        QVERIFY(h.run(*h.sender, u"1"_s, job.data.utf8, 1, made).result.contains("uncertain"));
        NewJob other = job;
        other.data = {reminderTo("+5511987650002", "Bia")};
        other.options.timestamp = made + Minutes(1);
        h.store.jobs.insert(u"1"_s, {other, JobState::Completed});
        const ask::JudgeDelivery again{h.deliveries().first().id, Verdict::SendAgain};
        QCOMPARE(h.ask(again).error().code, Error::Code::Refused);
        QCOMPARE(h.store.jobs.value(u"1"_s).state, JobState::Completed);
        h.store.jobs.insert(u"1"_s, {job, JobState::Completed});
        QVERIFY(h.ask(again));
        QCOMPARE(h.store.jobs.value(u"1"_s).state, JobState::Waiting);
        QCOMPARE(h.run(*h.sender, u"1"_s, job.data.utf8, 2, made).kind, JobOutcome::Kind::Completed);
        QCOMPARE(h.provider.posts(), 2);
    }

    /// Every example of domain 1.3 that is a message, letter by letter (but "…" for a message or subject).
    void theExamplesOfTheSite_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<ChannelWay>("way");
        QTest::addColumn<bool>("clientWrote");
        QTest::addColumn<QString>("text");   // "" fails
        QTest::addColumn<QString>("reason");
        const QByteArray whatsapp(R"({"type":"whatsapp","recipient":"+5511999999999","template":"appointment_reminder","data":{"clientName":"Ana"},"phoneNumber":"+5511999999999","message":"…","variables":{"clientName":"Ana"},"priority":"normal","scheduledFor":"2025-08-20T13:00:00.000Z","userId":"6f0c…"})");
        const QByteArray email(R"({"type":"email","recipient":"a@b.com","template":"appointment_confirmation_email","data":{"clientName":"Ana"},"email":"a@b.com","subject":"… {{unidadeName}}","variables":{"clientName":"Ana"},"priority":"high"})");
        const QByteArray plain(R"({"type":"whatsapp","recipient":"+5511999999999","message":"…","metadata":{"appointmentId":"123"}})");
        const QString window = u"WhatsApp takes free text only within 24 hours"_s;
        QTest::newRow("WhatsApp, the client wrote") << whatsapp << ChannelWay::Live << true << u"…"_s << QString();
        QTest::newRow("WhatsApp, outside the window") << whatsapp << ChannelWay::Live << false << QString() << window;
        QTest::newRow("WhatsApp, training shows what live would do") << whatsapp << ChannelWay::Training << false << QString() << window;
        QTest::newRow("WhatsApp, sent by a person") << whatsapp << ChannelWay::Assisted << false << u"…"_s << QString();
        QTest::newRow("e-mail without its words") << email << ChannelWay::Training << false << QString() << u"variable "_s;
        QTest::newRow("notification") << plain << ChannelWay::Live << true << u"…"_s << QString();
    }
    void theExamplesOfTheSite()
    {
        QFETCH(const QByteArray, data);
        QFETCH(const ChannelWay, way);
        QFETCH(const bool, clientWrote);
        QFETCH(const QString, text);
        QFETCH(const QString, reason);
        House h(way);
        if (clientWrote)
            h.provider.openWindow(u"5511999999999"_s);
        QByteArray sent = data;
        if (clientWrote)
            sent.insert(1, R"("clientWrote":true,)");
        const JobOutcome said = h.run(*h.sender, u"1"_s, sent, 1, h.clock.now());
        if (text.isEmpty()) {
            QCOMPARE(said.kind, JobOutcome::Kind::Unrecoverable);
            QVERIFY2(said.reason.contains(reason), qPrintable(said.reason));
            QVERIFY(h.deliveries().isEmpty());
            return;
        }
        QVERIFY2(said.kind == JobOutcome::Kind::Completed, qPrintable(said.reason));
        if (way == ChannelWay::Live)
            QCOMPARE(h.provider.accepted().value(0).text, text);
        else
            QCOMPARE(h.ask(ask::PrepareAssisted{h.deliveries().first().id}).value().text, text);
    }

    /// Whole, it is the template that goes out: the site's rendered text is the same in its own words.
    void aWholeTemplateIsUsed()
    {
        House h(ChannelWay::Live);
        QByteArray data = reminderTo("+5511987650001", "Ana");
        data.insert(1, R"("message":"…",)");
        QCOMPARE(h.run(*h.sender, u"1"_s, data, 1, h.clock.now()).kind, JobOutcome::Kind::Completed);
        QCOMPARE(h.provider.accepted().value(0).templateName, u"appointment_reminder"_s);
    }

    void aSubjectIsFilledIn()
    {
        House h(ChannelWay::Training);
        const auto send = [&](const QString &id, const QByteArray &variables) {
            return h.run(*h.sender, id, json("{'type':'email','email':'a@b.com','message':'Oi','subject':'Na {{unidadeName}}','variables':{" + variables + "}}"));
        };
        QCOMPARE(send(u"1"_s, json("'unidadeName':'Barbearia'")).kind, JobOutcome::Kind::Completed);
        QCOMPARE(send(u"2"_s, "").reason, u"variable unidadeName"_s); // no braces before a client
    }

    /// Its variables are unidadeName, appointmentTime and phoneNumber (domain section 4): no day among them.
    void theSitesSmsReminder()
    {
        House h(ChannelWay::Training);
        const auto textOf = [&](const QByteArray &more) {
            const QByteArray data = json("{'type':'sms','recipient':'+5511987650001','phoneNumber':'+5511987650001','template':'appointment_reminder_sms',"
                                         "'data':{'unidadeName':'Barbearia','appointmentTime':'10:00','phoneNumber':'1133334444'}") + json(more) + '}';
            const JobOutcome said = h.run(*h.sender, u"1"_s, data, 1, h.clock.now());
            return said.kind == JobOutcome::Kind::Completed ? h.deliveries().first().templateId.value : said.reason;
        };
        QCOMPARE(textOf(",'message':'Lembrete: amanhã às 10:00'"), QString()); // the site's words, which name the day
        h.clock.advance(Minutes(1));
        QCOMPARE(textOf(""), u"appointment_reminder_sms"_s);
        const QMap<QString, QString> variables{{u"unidadeName"_s, u"Barbearia"_s}, {u"appointmentTime"_s, u"10:00"_s}, {u"phoneNumber"_s, u"1133334444"_s}};
        const Result<Rendered> sms = h.templates.render({u"appointment_reminder_sms"_s}, variables);
        QVERIFY2(sms, sms ? "" : qPrintable(sms.error().detail));
        QVERIFY2(sms.value().text.startsWith(u"Barbearia: lembrete do seu horario as 10:00."), qPrintable(sms.value().text));
        QMap<QString, QString> dated = variables;
        dated.insert(u"when"_s, u"amanhã, 24/11"_s);
        QVERIFY(h.templates.render({u"appointment_reminder_sms"_s}, dated).value().text.startsWith(u"Barbearia: lembrete do seu horario, amanha, 24/11, as 10:00."));
    }

    /// Advertising stays advertising when the site's own words go out instead of the template's.
    void advertisingNeedsAYesInAnyWords()
    {
        House h(ChannelWay::Training);
        QFile file(h.folder.filePath(u"promo_sms.mustache"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("channel: sms\ncategory: marketing\nvariables: clientName, offer\n---\nOferta para {{clientName}}: {{offer}}\n");
        file.close();
        Templates own(h.folder.path());
        SendMessage sender(h.diary, own, *h.dispatcher, h.settings, h.clock);
        const QByteArray whole = json("{'type':'sms','recipient':'+5511987650001','phoneNumber':'+5511987650001','template':'promo_sms','message':'Oferta',"
                                      "'variables':{'clientName':'Ana','offer':'barba'}}");
        QByteArray lacking = whole;
        lacking.replace("\"offer\"", "\"other\"");
        for (const QByteArray &data : {whole, lacking}) {
            h.diary.asked.reset();
            const JobOutcome said = h.run(sender, u"1"_s, data, 1, h.clock.now());
            QVERIFY2(h.diary.asked, qPrintable(said.reason));
            QCOMPARE(h.diary.asked->purpose, Purpose::Marketing);
        }
    }

    void masks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("masked");
        QTest::addColumn<QString>("whole");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char *text, bool masked, const char *whole, bool fits) {
            QTest::newRow(text) << QString::fromUtf8(text) << masked << QString::fromUtf8(whole) << fits;
        };
        row("+55 11 9····-4821", true, "+5511987654821", true);
        row("(11) 9XXXX-4821", true, "+5511987654821", true);
        row("+5511*****4821", true, "+5511987654822", false);
        row("+5511987654821", false, "+5511987654821", true);
        row("an***@example.com", true, "ana@example.com", true);
        row("an***@example.com", true, "ana@other.example", false);
        row("max@example.com", false, "max@example.com", true);
    }
    void masks()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, masked);
        QFETCH(const QString, whole);
        QFETCH(const bool, fits);
        QCOMPARE(isMaskedAddress(text), masked);
        QCOMPARE(fitsMask(text, whole), fits);
    }
};

QTEST_GUILESS_MAIN(TestSiteMessages)
#include "tst_site_messages.moc"
