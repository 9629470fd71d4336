#pragma once

#include "engine/api/questions/engine.h"
#include "engine/api/settings.h"

namespace trato {

/// What a channel cannot send without and does not have.
struct ChannelNeeds {
    Channel channel = Channel::WhatsApp;
    QStringList missing{};   ///< names of settings and secrets
};

/// What `doctor` looks at that needs no running engine: profile folder, disk, clock, time zone, SQLite and
/// whether each live channel has what it needs. Blocks on the disk; never on the GUI or engine thread.
QList<HealthCheck> checkHealth(const QString &profileFolder, const EngineSettings &settings, const Clock &clock,
                               const QList<ChannelNeeds> &channels);

/// Pure part: what is known of one of the engine's files, and what helps.
HealthCheck checkFile(const ComponentView &file, const QList<Problem> &problems);
/// Pure part: what an SQLite version means for us.
HealthCheck judgeSqlite(int versionNumber, const QString &versionText);
/// Pure part: free bytes of the profile's disk.
HealthCheck judgeDisk(qint64 freeBytes);

} // namespace trato
