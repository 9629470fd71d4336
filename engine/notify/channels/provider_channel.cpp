#include "engine/notify/channels/provider_channel.h"

#include "engine/runtime/log_book.h"

#include <QCryptographicHash>
#include <QUuid>

namespace trato {

using namespace Qt::StringLiterals;
using Kind = SendOutcome::Kind;

namespace {

constexpr Millis templatePause = Minutes(30);

} // namespace

ProviderChannel::ProviderChannel(Parts parts) : m_parts(std::move(parts)), m_component(m_parts.name.toLatin1()), m_salt(QUuid::createUuid().toRfc4122())
{
    connect(&m_timer, &QTimer::timeout, this, [this] { probeIfDue(); });
    m_timer.start(Minutes(1));
}

void ProviderChannel::begin()
{
    withSecret([](const Secret *) {});
}

Admission ProviderChannel::admit(const Notification &message)
{
    const auto stopped = m_stoppedTemplates.find(templateKey(message));
    if (stopped != m_stoppedTemplates.end()) {
        if (now() < stopped->until)
            return {false, stopped->until - now(), stopped->reason};
        stopped->until = now() + templatePause; // one message finds out
    }
    const Millis wait = m_breaker.admit(now());
    if (wait.count() > 0)
        return {false, wait, m_breaker.why()};
    return {};
}

void ProviderChannel::withSecret(std::function<void(const Secret *)> use)
{
    if (m_secret)
        return use(m_secret.get());
    if (!needsSecret()) {
        m_secretRead = true;
        m_secretMissing = false;
        remember(Secret({}));
        const std::shared_ptr<Secret> held = m_secret;
        return use(held.get());
    }
    const QPointer<ProviderChannel> self(this);
    m_parts.secrets.read(m_parts.secretName, [self, use = std::move(use)](Result<Secret> secret) {
        if (!self)
            return use(nullptr);
        const bool missingBefore = self->m_secretMissing;
        self->m_secretMissing = !secret || secret.value().isEmpty();
        self->m_secretRead = true;
        if (!self->m_secretMissing)
            self->remember(std::move(secret).value());
        if (missingBefore != self->m_secretMissing)
            self->status();
        const std::shared_ptr<Secret> held = self->m_secretMissing ? nullptr : self->m_secret;
        use(held.get());
    });
}

/// Another credential has nothing to do with what was refused to the one before.
void ProviderChannel::remember(Secret secret)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(m_salt);
    hash.addData(account().toUtf8() + '\0');
    hash.addData(secret.reveal());
    const QByteArray credential = hash.result();
    if (!m_credential.isEmpty() && credential != m_credential)
        m_breaker = Breaker();
    m_credential = credential;
    m_secret = std::make_shared<Secret>(std::move(secret));
}

void ProviderChannel::send(const Notification &message, const QString &opaque, Millis timeout, Reply<SendOutcome> reply)
{
    const QPointer<ProviderChannel> self(this);
    withSecret([self, name = m_parts.name, message, opaque, timeout, reply](const Secret *secret) {
        if (!self)
            return reply(SendOutcome{.kind = Kind::NotSent, .reason = name + u": stopping"_s});
        if (!secret)
            return reply(SendOutcome{.kind = Kind::NotSent, .reason = name + u": no access token"_s});
        self->transmit(message, opaque, timeout, *secret, [self, name, key = self->templateKey(message), reply](Result<Call> call) {
            if (!call) {
                // Invalid: the call was never made. Anything else: the engine stops with the answer outstanding.
                const bool made = call.error().code != Error::Code::Invalid;
                return reply(SendOutcome{.kind = made ? Kind::Uncertain : Kind::Permanent, .reason = name + u": "_s + call.error().detail});
            }
            if (!self)
                return reply(SendOutcome{.kind = Kind::Uncertain, .reason = name + u": stopping"_s});
            const SendOutcome outcome = call.value().outcome;
            if (self->m_called)
                self->m_called(call.value().took, outcome.kind == Kind::Accepted);
            self->learn(key, outcome);
            reply(outcome);
        });
    });
}

