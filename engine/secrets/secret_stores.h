#pragma once

#include "engine/secrets/secret_store.h"

#include <QProcessEnvironment>

namespace trato {

/// The usual order: environment, then the OS keychain, then systemd's credentials folder. Reads the next place
/// when one knows nothing or is in trouble; trouble is told when nobody knew (Unavailable instead of NotFound).
/// Any thread asks; answers come through `home`.
class SecretChain final : public SecretStore
{
public:
    explicit SecretChain(QList<std::shared_ptr<SecretStore>> places) : m_places(std::move(places)) {}
    void read(const QString &name, Reply<Secret> reply) override;

private:
    QList<std::shared_ptr<SecretStore>> m_places;
};

/// Environment variables; other spellings of the web system are known too (domain 6.6).
class EnvironmentSecrets final : public SecretStore
{
public:
    EnvironmentSecrets(QProcessEnvironment environment, std::shared_ptr<Mailbox> home);
    void read(const QString &name, Reply<Secret> reply) override;

private:
    const QProcessEnvironment m_environment;
    const std::shared_ptr<Mailbox> m_home;
};

/// One file a secret, named after it, in the folder that systemd gives a service ($CREDENTIALS_DIRECTORY).
class CredentialFiles final : public SecretStore
{
public:
    CredentialFiles(QString folder, std::shared_ptr<Mailbox> home);
    void read(const QString &name, Reply<Secret> reply) override;

private:
    const QString m_folder;
    const std::shared_ptr<Mailbox> m_home;
};

/// The OS keychain through QtKeychain. Made and destroyed on the main thread, whose event loop runs the jobs;
/// `read` may be called from any thread. Has its own time-out, because a keychain job may never end.
class KeychainSecrets final : public QObject, public SecretStore
{
public:
    KeychainSecrets(QString service, std::shared_ptr<Mailbox> home, std::chrono::milliseconds timeout);
    void read(const QString &name, Reply<Secret> reply) override;
    void write(const QString &name, Secret secret, Reply<Done> reply) override;

private:
    void start(const QString &name, Reply<Secret> reply);
    void startWriting(const QString &name, const Secret &secret, Reply<Done> reply);

    const QString m_service;
    const std::shared_ptr<Mailbox> m_home;
    const std::chrono::milliseconds m_timeout;
    const bool m_mayAnswer;
};

/// Whether a keychain can be there at all. On Linux it is asked over the session's D-Bus; a service outside a session has none, and
/// asking would only load 3 MB of libraries to find that out. The places are those in which GDBus looks for the bus.
bool keychainMayAnswer(const QProcessEnvironment &environment);

/// The spellings under which a secret may be set: "WHATSAPP_ACCESS_TOKEN" is also "WHATSAPP_API_TOKEN".
QStringList secretSpellings(const QString &name);

} // namespace trato
