#include "engine/api/mask.h"
#include "engine/notify/channels/twilio_sms.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace trato::twilio {

using namespace Qt::StringLiterals;

namespace {

using Kind = SendOutcome::Kind;

constexpr qsizetype longestBody = 1600;
constexpr qint64 longestValidity = 36'000;   // seconds
constexpr qint64 shortestValidity = 6;       // Twilio advises more than five

bool isSid(const QString &text, QStringView prefix)
{
    return text.size() == 34 && text.startsWith(prefix)
        && std::all_of(text.begin() + 2, text.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

bool isShortCode(const QString &text)
{
    return text.size() >= 3 && text.size() <= 8 && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QByteArray form(const QList<std::pair<QByteArray, QString>> &fields)
{
    QByteArray out;
    for (const auto &[name, value] : fields)
        out += (out.isEmpty() ? "" : "&") + name + '=' + QUrl::toPercentEncoding(value);
    return out;
}

Result<HttpRequest> request(const Config &config, const QString &tail, const Secret &token)
{
    if (!isSid(config.accountSid, u"AC"))
        return Error{Error::Code::Invalid, u"sms/accountSid"_s};
    const Result<QUrl> url = http::address(config.url, u"/2010-04-01/Accounts/"_s + config.accountSid + tail, u"sms/url"_s);
    if (!url)
        return url.error();
    HttpRequest out;
    out.url = url.value();
    out.headers = {{"Authorization", "Basic " + (config.accountSid.toLatin1() + ':' + token.reveal().toByteArray()).toBase64()}};
    out.caFile = config.caFile;
    return out;
}

struct Row {
    int code;
    Kind kind;
    Millis wait{0};
};

/// The table of providers 1.4, those that a send may answer with.
constexpr Row rows[] = {
    {20003, Kind::Channel}, {20005, Kind::Channel}, {20404, Kind::Channel}, {21212, Kind::Channel}, {21606, Kind::Channel},
    {21408, Kind::Channel}, {21703, Kind::Channel}, {21704, Kind::Channel}, {21705, Kind::Channel}, {30002, Kind::Channel},
    {30024, Kind::Channel}, {63007, Kind::Channel},
    {20429, Kind::Rate, Seconds(1)}, {21611, Kind::Rate, Minutes(5)}, {63018, Kind::Rate, Minutes(5)}, {63038, Kind::Rate, Hours(1)},
    {20500, Kind::Uncertain}, {20503, Kind::Uncertain}, {30410, Kind::Uncertain},
    {30001, Kind::Transient, Minutes(5)}, {30017, Kind::Transient, Minutes(5)},
    {21211, Kind::Recipient}, {21217, Kind::Recipient}, {21612, Kind::Recipient}, {21614, Kind::Recipient}, {30003, Kind::Recipient},
    {30004, Kind::Recipient}, {30005, Kind::Recipient}, {30006, Kind::Recipient},
    {21610, Kind::Policy},
    {21602, Kind::Permanent}, {21603, Kind::Permanent}, {21604, Kind::Permanent}, {21608, Kind::Permanent}, {21617, Kind::Permanent},
    {30007, Kind::Permanent}, {30008, Kind::Permanent}, {14107, Kind::Permanent},
};

} // namespace

QString callbackOf(const EngineSettings &settings)
{
    QString start = settings.httpPublicUrl.isEmpty() ? settings.waysRelay : settings.httpPublicUrl;
    while (start.endsWith(u'/'))
        start.chop(1);
    if (start.isEmpty())
        return {};
    return start + (settings.httpPublicUrl.isEmpty() ? u"/twilio"_s : u"/api/webhooks/twilio"_s);
}

Result<HttpRequest> buildGet(const Config &config, const Secret &token, const QString &tail, Millis timeout)
{
    const qsizetype mark = tail.indexOf(u'?');
    Result<HttpRequest> out = request(config, mark < 0 ? tail : tail.left(mark), token);
    if (!out)
        return out;
    HttpRequest made = std::move(out).value();
    made.method = "GET";
    made.timeout = timeout;
    if (mark >= 0)
        made.url.setQuery(tail.mid(mark + 1), QUrl::StrictMode);
    return made;
}

Result<HttpRequest> buildRequest(const Notification &message, const Config &config, const Secret &token, const QString &opaque, Millis timeout,
                                 Instant now)
{
    if (!http::isE164(message.recipient))
        return Error{Error::Code::Invalid, u"recipient"_s};
    const bool isService = isSid(config.from, u"MG");
    if (!isService && !http::isE164(config.from) && !isShortCode(config.from))
        return Error{Error::Code::Invalid, u"sms/from"_s};
    if (message.text.isEmpty() || message.text.size() > longestBody)
        return Error{Error::Code::Invalid, u"text of %1 characters, at most %2"_s.arg(message.text.size()).arg(longestBody)};
    Result<HttpRequest> out = request(config, u"/Messages.json"_s, token);
    if (!out)
        return out;
    QList<std::pair<QByteArray, QString>> fields{{"To", message.recipient},
                                                 {isService ? "MessagingServiceSid" : "From", config.from},
                                                 {"Body", message.text}};
    if (message.expiresAt) {
        const qint64 left = std::chrono::duration_cast<Seconds>(*message.expiresAt - now).count();
        fields.emplaceBack("ValidityPeriod", QString::number(std::clamp(left, shortestValidity, longestValidity)));
    }
    if (!config.callback.isEmpty() && !opaque.isEmpty())
        fields.emplaceBack("StatusCallback", config.callback + u"?trato="_s + opaque);
    HttpRequest made = std::move(out).value();
    made.headers.emplaceBack("Content-Type", "application/x-www-form-urlencoded");
    made.body = form(fields);
    made.timeout = timeout;
    return made;
}

Result<HttpRequest> buildProbe(const Config &config, const Secret &token)
{
    Result<HttpRequest> out = request(config, u".json"_s, token);
    if (!out)
        return out;
    HttpRequest made = std::move(out).value();
    made.method = "GET";
    return made;
}

SendOutcome judge(const HttpResult &result, Instant now)
{
    if (const std::optional<SendOutcome> lost = http::unanswered(u"twilio"_s, result))
        return *lost;
    const QJsonObject body = QJsonDocument::fromJson(result.body).object();
    const bool taken = result.status >= 200 && result.status < 300;
    const QString status = body.value(u"status"_s).toString();
    const bool refused = taken && (status == u"failed" || status == u"undelivered" || status == u"canceled");
    if (taken && !refused) {
        SendOutcome out{.kind = Kind::Accepted, .providerId = body.value(u"sid"_s).toString().left(64)};
        if (out.providerId.isEmpty())
            out.reason = u"twilio: accepted without a readable id"_s;
        return out;
    }
    SendOutcome out = taken ? SendOutcome{.kind = Kind::Permanent, .reason = u"twilio: "_s + status} : http::byStatus(u"twilio"_s, result, now);
    out.code = body.value(taken ? u"error_code"_s : u"code"_s).toInt();
    if (out.code == 0)
        return out;
    const QString words = body.value(taken ? u"error_message"_s : u"message"_s).toString();
    out.reason = u"twilio.%1: %2"_s.arg(out.code).arg(maskText(words).simplified().left(300));
    const auto row = std::ranges::find(rows, out.code, &Row::code);
    if (row == std::end(rows))
        return out; // unknown codes go by their status: Twilio may change them
    out.kind = row->kind;
    out.retryAfter.reset();
    if (out.kind == Kind::Rate || out.kind == Kind::Transient)
        out.retryAfter = std::max(row->wait, retryAfterOf(result, now).value_or(Millis(0)));
    return out;
}

SendOutcome judgeProbe(const HttpResult &result, Instant now)
{
    if (result.fate != HttpResult::Fate::Answered || result.status != 200)
        return judge(result, now);
    const QString status = QJsonDocument::fromJson(result.body).object().value(u"status"_s).toString();
    if (status == u"active")
        return {.kind = Kind::Accepted};
    return {.kind = Kind::Channel, .code = 20005, .reason = u"twilio.20005: the account is "_s + (status.isEmpty() ? u"unreadable"_s : status.left(40))};
}

} // namespace trato::twilio
