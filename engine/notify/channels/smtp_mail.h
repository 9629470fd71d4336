#pragma once

#include "engine/api/settings.h"
#include "engine/notify/channels/mime_message.h"
#include "engine/notify/channels/provider_channel.h"

namespace trato {

/// E-mail through a mail server of the shop's own choice (providers 1.3), always encrypted. Secret: SMTP_PASS, unless no
/// user is set. RFC 5321 allows a server ten minutes for its last answer; we wait as long as the settings say, and a
/// message without it is uncertain, which is never sent again by itself.
class SmtpMail final : public ProviderChannel
{
public:
    SmtpMail(SecretStore &secrets, const EngineSettings &settings, const Clock &clock, LogBook &log);

    Channel kind() const override { return Channel::Email; }
    Millis timeout() const override { return Seconds(m_settings.emailTimeoutSeconds); }

private:
    QStringList missingSettings() const override { return trato::missingSettings(m_settings, kind()); }
    QString account() const override;
    bool needsSecret() const override { return !m_settings.smtpUser.isEmpty(); }
    void transmit(const Notification &message, const QString &opaque, Millis timeout, const Secret &secret, Reply<Call> reply) override;
    void tryCredential(const Secret &secret, Reply<Call> reply) override;
    void talk(const QString &to, const QString &messageId, const QByteArray &content, const Secret &secret, Millis timeout, Reply<Call> reply);

    const EngineSettings &m_settings;
    const Clock &m_clock;
};

/// The mail of a message. Invalid: an address that is none, no subject or text. Pure.
Result<Mail> mailOf(const Notification &message, const EngineSettings &settings, Instant now);

} // namespace trato
