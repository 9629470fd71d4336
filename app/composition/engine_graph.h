#pragma once

#include "app/composition/profile.h"
#include "engine/queue/job_store.h"
#include "engine/runtime/engine_core.h"
#include "engine/runtime/mailbox.h"
#include "engine/secrets/secret_store.h"

namespace trato {

/// How an engine is started.
struct EngineOptions {
    /// A queue to serve with a handler by its registered name, or "http(s)://…".
    struct Serve {
        QString queue{};
        int concurrency = 1;
        QString handler{};
    };
    QList<Serve> serve{};       ///< empty: the shop's own queues
    bool headless = false;
    bool works = true;          ///< false: only answers questions, as for the duration of one command
    bool schedules = true;      ///< plan reminders
    bool untilIdle = false;     ///< ask to stop when the served queues have nothing left
    bool logToConsole = false;
};

/// What the graph takes from outside: made before the engine thread starts.
struct EngineSetup {
    Profile profile{};
    EngineOptions options{};
    std::shared_ptr<QtMailbox> home{};        ///< of the engine thread
    std::shared_ptr<SecretStore> keychain{};  ///< lives on the main thread; answers through `home`
    std::shared_ptr<const Clock> clock{};
};

/// Builds everything that lives on the engine thread: the object graph on one screen. Runs there.
Result<std::unique_ptr<EngineCore>> makeEngine(const EngineSetup &setup);

} // namespace trato
