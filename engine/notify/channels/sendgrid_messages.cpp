#include "engine/api/mask.h"
#include "engine/api/mail_address.h"
#include "engine/notify/channels/sendgrid_mail.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace trato::sendgrid {

using namespace Qt::StringLiterals;

namespace {

using Kind = SendOutcome::Kind;

constexpr Millis longestReset = Hours(1);

Result<HttpRequest> request(const Config &config, const QString &path, const Secret &key)
{
    const Result<QUrl> url = http::address(config.url, path, u"sendgrid/url"_s);
    if (!url)
        return url.error();
    HttpRequest out;
    out.url = url.value();
    out.headers = {{"Authorization", "Bearer " + key.reveal().toByteArray()}};
    out.caFile = config.caFile;
    return out;
}

QJsonObject person(const QString &address, const QString &name)
{
    QJsonObject out{{u"email"_s, address}};
    if (const QString clean = mailName(name); !clean.isEmpty())
        out.insert(u"name"_s, clean);
    return out;
}

/// What the provider says went wrong, without addresses.
QString wordsOf(const QJsonArray &errors)
{
    QStringList out;
    for (const QJsonValue &error : errors) {
        const QString field = error[u"field"_s].toString();
        const QString message = error[u"message"_s].toString();
        out << (field.isEmpty() || field == u"null" ? message : field + u": "_s + message);
    }
    return maskText(out.join(u"; "_s)).simplified().left(300);
}

/// Until when the limit stands: Unix seconds.
std::optional<Millis> resetWait(const HttpResult &result, Instant now)
{
    bool ok = false;
    const qint64 at = result.headers.value("x-ratelimit-reset").toLongLong(&ok);
    if (!ok || at <= 0 || at > toMs(now) / 1000 + 7 * 86'400)
        return std::nullopt;
    return std::clamp<Millis>(fromMs(at * 1000) - now, Seconds(1), longestReset);
}

} // namespace

Result<HttpRequest> buildRequest(const Notification &message, const Config &config, const Secret &key, const QString &opaque,
                                 Millis timeout)
{
    if (!isMailAddress(message.recipient))
        return Error{Error::Code::Invalid, u"recipient"_s};
    if (!isMailAddress(config.from))
        return Error{Error::Code::Invalid, u"email/from"_s};
    if (!config.replyTo.isEmpty() && !isMailAddress(config.replyTo))
        return Error{Error::Code::Invalid, u"email/replyTo"_s};
    if (message.subject.isEmpty() || message.text.isEmpty())
        return Error{Error::Code::Invalid, u"no subject or text"_s};
    Result<HttpRequest> out = request(config, u"/v3/mail/send"_s, key);
    if (!out)
        return out;
    QJsonArray content{QJsonObject{{u"type"_s, u"text/plain"_s}, {u"value"_s, message.text}}}; // the plain part comes first
    if (!message.html.isEmpty())
        content.append(QJsonObject{{u"type"_s, u"text/html"_s}, {u"value"_s, message.html}});
    const QJsonObject off{{u"enable"_s, false}};
    QJsonObject body{
        {u"personalizations"_s, QJsonArray{QJsonObject{{u"to"_s, QJsonArray{person(message.recipient, message.clientName)}},
                                                       {u"custom_args"_s, QJsonObject{{u"trato"_s, opaque}}}}}},
        {u"from"_s, person(config.from, config.fromName)},
        {u"subject"_s, message.subject},
        {u"content"_s, content},
        {u"headers"_s, QJsonObject{{u"Auto-Submitted"_s, u"auto-generated"_s}}},
        {u"tracking_settings"_s, QJsonObject{{u"click_tracking"_s, off}, {u"open_tracking"_s, off}}}};
    if (!config.replyTo.isEmpty())
        body.insert(u"reply_to"_s, QJsonObject{{u"email"_s, config.replyTo}});
    HttpRequest made = std::move(out).value();
    made.headers.emplaceBack("Content-Type", "application/json");
    made.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    made.timeout = timeout;
    return made;
}

Result<HttpRequest> buildProbe(const Config &config, const Secret &key)
{
    if (!isMailAddress(config.from))
        return Error{Error::Code::Invalid, u"email/from"_s};
    Result<HttpRequest> out = request(config, u"/v3/scopes"_s, key);
    if (!out)
        return out;
    HttpRequest made = std::move(out).value();
    made.method = "GET";
    return made;
}

SendOutcome judge(const HttpResult &result, Instant now)
{
    if (const std::optional<SendOutcome> lost = http::unanswered(u"sendgrid"_s, result))
        return *lost;
    if (result.status >= 200 && result.status < 300) {
        SendOutcome out{.kind = Kind::Accepted, .providerId = QString::fromLatin1(result.headers.value("x-message-id")).left(200)};
        if (out.providerId.isEmpty())
            out.reason = u"sendgrid: accepted without a readable id"_s;
        return out;
    }
    SendOutcome out = http::byStatus(u"sendgrid"_s, result, now);
    const QString words = wordsOf(QJsonDocument::fromJson(result.body).object().value(u"errors"_s).toArray());
    if (!words.isEmpty()) {
        out.code = result.status;
        const bool credits = result.status == 401 && words.contains(u"credit", Qt::CaseInsensitive);
        out.reason = u"sendgrid.%1: %2"_s.arg(credits ? u"credits"_s : QString::number(out.code), words);
    }
    if (out.kind == Kind::Rate && !out.retryAfter)
        out.retryAfter = resetWait(result, now);
    return out;
}

SendOutcome judgeProbe(const HttpResult &result, Instant now)
{
    SendOutcome out = judge(result, now);
    if (out.kind != Kind::Accepted)
        return out;
    const QJsonArray scopes = QJsonDocument::fromJson(result.body).object().value(u"scopes"_s).toArray();
    if (scopes.contains(u"mail.send"_s))
        return {.kind = Kind::Accepted};
    return {.kind = Kind::Channel, .code = 403, .reason = u"sendgrid.403: the key lacks the scope mail.send"_s};
}

} // namespace trato::sendgrid
