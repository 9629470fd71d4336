#include "engine/notify/channels/smtp_dialogue.h"

#include "engine/api/mask.h"

#include <QRegularExpression>

namespace trato::smtp {

using namespace Qt::StringLiterals;
using Kind = SendOutcome::Kind;

namespace {

constexpr qsizetype longestLine = 2048;
constexpr qsizetype longestReply = 64 * 1024;
constexpr Millis busyWait = Minutes(1);      // a greylisting server says yes after a while

QString reasonOf(const ServerReply &reply)
{
    return u"smtp.%1: %2"_s.arg(reply.code).arg(reply.words());
}

/// A word of an EHLO line, and what stands behind it.
std::optional<QByteArray> offered(const QList<QByteArray> &offers, const QByteArray &name)
{
    for (const QByteArray &offer : offers)
        if (offer == name || offer.startsWith(name + ' ') || offer.startsWith(name + '='))
            return offer.mid(name.size() + 1);
    return std::nullopt;
}

} // namespace

QString ServerReply::words() const
{
    const QString text = QString::fromUtf8(lines.join(' '));
    return maskText(enhanced.isEmpty() ? text : QString::fromLatin1(enhanced) + u' ' + text).simplified().left(300);
}

bool ReplyReader::take(const QByteArray &line)
{
    bool ok = false;
    const int code = line.left(3).toInt(&ok);
    const char sign = line.size() > 3 ? line[3] : ' ';
    if (!ok || code < 200 || code > 599 || (sign != ' ' && sign != '-') || (!m_open.lines.isEmpty() && code != m_open.code))
        return false;
    m_open.code = code;
    QByteArray text = line.mid(4);
    static const QRegularExpression status(QStringLiteral(R"(^([245]\.\d{1,3}\.\d{1,3})(?: |$))"));
    if (const auto match = status.match(QString::fromLatin1(text)); match.hasMatch() && code != 220) {
        m_open.enhanced = match.captured(1).toLatin1();
        text = text.mid(match.capturedLength());
    }
    m_open.lines << text;
    m_isDone = sign == ' ';
    return true;
}

std::optional<ServerReply> ReplyReader::next()
{
    while (!m_isBroken && !m_isDone) {
        const qsizetype end = m_rest.indexOf('\n');
        if (end < 0) {
            m_isBroken = m_rest.size() > longestLine;
            return std::nullopt;
        }
        QByteArray line = m_rest.left(end);
        m_rest.remove(0, end + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        m_size += line.size();
        m_isBroken = line.size() > longestLine || m_size > longestReply || !take(line);
    }
    if (m_isBroken)
        return std::nullopt;
    m_isDone = false;
    m_size = 0;
    return std::exchange(m_open, {});
}

SendOutcome judgeReply(Stage stage, const ServerReply &reply)
{
    SendOutcome out{.code = reply.code, .reason = reasonOf(reply)};
    const bool later = reply.code >= 400 && reply.code < 500;
    const bool isPolicy = reply.enhanced.startsWith("5.7.");
    switch (stage) {
    case Stage::Greeting:
    case Stage::Hello:
    case Stage::StartTls:
    case Stage::SignIn:
    case Stage::SignInUser:
    case Stage::SignInPassword:
    case Stage::Sender:
        out.kind = later ? Kind::Transient : reply.code == 552 ? Kind::Permanent : Kind::Channel;
        break;
    case Stage::Recipient:
        if (reply.code == 530 || reply.code == 535)
            out.kind = Kind::Channel;
        else if (later)
            out.kind = Kind::Transient;
        else
            out.kind = !isPolicy && (reply.code == 550 || reply.code == 551 || reply.code == 553 || reply.enhanced.startsWith("5.1.")
                                     || reply.enhanced.startsWith("5.2."))
                ? Kind::Recipient
                : Kind::Permanent;
        break;
    case Stage::Data:
    case Stage::Content:
        if (later)
            out.kind = Kind::Transient;
        else
            out.kind = reply.code == 550 && !isPolicy && (reply.enhanced.isEmpty() || reply.enhanced.startsWith("5.1.")) ? Kind::Recipient
                                                                                                                         : Kind::Permanent;
        break;
    case Stage::Ended:
        break;
    }
    if (reply.code < 400) // an answer that does not belong here
        out.kind = stage == Stage::Content ? Kind::Uncertain : Kind::Transient;
    if (out.kind == Kind::Transient)
        out.retryAfter = busyWait;
    return out;
}

Dialogue::Dialogue(Order order, bool isEncrypted, QByteArray user, Secret password)
    : m_order(std::move(order)), m_isEncrypted(isEncrypted), m_user(std::move(user)), m_password(std::move(password))
{
}

Dialogue::Step Dialogue::say(Stage stage, QByteArray line)
{
    m_stage = stage;
    return {Step::Do::Send, std::move(line)};
}

Dialogue::Step Dialogue::end(SendOutcome outcome)
{
    m_stage = Stage::Ended;
    m_outcome = std::move(outcome);
    return {Step::Do::End, "QUIT"};
}

/// The address of this computer is nobody's business.
Dialogue::Step Dialogue::hello() { return say(Stage::Hello, "EHLO [127.0.0.1]"); }

Dialogue::Step Dialogue::onEncrypted()
{
    m_isEncrypted = true;
    m_offers.clear();
    return hello();
}

Dialogue::Step Dialogue::signIn()
{
    if (m_user.isEmpty())
        return sender();
    const std::optional<QByteArray> ways = offered(m_offers, "AUTH");
    const QList<QByteArray> known = ways ? ways->split(' ') : QList<QByteArray>();
    if (known.contains("PLAIN"))
        return say(Stage::SignIn, "AUTH PLAIN " + (QByteArray(1, '\0') + m_user + '\0' + m_password.reveal().toByteArray()).toBase64());
    if (known.contains("LOGIN"))
        return say(Stage::SignInUser, "AUTH LOGIN");
    return end({.kind = Kind::Channel, .reason = u"smtp: no usable sign-in"_s});
}

Dialogue::Step Dialogue::sender()
{
    if (m_order.to.isEmpty())
        return end({.kind = Kind::Accepted});
    const std::optional<QByteArray> most = offered(m_offers, "SIZE");
    if (most && most->toLongLong() > 0 && m_order.size > most->toLongLong())
        return end({.kind = Kind::Permanent, .reason = u"smtp: larger than the server takes"_s});
    return say(Stage::Sender, "MAIL FROM:<" + m_order.from + '>' + (most ? " SIZE=" + QByteArray::number(m_order.size) : QByteArray()));
}

Dialogue::Step Dialogue::onReply(const ServerReply &reply)
{
    if (reply.code == 421) // it leaves, at whatever stage
        return refused(reply);
    switch (m_stage) {
    case Stage::Greeting:
        return reply.code == 220 ? hello() : refused(reply);
    case Stage::Hello:
        if (reply.code != 250)
            return refused(reply);
        m_offers.clear();
        for (const QByteArray &line : reply.lines.mid(1))
            m_offers << line.trimmed().toUpper();
        if (m_isEncrypted)
            return signIn();
        return offered(m_offers, "STARTTLS") ? say(Stage::StartTls, "STARTTLS")
                                             : end({.kind = Kind::Channel, .reason = u"smtp: no encryption offered"_s});
    case Stage::StartTls:
        if (reply.code != 220)
            return refused(reply);
        return {Step::Do::Encrypt, {}};
    case Stage::SignIn:
        return reply.code == 235 ? sender() : refused(reply);
    case Stage::SignInUser:
        return reply.code == 334 ? say(Stage::SignInPassword, m_user.toBase64()) : refused(reply);
    case Stage::SignInPassword:
        return reply.code == 334 ? say(Stage::SignIn, m_password.reveal().toByteArray().toBase64()) : refused(reply);
    case Stage::Sender:
        return reply.code == 250 ? say(Stage::Recipient, "RCPT TO:<" + m_order.to + '>') : refused(reply);
    case Stage::Recipient:
        return reply.code == 250 || reply.code == 251 ? say(Stage::Data, "DATA") : refused(reply);
    case Stage::Data:
        if (reply.code != 354)
            return refused(reply);
        m_stage = Stage::Content;
        return {Step::Do::Content, {}};
    case Stage::Content:
        if (!m_hasDotLeft || reply.code != 250)
            return refused(reply);
        return end({.kind = Kind::Accepted, .providerId = m_order.messageId});
    case Stage::Ended:
        break;
    }
    return {};
}

SendOutcome Dialogue::onLost(const QString &why) const
{
    // No server may deliver a mail whose end it has not seen (RFC 5321 4.1.1.4).
    if (!m_hasDotLeft)
        return {.kind = Kind::NotSent, .reason = u"smtp: "_s + why};
    return {.kind = Kind::Uncertain, .reason = u"smtp: no answer to the whole message, "_s + why};
}

} // namespace trato::smtp