void ProviderChannel::learn(const QString &templateKey, const SendOutcome &outcome)
{
    const QString before = trouble();
    switch (outcome.kind) {
    case Kind::Accepted:
        m_breaker.succeeded();
        m_stoppedTemplates.remove(templateKey);
        break;
    case Kind::Channel:
        m_breaker.stop(outcome.reason, now());
        m_secret.reset(); // may have been replaced by now
        m_parts.log.error(m_component.constData(), u"channel stopped: "_s + outcome.reason);
        break;
    case Kind::Template:
        if (!m_stoppedTemplates.contains(templateKey))
            m_parts.log.error(m_component.constData(), u"template %1 stopped: %2"_s.arg(templateKey, outcome.reason));
        m_stoppedTemplates.insert(templateKey, {outcome.reason, now(), now() + templatePause});
        break;
    case Kind::NotSent:
    case Kind::Transient:
    case Kind::Uncertain:
        m_breaker.failed(outcome.reason, now());
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

void ProviderChannel::whenKnown(std::function<void()> then)
{
    if (m_secretRead)
        return then();
    withSecret([then = std::move(then)](const Secret *) { then(); });
}

QStringList ProviderChannel::missing() const
{
    QStringList out = missingSettings();
    if (!m_secret && m_secretMissing && needsSecret())
        out << m_parts.secretName;
    return out;
}

QString ProviderChannel::trouble() const
{
    if (m_breaker.isOpen())
        return m_breaker.why();
    return m_stoppedTemplates.isEmpty() ? QString() : m_stoppedTemplates.first().reason;
}

QList<Problem> ProviderChannel::problems() const
{
    QList<Problem> out;
    if (m_breaker.isOpen())
        out << Problem{m_breaker.stopped() ? u"channel.stopped"_s : u"channel.unreachable"_s, m_parts.name, m_breaker.why(),
                       m_breaker.stopped(), m_breaker.since()};
    for (auto it = m_stoppedTemplates.begin(); it != m_stoppedTemplates.end(); ++it)
        out << Problem{u"channel.template"_s, it.key(), it->reason, false, it->since};
    return out;
}

void ProviderChannel::changed()
{
    m_secret.reset();
    m_stoppedTemplates.clear();
    if (m_breaker.stopped())
        probe();
    else
        withSecret([](const Secret *) {});
    status();
}

void ProviderChannel::probeIfDue()
{
    if (!m_secret && m_secretMissing)
        withSecret([](const Secret *) {});
    if (m_breaker.probeDue(now()))
        probe();
}

void ProviderChannel::probe()
{
    if (std::exchange(m_probing, true))
        return;
    test([self = QPointer<ProviderChannel>(this)](Result<SendOutcome>) {
        if (self)
            self->m_probing = false;
    });
}

/// What the test finds counts: it opens a stopped channel again, or stops one.
void ProviderChannel::test(Reply<SendOutcome> reply)
{
    const QPointer<ProviderChannel> self(this);
    const auto judged = [self, reply](const SendOutcome &outcome) {
        if (!self)
            return reply(outcome);
        if (outcome.kind == Kind::Accepted) {
            if (self->m_breaker.isOpen())
                self->m_parts.log.info(self->m_component.constData(), u"channel works again"_s);
            self->m_breaker.succeeded();
        } else if (outcome.kind == Kind::Channel || self->m_breaker.stopped()) {
            self->m_breaker.stop(outcome.reason, self->now());
            self->m_secret.reset();
        }
        self->status();
        reply(outcome);
    };
    m_secret.reset();
    withSecret([self, name = m_parts.name, judged](const Secret *secret) {
        if (!self)
            return judged({.kind = Kind::NotSent, .reason = name + u": stopping"_s});
        if (const QStringList unset = self->missingSettings(); !unset.isEmpty())
            return judged({.kind = Kind::NotSent, .reason = u"missing: "_s + unset.join(u", "_s)});
        if (!secret)
            return judged({.kind = Kind::NotSent, .reason = name + u": no access token"_s});
        self->tryCredential(*secret, [name, judged](Result<Call> call) {
            judged(call ? call.value().outcome
                        : SendOutcome{.kind = Kind::Channel, .reason = name + u": "_s + call.error().detail});
        });
    });
}

void ProviderChannel::status() const
{
    if (m_statusChanged)
        m_statusChanged();
}

} // namespace trato
