#include "engine/notify/ways/webhook_door.h"
#include "tests/unit/notify/send_house.h"

#include <QMessageAuthenticationCode>
#include <QSqlQuery>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// A shop that sends, with the door at which WhatsApp tells what became of it.
struct DoorHouse : House {
    ReplyScope scope;   ///< as in the engine: an answer on its way ends with the run
    std::shared_ptr<EventBook> book;
    std::shared_ptr<EventIntake> intake;
    std::shared_ptr<WebhookDoor> door;
    QList<std::shared_ptr<void>> former;   ///< of earlier runs: the book may still answer them
    QList<ProviderEvent> used;
    std::optional<Error> useTrouble;

    DoorHouse() : House(ChannelWay::Live)
    {
        secrets.values[u"WHATSAPP_APP_SECRET"_s] = "app secret";
        secrets.values[u"WHATSAPP_VERIFY_TOKEN"_s] = "shake";
        open();
    }
    ~DoorHouse() { scope.close(); }
    DoorHouse(const DoorHouse &) = delete;
    DoorHouse &operator=(const DoorHouse &) = delete;
    /// As a new run of the program does.
    void open(bool withUser = true)
    {
        former << door << intake << book;
        book = std::make_shared<EventBook>(db, clock);
        TakeEvents use = [this](QList<ProviderEvent> events, Reply<Done> reply) {
            if (useTrouble)
                return reply(*useTrouble);
            used += events;
            reply(Done{});
        };
        intake = std::make_shared<EventIntake>(EventIntake::Parts{*book, ledger, store, clock, log, withUser ? use : TakeEvents()});
        door = std::make_shared<WebhookDoor>(WebhookDoor::Parts{*intake, secrets, settings, clock, log});
        intake->start();
    }
    template <typename T, typename Call>
    Result<T> wait(Call call)
    {
        std::optional<Result<T>> got;
        call(Reply<T>([&got](Result<T> r) { got = std::move(r); }));
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 10'000); }();
        return got ? std::move(*got) : Result<T>();
    }
    WebhookAnswer take(const WebhookCall &call)
    {
        const auto said = wait<WebhookAnswer>([&](auto r) { door->take(u"webhook"_s, call, std::nullopt, r); });
        return said ? said.value() : WebhookAnswer{0, {}};
    }
    WebhookCall signedCall(const QByteArray &value) const
    {
        const QByteArray body = R"({"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"metadata":{"phone_number_id":")"
            + settings.whatsappNumberId.toUtf8() + R"("},)" + value + "}}]}]}";
        return {.provider = u"whatsapp"_s, .url = u"/api/webhooks/whatsapp"_s,
                .headers = {{u"x-hub-signature-256"_s, u"sha256="_s + QString::fromLatin1(QMessageAuthenticationCode::hash(body, "app secret", QCryptographicHash::Sha256).toHex())}},
                .body = body};
    }
    QByteArray stateText(const QString &id, const QByteArray &state, const QString &opaque = {}) const
    {
        return R"("statuses":[{"id":")" + id.toUtf8() + R"(","status":")" + state + R"(","timestamp":")" + QByteArray::number(toMs(clock.now()) / 1000)
            + R"(","biz_opaque_callback_data":")" + opaque.toUtf8() + R"("}])";
    }
    int tell(const QString &id, const QByteArray &state, const QString &opaque = {}) { return take(signedCall(stateText(id, state, opaque))).status; }
    /// Sends the visit's reminder; answers the provider's id.
    QString send()
    {
        runReminder(visit().start);
        runMessage();
        return deliveries().value(0).providerId;
    }
    DeliveryState state() { return deliveries().value(0).state; }
    int rows(const QString &fate)
    {
        return wait<int>([&](auto r) {
            db.run<int>([fate](QSqlDatabase &base) -> Result<int> {
                QSqlQuery query(base);
                if (!execute(query, u"SELECT COUNT(*) FROM inbound WHERE state = ?"_s, {fate}) || !query.next())
                    return Error{};
                const int count = query.value(0).toInt();
                query.finish();
                return count;
            }, r);
        }).value();
    }
    /// Our token of the newest send, as the provider saw it.
    QString opaque() const
    {
        const QByteArray body = provider.requests().constLast().body;
        return QJsonDocument::fromJson(body)[u"biz_opaque_callback_data"].toString();
    }
};

} // namespace

