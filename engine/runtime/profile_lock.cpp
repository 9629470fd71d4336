#include "engine/runtime/profile_lock.h"

#include "engine/runtime/platform.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace trato {

using namespace Qt::StringLiterals;

ProfileLock::ProfileLock(const QString &profileFolder) : m_file(profileFolder + u"/lock"_s)
{
    m_file.setStaleLockTime(0); // a lock is stale when its process is gone, not when it is old
}

Result<Done> ProfileLock::tryLock(std::chrono::milliseconds patience)
{
    if (m_file.tryLock(int(patience.count())))
        return Done{};
    switch (m_file.error()) {
    case QLockFile::LockFailedError: {
        qint64 pid = 0;
        QString host;
        QString program;
        m_file.getLockInfo(&pid, &host, &program);
        return Error{Error::Code::Conflict, u"the engine of this profile runs already (process %1)"_s.arg(pid)};
    }
    case QLockFile::PermissionError:
        return Error{Error::Code::ReadOnly, u"the profile folder may not be written"_s};
    default:
        return Error{Error::Code::Unavailable, u"the lock file of the profile cannot be made"_s};
    }
}

QString localSocketName(const QString &profileFolder)
{
    const QFileInfo folder(profileFolder);
    const QString path = folder.exists() ? folder.canonicalFilePath() : QDir::cleanPath(folder.absoluteFilePath());
    const auto hash = [](const QString &text, qsizetype length) {
        return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(length));
    };
    return u"trato-%1-%2"_s.arg(hash(platform::userKey(), 8), hash(path, 16));
}

} // namespace trato
