#pragma once

#include "engine/api/job.h"

namespace trato {

/// The queue that carries messages to WhatsApp.
inline QueueName messageQueue() { return {QStringLiteral("whatsapp-notifications")}; }

/// Id of the job that carries the message of this dedupe key: `msg_` and 24 hex digits of the key's SHA-256
/// (domain 1.7). Pure.
QString messageJobId(const QString &dedupeKey);

} // namespace trato
