#include "engine/notify/channels/http_channel.h"

namespace trato {

using namespace Qt::StringLiterals;
using Kind = SendOutcome::Kind;

void HttpChannel::transmit(const Notification &message, const QString &opaque, Millis timeout, const Secret &secret, Reply<Call> reply)
{
    const Result<HttpRequest> request = build(message, opaque, timeout, secret);
    if (!request)
        return reply(request.error());
    const QPointer<HttpChannel> self(this);
    m_transport.send(request.value(), [self, reply](Result<HttpResult> result) {
        if (!result)
            return reply(result.error());
        if (!self)
            return reply(Error{Error::Code::Cancelled, u"stopping"_s});
        reply(Call{self->judge(result.value()), result.value().took});
    });
}

void HttpChannel::tryCredential(const Secret &secret, Reply<Call> reply)
{
    const Result<HttpRequest> request = buildProbe(secret);
    if (!request)
        return reply(request.error());
    const QPointer<HttpChannel> self(this);
    m_transport.send(request.value(), [self, reply](Result<HttpResult> result) {
        if (!result)
            return reply(result.error());
        if (!self)
            return reply(Error{Error::Code::Cancelled, u"stopping"_s});
        reply(Call{self->judgeProbe(result.value()), result.value().took});
    });
}

namespace http {

std::optional<SendOutcome> unanswered(const QString &provider, const HttpResult &result)
{
    if (result.fate == HttpResult::Fate::Answered)
        return std::nullopt;
    SendOutcome out;
    out.kind = result.fate == HttpResult::Fate::NotSent ? Kind::NotSent : Kind::Uncertain;
    out.reason = provider + u": "_s + (result.detail.isEmpty() ? u"no answer"_s : result.detail);
    return out;
}

SendOutcome byStatus(const QString &provider, const HttpResult &result, Instant now)
{
    SendOutcome out;
    const std::optional<Millis> wait = retryAfterOf(result, now);
    const int status = result.status;
    if (status == 401 || status == 403)
        out.kind = Kind::Channel;
    else if (status == 408 || status == 425)
        out.kind = Kind::Uncertain;
    else if (status == 429)
        out.kind = Kind::Rate;
    else if (status >= 500)
        out.kind = status == 503 && wait ? Kind::Transient : Kind::Uncertain;
    else
        out.kind = Kind::Permanent; // 4xx, and 3xx, which is never followed with a credential
    if (out.kind == Kind::Rate || out.kind == Kind::Transient)
        out.retryAfter = wait;
    out.reason = u"%1: HTTP %2"_s.arg(provider).arg(status);
    return out;
}

Result<QUrl> address(const QString &base, const QString &path, const QString &settingKey)
{
    QString start = base;
    while (start.endsWith(u'/'))
        start.chop(1);
    const QUrl url(start + path, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return Error{Error::Code::Invalid, settingKey};
    return url;
}

bool isE164(const QString &number)
{
    return number.size() >= 9 && number.size() <= 16 && number[0] == u'+' && number[1] != u'0'
        && std::all_of(number.begin() + 1, number.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace http

} // namespace trato
