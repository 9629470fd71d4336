#include "engine/notify/channels/smtp_mail.h"

#include "engine/api/mail_address.h"
#include "engine/notify/channels/smtp_session.h"

#include <QFile>

namespace trato {

using namespace Qt::StringLiterals;

SmtpMail::SmtpMail(SecretStore &secrets, const EngineSettings &settings, const Clock &clock, LogBook &log)
    : ProviderChannel({u"smtp"_s, u"SMTP_PASS"_s, secrets, clock, log}), m_settings(settings), m_clock(clock)
{
    begin();
}

QString SmtpMail::account() const
{
    return u"%1@%2:%3/%4"_s.arg(m_settings.smtpUser, m_settings.smtpHost).arg(m_settings.smtpPort).arg(m_settings.emailFrom);
}

Result<Mail> mailOf(const Notification &message, const EngineSettings &settings, Instant now)
{
    if (!isMailAddress(message.recipient))
        return Error{Error::Code::Invalid, u"recipient"_s};
    if (!isMailAddress(settings.emailFrom))
        return Error{Error::Code::Invalid, u"email/from"_s};
    if (!settings.emailReplyTo.isEmpty() && !isMailAddress(settings.emailReplyTo))
        return Error{Error::Code::Invalid, u"email/replyTo"_s};
    if (message.subject.isEmpty() || message.text.isEmpty())
        return Error{Error::Code::Invalid, u"no subject or text"_s};
    return Mail{settings.emailFrom, settings.emailFromName, settings.emailReplyTo, message.recipient, message.clientName,
                message.subject, message.text, message.html, stableMessageId(message.dedupeKey, settings.emailFrom), now};
}

void SmtpMail::transmit(const Notification &message, const QString &, Millis timeout, const Secret &secret, Reply<Call> reply)
{
    const Result<Mail> mail = mailOf(message, m_settings, now());
    if (!mail)
        return reply(mail.error());
    talk(message.recipient, QString::fromLatin1(mail.value().messageId), dotStuffed(composeMail(mail.value())), secret, timeout, std::move(reply));
}

void SmtpMail::tryCredential(const Secret &secret, Reply<Call> reply)
{
    if (!isMailAddress(m_settings.emailFrom))
        return reply(Error{Error::Code::Invalid, u"email/from"_s});
    talk({}, {}, {}, secret, timeout(), std::move(reply));
}

void SmtpMail::talk(const QString &to, const QString &messageId, const QByteArray &content, const Secret &secret, Millis timeout,
                    Reply<Call> reply)
{
    smtp::Session::Server server{m_settings.smtpHost, quint16(m_settings.smtpPort), m_settings.smtpSecurity == SmtpSecurity::Tls, {}};
    if (!m_settings.emailCaFile.isEmpty()) {
        QFile file(m_settings.emailCaFile);
        if (file.open(QIODevice::ReadOnly))
            server.authorities = QSslCertificate::fromDevice(&file, QSsl::Pem);
        if (server.authorities.isEmpty())
            return reply(Error{Error::Code::Invalid, u"no certificate in the authority file"_s});
    }
    smtp::Dialogue dialogue({m_settings.emailFrom.toLatin1(), to.toLatin1(), content.size(), messageId}, server.isEncrypted,
                            m_settings.smtpUser.toUtf8(), Secret(secret.reveal().toByteArray()));
    const auto started = m_clock.steady();
    const QPointer<SmtpMail> self(this);
    (new smtp::Session(this, std::move(server), std::move(dialogue), content, timeout, [self, started, reply](Result<SendOutcome> outcome) {
        if (!outcome)
            return reply(outcome.error());
        const auto took = self ? std::chrono::duration_cast<Millis>(self->m_clock.steady() - started) : Millis(0);
        reply(Call{outcome.value(), took});
    }))->start();
}

} // namespace trato
