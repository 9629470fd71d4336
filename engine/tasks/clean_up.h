#pragma once

#include "engine/api/settings.h"
#include "engine/queue/handler.h"

#include <QThreadPool>

namespace trato {

class SqlThread;

/// The site's other clean-up queue (domain 1.2). Pure.
inline QueueName siteCleanUpQueue() { return {QStringLiteral("cleanup")}; }

/// Removes what is no longer needed or allowed: finished jobs, texts and open numbers of messages, old log files
/// and leftovers of interrupted work each day; each week also what became of messages long ago, and their fences. The
/// job's data may say {"scope": "daily" or "weekly", "dryRun": true}; its result tells what was, or would be, removed. A job
/// of the site names one kind of thing and its days instead (domain 1.3.6): what it asks for is removed, but never sooner
/// than the settings keep it. Jobs of the site's queue `cleanup` (domain 1.3.9) get the result that is expected there; what they
/// name and this program does not have fails for good.
/// Lives on the engine thread; files are removed on a thread of its own. The parts outlive it.
class CleanUp final : public Handler
{
public:
    struct Parts {
        JobStore &store;
        SqlThread &console;
        const EngineSettings &settings;
        const Clock &clock;
        QString profile{};
        QString logs{};
        QString copies{};
        /// Whether a queue's finished jobs are ours to remove; not set: all are. On the site's store others own most.
        std::function<bool(const QueueName &)> mayClean{};
    };
    explicit CleanUp(Parts parts);
    ~CleanUp() override;
    Traits traits() const override;
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override;

private:
    struct Sweep;
    using SweepPtr = std::shared_ptr<Sweep>;
    void runForSite(const SweepPtr &sweep);
    void nextQueue(const SweepPtr &sweep);
    void cleanQueue(const SweepPtr &sweep, const QueueName &queue, JobState state, std::function<void()> then);
    void cleanMessages(const SweepPtr &sweep);
    void cleanFences(const SweepPtr &sweep);
    void cleanFiles(const SweepPtr &sweep);

    const Parts m_parts;
    QThreadPool m_pool;   ///< one thread, for files
};

/// Files of a clean-up: rotated logs that were written before `logsBefore`, and what interrupted work left behind.
struct FileSweep {
    QString profile{};
    QString logs{};
    QString copies{};
    Instant logsBefore{};
    Instant leftoversBefore{};
    bool onlyCount = false;
};
/// "audit_logs", "temp_files" or "old_notifications" with its days, as the site asks for; not set for anything else. Pure.
std::optional<std::pair<QString, int>> siteCleanUp(const QByteArray &data);
struct FilesCleaned {
    qint64 logs = 0;
    qint64 leftovers = 0;
    qint64 bytes = 0;
    friend bool operator==(const FilesCleaned &, const FilesCleaned &) = default;
};
/// Blocking.
FilesCleaned cleanFilesOf(const FileSweep &sweep);

} // namespace trato