/// What providers post, from the door to the ledger: whatever comes twice, late, early, in another order, from strangers or forged
/// changes nothing that is not so.
class TestWebhookDoor : public QObject
{
    Q_OBJECT

private slots:
    void theHandshake()
    {
        DoorHouse h;
        const auto shake = [&](const QString &query) { return h.take({.provider = u"whatsapp"_s, .method = u"GET"_s, .url = u"/api/webhooks/whatsapp?"_s + query}); };
        QCOMPARE(shake(u"hub.mode=subscribe&hub.challenge=4711&hub.verify_token=shake"_s), (WebhookAnswer{200, u"4711"_s}));
        QCOMPARE(shake(u"hub.mode=subscribe&hub.challenge=4711&hub.verify_token=other"_s).status, 403);
        QCOMPARE(shake(u"hub.mode=subscribe&hub.verify_token=shake"_s).status, 403);
        QCOMPARE(shake({}).status, 403);
        h.secrets.values.remove(u"WHATSAPP_VERIFY_TOKEN"_s);
        QCOMPARE(shake(u"hub.mode=subscribe&hub.challenge=4711&hub.verify_token="_s).status, 503);
    }

    void statesReachTheLedger()
    {
        DoorHouse h;
        const QString id = h.send();
        QCOMPARE(h.state(), DeliveryState::Accepted);
        for (const auto &[word, state] : {std::pair("sent", DeliveryState::Sent), std::pair("delivered", DeliveryState::Delivered), std::pair("read", DeliveryState::Read)}) {
            QCOMPARE(h.tell(id, word), 200);
            QTRY_COMPARE(h.state(), state);
        }
        QTRY_COMPARE(h.rows(u"used"_s), 3);
    }

    void twiceAndInAnyOrder()
    {
        DoorHouse h;
        const QString id = h.send();
        QCOMPARE(h.tell(id, "read"), 200);
        QTRY_COMPARE(h.state(), DeliveryState::Read);
        for (const char *late : {"sent", "delivered", "failed", "read", "read"})
            QCOMPARE(h.tell(id, late), 200);
        QTRY_COMPARE(h.rows(u"used"_s), 4); // read came thrice and counts once
        QCOMPARE(h.state(), DeliveryState::Read);
    }

    void earlyOnesWait()
    {
        DoorHouse h;
        // The word of a message comes before our own answer is written: nobody knows it by its id yet.
        QCOMPARE(h.tell(u"wamid.later"_s, "delivered"), 200);
        QTRY_COMPARE(h.rows(u"parked"_s), 1);
        const QString id = h.send();
        QVERIFY(id != u"wamid.later");
        QTRY_COMPARE(h.state(), DeliveryState::Accepted);
        // The same by our token, while the message is being sent.
        Notification other;
        other.dedupeKey = u"other"_s;
        other.recipient = u"+5511987650002"_s;
        const auto row = h.wait<DeliveryView>([&](auto r) { h.ledger.record(other, {.state = DeliveryState::Sending, .opaque = u"token-2"_s}, r); });
        QVERIFY(row);
        QCOMPARE(h.tell(u"wamid.later"_s, "read", u"token-2"_s), 200);
        QTRY_COMPARE(h.rows(u"parked"_s), 2);
        QVERIFY(h.wait<DeliveryView>([&](auto r) { h.ledger.move(u"other"_s, {.state = DeliveryState::Accepted, .providerId = u"wamid.later"_s}, r); }));
        const auto now = [&] { return h.wait<QMap<QString, DeliveryView>>([&](auto r) { h.ledger.byKeys({u"other"_s}, r); }).value().value(u"other"_s).state; };
        QTRY_COMPARE(now(), DeliveryState::Read);
        QTRY_COMPARE(h.rows(u"parked"_s), 0);
    }

    void aLostAnswerIsFound()
    {
        DoorHouse h;
        h.provider.queue({.way = RawHttpFake::Answer::Way::CloseSilently}, true);
        h.runReminder(h.visit().start);
        h.runMessage();
        QCOMPARE(h.state(), DeliveryState::Uncertain);
        QCOMPARE(h.tell(u"wamid.lost"_s, "delivered", h.opaque()), 200);
        QTRY_COMPARE(h.state(), DeliveryState::Delivered);
        QCOMPARE(h.deliveries().first().providerId, u"wamid.lost"_s);
        QCOMPARE(h.store.byKey.value(h.key).state, Fence::State::Accepted);
        QCOMPARE(h.provider.requests().size(), 1);
    }

