#pragma once

#include "engine/api/frame.h"
#include "engine/api/settings.h"
#include "engine/backup/backup_folder.h"
#include "engine/runtime/mailbox.h"

#include <QThreadPool>

namespace trato {

class LogBook;

/// The safety copies of a profile, for the desk and for the job. Called on the engine thread, where replies arrive;
/// what reads and writes files runs on a thread of its own. The destructor waits for it. The parts outlive it.
class SafetyCopies
{
public:
    SafetyCopies(backup::Places places, QString version, const EngineSettings &settings, std::shared_ptr<Mailbox> home,
                 const Clock &clock, LogBook &log);
    ~SafetyCopies();

    void list(Reply<BackupList> reply);
    /// Conflict "backup.busy" while one is being made.
    void create(Reply<BackupView> reply);
    void verify(QString name, Reply<BackupView> reply);
    void order(QString name, Reply<Done> reply);
    /// Copies that are not made any more, for people; an empty code when there is a recent one, or the profile is new.
    Problem problem() const;
    /// Called after each copy that was made, and each order.
    void onChange(std::function<void()> listener) { m_listener = std::move(listener); }

private:
    template <typename T>
    void run(std::function<Result<T>()> work, Reply<T> reply);
    void changed() const;
    void note(const QList<BackupView> &copies);

    const backup::Places m_places;
    const QString m_version;
    const EngineSettings &m_settings;
    const std::shared_ptr<Mailbox> m_home;
    const Clock &m_clock;
    LogBook &m_log;
    std::function<void()> m_listener;
    std::optional<Instant> m_newest;   ///< newest whole copy
    const Instant m_startedAt;
    bool m_making = false;
    QThreadPool m_pool;   ///< one thread
};

} // namespace trato
