#include "engine/notify/ways/event_text.h"
#include "engine/notify/ways/form_fields.h"
#include "engine/notify/ways/sendgrid_events.h"
#include "engine/notify/ways/signatures.h"
#include "engine/notify/ways/twilio_events.h"
#include "engine/notify/ways/whatsapp_events.h"

#include <QDeadlineTimer>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using What = AddressEvent::What;

namespace {

const QString numberId = u"100200300"_s;
const QString account = u"AC"_s + QString(32, u'a');
const Instant now = fromMs(1'790'000'000'000);

/// JSON with the quotes that read well here.
QByteArray json(QByteArray text) { return text.replace('\'', '"'); }

QByteArray meta(const QByteArray &value, const QByteArray &number = "100200300")
{
    return json("{'object':'whatsapp_business_account','entry':[{'id':'1','changes':[{'field':'messages','value':{'messaging_product':'whatsapp','metadata':{'display_phone_number':'5511900000000','phone_number_id':'") + number + json("'},") + value + "}}]}]}";
}

template <typename E>
E only(const Result<QList<ProviderEvent>> &events)
{
    if (!events || events.value().size() != 1 || !std::holds_alternative<E>(events.value().first())) {
        QTest::qFail("not one event of this kind", __FILE__, __LINE__);
        return {};
    }
    return std::get<E>(events.value().first());
}

} // namespace

/// What WhatsApp, SendGrid and Twilio post, as this program understands it, and by what it knows that it is theirs.
class TestProviderEvents : public QObject
{
    Q_OBJECT
private slots:
    void whatsappStates()
    {
        const auto read = only<StatusEvent>(whatsappEvents(meta(json("'statuses':[{'id':'wamid.1','status':'read','timestamp':'1790000000','recipient_id':'5511987650001','biz_opaque_callback_data':'tok','pricing':{'billable':true,'category':'utility'}}]")), numberId));
        QCOMPARE(read.state, DeliveryState::Read);
        QCOMPARE(read.providerId, u"wamid.1"_s);
        QCOMPARE(read.opaque, u"tok"_s);
        QCOMPARE(read.category, u"utility"_s);
        QCOMPARE(read.at, now);
        const auto failed = only<StatusEvent>(whatsappEvents(meta(json("'statuses':[{'id':'wamid.1','status':'failed','timestamp':'1790000000','errors':[{'code':131026,'title':'Undeliverable','error_data':{'details':'to +55 11 98765-0001'}}]}]")), numberId));
        QCOMPARE(failed.state, DeliveryState::Failed);
        QCOMPARE(failed.code, u"131026"_s);
        QVERIFY2(!failed.reason.contains(u"98765"), qPrintable(failed.reason));
    }

    void whatsappAnswers()
    {
        const auto text = only<ReplyEvent>(whatsappEvents(meta(json("'messages':[{'id':'wamid.9','from':'5511987650001','timestamp':'1790000000','type':'text','text':{'body':'n\\u00e3o'}}]")), numberId));
        QCOMPARE(text.text, u"não"_s);
        QCOMPARE(text.from, u"5511987650001"_s);
        const auto button = only<ReplyEvent>(whatsappEvents(meta(json("'messages':[{'id':'wamid.9','from':'1','timestamp':'1','type':'button','context':{'id':'wamid.1'},'button':{'payload':'confirm:v1','text':'Confirmo'}}]")), numberId));
        QCOMPARE(button.choice, u"confirm:v1"_s);
        QCOMPARE(button.answersTo, u"wamid.1"_s);
        for (const char *kind : {"button_reply", "list_reply"}) {
            const auto reply = only<ReplyEvent>(whatsappEvents(meta(QByteArray(json("'messages':[{'id':'wamid.9','from_user_id':'BR.x','timestamp':'1','type':'interactive','interactive':{'type':'")) + kind + json("','") + kind + json("':{'id':'yes','title':'Sim'}}}]")), numberId));
            QCOMPARE(reply.choice, u"yes"_s);
            QCOMPARE(reply.from, u"BR.x"_s);
        }
        for (const char *type : {"reaction", "system", "unsupported", "image"}) {
            const QByteArray odd = json("'messages':[{'id':'wamid.9','from':'1','timestamp':'1','type':'") + QByteArray(type) + json("'}]");
            QVERIFY(whatsappEvents(meta(odd), numberId).value().isEmpty());
        }
    }

