#include "engine/notify/ways/webhook_door.h"

#include "engine/notify/ways/sendgrid_events.h"
#include "engine/notify/ways/signatures.h"
#include "engine/notify/ways/twilio_events.h"
#include "engine/notify/ways/whatsapp_events.h"
#include "engine/runtime/log_book.h"

#include <QUrl>
#include <QUrlQuery>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Hours troubleLife{1};
constexpr Minutes logEvery{1};
constexpr qsizetype longestChallenge = 256;

QUrlQuery queryOf(const WebhookCall &call)
{
    const qsizetype at = call.url.indexOf(u'?');
    return at < 0 ? QUrlQuery() : QUrlQuery(call.url.mid(at + 1).section(u'#', 0, 0));
}

QByteArray header(const WebhookCall &call, QLatin1String name) { return call.headers.value(name).toLatin1(); }

} // namespace

struct WebhookDoor::Call {
    QString way{};
    WebhookCall call{};
    std::optional<QString> cursor{};
    Reply<WebhookAnswer> reply{};
};

QStringList WebhookDoor::providers() { return {u"whatsapp"_s, u"sendgrid"_s, u"twilio"_s}; }

QString WebhookDoor::secretOf(const QString &provider)
{
    return provider == u"whatsapp" ? u"WHATSAPP_APP_SECRET"_s : provider == u"twilio" ? u"TWILIO_AUTH_TOKEN"_s : QString();
}

QString WebhookDoor::trouble(const QString &provider) const
{
    const Trouble trouble = m_troubles.value(provider);
    return trouble.code.isEmpty() || m_parts.clock.now() - trouble.at > troubleLife ? QString() : trouble.code;
}

void WebhookDoor::take(const QString &way, const WebhookCall &call, std::optional<QString> cursor, Reply<WebhookAnswer> reply)
{
    if (!providers().contains(call.provider))
        return reply(WebhookAnswer{404, {}});
    const auto taken = std::make_shared<Call>(Call{way == u"webhook" ? way + u'.' + call.provider : way, call, std::move(cursor), std::move(reply)});
    if (call.method == u"GET" && call.provider == u"whatsapp")
        return shakeHands(taken);
    if (call.method != u"POST")
        return taken->reply(WebhookAnswer{405, {}});
    const QString name = secretOf(call.provider);
    if (name.isEmpty()) {
        const QByteArray key = m_parts.settings.sendgridWebhookKey.toLatin1();
        if (key.isEmpty())
            return taken->reply(WebhookAnswer{503, {}});
        return signatures::isFromSendGrid(call.body, header(call, "x-twilio-email-event-webhook-signature"_L1),
                                          header(call, "x-twilio-email-event-webhook-timestamp"_L1), key)
            ? verified(taken)
            : refused(taken, u"ways.refused"_s, 403);
    }
    m_parts.secrets.read(name, [this, taken](const Result<Secret> &secret) {
        if (!secret || secret.value().isEmpty()) // the provider repeats for days: it comes again when the secret is there
            return taken->reply(WebhookAnswer{503, {}});
        const WebhookCall &c = taken->call;
        const bool good = c.provider == u"whatsapp"
            ? signatures::isFromMeta(c.body, header(c, "x-hub-signature-256"_L1), secret.value().reveal())
            : signatures::isFromTwilio(addressOf(c), header(c, "content-type"_L1), c.body, header(c, "x-twilio-signature"_L1), secret.value().reveal());
        good ? verified(taken) : refused(taken, u"ways.refused"_s, 403);
    });
}

void WebhookDoor::shakeHands(const CallPtr &call)
{
    m_parts.secrets.read(u"WHATSAPP_VERIFY_TOKEN"_s, [this, call](const Result<Secret> &secret) {
        if (!secret || secret.value().isEmpty())
            return call->reply(WebhookAnswer{503, {}});
        const QUrlQuery query = queryOf(call->call);
        const QString challenge = query.queryItemValue(u"hub.challenge"_s, QUrl::FullyDecoded);
        const QByteArray token = query.queryItemValue(u"hub.verify_token"_s, QUrl::FullyDecoded).toUtf8();
        if (query.queryItemValue(u"hub.mode"_s) != u"subscribe" || challenge.isEmpty() || challenge.size() > longestChallenge
            || !signatures::sameBytes(token, secret.value().reveal()))
            return refused(call, u"ways.refused"_s, 403);
        call->reply(WebhookAnswer{200, challenge});
    });
}

/// Twilio signs the address that it was given: ours as it is seen from outside, or the relay's.
QString WebhookDoor::addressOf(const WebhookCall &call) const
{
    if (!call.url.startsWith(u'/'))
        return call.url;
    QString start = m_parts.settings.httpPublicUrl;
    while (start.endsWith(u'/'))
        start.chop(1);
    return start + call.url;
}

Result<QList<ProviderEvent>> WebhookDoor::read(const WebhookCall &call) const
{
    if (call.provider == u"whatsapp")
        return whatsappEvents(call.body, m_parts.settings.whatsappNumberId);
    if (call.provider == u"sendgrid")
        return sendgridEvents(call.body);
    return twilioEvents(call.body, m_parts.settings.smsAccountSid, queryOf(call).queryItemValue(u"trato"_s), m_parts.clock.now());
}

void WebhookDoor::verified(const CallPtr &call)
{
    const Result<QList<ProviderEvent>> events = read(call->call);
    if (!events)
        return refused(call, u"ways.unreadable"_s, 400);
    m_troubles.remove(call->call.provider);
    m_parts.intake.take(call->way, events.value(), call->cursor, [call](const Result<qint64> &added) {
        const int good = call->call.provider == u"twilio" ? 204 : 200; // Meta knows only 200; to an SMS an empty 200 would be an answer
        call->reply(WebhookAnswer{added ? good : 503, {}});
    });
}

void WebhookDoor::refused(const CallPtr &call, const QString &why, int status)
{
    Trouble &trouble = m_troubles[call->call.provider];
    trouble.code = why;
    trouble.at = m_parts.clock.now();
    if (trouble.at - trouble.loggedAt >= logEvery) {
        trouble.loggedAt = trouble.at;
        m_parts.log.warning("ways", u"%1: a post was left out (%2, %3)"_s.arg(call->way, why).arg(status));
    }
    call->reply(WebhookAnswer{status, {}});
}

} // namespace trato
