#pragma once

#include "engine/api/questions/secrets.h"
#include "engine/secrets/secret_store.h"

namespace trato {

/// Takes the providers' secrets to the key store. Engine thread; the parts outlive it.
class SecretDesk
{
public:
    struct Parts {
        std::shared_ptr<SecretStore> keychain{};   ///< null: this computer has none
        std::function<void()> changed{};           ///< providers read their secrets again
    };
    explicit SecretDesk(Parts parts) : m_parts(std::move(parts)) {}

    void answer(const ask::StoreSecret &question, Reply<Done> reply)
    {
        static const QStringList known{QStringLiteral("WHATSAPP_ACCESS_TOKEN"), QStringLiteral("SENDGRID_API_KEY"), QStringLiteral("SMTP_PASS"),
                                       QStringLiteral("TWILIO_AUTH_TOKEN")};
        constexpr qsizetype longest = 8192;
        if ((!known.contains(question.secret) && !waySecrets().contains(question.secret)) || question.value.size() > longest)
            return reply(Error{Error::Code::Invalid, QStringLiteral("secret")});
        if (!m_parts.keychain)
            return reply(Error{Error::Code::Unavailable, QStringLiteral("secret.keychain")});
        m_parts.keychain->write(question.secret, Secret(question.value.trimmed()), [changed = m_parts.changed, reply](Result<Done> done) {
            if (!done)
                return reply(Error{Error::Code::Unavailable, QStringLiteral("secret.keychain")});
            if (changed)
                changed();
            reply(Done{});
        });
    }

private:
    const Parts m_parts;
};

} // namespace trato
