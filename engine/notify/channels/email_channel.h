#pragma once

#include "engine/api/settings.h"
#include "engine/notify/channels/message_channel.h"

namespace trato {

/// E-mail through the provider that the settings name. Engine thread; both providers outlive it.
class EmailChannel final : public MessageChannel
{
public:
    EmailChannel(MessageChannel &sendGrid, MessageChannel &smtp, const EngineSettings &settings)
        : m_sendGrid(sendGrid), m_smtp(smtp), m_settings(settings)
    {
    }

    Channel kind() const override { return Channel::Email; }
    Millis timeout() const override { return chosen().timeout(); }
    Admission admit(const Notification &message) override { return chosen().admit(message); }
    void send(const Notification &message, const QString &opaque, Millis timeout, Reply<SendOutcome> reply) override
    {
        chosen().send(message, opaque, timeout, std::move(reply));
    }
    void whenKnown(std::function<void()> then) override { chosen().whenKnown(std::move(then)); }
    QStringList missing() const override { return chosen().missing(); }
    QString trouble() const override { return chosen().trouble(); }
    void test(Reply<SendOutcome> reply) override { chosen().test(std::move(reply)); }

private:
    MessageChannel &chosen() const { return m_settings.emailProvider == MailProvider::Smtp ? m_smtp : m_sendGrid; }

    MessageChannel &m_sendGrid;
    MessageChannel &m_smtp;
    const EngineSettings &m_settings;
};

} // namespace trato