    void whatsappWishes()
    {
        const auto stop = only<AddressEvent>(whatsappEvents(meta(json("'user_preferences':[{'wa_id':'5511987650001','category':'marketing_messages','value':'stop','timestamp':1790000000}]")), numberId));
        QCOMPARE(stop.what, What::OptedOut);
        QVERIFY(whatsappEvents(meta(json("'user_preferences':[{'wa_id':'1','category':'marketing_messages','value':'resume','timestamp':1}]")), numberId).value().isEmpty());
        const auto both = whatsappEvents(meta(json("'statuses':[{'id':'w','status':'failed','timestamp':'1','recipient_id':'5511987650001','errors':[{'code':131050}]}]")), numberId);
        QCOMPARE(both.value().size(), 2);
    }

    void otherNumbersAreNotOurs()
    {
        QVERIFY(whatsappEvents(meta(json("'statuses':[{'id':'w','status':'read','timestamp':'1'}]"), "999"), numberId).value().isEmpty());
        QVERIFY(!whatsappEvents("{}", numberId));
        QVERIFY(!whatsappEvents("[]", numberId));
        QVERIFY(!whatsappEvents("", numberId));
    }

    void sendgridTells()
    {
        const auto one = [](const QByteArray &fields) { return sendgridEvents("[{\"email\":\"ana@example.com\",\"timestamp\":1790000000,\"sg_message_id\":\"abc.def.filter01.9\",\"trato\":\"tok\"," + fields + "}]"); };
        const auto delivered = only<StatusEvent>(one(json("'event':'delivered','response':'250 OK'")));
        QCOMPARE(delivered.state, DeliveryState::Delivered);
        QCOMPARE(delivered.providerId, u"abc.def"_s);
        QCOMPARE(delivered.opaque, u"tok"_s);
        QCOMPARE(only<StatusEvent>(one(json("'event':'processed'"))).state, DeliveryState::Accepted);
        QCOMPARE(only<StatusEvent>(one(json("'event':'deferred','attempt':'3'"))).state, DeliveryState::Accepted);
        QCOMPARE(only<StatusEvent>(one(json("'event':'open'"))).state, DeliveryState::Read);
        const auto bounce = one(json("'event':'bounce','type':'bounce','status':'5.1.1','reason':'no such mailbox ana@example.com'"));
        QCOMPARE(bounce.value().size(), 2);
        QCOMPARE(std::get<StatusEvent>(bounce.value()[0]).state, DeliveryState::Failed);
        QVERIFY(!std::get<StatusEvent>(bounce.value()[0]).reason.contains(u"ana@"));
        QCOMPARE(std::get<AddressEvent>(bounce.value()[1]).what, What::Bad);
        only<StatusEvent>(one(json("'event':'bounce','type':'blocked','reason':'try later'"))); // says nothing about the address
        QCOMPARE(std::get<AddressEvent>(one(json("'event':'dropped','reason':'Unsubscribed Address'")).value()[1]).what, What::OptedOut);
        QCOMPARE(only<AddressEvent>(one(json("'event':'spamreport'"))).what, What::Complained);
        QCOMPARE(only<AddressEvent>(one(json("'event':'group_unsubscribe'"))).what, What::OptedOut);
        QVERIFY(one(json("'event':'something_new'")).value().isEmpty());
        QVERIFY(!sendgridEvents("{}"));
        // S6: told again with another id of the event
        QCOMPARE(eventKey(one(json("'event':'delivered','sg_event_id':'1'")).value()[0]), eventKey(one(json("'event':'delivered','sg_event_id':'2'")).value()[0]));
    }

