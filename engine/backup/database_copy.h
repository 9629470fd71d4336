#pragma once

#include "engine/api/backup.h"
#include "engine/api/result.h"

/// Copying and checking one database file. Blocking; any thread but the engine's.
namespace trato::backup {

/// The databases of a profile, in the order in which they are copied. The job store goes first: a send that falls
/// between the copies then has a ledger entry without a fence, never a fence without a job.
inline constexpr const char *databaseNames[] = {"jobs.db", "shop.db", "console.db"};

/// Copies a database that is in use, as it is at one moment, into a new file that stands alone (`VACUUM INTO`). Reads
/// through a connection of its own that neither writes nor checkpoints, made by the library that has the file open:
/// the C API for jobs.db, Qt's driver for the others. Work on the database goes on meanwhile.
Result<Done> copyDatabase(const QString &source, const QString &target);

/// Reads the whole file: SQLite's integrity check, then the rows of each table. Corrupt "backup.damaged".
Result<QMap<QString, qint64>> inspectDatabase(const QString &path);

/// SHA-256 of a file, hexadecimal; empty when it cannot be read.
QString fingerprint(const QString &path);

/// Number of the schema of a database file, and the newest one that this program knows for a database of that name.
Result<int> schemaOf(const QString &path);
int knownSchema(const QString &name);

} // namespace trato::backup