    void strangersAndForgersChangeNothing()
    {
        DoorHouse h;
        const QString id = h.send();
        WebhookCall forged = h.signedCall(h.stateText(id, "failed"));
        forged.body.replace("failed", "read  ");
        QCOMPARE(h.take(forged).status, 403);
        WebhookCall bare = h.signedCall(h.stateText(id, "failed"));
        bare.headers.clear();
        QCOMPARE(h.take(bare).status, 403);
        QCOMPARE(h.door->trouble(u"whatsapp"_s), u"ways.refused"_s);
        WebhookCall odd = h.signedCall(R"("x":1)");
        odd.body = "[]";
        odd.headers[u"x-hub-signature-256"_s] = u"sha256="_s + QString::fromLatin1(QMessageAuthenticationCode::hash("[]", "app secret", QCryptographicHash::Sha256).toHex());
        QCOMPARE(h.take(odd).status, 400);
        QCOMPARE(h.take({.provider = u"fax"_s}).status, 404);
        QCOMPARE(h.tell(u"wamid.foreign"_s, "read"), 200); // signed, of a message that is not ours
        QTRY_COMPARE(h.rows(u"parked"_s), 1);
        QCOMPARE(h.state(), DeliveryState::Accepted);
        QCOMPARE(h.rows(u"used"_s), 0);
        h.clock.advance(EventBook::life + Minutes(1));
        QCOMPARE(h.wait<qint64>([&](auto r) { h.book->prune(r); }).value(), 1);
    }

    void withoutTheSecretItComesAgain()
    {
        DoorHouse h;
        const QString id = h.send();
        h.secrets.values.remove(u"WHATSAPP_APP_SECRET"_s);
        QCOMPARE(h.tell(id, "read"), 503);
        h.secrets.values[u"WHATSAPP_APP_SECRET"_s] = "app secret";
        QCOMPARE(h.tell(id, "read"), 200);
        QTRY_COMPARE(h.state(), DeliveryState::Read);
    }

    void answersGoToWhoUsesThem()
    {
        DoorHouse h;
        const QByteArray answer = R"("messages":[{"id":"wamid.a","from":"5511987650001","timestamp":"1790000000","type":"text","text":{"body":"SIM"}}])";
        h.useTrouble = Error{Error::Code::Full, u"disk"_s};
        QCOMPARE(h.take(h.signedCall(answer)).status, 200);
        QCOMPARE(h.take(h.signedCall(answer)).status, 200);
        QTRY_COMPARE(h.rows(u"open"_s), 1);
        h.useTrouble.reset();
        h.open(); // another run of the program
        QTRY_COMPARE(h.used.size(), 1);
        QCOMPARE(std::get<ReplyEvent>(h.used.first()).text, u"SIM"_s);
        QTRY_COMPARE(h.rows(u"used"_s), 1);
        QCOMPARE(h.take(h.signedCall(answer)).status, 200);
        QTRY_COMPARE(h.rows(u"open"_s), 0);
        QCOMPARE(h.used.size(), 1);
    }

    void nobodyMayBeThereToUseThem()
    {
        DoorHouse h;
        h.open(false);
        QCOMPARE(h.take(h.signedCall(R"("messages":[{"id":"wamid.a","from":"5511987650001","timestamp":"1790000000","type":"text","text":{"body":"SIM"}}])")).status, 200);
        QTRY_COMPARE(h.rows(u"unread"_s), 1);
        h.open(true); // a newer version of the program
        QTRY_COMPARE(h.used.size(), 1);
    }

    void whatIsOlderThanTheBookIsLeftOut()
    {
        DoorHouse h;
        const QString id = h.send();
        const WebhookCall old = h.signedCall(h.stateText(id, "read"));
        h.clock.advance(EventBook::life + Hours(1));
        QCOMPARE(h.take(old).status, 200);
        QCOMPARE(h.rows(u"open"_s) + h.rows(u"used"_s), 0);
        QCOMPARE(h.state(), DeliveryState::Accepted);
    }
};

QTEST_GUILESS_MAIN(TestWebhookDoor)
#include "tst_webhook_door.moc"
