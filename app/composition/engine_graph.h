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
    QString redis{};            ///< a URL without a password; empty: what environment and settings say
    QString http{};             ///< "[ADDRESS:]PORT" of the HTTP interface; empty: what the settings say
    QString prefix{};           ///< BullMQ's key prefix; empty: what the settings say
    bool ownStore = false;      ///< the profile's own jobs.db, whatever environment and settings say
};

/// What the graph takes from outside: made before the engine thread starts.
struct EngineSetup {
    Profile profile{};
    EngineOptions options{};
    std::shared_ptr<QtMailbox> home{};        ///< of the engine thread
    std::shared_ptr<SecretStore> keychain{};  ///< lives on the main thread; answers through `home`
    std::shared_ptr<const Clock> clock{};
    QByteArray redisPassword{};               ///< fetched by `prepareEngine`
};

/// Fetches what an engine needs before it can be made: the password of the site's Redis, unless the environment has it. Runs
/// on the engine thread, as does `then`.
void prepareEngine(EngineSetup &setup, std::function<void()> then);

/// Builds everything that lives on the engine thread: the object graph on one screen. Runs there.
Result<std::unique_ptr<EngineCore>> makeEngine(const EngineSetup &setup);

} // namespace trato
