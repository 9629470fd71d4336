#include "app/composition/engine_host.h"

#include "engine/runtime/local_client.h"
#include "engine/runtime/profile_lock.h"
#include "engine/secrets/secret_stores.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QLocalSocket>

namespace trato {
namespace {

constexpr std::chrono::seconds keychainPatience{5};
constexpr std::chrono::seconds lockPatience{10};        ///< a single command holds the lock for its own duration
constexpr std::chrono::milliseconds lockStep{100};

bool somebodyListens(const QString &folder)
{
    QLocalSocket socket;
    socket.connectToServer(localSocketName(folder));
    return socket.waitForConnected(int(lockStep.count()));
}

} // namespace

EngineHost::EngineHost(Profile profile, EngineOptions options, std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent), m_profile(std::move(profile)), m_options(std::move(options)),
      m_clock(clock ? std::move(clock) : std::make_shared<const SystemClock>())
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
    Result<Done> locked = lock->tryLock();
    for (QDeadlineTimer patience(lockPatience); !locked && locked.error().code == Error::Code::Conflict && !patience.hasExpired();
         locked = lock->tryLock(lockStep)) {
        if (!mustOwn && somebodyListens(m_profile.folder)) {
            m_api = std::make_unique<RemoteEngine>(m_profile.folder);
            return Done{};
        }
    }
    if (!locked)
        return locked.error().code == Error::Code::Conflict ? Error{Error::Code::Unavailable, locked.error().detail} : locked.error();
    QFile::setPermissions(m_profile.folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner); // names and phones live here
    m_lock = std::move(lock);
    auto engine = std::make_unique<EngineThread>([this] { return makeEngine(m_setup); });
    const auto home = std::make_shared<QtMailbox>(engine->engineThread());
    m_setup = {m_profile, m_options, home, std::make_shared<KeychainSecrets>(QStringLiteral("trato-console"), home, keychainPatience),
               m_clock};
    engine->prepareWith([this](std::function<void()> then) { prepareEngine(m_setup, std::move(then)); });
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