    void twilioTells()
    {
        const auto one = [](const QByteArray &fields, const QString &opaque = u"tok"_s) {
            return twilioEvents("AccountSid=" + account.toLatin1() + "&MessageSid=SM1&" + fields, account, opaque, now);
        };
        const auto sent = only<StatusEvent>(one("MessageStatus=sent"));
        QCOMPARE(sent.state, DeliveryState::Sent);
        QCOMPARE(sent.opaque, u"tok"_s);
        const auto failed = only<StatusEvent>(one("MessageStatus=undelivered&ErrorCode=30005"));
        QCOMPARE(failed.state, DeliveryState::Failed);
        QCOMPARE(failed.code, u"30005"_s);
        const auto answer = only<ReplyEvent>(one("SmsStatus=received&From=%2B5511987650001&Body=Ol%C3%A1+sim"));
        QCOMPARE(answer.text, u"Olá sim"_s);
        QCOMPARE(answer.from, u"+5511987650001"_s);
        QCOMPARE(std::get<AddressEvent>(one("SmsStatus=received&From=%2B1&Body=STOP&OptOutType=STOP").value()[1]).what, What::OptedOut);
        QVERIFY(twilioEvents("AccountSid=ACother&MessageSid=SM1&MessageStatus=sent", account, {}, now).value().isEmpty());
        QVERIFY(!twilioEvents("a=b", account, {}, now));
        // Twilio tells no time: the same callback again is the same event, a minute later too.
        QCOMPARE(eventKey(sent), eventKey(only<StatusEvent>(twilioEvents("AccountSid=" + account.toLatin1() + "&MessageSid=SM1&MessageStatus=sent", account, u"tok"_s, now + Minutes(1)))));
    }

    void eventsSurviveTheBook()
    {
        const QList<ProviderEvent> all{StatusEvent{Channel::Sms, u"SM1"_s, u"t"_s, DeliveryState::Failed, u"30005"_s, u"why"_s, u"utility"_s, now},
                                       ReplyEvent{Channel::WhatsApp, u"w"_s, u"+55"_s, u"ç\n1"_s, u"c"_s, u"a"_s, now},
                                       AddressEvent{Channel::Email, u"a@example.com"_s, What::Complained, u"p"_s, u"r"_s, now}};
        for (const ProviderEvent &event : all) {
            const auto back = eventFromJson(eventJson(event));
            QVERIFY(back);
            QCOMPARE(eventJson(*back), eventJson(event));
            QCOMPARE(eventKey(*back), eventKey(event));
        }
        for (const QByteArray &wrong : {QByteArray(), QByteArray("{}"), json("{'kind':'status','channel':'fax'}"), json("{'kind':'address','channel':'sms','what':7}")})
            QVERIFY(!eventFromJson(wrong));
    }

    void metaSigns()
    {
        const QByteArray body = json("{'a':'n\\u00e3o\\/'}");
        const QByteArray good = "sha256=" + QMessageAuthenticationCode::hash(body, "secret", QCryptographicHash::Sha256).toHex();
        QVERIFY(signatures::isFromMeta(body, good, "secret"));
        QVERIFY(!signatures::isFromMeta(body + ' ', good, "secret"));
        QVERIFY(!signatures::isFromMeta(body, good, "other"));
        QVERIFY(!signatures::isFromMeta(body, good.mid(7), "secret"));
        QVERIFY(!signatures::isFromMeta(body, "", ""));
        QVERIFY(!signatures::isFromMeta(body, good, ""));
    }

