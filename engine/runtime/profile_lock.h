#pragma once

#include "engine/api/result.h"

#include <QLockFile>

namespace trato {

/// The right to be the engine of a profile: a lock file in its folder. The system tells when its holder died,
/// however old the file is, so a killed engine never blocks the next one. Any one thread; owned by whoever runs
/// the engine, for as long as it runs.
class ProfileLock
{
public:
    explicit ProfileLock(const QString &profileFolder);

    /// Waits at most `patience`. Conflict when another process holds it; ReadOnly when the folder may not be
    /// written.
    Result<Done> tryLock(std::chrono::milliseconds patience = {});

private:
    QLockFile m_file;
};

/// Name of the local socket of a profile: short (socket paths end at 104 bytes on macOS), the same for every
/// spelling of the folder, different for each user.
QString localSocketName(const QString &profileFolder);

} // namespace trato
