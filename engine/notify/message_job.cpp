#include "engine/notify/message_job.h"

#include <QCryptographicHash>

namespace trato {

QString messageJobId(const QString &dedupeKey)
{
    const QByteArray hash = QCryptographicHash::hash(dedupeKey.toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("msg_") + QString::fromLatin1(hash.toHex().left(24));
}

} // namespace trato
