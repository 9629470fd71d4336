#include "app/composition/engine_host.h"

#include "engine/runtime/local_client.h"
#include "engine/runtime/profile_lock.h"
#include "engine/secrets/secret_stores.h"

#include <QDir>

namespace trato {
namespace {

constexpr std::chrono::seconds keychainPatience{5};

} // namespace

EngineHost::EngineHost(Profile profile, EngineOptions options, QObject *parent)
    : QObject(parent), m_profile(std::move(profile)), m_options(std::move(options))
{
}

EngineHost::~EngineHost()
{
    m_api.reset(); // joins an own engine before its keychain and its lock go
}

Result<Done> EngineHost::open(bool mustOwn)
{
    if (!QDir().mkpath(m_profile.folder))
        return Error{Error::Code::ReadOnly, QStringLiteral("the profile folder cannot be made: ") + m_profile.folder};
    auto lock = std::make_unique<ProfileLock>(m_profile.folder);
    const Result<Done> locked = lock->tryLock();
    if (!locked && locked.error().code != Error::Code::Conflict)
        return locked;
    if (!locked) {
        if (mustOwn)
            return locked;
        m_api = std::make_unique<RemoteEngine>(m_profile.folder);
        return Done{};
    }
    m_lock = std::move(lock);
    auto engine = std::make_unique<EngineThread>([this] { return makeEngine(m_setup); });
    const auto home = std::make_shared<QtMailbox>(engine->engineThread());
    m_setup = {m_profile, m_options, home, std::make_shared<KeychainSecrets>(QStringLiteral("trato-console"), home, keychainPatience),
               std::make_shared<SystemClock>()};
    connect(engine.get(), &EngineThread::failed, this, &EngineHost::failed);
    connect(engine.get(), &EngineThread::stopRequested, this, &EngineHost::stopRequested);
    connect(engine.get(), &EngineThread::stopped, this, &EngineHost::stopped);
    engine->start();
    m_api = std::move(engine);
    return Done{};
}

void EngineHost::stop()
{
    if (auto *engine = qobject_cast<EngineThread *>(m_api.get()))
        engine->stop();
    else
        emit stopped();
}

} // namespace trato
