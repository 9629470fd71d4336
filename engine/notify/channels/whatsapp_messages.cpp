#include "engine/api/mask.h"
#include "engine/notify/channels/whatsapp_cloud.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace trato::whatsapp {

using namespace Qt::StringLiterals;

namespace {

using Kind = SendOutcome::Kind;

// providers 1.1
constexpr qsizetype longestText = 4096;
constexpr qsizetype longestWithChoices = 1024;
constexpr qsizetype mostButtons = 3;
constexpr qsizetype longestButton = 20;
constexpr qsizetype longestButtonId = 256;
constexpr qsizetype mostRows = 10;
constexpr qsizetype longestRowTitle = 24;
constexpr qsizetype longestRowId = 200;

Result<QUrl> address(const Config &config, const QString &tail)
{
    const auto plain = [](const QString &part) {
        return !part.isEmpty() && std::all_of(part.begin(), part.end(), [](QChar c) {
            return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'.' || c == u'_');
        });
    };
    if (!plain(config.numberId))
        return Error{Error::Code::Invalid, u"whatsapp/numberId"_s};
    if (!config.version.isEmpty() && !plain(config.version))
        return Error{Error::Code::Invalid, u"whatsapp/version"_s};
    const QString version = config.version.isEmpty() ? QString() : u"/"_s + config.version;
    return http::address(config.url, version + u"/"_s + config.numberId + tail, u"whatsapp/url"_s);
}

/// Minutes until Meta lets the account call again, from X-Business-Use-Case-Usage.
std::optional<Millis> usageWait(const HttpResult &result)
{
    const QJsonObject accounts = QJsonDocument::fromJson(result.headers.value("x-business-use-case-usage")).object();
    int minutes = 0;
    for (const QJsonValue &uses : accounts)
        for (const QJsonValue &use : uses.toArray())
            minutes = qMax(minutes, use[u"estimated_time_to_regain_access"_s].toInt());
    return minutes > 0 ? std::optional<Millis>(Minutes(minutes)) : std::nullopt;
}

struct Row {
    int code;
    Kind kind;
    Millis wait{0};
    int maxAttempts = 0;
};

/// The table of providers 1.1. Ranges and the two ambiguous codes are below.
constexpr Row rows[] = {
    {0, Kind::Channel}, {190, Kind::Channel}, {3, Kind::Channel}, {10, Kind::Channel}, {131005, Kind::Channel},
    {33, Kind::Channel}, {368, Kind::Channel}, {131031, Kind::Channel}, {131037, Kind::Channel}, {131042, Kind::Channel},
    {131045, Kind::Channel}, {133010, Kind::Channel}, {131064, Kind::Channel},
    {2, Kind::Transient}, {131016, Kind::Transient}, {133004, Kind::Transient}, {131057, Kind::Transient, Minutes(1)},
    {4, Kind::Rate, Minutes(5)}, {80007, Kind::Rate, Minutes(5)}, {130429, Kind::Rate, Seconds(1)},
    {131048, Kind::Rate, Hours(1)}, {131056, Kind::Rate}, {133016, Kind::Rate, Hours(1)},
    {100, Kind::Permanent}, {130497, Kind::Permanent}, {131008, Kind::Permanent}, {131009, Kind::Permanent},
    {131021, Kind::Permanent}, {131030, Kind::Permanent}, {131051, Kind::Permanent}, {131052, Kind::Permanent},
    {131053, Kind::Permanent}, {131063, Kind::Permanent}, {132000, Kind::Permanent}, {132005, Kind::Permanent},
    {132012, Kind::Permanent}, {132018, Kind::Permanent}, {132068, Kind::Permanent}, {132069, Kind::Permanent},
    {135000, Kind::Permanent},
    {130403, Kind::Recipient}, {131026, Kind::Recipient},
    {130472, Kind::Policy}, {131047, Kind::Policy}, {131049, Kind::Policy}, {131050, Kind::Policy},
    {132001, Kind::Template}, {132007, Kind::Template}, {132015, Kind::Template}, {132016, Kind::Template},
};

SendOutcome byCode(int code, int status)
{
    SendOutcome out;
    out.code = code;
    if (code >= 200 && code <= 299) {
        out.kind = Kind::Channel;
        return out;
    }
    if (code == 1 || code == 131000) { // "something went wrong": may have been taken when the server broke
        out.kind = status >= 500 ? Kind::Uncertain : Kind::Transient;
        out.maxAttempts = code == 1 ? 3 : 4;
        return out;
    }
    for (const Row &row : rows)
        if (row.code == code) {
            out.kind = row.kind;
            out.pair = code == 131056;
            if (row.wait.count() > 0)
                out.retryAfter = row.wait;
            return out;
        }
    out.kind = status == 429 ? Kind::Rate : status >= 500 ? Kind::Uncertain : Kind::Permanent;
    return out;
}

QJsonObject templateContent(const Notification &message)
{
    QJsonObject content{{u"name"_s, message.providerTemplate},
                        {u"language"_s, QJsonObject{{u"code"_s, message.language}}}};
    if (message.parameters.isEmpty())
        return content;
    QJsonArray parameters;
    for (const QString &value : message.parameters)
        parameters.append(QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, value}});
    content.insert(u"components"_s, QJsonArray{QJsonObject{{u"type"_s, u"body"_s}, {u"parameters"_s, parameters}}});
    return content;
}

