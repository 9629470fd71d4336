#include "engine/backup/restore.h"

#include "engine/backup/database_copy.h"
#include "engine/queue/job_store.h"
#include "engine/runtime/platform.h"
#include "engine/stores/sqlite/connection.h"
#include "engine/stores/sqlite/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace trato::backup {
namespace {

using namespace Qt::StringLiterals;
using sqlite::Connection;
using sqlite::Query;

const QString staging = u".restoring"_s;
const QString sidecars[] = {QString(), u"-wal"_s, u"-shm"_s};

QString orderFile(const Places &places) { return QDir(places.copies).filePath(u"restore-at-next-start"_s); }

Error cannot(const QString &what) { return {Error::Code::ReadOnly, what}; }

/// Every fence that bytes may have left for, newest state; an error when the file cannot be read.
Result<QList<Fence>> fencesOf(const QString &jobsFile)
{
    auto db = Connection::open({.path = jobsFile, .name = QFileInfo(jobsFile).fileName(), .readOnly = true});
    if (!db)
        return db.error();
    QList<Fence> fences;
    {
        Query row = db.value()->query("SELECT name, state, engine, token, since FROM fence WHERE state <> 2");
        while (row.step())
            fences.append({row.text(0), Fence::State(row.integer(1)), row.text(2), row.bytes(3), fromMs(row.integer(4))});
    }
    if (db.value()->error())
        return *db.value()->error();
    return fences;
}

/// Makes the staged job store safe to go on with: it is older than what was sent.
Result<Done> guardSends(const QString &staged, const QString &current, RestoreReport &report)
{
    auto opened = Connection::open({.path = staged, .name = QFileInfo(staged).fileName()});
    if (!opened)
        return opened.error();
    Connection &db = *opened.value();
    if (const Result<Done> migrated = sqlite::migrate(db); !migrated)
        return migrated;
    const Result<QList<Fence>> fences = QFileInfo::exists(current) ? fencesOf(current) : Result<QList<Fence>>();
    db.execute("BEGIN IMMEDIATE");
    if (fences) {
        for (const Fence &fence : fences.value()) {
            db.run("INSERT INTO fence VALUES(?, ?, ?, ?, ?) ON CONFLICT(name) DO UPDATE SET state = excluded.state, "
                   "engine = excluded.engine, token = excluded.token, since = excluded.since WHERE fence.state <> excluded.state",
                   fence.key, int(fence.state), fence.engine, fence.token, fence.since);
            report.fencesKept += db.error() ? 0 : db.changes();
        }
    } else {
        db.run("UPDATE queue SET paused = 1 WHERE name IN ('whatsapp-notifications', 'appointment-reminders')");
        report.queuesPaused = true;
    }
    db.execute("COMMIT");
    if (db.error())
        return *db.error();
    return Done{};
}

Result<Done> stage(const Places &places, const BackupView &copy, const QString &folder)
{
    QDir(folder).removeRecursively();
    if (!QDir().mkpath(folder))
        return cannot(folder);
    for (const BackupFile &file : copy.files) {
        const QString target = QDir(folder).filePath(file.name);
        if (!QFile::copy(QDir(folderOf(places, copy.name)).filePath(file.name), target))
            return cannot(target);
        QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner);
    }
    return Done{};
}

/// Only names change here, and the order stands until the end: after a power cut the next start does it again.
Result<Done> exchange(const Places &places, const BackupView &copy, const QString &folder, const QString &aside)
{
    if (!QDir().mkpath(aside))
        return cannot(aside);
    for (const BackupFile &file : copy.files) {
        for (const QString &sidecar : sidecars) {
            const QString current = QDir(places.profile).filePath(file.name + sidecar);
            if (QFileInfo::exists(current) && !QFile::rename(current, QDir(aside).filePath(file.name + sidecar)))
                return cannot(current);
        }
        if (!QFile::rename(QDir(folder).filePath(file.name), QDir(places.profile).filePath(file.name)))
            return cannot(file.name);
    }
    return platform::makeDurable(places.profile);
}

} // namespace

QString orderedRestore(const Places &places)
{
    QFile file(orderFile(places));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString name = QString::fromUtf8(file.read(64)).trimmed();
    return isCopyName(name) ? name : QString();
}

Result<Done> orderRestore(const Places &places, const QString &name)
{
    if (name.isEmpty()) {
        if (QFileInfo::exists(orderFile(places)) && !QFile::remove(orderFile(places)))
            return cannot(orderFile(places));
        return Done{};
    }
    const Result<BackupView> copy = verifyCopy(places, name);
    if (!copy)
        return copy.error();
    if (!copy.value().trouble.isEmpty())
        return Error{Error::Code::Corrupt, copy.value().trouble};
    QSaveFile file(orderFile(places));
    if (!file.open(QIODevice::WriteOnly) || file.write(name.toUtf8()) < 0 || !file.commit())
        return cannot(file.fileName());
    return platform::makeDurable(file.fileName());
}

Result<RestoreReport> restoreCopy(const Places &places, const QString &name, Instant now)
{
    const Result<BackupView> copy = verifyCopy(places, name);
    if (!copy)
        return copy.error();
    if (!copy.value().trouble.isEmpty())
        return Error{Error::Code::Corrupt, copy.value().trouble};
    RestoreReport report{.name = name, .aside = QDir(places.copies).filePath(u"replaced-"_s + toUtc(now).toString(u"yyyy-MM-dd'T'HHmmss'Z'"_s))};
    const QString folder = QDir(places.profile).filePath(staging);
    if (const Result<Done> staged = stage(places, copy.value(), folder); !staged)
        return staged.error();
    const QString jobs = QString::fromLatin1(databaseNames[0]);
    if (QFileInfo::exists(QDir(folder).filePath(jobs)))
        if (const Result<Done> guarded = guardSends(QDir(folder).filePath(jobs), QDir(places.profile).filePath(jobs), report); !guarded)
            return guarded.error();
    for (const BackupFile &file : copy.value().files)
        if (const Result<Done> durable = platform::makeDurable(QDir(folder).filePath(file.name)); !durable)
            return durable.error();
    if (const Result<Done> exchanged = exchange(places, copy.value(), folder, report.aside); !exchanged)
        return exchanged.error();
    QDir(folder).removeRecursively();
    return report;
}

Result<std::optional<RestoreReport>> carryOutOrder(const Places &places, Instant now)
{
    const QString name = orderedRestore(places);
    if (name.isEmpty())
        return std::optional<RestoreReport>();
    const Result<RestoreReport> done = restoreCopy(places, name, now);
    if (!done)
        return done.error();
    if (const Result<Done> taken = orderRestore(places, {}); !taken)
        return taken.error();
    return std::optional(done.value());
}

} // namespace trato::backup
