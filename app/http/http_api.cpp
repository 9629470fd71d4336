#include "app/http/http_api.h"

#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/ways.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestWebhook = 3 * 1024 * 1024;              // what Meta may send (providers 1.1)
constexpr qint64 longestOrder = 64 * 1024;
constexpr double webhookBytesPerMinute = 60.0 * 1024 * 1024;    // of one provider
constexpr QByteArrayView webhookStart = "/api/webhooks/";
constexpr QByteArrayView testStart = "/api/test/";
constexpr QByteArrayView bearerStart = "Bearer ";

/// The headers that providers sign with.
constexpr const char *signing[] = {"content-type", "x-hub-signature-256", "x-twilio-email-event-webhook-signature",
                                   "x-twilio-email-event-webhook-timestamp", "x-twilio-signature"};

HttpAnswer json(QByteArray body, int status = 200) { return {.status = status, .body = std::move(body)}; }

HttpAnswer tooMany(std::chrono::seconds wait)
{
    HttpAnswer out = errorAnswer(429, u"rate"_s, u"too many requests"_s);
    out.headers.emplaceBack("Retry-After", QByteArray::number(qint64(wait.count())));
    return out;
}

HttpAnswer notAllowed(const QByteArray &methods)
{
    HttpAnswer out = errorAnswer(405, u"method"_s, u"this method is not for this address"_s);
    out.headers.emplaceBack("Allow", methods);
    return out;
}

QString textOf(const QJsonObject &order, std::initializer_list<QStringView> names)
{
    for (const QStringView name : names)
        if (const QString text = order[name].toString(); !text.isEmpty())
            return text;
    return {};
}

/// What `POST /api/test/…` says; the names are those of the site's own jobs (domain 1.3).
Result<ask::SendMessage> orderOf(const QByteArray &body, Channel channel)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return Error{Error::Code::Invalid, u"the body is not a JSON object"_s};
    const QJsonObject order = document.object();
    ask::SendMessage out{.channel = channel, .to = textOf(order, {u"to", u"recipient", u"phoneNumber", u"email", u"phone"}),
                         .templateId = {textOf(order, {u"template", u"templateId"})}, .message = textOf(order, {u"message", u"text"}),
                         .subject = order[u"subject"].toString(), .clientWrote = order[u"clientWrote"].toBool(), .dryRun = order[u"dryRun"].toBool()};
    const QJsonObject variables = order[order.contains(u"variables") ? u"variables" : u"data"].toObject();
    for (auto it = variables.begin(); it != variables.end(); ++it)
        out.variables.insert(it.key(), it.value().isString() ? it.value().toString() : it.value().toVariant().toString());
    if (out.to.isEmpty())
        return Error{Error::Code::Invalid, u"\"to\" is missing"_s};
    return out;
}

} // namespace

HttpApi::HttpApi(HttpApiOptions options, Asker ask, std::shared_ptr<AnswerBox> home, const Clock &clock)
    : m_options(options), m_ask(std::move(ask)), m_home(std::move(home)), m_clock(clock)
{
}

qint64 HttpApi::bodyLimit(const HttpCall &head)
{
    if (head.method != "POST")
        return 0;
    return head.path.startsWith(webhookStart) ? longestWebhook : head.path.startsWith(testStart) ? longestOrder : 0;
}

HttpAnswer HttpApi::answerOf(const Error &error)
{
    using Code = Error::Code;
    switch (error.code) {
    case Code::NotFound: return errorAnswer(404, u"not_found"_s, error.detail);
    case Code::Conflict: return errorAnswer(409, u"conflict"_s, error.detail);
    case Code::Invalid: return errorAnswer(400, u"invalid"_s, error.detail);
    case Code::Refused: return errorAnswer(403, u"refused"_s, error.detail);
    case Code::Timeout: return errorAnswer(504, u"timeout"_s, error.detail);
    case Code::Full: return errorAnswer(507, u"full"_s, error.detail);
    case Code::Locked:
    case Code::ReadOnly:
    case Code::Corrupt: return errorAnswer(500, u"store"_s, error.detail);
    case Code::Unavailable:
    case Code::Cancelled: break;
    }
    return errorAnswer(503, u"unavailable"_s, error.detail);
}

bool HttpApi::admitted(const QString &who, const Answered &answered)
{
    if (!m_options.rateLimit)
        return true;
    const auto wait = m_requests.admit(who, 1, m_options.perMinute, m_clock.steady());
    if (wait.count() > 0)
        answered(tooMany(wait));
    return wait.count() == 0;
}

