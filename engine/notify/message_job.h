#pragma once

#include "engine/api/delivery.h"
#include "engine/api/job.h"

namespace trato {

/// The queue that carries the shop's own messages, whichever channel they take, and what producers send to WhatsApp.
inline QueueName messageQueue() { return {QStringLiteral("whatsapp-notifications")}; }
/// The queue of messages whose producer chose the channel (domain 1.2). Pure.
QueueName messageQueue(Channel channel);
/// The queue of the site's other notification layer, whose jobs name their channel in `type` (domain 1.3.7). Pure.
inline QueueName notificationQueue() { return {QStringLiteral("notifications")}; }
/// Every queue that carries messages. Pure.
QList<QueueName> messageQueues();
/// The name of a job in it: "send-whatsapp". Pure.
QString messageJobName(Channel channel);

/// Id of the job that carries the message of this dedupe key: `msg_` and 24 hex digits of the key's SHA-256
/// (domain 1.7). Pure.
QString messageJobId(const QString &dedupeKey);

/// Whether what happened at `at` may be of a job that was made at `createdAt`, perhaps by another computer's clock: a send, or
/// a delivery that was begun, is not older than its job. Pure.
inline bool mayBeOfJob(Instant at, Instant createdAt) { return at + Minutes(5) >= createdAt; }

} // namespace trato