    /// The vectors of Twilio's own validator (providers 1.4).
    void twilioSigns()
    {
        const QByteArray form = "application/x-www-form-urlencoded; charset=UTF-8";
        const QByteArray a = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
        const QString url = u"https://mycompany.com/myapp.php?foo=1&bar=2"_s;
        QVERIFY(signatures::isFromTwilio(url, form, a, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", "12345"));
        QVERIFY(!signatures::isFromTwilio(url, form, a + "&x=1", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", "12345"));
        QVERIFY(!signatures::isFromTwilio(url + u'3', form, a, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", "12345"));
        QVERIFY(!signatures::isFromTwilio(url, form, a, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", "12346"));
        const QByteArray b = "Body=Ol%C3%A1%2C+Jo%C3%A3o%21+%C3%A7+%C3%A3+%E2%82%AC&ErrorCode=&MessageSid=SM" + QByteArray(32, 'a')
            + "&MessageStatus=delivered&To=%2B5511987654321";
        QVERIFY(signatures::isFromTwilio(u"https://barbearia.example.br/hooks/twilio?notification=abc"_s, form, b, "gSU2Lfezonq7Vc1nlrpPnF923rM=", "12345"));
        QVERIFY(signatures::isFromTwilio(u"https://barbearia.example.br:443/hooks/twilio?notification=abc"_s, form, b, "gSU2Lfezonq7Vc1nlrpPnF923rM=", "12345"));
        QVERIFY(!signatures::isFromTwilio(u"nonsense"_s, form, b, "gSU2Lfezonq7Vc1nlrpPnF923rM=", "12345"));
    }

    void sendgridSigns()
    {
        // A pair of keys made for this test; openssl signed "1790000000[{}]\r\n".
        const QByteArray key = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEfwcNBk12kfI4jhno6tnigw8LFhWybSR8k5uDGF5wicdlIuPmhYVb1OQDttDh9eBGorhXp86zHLlml/N91LaJ8A==";
        const QByteArray signature = "MEQCIDgxK/UIyPPj496LxheYtaeBQpTlMrnIANz3DLlZMJ5cAiAZ8xM2r2XEopWhdis2KYJGXco7/ncR3Ixl62Zcp6uJ+A==";
        QVERIFY(signatures::isFromSendGrid("[{}]\r\n", signature, "1790000000", key));
        QVERIFY(!signatures::isFromSendGrid("[{}]", signature, "1790000000", key));
        QVERIFY(!signatures::isFromSendGrid("[{}]\r\n", signature, "1790000001", key));
        for (const char *wrong : {"", "@@", "AAAA"}) {
            QVERIFY(!signatures::isFromSendGrid("[{}]\r\n", wrong, "1790000000", key));
            QVERIFY(!signatures::isFromSendGrid("[{}]\r\n", signature, "1790000000", wrong));
        }
    }

    void formsAreRead()
    {
        QCOMPARE(formFields("a=1&b=&c&=d&&a=%2B+x"),
                 (QList<std::pair<QByteArray, QByteArray>>{{"a", "1"}, {"b", ""}, {"c", ""}, {"", "d"}, {"a", "+ x"}}));
        QCOMPARE(formFields(QByteArray("a=1&").repeated(5000)).size(), 1000);
    }

    /// No body makes more of itself than it is, or ends the program.
    void anythingAtAll()
    {
        const qint64 seconds = qEnvironmentVariableIntValue("TRATO_FUZZ_SECONDS");
        const QDeadlineTimer end(seconds > 0 ? seconds * 1000 : 700);
        QRandomGenerator dice(20261126);
        const QByteArray samples[] = {meta(json("'statuses':[{'id':'w','status':'failed','timestamp':'1','errors':[{'code':131050}]}],'messages':[{'id':'w','from':'1','timestamp':'1','type':'text','text':{'body':'x'}}]")),
                                      json("[{'event':'bounce','type':'bounce','email':'a@example.com','timestamp':1,'sg_message_id':'a.filter'}]"),
                                      "AccountSid=" + account.toLatin1() + "&MessageSid=SM1&MessageStatus=failed&ErrorCode=30005"};
        qint64 understood = 0;
        while (!end.hasExpired()) {
            const int which = dice.bounded(3);
            QByteArray bytes = samples[which];
            for (int n = dice.bounded(5); n > 0; --n) {
                const qsizetype at = dice.bounded(int(bytes.size()));
                dice.bounded(2) ? void(bytes[at] = char(dice.bounded(256))) : void(bytes.insert(at, bytes.mid(dice.bounded(int(bytes.size())), 30)));
            }
            const auto events = which == 0 ? whatsappEvents(bytes, numberId) : which == 1 ? sendgridEvents(bytes) : twilioEvents(bytes, account, {}, now);
            if (!events)
                continue;
            for (const ProviderEvent &event : events.value()) {
                ++understood;
                const auto back = eventFromJson(eventJson(event));
                QVERIFY(back);
                QCOMPARE(eventKey(*back).size(), 32);
            }
        }
        QVERIFY(understood > 0);
    }
};

QTEST_APPLESS_MAIN(TestProviderEvents)
#include "tst_provider_events.moc"
