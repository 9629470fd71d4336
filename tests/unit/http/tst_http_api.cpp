#include "app/http/http_api.h"
#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/ways.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_engine.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// Lets the API ask a `FakeEngine` as another thread would.
class OpenFakeEngine
{
public:
    FakeEngine engine;
    HttpApi::Asker asker()
    {
        return [this](Question question, Reply<std::any> reply) {
            engine.askAny(std::move(question)).then([reply](const Result<std::any> &answer) { reply(answer); });
        };
    }
};

} // namespace

/// The routes: who may what, what the engine is asked, and what is answered.
class TestHttpApi : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<OpenFakeEngine> m_fake;
    std::shared_ptr<AnswerBox> m_box;
    std::unique_ptr<HttpApi> m_api;

    HttpAnswer ask(HttpCall call)
    {
        std::optional<HttpAnswer> got;
        m_api->handle(call, [&](const HttpAnswer &answer) { got = answer; });
        [&] { QTRY_VERIFY(got.has_value()); }();
        return got.value_or(HttpAnswer{.status = 0});
    }
    static HttpCall call(const QByteArray &method, const QByteArray &path, const QByteArray &token = {}, const QByteArray &body = {})
    {
        HttpCall out{.method = method, .target = path, .path = path.split('?').constFirst(), .body = body, .peer = u"127.0.0.1"_s};
        if (!token.isEmpty())
            out.headers.insert("authorization", "Bearer " + token);
        if (!body.isEmpty())
            out.headers.insert("content-type", "application/json");
        return out;
    }
    static QJsonObject object(const HttpAnswer &answer) { return QJsonDocument::fromJson(answer.body).object(); }

