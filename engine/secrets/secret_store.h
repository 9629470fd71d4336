#pragma once

#include "engine/api/result.h"
#include "engine/runtime/mailbox.h"

#include <QByteArray>
#include <QDebug>
#include <QObject>

namespace trato {

/// Text that must not be seen: cannot be copied, compared, converted or printed; wiped when it goes.
class Secret
{
public:
    explicit Secret(QByteArray text) : m_text(std::move(text)) {}
    Secret(Secret &&) = default;
    Secret &operator=(Secret &&other)
    {
        std::swap(m_text, other.m_text);
        return *this;
    }
    ~Secret() { m_text.fill('\0'); }
    bool isEmpty() const { return m_text.isEmpty(); }
    QByteArrayView reveal() const { return m_text; }   ///< few callers: request builders only
    friend QDebug operator<<(QDebug log, const Secret &) { return log << "<secret>"; }

private:
    QByteArray m_text;
};

/// Where secrets are read from, by name ("WHATSAPP_ACCESS_TOKEN"). NotFound: nobody knows it *now*; a locked
/// keyring looks the same, so nothing is concluded from it for later. Never cached here.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    /// Completes once, on the thread of the mailbox given at construction.
    virtual void read(const QString &name, Reply<Secret> reply) = 0;
    /// Keeps a secret for later, an empty one forgets it. Refused by a place that only reads; else as `read`.
    virtual void write(const QString &name, Secret secret, Reply<Done> reply);
};

} // namespace trato