void HttpApi::handle(const HttpCall &call, Answered answered)
{
    const bool reads = call.method == "GET" || call.method == "HEAD";
    if (call.method == "OPTIONS")
        return answered({.status = 204});
    if (call.path.startsWith(webhookStart))
        return webhook(call, QString::fromLatin1(call.path.sliced(webhookStart.size())), std::move(answered));
    if (call.path == "/api/health") {
        if (!reads)
            return answered(notAllowed("GET, HEAD, OPTIONS"));
        if (admitted(u"at "_s + call.peer, answered))
            health(std::move(answered));
        return;
    }
    if (call.path == "/api/admin/queue-status") {
        if (!reads)
            return answered(notAllowed("GET, HEAD, OPTIONS"));
        return authorized(call, TokenScope::Read, answered, [this, answered] { queueStatus(answered); });
    }
    if (call.path.startsWith(testStart)) {
        if (call.method != "POST")
            return answered(notAllowed("POST, OPTIONS"));
        const QString channel = QString::fromLatin1(call.path.sliced(testStart.size()));
        return authorized(call, TokenScope::Send, answered, [this, call, channel, answered] { sendTest(call, channel, answered); });
    }
    if (admitted(u"at "_s + call.peer, answered))
        answered(errorAnswer(404, u"not_found"_s, u"there is nothing at this address"_s));
}

void HttpApi::authorized(const HttpCall &call, TokenScope scope, Answered answered, std::function<void()> then)
{
    const QByteArray given = call.headers.value("authorization");
    const auto unknown = [this, answered, peer = call.peer] {
        if (!admitted(u"at "_s + peer, answered)) // guessing is limited by address
            return;
        HttpAnswer out = errorAnswer(401, u"token"_s, u"a valid token is needed (Authorization: Bearer …)"_s);
        out.headers.emplaceBack("WWW-Authenticate", "Bearer");
        answered(out);
    };
    if (given.size() <= bearerStart.size() || given.first(bearerStart.size()).compare(bearerStart, Qt::CaseInsensitive) != 0)
        return unknown();
    const Answered judged = [answered, unknown](const HttpAnswer &answer) { answer.status == 404 ? unknown() : answered(answer); };
    const QString token = QString::fromLatin1(given.sliced(bearerStart.size())).trimmed();
    ask<ask::CheckToken>({token, scope}, judged, [this, answered, then = std::move(then)](const TokenView &view) {
        if (admitted(u"token "_s + view.id, answered))
            then();
    });
}

void HttpApi::health(Answered answered)
{
    ask<ask::ShowStatus>({}, answered, [this, answered](const EngineStatus &status) {
        const bool isDown = std::ranges::any_of(status.problems, &Problem::critical);
        const QByteArray word = isDown ? "down" : status.problems.isEmpty() ? "ok" : "degraded";
        QByteArray body = "{\"status\":\"" + word + "\",\"version\":";
        codec::writeJson(body, status.version);
        body += ",\"startedAt\":";
        codec::writeJson(body, status.startedAt);
        body += ",\"timestamp\":";
        codec::writeJson(body, m_clock.now());
        answered(json(body + '}', isDown ? 503 : 200));
    });
}

void HttpApi::queueStatus(Answered answered)
{
    ask<ask::ListQueues>({}, answered, [this, answered](const QList<QueueView> &queues) {
        QByteArray body = "{\"queues\":" + codec::toJson(queues) + ",\"timestamp\":";
        codec::writeJson(body, m_clock.now());
        answered(json(body + '}'));
    });
}

void HttpApi::sendTest(const HttpCall &call, const QString &channel, Answered answered)
{
    const auto known = enumFromName<Channel>(channel);
    if (!known)
        return answered(errorAnswer(404, u"not_found"_s, u"there is nothing at this address"_s));
    if (!call.headers.value("content-type").toLower().startsWith("application/json"))
        return answered(errorAnswer(415, u"invalid"_s, u"Content-Type must be application/json"_s));
    const Result<ask::SendMessage> order = orderOf(call.body, *known);
    if (!order)
        return answered(answerOf(order.error()));
    ask<ask::SendMessage>(order.value(), answered, [answered, isDry = order.value().dryRun](const DeliveryView &delivery) {
        answered(json(codec::toJson(delivery), isDry ? 200 : 202));
    });
}

void HttpApi::webhook(const HttpCall &call, const QString &provider, Answered answered)
{
    if (call.method != "POST" && call.method != "GET")
        return answered(notAllowed("GET, POST"));
    const auto wait = m_bytes.admit(provider.left(20), double(call.body.size() + call.target.size() + 1024), webhookBytesPerMinute, m_clock.steady());
    if (wait.count() > 0)
        return answered(tooMany(wait));
    ask::TakeWebhook question{{.provider = provider.left(20), .method = QString::fromLatin1(call.method), .url = QString::fromLatin1(call.target), .body = call.body}};
    for (const char *name : signing)
        if (const auto value = call.headers.constFind(name); value != call.headers.constEnd())
            question.call.headers.insert(QString::fromLatin1(name), QString::fromLatin1(*value));
    ask<ask::TakeWebhook>(std::move(question), answered, [answered](const WebhookAnswer &said) {
        // The challenge goes back as it came, and never as a page.
        if (said.status >= 400)
            return answered(errorAnswer(said.status, u"webhook"_s, QString::fromLatin1(reasonPhrase(said.status))));
        answered({.status = said.status, .body = said.text.toUtf8(), .contentType = "text/plain; charset=utf-8"});
    });
}

} // namespace trato
