#pragma once

#include "engine/api/questions/engine.h"
#include "engine/api/settings.h"

namespace trato {

/// What `doctor` looks at that needs no running engine: profile folder, disk, clock, time zone, SQLite and
/// whether the names of live credentials are there. Blocks on the disk; never on the GUI or engine thread.
QList<HealthCheck> checkHealth(const QString &profileFolder, const EngineSettings &settings, const Clock &clock,
                               const QStringList &missingCredentials);

/// Pure part: what is known of one of the engine's files, and what helps.
HealthCheck checkFile(const ComponentView &file, const QList<Problem> &problems);
/// Pure part: what an SQLite version means for us.
HealthCheck judgeSqlite(int versionNumber, const QString &versionText);
/// Pure part: free bytes of the profile's disk.
HealthCheck judgeDisk(qint64 freeBytes);

} // namespace trato
