#pragma once

#include "engine/api/backup.h"
#include "engine/api/engine_api.h"
#include "engine/api/questions/engine.h"
#include "engine/api/store_move.h"

#include <QIODevice>

/// The command line `trato`. It is one face of the engine: everything it does goes through `EngineApi`; what needs
/// more (serving, benchmarks) is done by whoever puts the program together.
namespace trato {

/// Which engine a command is about.
struct EngineAddress {
    QString profile{};          ///< folder; empty = the user's own
    QString redis{};            ///< its work store, a URL without a password; empty = as the profile says
    QString prefix{};           ///< BullMQ's key prefix there; empty = as the profile says
};

/// `serve`, as it was asked for.
struct ServeOptions {
    /// A queue to serve with a registered handler or "http(s)://…".
    struct Queue {
        QString name{};
        int concurrency = 1;
        QString handler{};
        friend bool operator==(const Queue &, const Queue &) = default;
    };
    EngineAddress address{};
    QList<Queue> queues{};      ///< empty: the shop's own queues
    bool schedules = true;
    bool untilIdle = false;
    QString http{};             ///< "[ADDRESS:]PORT"; empty: as the profile says
};

/// `import store`: each side is a file or a redis:// URL.
struct StoreMoveOrder {
    QString from{};
    QString to{};
    QString prefix{};           ///< of BullMQ's keys, on Redis
};

/// What a command needs from the program around it. Lives on the main thread, outlives `runCli`.
class CliServices
{
public:
    virtual ~CliServices() = default;
    /// The running engine of the profile, or one that lives as long as the pointer.
    virtual Result<std::shared_ptr<EngineApi>> engine(const EngineAddress &address) = 0;
    /// The engine that `engine` answered lives for this command alone, so it stands on the store that was named.
    virtual bool isOwnEngine() const { return false; }
    /// The work store that an address names, as `EngineStatus` would. Invalid, Refused: it cannot be used.
    virtual Result<QString> storeName(const EngineAddress &address) = 0;
    /// Runs an engine, and the application's event loop, until it is stopped; answers the exit code.
    virtual int serve(const ServeOptions &options) = 0;
    /// Empty names: every benchmark. Answers the exit code.
    virtual int bench(const QStringList &names, bool json) = 0;
    /// What can be checked of a profile without an engine.
    virtual QList<HealthCheck> doctorWithoutEngine(const EngineAddress &address) = 0;
    /// What a Redis server is like, without an engine; `url` empty = the one that the environment names. Answers on the
    /// caller's thread. Invalid, Refused: an address that cannot be used.
    virtual void checkRedis(const QString &url, Reply<QList<HealthCheck>> reply) = 0;
    /// The safety copies of a profile, whether its engine runs or cannot even start.
    virtual BackupList backups(const EngineAddress &address) = 0;
    /// Puts a safety copy in place. Refused "backup.in_use" while an engine runs on the profile.
    virtual Result<RestoreReport> restore(const EngineAddress &address, const QString &copy) = 0;
    /// Copies one store into another, without an engine; `tell` hears how far it is. Answers on the caller's thread.
    /// Refused where something works.
    virtual void moveStore(const StoreMoveOrder &order, std::function<void(QString)> tell, Reply<StoreMoveReport> reply) = 0;
    /// A line that a person types at the terminal unseen; waits for it. Not set without a terminal.
    virtual std::optional<QByteArray> askPassword(const QString &prompt) = 0;
    virtual Instant now() const = 0;
};

struct CliStreams {
    QIODevice &out;             ///< results only
    QIODevice &err;             ///< words for people
    QIODevice &in;
};

/// Exit codes (design section 8).
enum class ExitCode { Done = 0, Failed = 1, Usage = 2, Unavailable = 3, Refused = 4 };
ExitCode exitCodeOf(Error::Code code);

/// Runs one command; `arguments` without the program's name. Needs a QCoreApplication; runs its event loop once
/// for commands that ask the engine. Main thread.
int runCli(const QStringList &arguments, CliServices &services, CliStreams streams);

} // namespace trato
