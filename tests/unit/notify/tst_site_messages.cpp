#include "engine/tasks/site_message.h"
#include "tests/unit/notify/send_house.h"

#include <QJsonDocument>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// JSON with the quotes that read well here.
QByteArray json(QByteArray text) { return text.replace('\'', '"'); }

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
        QCOMPARE(messageKey({u"notifications"_s}, {u"7"_s}, QJsonDocument(data).toJson()), u"k"_s);
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
