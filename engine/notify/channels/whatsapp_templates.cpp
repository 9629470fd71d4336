#include "engine/notify/channels/whatsapp_templates.h"

#include "engine/api/mask.h"
#include "engine/notify/channels/http_channel.h"
#include "engine/notify/template_rules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <algorithm>

namespace trato::whatsapp {

using namespace Qt::StringLiterals;

namespace {

constexpr int aPage = 100;

bool isDigits(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

Result<HttpRequest> request(const Account &account, const Secret &token, const QByteArray &method, const QString &id, const QString &tail)
{
    if (!isDigits(account.accountId))
        return Error{Error::Code::Invalid, u"whatsapp/accountId"_s};
    const QString version = account.version.isEmpty() ? QString() : u"/"_s + account.version;
    const Result<QUrl> url = http::address(account.url, version + u"/"_s + id + tail, u"whatsapp/url"_s);
    if (!url)
        return url.error();
    HttpRequest out;
    out.method = method;
    out.url = url.value();
    out.headers = {{"Authorization", "Bearer " + token.reveal().toByteArray()}};
    out.caFile = account.caFile;
    return out;
}

TemplateStatus statusOf(const QString &word)
{
    const std::pair<QLatin1String, TemplateStatus> known[] = {
        {"APPROVED"_L1, TemplateStatus::Approved}, {"PENDING"_L1, TemplateStatus::Pending}, {"IN_APPEAL"_L1, TemplateStatus::Pending},
        {"REJECTED"_L1, TemplateStatus::Rejected}, {"PAUSED"_L1, TemplateStatus::Paused}, {"DISABLED"_L1, TemplateStatus::Disabled}};
    for (const auto &[name, status] : known)
        if (word == name)
            return status;
    return TemplateStatus::Other;
}

/// What an answer that is no success means; not set: it is one.
std::optional<Error> refusal(const HttpResult &result)
{
    if (result.fate != HttpResult::Fate::Answered)
        return Error{Error::Code::Unavailable, u"whatsapp: "_s + (result.detail.isEmpty() ? u"no answer"_s : result.detail)};
    const QJsonObject error = QJsonDocument::fromJson(result.body).object().value(u"error"_s).toObject();
    if (!error.isEmpty()) {
        QString words = error.value(u"error_user_msg"_s).toString();
        if (words.isEmpty())
            words = error.value(u"message"_s).toString();
        return Error{Error::Code::Refused, u"whatsapp.%1: %2"_s.arg(error.value(u"code"_s).toInt()).arg(maskText(words).simplified().left(300))};
    }
    if (result.status < 200 || result.status >= 300)
        return Error{Error::Code::Unavailable, u"whatsapp: HTTP %1"_s.arg(result.status)};
    return result.bodyComplete ? std::nullopt : std::optional(Error{Error::Code::Unavailable, u"whatsapp: no complete answer"_s});
}

} // namespace

Result<HttpRequest> buildTemplateList(const Account &account, const Secret &token, const QString &after)
{
    Result<HttpRequest> built = request(account, token, "GET", account.accountId, u"/message_templates"_s);
    if (!built)
        return built;
    HttpRequest out = std::move(built).value();
    QUrlQuery query{{u"fields"_s, u"id,name,language,status,category,rejected_reason,components"_s}, {u"limit"_s, QString::number(aPage)}};
    if (!after.isEmpty())
        query.addQueryItem(u"after"_s, QString::fromLatin1(QUrl::toPercentEncoding(after)));
    out.url.setQuery(query);
    return out;
}

Result<HttpRequest> buildTemplate(const Account &account, const Secret &token, const MessageTemplate &what, const QMap<QString, QString> &examples,
                                  const QString &providerId)
{
    if (what.channel != Channel::WhatsApp || what.providerName.isEmpty())
        return Error{Error::Code::Invalid, u"template.channel"_s};
    const bool isNew = providerId.isEmpty();
    if (!isNew && !isDigits(providerId))
        return Error{Error::Code::Invalid, u"template id"_s};
    Result<HttpRequest> built = request(account, token, "POST", isNew ? account.accountId : providerId, isNew ? u"/message_templates"_s : QString());
    if (!built)
        return built;
    QJsonObject text{{u"type"_s, u"BODY"_s}, {u"text"_s, numberedText(what.source, what.variables)}};
    if (!what.variables.isEmpty()) {
        QJsonArray values;
        for (const QString &name : what.variables)
            values.append(examples.value(name, name));
        QJsonArray rows;
        rows.append(values); // in braces an array in an array is a copy of it to some compilers
        text.insert(u"example"_s, QJsonObject{{u"body_text"_s, rows}});
    }
    QJsonArray components{text};
    if (!what.buttons.isEmpty()) {
        QJsonArray buttons;
        for (const QString &button : what.buttons)
            buttons.append(QJsonObject{{u"type"_s, u"QUICK_REPLY"_s}, {u"text"_s, button}});
        components.append(QJsonObject{{u"type"_s, u"BUTTONS"_s}, {u"buttons"_s, buttons}});
    }
    QJsonObject body{{u"category"_s, what.category.isEmpty() ? u"UTILITY"_s : what.category.toUpper()}, {u"components"_s, components}};
    if (isNew) {
        body.insert(u"name"_s, what.providerName);
        body.insert(u"language"_s, what.language);
    }
    HttpRequest out = std::move(built).value();
    out.headers.emplace_back("Content-Type", "application/json");
    out.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return out;
}

Result<RemotePage> readTemplateList(const HttpResult &result)
{
    if (const auto error = refusal(result))
        return *error;
    const QJsonObject body = QJsonDocument::fromJson(result.body).object();
    if (!body.value(u"data"_s).isArray())
        return Error{Error::Code::Unavailable, u"whatsapp: an answer that cannot be read"_s};
    RemotePage out;
    for (const QJsonValue &row : body.value(u"data"_s).toArray()) {
        RemoteTemplate one;
        one.providerId = row[u"id"_s].toString();
        one.name = row[u"name"_s].toString().left(512);
        one.language = row[u"language"_s].toString().left(20);
        const QString word = row[u"status"_s].toString().left(40);
        one.status = statusOf(word);
        one.category = row[u"category"_s].toString().left(40).toLower();
        one.reason = row[u"rejected_reason"_s].toString().left(300);
        if (one.reason == u"NONE")
            one.reason.clear();
        if (one.status == TemplateStatus::Other)
            one.reason = word;
        for (const QJsonValue &component : row[u"components"_s].toArray())
            if (component[u"type"_s] == u"BODY"_s)
                one.text = component[u"text"_s].toString().left(2000);
        if (!one.name.isEmpty())
            out.rows << one;
    }
    const QJsonObject paging = body.value(u"paging"_s).toObject();
    if (paging.contains(u"next"_s))
        out.after = paging.value(u"cursors"_s)[u"after"_s].toString().left(500);
    return out;
}

Result<RemoteTemplate> readSubmitted(const HttpResult &result, const RemoteTemplate &what)
{
    if (const auto error = refusal(result))
        return *error;
    const QJsonObject body = QJsonDocument::fromJson(result.body).object();
    RemoteTemplate out = what;
    if (const QString id = body.value(u"id"_s).toString(); !id.isEmpty())
        out.providerId = id;
    if (const QString category = body.value(u"category"_s).toString(); !category.isEmpty())
        out.category = category.left(40).toLower();
    const QString word = body.value(u"status"_s).toString();
    out.status = word.isEmpty() ? TemplateStatus::Pending : statusOf(word); // an edit answers "success" alone
    out.reason = out.status == TemplateStatus::Other ? word.left(40) : QString();
    return out;
}

} // namespace trato::whatsapp