private slots:
    void init()
    {
        m_fake = std::make_unique<OpenFakeEngine>();
        m_box = std::make_shared<AnswerBox>(this);
        m_api = std::make_unique<HttpApi>(HttpApiOptions{}, m_fake->asker(), m_box, m_clock);
        m_fake->engine.on<ask::CheckToken>([](const ask::CheckToken &q) -> Result<TokenView> {
            if (q.token != u"reads" && q.token != u"sends")
                return Error{Error::Code::NotFound, u"no such token"_s};
            if (nameOf(q.scope) + u's' != q.token)
                return Error{Error::Code::Refused, u"token.scope"_s};
            return TokenView{.id = q.token};
        });
    }

    void healthNeedsNoToken()
    {
        EngineStatus status{.version = u"1"_s};
        m_fake->engine.on<ask::ShowStatus>([&](const ask::ShowStatus &) -> Result<EngineStatus> { return status; });
        QCOMPARE(object(ask(call("GET", "/api/health")))[u"status"].toString(), u"ok"_s);
        status.problems = {Problem{.code = u"diary.stale"_s}};
        QCOMPARE(object(ask(call("GET", "/api/health")))[u"status"].toString(), u"degraded"_s);
        status.problems = {Problem{.code = u"store.full"_s, .critical = true}};
        const HttpAnswer down = ask(call("GET", "/api/health"));
        QCOMPARE(down.status, 503);
        QVERIFY(!down.body.contains("store.full")); // strangers need not know
    }

    void theRestDoes()
    {
        const HttpAnswer nobody = ask(call("GET", "/api/admin/queue-status"));
        QCOMPARE(nobody.status, 401);
        QVERIFY(nobody.headers.contains(std::pair(QByteArray("WWW-Authenticate"), QByteArray("Bearer"))));
        QCOMPARE(ask(call("GET", "/api/admin/queue-status", "guess")).status, 401);
        QCOMPARE(ask(call("GET", "/api/admin/queue-status", "sends")).status, 403);
        QCOMPARE(ask(call("POST", "/api/test/sms", "reads", "{}")).status, 403);
        QVERIFY(m_fake->engine.askedOf<ask::ListQueues>().isEmpty());
        QVERIFY(m_fake->engine.askedOf<ask::SendMessage>().isEmpty());
    }

    void queuesAreTold()
    {
        m_fake->engine.on<ask::ListQueues>([](const ask::ListQueues &) -> Result<QList<QueueView>> { return QList<QueueView>{{.name = {u"reports"_s}}}; });
        const HttpAnswer answer = ask(call("GET", "/api/admin/queue-status", "reads"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(object(answer)[u"queues"][0][u"name"].toString(), u"reports"_s);
        QCOMPARE(ask(call("POST", "/api/admin/queue-status", "reads")).status, 405);
    }

    void messagesAreSent()
    {
        m_fake->engine.on<ask::SendMessage>([](const ask::SendMessage &q) -> Result<DeliveryView> {
            if (q.to == u"+5511987650009")
                return Error{Error::Code::Refused, u"no_consent"_s};
            return DeliveryView{.id = {u"d1"_s}, .recipient = u"+55 11 *****-0001"_s};
        });
        const HttpAnswer sent = ask(call("POST", "/api/test/sms", "sends", R"({"phoneNumber":"+5511987650001","template":"t","variables":{"n":3}})"));
        QCOMPARE(sent.status, 202);
        QCOMPARE(object(sent)[u"id"].toString(), u"d1"_s);
        const ask::SendMessage asked = m_fake->engine.askedOf<ask::SendMessage>().constFirst();
        QCOMPARE(asked.channel, Channel::Sms);
        QCOMPARE(asked.to, u"+5511987650001"_s);
        QCOMPARE(asked.templateId.value, u"t"_s);
        QCOMPARE(asked.variables.value(u"n"_s), u"3"_s);
        QCOMPARE(ask(call("POST", "/api/test/sms", "sends", R"({"to":"+5511987650009","message":"m"})")).status, 403);
        QCOMPARE(ask(call("POST", "/api/test/sms", "sends", "[1]")).status, 400);
        QCOMPARE(ask(call("POST", "/api/test/sms", "sends", "{}")).status, 400);
        QCOMPARE(ask(call("POST", "/api/test/fax", "sends", "{}")).status, 404);
        HttpCall form = call("POST", "/api/test/sms", "sends", "{}");
        form.headers["content-type"] = "application/x-www-form-urlencoded"; // what a page of another site could post unasked
        QCOMPARE(ask(form).status, 415);
    }

    void webhooksGoToTheEngineAsTheyCame()
    {
        m_fake->engine.on<ask::TakeWebhook>([](const ask::TakeWebhook &q) -> Result<WebhookAnswer> {
            return q.call.method == u"GET" ? WebhookAnswer{200, u"<challenge>"_s} : WebhookAnswer{q.call.body == "good" ? 200 : 403, {}};
        });
        HttpCall post = call("POST", "/api/webhooks/whatsapp?a=1", {}, "good");
        post.headers.insert("x-hub-signature-256", "sha256=00");
        post.headers.insert("cookie", "private");
        QCOMPARE(ask(post).status, 200);
        const WebhookCall seen = m_fake->engine.askedOf<ask::TakeWebhook>().constFirst().call;
        QCOMPARE(seen.provider, u"whatsapp"_s);
        QCOMPARE(seen.url, u"/api/webhooks/whatsapp?a=1"_s);
        QCOMPARE(seen.headers.value(u"x-hub-signature-256"_s), u"sha256=00"_s);
        QVERIFY(!seen.headers.contains(u"cookie"_s));
        QCOMPARE(ask(call("POST", "/api/webhooks/whatsapp", {}, "bad")).status, 403);
        const HttpAnswer shaken = ask(call("GET", "/api/webhooks/whatsapp?hub.mode=subscribe"));
        QCOMPARE(shaken.body, QByteArray("<challenge>"));
        QCOMPARE(shaken.contentType, QByteArray("text/plain; charset=utf-8"));
        QCOMPARE(ask(call("DELETE", "/api/webhooks/whatsapp")).status, 405);
    }

    void aTokenHasALimit()
    {
        m_api = std::make_unique<HttpApi>(HttpApiOptions{true, 2}, m_fake->asker(), m_box, m_clock);
        m_fake->engine.on<ask::ListQueues>([](const ask::ListQueues &) -> Result<QList<QueueView>> { return QList<QueueView>{}; });
        const auto list = [&] { return ask(call("GET", "/api/admin/queue-status", "reads")).status; };
        QCOMPARE(list(), 200);
        QCOMPARE(list(), 200);
        QCOMPARE(list(), 429);
        m_clock.advance(Seconds(31));
        QCOMPARE(list(), 200);
        const auto guess = [&] { return ask(call("GET", "/api/admin/queue-status", "guess")).status; };
        QCOMPARE(guess(), 401);
        QCOMPARE(guess(), 401);
        QCOMPARE(guess(), 429);
        m_api = std::make_unique<HttpApi>(HttpApiOptions{false, 2}, m_fake->asker(), m_box, m_clock);
        for (int n = 0; n < 5; ++n)
            QCOMPARE(list(), 200);
    }

    void webhooksAreLimitedByBytes()
    {
        m_fake->engine.on<ask::TakeWebhook>([](const ask::TakeWebhook &) -> Result<WebhookAnswer> { return WebhookAnswer{}; });
        const HttpCall large = call("POST", "/api/webhooks/sendgrid", {}, QByteArray(3 * 1024 * 1024, ' '));
        int taken = 0;
        while (taken < 100 && ask(large).status == 200)
            ++taken;
        QVERIFY2(taken >= 15 && taken < 25, qPrintable(QString::number(taken)));
        QCOMPARE(ask(call("POST", "/api/webhooks/twilio", {}, "a=b")).status, 200); // another provider's
        m_clock.advance(Minutes(1));
        QCOMPARE(ask(large).status, 200);
    }

    void aMuteEngineIsUnavailable() { QCOMPARE(ask(call("GET", "/api/health")).status, 503); }

    void bodiesHaveLimits()
    {
        QCOMPARE(HttpApi::bodyLimit(call("POST", "/api/webhooks/whatsapp")), 3 * 1024 * 1024);
        QCOMPARE(HttpApi::bodyLimit(call("POST", "/api/test/sms")), 64 * 1024);
        QCOMPARE(HttpApi::bodyLimit(call("GET", "/api/webhooks/whatsapp")), 0);
        QCOMPARE(HttpApi::bodyLimit(call("POST", "/else")), 0);
    }
};

QTEST_GUILESS_MAIN(TestHttpApi)
#include "tst_http_api.moc"
