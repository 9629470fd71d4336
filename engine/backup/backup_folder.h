#pragma once

#include "engine/api/backup.h"
#include "engine/api/result.h"

/// The folder of a profile that holds its safety copies: one folder a copy, with the databases and "copy.json".
/// Blocking; any thread but the engine's.
namespace trato::backup {

/// What is copied from where to where.
struct Places {
    QString profile{};               ///< folder of the databases
    QString copies{};                ///< folder of the copies
};

/// Copies every database, checks the copy against itself, makes it durable and only then gives it its name. Removes
/// the oldest whole copies beyond `keep`, but not this one nor an ordered one, and what restores replaced more than 30 days
/// ago, but not the newest of it (clients' data is not kept longer than it is of use). Full "backup.space" when there is too little room: nothing is written then.
Result<BackupView> makeCopy(const Places &places, const QString &version, int keep, Instant now);
/// Every copy, newest first, as its list tells; files are only looked for. Unreadable ones carry their trouble.
BackupList listCopies(const Places &places, int keep);
/// Reads all of a copy: fingerprints, SQLite's integrity check, rows. NotFound "backup.missing".
Result<BackupView> verifyCopy(const Places &places, const QString &name);

/// The folder, beside the copies, that gets the files a restore replaces at `now`.
QString folderForReplaced(const Places &places, Instant now);
/// Those folders, oldest first.
QStringList replacedFolders(const Places &places);

/// Where one copy is. The name must come from `listCopies` or be checked by `isCopyName`.
QString folderOf(const Places &places, const QString &name);
/// Whether a text can be the name of a copy: no path ever comes from outside.
bool isCopyName(const QString &name);

} // namespace trato::backup
