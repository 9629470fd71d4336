#pragma once

#include "app/composition/engine_graph.h"
#include "engine/runtime/engine_thread.h"

namespace trato {

class ProfileLock;

/// The engine of a profile, whoever runs it: becomes the engine when nobody is (the lock file says so), else
/// its client through the local socket. Lives on the main thread, owned by `main`; its destructor stops an
/// engine of its own in order.
class EngineHost final : public QObject
{
    Q_OBJECT
public:
    /// `clock` null: the computer's.
    EngineHost(Profile profile, EngineOptions options, std::shared_ptr<const Clock> clock = {}, QObject *parent = nullptr);
    ~EngineHost() override;

    /// Waits up to 10 s for a single command that holds the profile. Unavailable when `mustOwn` and another
    /// process is the engine of this profile.
    Result<Done> open(bool mustOwn);
    /// Valid after `open` succeeded, as long as the host lives.
    EngineApi &api() { return *m_api; }
    bool owns() const { return bool(m_lock); }
    /// Orderly stop of an own engine; `stopped` follows. A client just says `stopped`.
    void stop();

signals:
    void failed(const trato::Error &error);   ///< an own engine could not start
    void stopRequested();                     ///< somebody asked the engine to stop, or it is idle
    void stopped();

private:
    const Profile m_profile;
    const EngineOptions m_options;
    const std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<ProfileLock> m_lock;      ///< held as long as the engine runs
    EngineSetup m_setup{};                    ///< of the engine thread, once that has started
    std::unique_ptr<EngineApi> m_api;
};

} // namespace trato