QJsonObject interactive(const Notification &message)
{
    QJsonArray choices;
    for (const ReplyChoice &choice : message.choices) {
        const QJsonObject one{{u"id"_s, choice.id}, {u"title"_s, choice.title}};
        choices.append(message.listButton.isEmpty() ? QJsonObject{{u"type"_s, u"reply"_s}, {u"reply"_s, one}} : one);
    }
    const QJsonObject action = message.listButton.isEmpty()
        ? QJsonObject{{u"buttons"_s, choices}}
        : QJsonObject{{u"button"_s, message.listButton}, {u"sections"_s, QJsonArray{QJsonObject{{u"rows"_s, choices}}}}};
    return {{u"type"_s, message.listButton.isEmpty() ? u"button"_s : u"list"_s},
            {u"body"_s, QJsonObject{{u"text"_s, message.text}}},
            {u"action"_s, action}};
}

} // namespace

std::optional<Error> freeTextProblem(const QString &text, const QList<ReplyChoice> &choices, const QString &listButton)
{
    const auto wrong = [](const QString &detail) { return Error{Error::Code::Invalid, detail}; };
    if (text.trimmed().isEmpty())
        return wrong(u"message: missing"_s);
    if (text.size() > (choices.isEmpty() ? longestText : longestWithChoices))
        return wrong(choices.isEmpty() ? u"message: longer than 4096 characters"_s : u"message: longer than 1024 characters"_s);
    if (choices.isEmpty())
        return listButton.isEmpty() ? std::nullopt : std::optional(wrong(u"choices: missing"_s));
    const bool isList = !listButton.isEmpty();
    if (listButton.size() > longestButton || choices.size() > (isList ? mostRows : mostButtons))
        return wrong(u"choices: too many or too long"_s);
    QSet<QString> ids;
    QSet<QString> titles;
    for (const ReplyChoice &choice : choices) {
        if (choice.id.isEmpty() || choice.title.trimmed().isEmpty() || choice.id.size() > (isList ? longestRowId : longestButtonId)
            || choice.title.size() > (isList ? longestRowTitle : longestButton))
            return wrong(u"choices: too many or too long"_s);
        ids << choice.id;
        titles << choice.title;
    }
    if (ids.size() != choices.size() || titles.size() != choices.size())
        return wrong(u"choices: the same twice"_s);
    return std::nullopt;
}

Result<HttpRequest> buildRequest(const Notification &message, const Config &config, const Secret &token,
                                 const QString &opaque, Millis timeout)
{
    const Result<QUrl> url = address(config, u"/messages"_s);
    if (!url)
        return url.error();
    if (!http::isE164(message.recipient))
        return Error{Error::Code::Invalid, u"recipient"_s};
    QJsonObject body{{u"messaging_product"_s, u"whatsapp"_s},
                     {u"recipient_type"_s, u"individual"_s},
                     {u"to"_s, message.recipient},
                     {u"biz_opaque_callback_data"_s, opaque}};
    if (!message.providerTemplate.isEmpty() && !message.language.isEmpty()) {
        body.insert(u"type"_s, u"template"_s);
        body.insert(u"template"_s, templateContent(message));
    } else if (!message.inWindow) {
        return Error{Error::Code::Invalid, u"free text"_s};
    } else if (const auto problem = freeTextProblem(message.text, message.choices, message.listButton)) {
        return *problem;
    } else if (message.choices.isEmpty()) {
        body.insert(u"type"_s, u"text"_s);
        body.insert(u"text"_s, QJsonObject{{u"body"_s, message.text}});
    } else {
        body.insert(u"type"_s, u"interactive"_s);
        body.insert(u"interactive"_s, interactive(message));
    }
    HttpRequest out;
    out.url = url.value();
    out.headers = {{"Authorization", "Bearer " + token.reveal().toByteArray()}, {"Content-Type", "application/json"}};
    out.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    out.timeout = timeout;
    out.caFile = config.caFile;
    return out;
}

Result<HttpRequest> buildProbe(const Config &config, const Secret &token)
{
    const Result<QUrl> url = address(config, {});
    if (!url)
        return url.error();
    HttpRequest out;
    out.method = "GET";
    out.url = url.value();
    out.headers = {{"Authorization", "Bearer " + token.reveal().toByteArray()}};
    out.caFile = config.caFile;
    return out;
}

SendOutcome judge(const HttpResult &result, Instant now)
{
    if (const std::optional<SendOutcome> lost = http::unanswered(u"whatsapp"_s, result))
        return *lost;
    SendOutcome out;
    const QJsonObject body = QJsonDocument::fromJson(result.body).object();
    const QJsonObject error = body.value(u"error"_s).toObject();
    if (error.value(u"code"_s).isDouble()) {
        out = byCode(error.value(u"code"_s).toInt(), result.status);
        const QString title = error.value(u"message"_s).toString();
        const QString details = error.value(u"error_data"_s).toObject().value(u"details"_s).toString();
        out.reason = u"whatsapp.%1: %2"_s.arg(out.code).arg(maskText(details.isEmpty() ? title : details).simplified().left(300));
    } else if (result.status >= 200 && result.status < 300) {
        out.kind = Kind::Accepted; // without a readable id it was accepted all the same (providers 2.1)
        out.providerId = body.value(u"messages"_s)[0][u"id"_s].toString();
        out.contactId = body.value(u"contacts"_s)[0][u"wa_id"_s].toString();
        if (out.providerId.isEmpty())
            out.reason = u"whatsapp: accepted without a readable id"_s;
        return out;
    } else {
        out = http::byStatus(u"whatsapp"_s, result, now);
    }
    if (out.kind == Kind::Rate || out.kind == Kind::Transient) {
        for (const auto &told : {retryAfterOf(result, now), usageWait(result)})
            if (told)
                out.retryAfter = std::max(out.retryAfter.value_or(Millis(0)), *told);
    }
    return out;
}

} // namespace trato::whatsapp
