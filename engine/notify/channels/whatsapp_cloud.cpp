#include "engine/notify/channels/whatsapp_cloud.h"

#include "engine/runtime/log_book.h"

namespace trato {

using namespace Qt::StringLiterals;
using Kind = SendOutcome::Kind;

namespace {

const QString tokenName = u"WHATSAPP_ACCESS_TOKEN"_s;
constexpr Millis templatePause = Minutes(30);

QString templateKey(const Notification &message)
{
    return message.providerTemplate + u'/' + message.language;
}

} // namespace

WhatsAppCloud::WhatsAppCloud(HttpTransport &transport, SecretStore &secrets, const EngineSettings &settings,
                             const Clock &clock, LogBook &log)
    : m_transport(transport), m_secrets(secrets), m_settings(settings), m_clock(clock), m_log(log)
{
    connect(&m_timer, &QTimer::timeout, this, [this] { probeIfDue(); });
    m_timer.start(Minutes(1));
    withToken([](const Secret *) {});
}

whatsapp::Config WhatsAppCloud::config() const
{
    return {m_settings.whatsappUrl, m_settings.whatsappVersion, m_settings.whatsappNumberId, m_settings.whatsappCaFile};
}

Admission WhatsAppCloud::admit(const Notification &message)
{
    const Instant now = m_clock.now();
    const auto stopped = m_stoppedTemplates.find(templateKey(message));
    if (stopped != m_stoppedTemplates.end()) {
        if (now < stopped->until)
            return {false, stopped->until - now, stopped->reason};
        stopped->until = now + templatePause; // one message finds out
    }
    const Millis wait = m_breaker.admit(now);
    if (wait.count() > 0)
        return {false, wait, m_breaker.why()};
    return {};
}

void WhatsAppCloud::withToken(std::function<void(const Secret *)> use)
{
    if (m_token)
        return use(m_token.get());
    const QPointer<WhatsAppCloud> self(this);
    m_secrets.read(tokenName, [self, use = std::move(use)](Result<Secret> secret) {
        if (!self)
            return use(nullptr);
        const bool missingBefore = self->m_tokenMissing;
        self->m_tokenMissing = !secret || secret.value().isEmpty();
        self->m_tokenRead = true;
        if (!self->m_tokenMissing)
            self->m_token = std::make_shared<Secret>(std::move(secret).value());
        if (missingBefore != self->m_tokenMissing)
            self->status();
        const std::shared_ptr<Secret> held = self->m_tokenMissing ? nullptr : self->m_token;
        use(held.get());
    });
}

void WhatsAppCloud::send(const Notification &message, const QString &opaque, Millis timeout, Reply<SendOutcome> reply)
{
    const QPointer<WhatsAppCloud> self(this);
    withToken([self, message, opaque, timeout, reply](const Secret *token) {
        if (!self)
            return reply(SendOutcome{.kind = Kind::NotSent, .reason = u"whatsapp: stopping"_s});
        if (!token)
            return reply(SendOutcome{.kind = Kind::NotSent, .reason = u"whatsapp: no access token"_s});
        const Result<HttpRequest> request = whatsapp::buildRequest(message, self->config(), *token, opaque, timeout);
        if (!request)
            return reply(SendOutcome{.kind = Kind::Permanent, .reason = u"whatsapp: "_s + request.error().detail});
        self->m_transport.send(request.value(), [self, message, reply](Result<HttpResult> result) {
            if (!result) {
                // Invalid: the request was never made. Anything else: the engine stops with the answer outstanding.
                const bool made = result.error().code != Error::Code::Invalid;
                return reply(SendOutcome{.kind = made ? Kind::Uncertain : Kind::Permanent, .reason = result.error().detail});
            }
            if (!self)
                return reply(SendOutcome{.kind = Kind::Uncertain, .reason = u"whatsapp: stopping"_s});
            const SendOutcome outcome = whatsapp::judge(result.value(), self->m_clock.now());
            if (self->m_called)
                self->m_called(result.value().took, outcome.kind == Kind::Accepted);
            self->learn(message, outcome);
            reply(outcome);
        });
    });
}

void WhatsAppCloud::learn(const Notification &message, const SendOutcome &outcome)
{
    const Instant now = m_clock.now();
    const QString before = trouble();
    switch (outcome.kind) {
    case Kind::Accepted:
        m_breaker.succeeded();
        m_stoppedTemplates.remove(templateKey(message));
        break;
    case Kind::Channel:
        m_breaker.stop(outcome.reason, now);
        m_token.reset(); // may have been replaced by now
        m_log.error("whatsapp", u"channel stopped: "_s + outcome.reason);
        break;
    case Kind::Template:
        if (!m_stoppedTemplates.contains(templateKey(message)))
            m_log.error("whatsapp", u"template %1 stopped: %2"_s.arg(message.providerTemplate, outcome.reason));
        m_stoppedTemplates.insert(templateKey(message), {outcome.reason, now, now + templatePause});
        break;
    case Kind::NotSent:
    case Kind::Transient:
    case Kind::Uncertain:
        m_breaker.failed(outcome.reason, now);
        break;
    case Kind::Rate:
        break;
    case Kind::Permanent:
    case Kind::Recipient:
    case Kind::Policy: // the provider is there and answers: the fault is the message's
        if (!m_breaker.stopped())
            m_breaker.succeeded();
        break;
    }
    if (before != trouble())
        status();
}

void WhatsAppCloud::whenKnown(std::function<void()> then)
{
    if (m_tokenRead)
        return then();
    withToken([then = std::move(then)](const Secret *) { then(); });
}

QStringList WhatsAppCloud::missing() const
{
    QStringList out;
    if (m_settings.whatsappUrl.isEmpty())
        out << u"whatsapp/url"_s;
    if (m_settings.whatsappNumberId.isEmpty())
        out << u"whatsapp/numberId"_s;
    if (!m_token && m_tokenMissing)
        out << tokenName;
    return out;
}

QString WhatsAppCloud::trouble() const
{
    if (m_breaker.isOpen())
        return m_breaker.why();
    return m_stoppedTemplates.isEmpty() ? QString() : m_stoppedTemplates.first().reason;
}

QList<Problem> WhatsAppCloud::problems() const
{
    QList<Problem> out;
    if (m_breaker.isOpen())
        out << Problem{m_breaker.stopped() ? u"channel.stopped"_s : u"channel.unreachable"_s, u"whatsapp"_s, m_breaker.why(),
                       m_breaker.stopped(), m_breaker.since()};
    for (auto it = m_stoppedTemplates.begin(); it != m_stoppedTemplates.end(); ++it)
        out << Problem{u"channel.template"_s, it.key(), it->reason, false, it->since};
    return out;
}

void WhatsAppCloud::changed()
{
    m_token.reset();
    m_stoppedTemplates.clear();
    if (m_breaker.stopped())
        probe();
    else
        withToken([](const Secret *) {});
    status();
}

void WhatsAppCloud::probeIfDue()
{
    if (!m_token && m_tokenMissing)
        withToken([](const Secret *) {});
    if (m_breaker.probeDue(m_clock.now()))
        probe();
}

void WhatsAppCloud::probe()
{
    if (std::exchange(m_probing, true))
        return;
    const QPointer<WhatsAppCloud> self(this);
    const auto judged = [self](const SendOutcome &outcome) {
        if (!self)
            return;
        self->m_probing = false;
        if (outcome.kind == Kind::Accepted) {
            self->m_log.info("whatsapp", u"channel works again"_s);
            self->m_breaker.succeeded();
        } else {
            self->m_breaker.stop(outcome.reason, self->m_clock.now());
            self->m_token.reset();
        }
        self->status();
    };
    m_token.reset();
    withToken([self, judged](const Secret *token) {
        if (!self)
            return;
        if (!token)
            return judged({.kind = Kind::Channel, .reason = u"whatsapp: no access token"_s});
        const Result<HttpRequest> request = whatsapp::buildProbe(self->config(), *token);
        if (!request)
            return judged({.kind = Kind::Channel, .reason = request.error().detail});
        self->m_transport.send(request.value(), [self, judged](Result<HttpResult> result) {
            if (!self)
                return;
            judged(result ? whatsapp::judge(result.value(), self->m_clock.now())
                          : SendOutcome{.kind = Kind::Channel, .reason = result.error().detail});
        });
    });
}

void WhatsAppCloud::status() const
{
    if (m_statusChanged)
        m_statusChanged();
}

} // namespace trato
