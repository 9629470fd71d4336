#include "engine/notify/message_job.h"

#include <QCryptographicHash>

namespace trato {

QueueName messageQueue(Channel channel) { return {nameOf(channel) + QStringLiteral("-notifications")}; }

QList<QueueName> messageQueues()
{
    return {messageQueue(Channel::WhatsApp), messageQueue(Channel::Email), messageQueue(Channel::Sms), notificationQueue()};
}

QString messageJobName(Channel channel) { return QStringLiteral("send-") + nameOf(channel); }

QString messageJobId(const QString &dedupeKey)
{
    const QByteArray hash = QCryptographicHash::hash(dedupeKey.toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("msg_") + QString::fromLatin1(hash.toHex().left(24));
}

} // namespace trato
