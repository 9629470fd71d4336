#include "engine/secrets/secret_stores.h"

#include <QDir>
#include <QFile>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const QString noKeychain = u"there is no keychain: this program runs outside a desktop session"_s;

} // namespace

QStringList secretSpellings(const QString &name)
{
    if (name == u"WHATSAPP_ACCESS_TOKEN")
        return {name, u"WHATSAPP_API_TOKEN"_s};
    return {name};
}

bool keychainMayAnswer([[maybe_unused]] const QProcessEnvironment &environment)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    const QString runtime = environment.value(u"XDG_RUNTIME_DIR"_s);
    return !environment.value(u"DBUS_SESSION_BUS_ADDRESS"_s).isEmpty() || (!runtime.isEmpty() && QFile::exists(runtime + u"/bus"_s))
        || !environment.value(u"DISPLAY"_s).isEmpty();
#else
    return true;
#endif
}

void SecretStore::write(const QString &name, Secret, Reply<Done> reply)
{
    reply(Error{Error::Code::Refused, name});
}

void SecretChain::read(const QString &name, Reply<Secret> reply)
{
    struct Walk {
        QList<std::shared_ptr<SecretStore>> left;
        std::optional<Error> trouble;
        QString name;
        Reply<Secret> reply;
        static void on(const std::shared_ptr<Walk> &walk)
        {
            if (walk->left.isEmpty())
                return walk->reply(walk->trouble.value_or(Error{Error::Code::NotFound, walk->name}));
            const std::shared_ptr<SecretStore> place = walk->left.takeFirst();
            place->read(walk->name, [walk, place](Result<Secret> found) {
                if (found && !found.value().isEmpty())
                    return walk->reply(std::move(found));
                if (!found && found.error().code != Error::Code::NotFound)
                    walk->trouble = found.error();
                on(walk);
            });
        }
    };
    Walk::on(std::make_shared<Walk>(Walk{m_places, std::nullopt, name, std::move(reply)}));
}

EnvironmentSecrets::EnvironmentSecrets(QProcessEnvironment environment, std::shared_ptr<Mailbox> home)
    : m_environment(std::move(environment)), m_home(std::move(home))
{
}

void EnvironmentSecrets::read(const QString &name, Reply<Secret> reply)
{
    for (const QString &spelling : secretSpellings(name)) {
        const auto held = std::make_shared<Secret>(m_environment.value(spelling).trimmed().toUtf8());
        if (!held->isEmpty())
            return m_home->post([reply, held] { reply(std::move(*held)); });
    }
    m_home->post([reply, name] { reply(Error{Error::Code::NotFound, name}); });
}

CredentialFiles::CredentialFiles(QString folder, std::shared_ptr<Mailbox> home)
    : m_folder(std::move(folder)), m_home(std::move(home))
{
}

void CredentialFiles::read(const QString &name, Reply<Secret> reply)
{
    if (!m_folder.isEmpty()) {
        for (const QString &spelling : secretSpellings(name)) {
            QFile file(QDir(m_folder).filePath(spelling));
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const auto held = std::make_shared<Secret>(file.read(64 * 1024).trimmed());
            if (!held->isEmpty())
                return m_home->post([reply, held] { reply(std::move(*held)); });
        }
    }
    m_home->post([reply, name] { reply(Error{Error::Code::NotFound, name}); });
}

KeychainSecrets::KeychainSecrets(QString service, std::shared_ptr<Mailbox> home, std::chrono::milliseconds timeout)
    : m_service(std::move(service)), m_home(std::move(home)), m_timeout(timeout),
      m_mayAnswer(keychainMayAnswer(QProcessEnvironment::systemEnvironment()))
{
}

void KeychainSecrets::read(const QString &name, Reply<Secret> reply)
{
    if (!m_mayAnswer)
        return m_home->post([reply] { reply(Error{Error::Code::Unavailable, noKeychain}); });
    QMetaObject::invokeMethod(this, [this, name, reply] { start(name, reply); }, Qt::QueuedConnection);
}

void KeychainSecrets::start(const QString &name, Reply<Secret> reply)
{
    auto *job = new QKeychain::ReadPasswordJob(m_service, this);
    job->setAutoDelete(false);
    job->setInsecureFallback(false);
    job->setKey(name);
    auto *deadline = new QTimer(job);
    deadline->setSingleShot(true);
    // Whoever is first answers; the reply ignores the second.
    connect(deadline, &QTimer::timeout, this, [this, job, reply] {
        m_home->post([reply] { reply(Error{Error::Code::Unavailable, u"the keychain does not answer"_s}); });
        job->disconnect(this);
        connect(job, &QKeychain::Job::finished, job, &QObject::deleteLater);
    });
    connect(job, &QKeychain::Job::finished, this, [this, job, deadline, name, reply] {
        deadline->stop();
        job->deleteLater();
        if (job->error() == QKeychain::NoError) {
            const auto held = std::make_shared<Secret>(job->binaryData());
            return m_home->post([reply, held] { reply(std::move(*held)); });
        }
        // A locked keyring says "entry not found" too: NotFound is only "not now" (platform: QtKeychain 0.13).
        const bool unknown = job->error() == QKeychain::EntryNotFound;
        const int code = int(job->error());
        m_home->post([reply, unknown, name, code] {
            reply(Error{unknown ? Error::Code::NotFound : Error::Code::Unavailable,
                        unknown ? name : u"keychain error %1"_s.arg(code)});
        });
    });
    deadline->start(m_timeout);
    job->start();
}

void KeychainSecrets::write(const QString &name, Secret secret, Reply<Done> reply)
{
    if (!m_mayAnswer)
        return m_home->post([reply] { reply(Error{Error::Code::Unavailable, noKeychain}); });
    const auto held = std::make_shared<Secret>(std::move(secret));
    QMetaObject::invokeMethod(this, [this, name, held, reply] { startWriting(name, *held, reply); }, Qt::QueuedConnection);
}

void KeychainSecrets::startWriting(const QString &name, const Secret &secret, Reply<Done> reply)
{
    QKeychain::Job *job = nullptr;
    if (secret.isEmpty()) {
        job = new QKeychain::DeletePasswordJob(m_service, this);
    } else {
        auto *writing = new QKeychain::WritePasswordJob(m_service, this);
        writing->setBinaryData(secret.reveal().toByteArray());
        job = writing;
    }
    job->setAutoDelete(false);
    job->setInsecureFallback(false);
    job->setKey(name);
    auto *deadline = new QTimer(job);
    deadline->setSingleShot(true);
    const auto answer = [home = m_home, reply](Result<Done> result) { home->post([reply, result = std::move(result)] { reply(result); }); };
    connect(deadline, &QTimer::timeout, this, [this, job, answer] {
        answer(Error{Error::Code::Unavailable, u"the keychain does not answer"_s});
        job->disconnect(this);
        connect(job, &QKeychain::Job::finished, job, &QObject::deleteLater);
    });
    connect(job, &QKeychain::Job::finished, this, [job, deadline, answer] {
        deadline->stop();
        job->deleteLater();
        const bool good = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        answer(good ? Result<Done>(Done{}) : Error{Error::Code::Unavailable, u"keychain error %1"_s.arg(int(job->error()))});
    });
    deadline->start(m_timeout);
    job->start();
}

} // namespace trato
