#pragma once

#include <QString>

namespace trato {

class RedisServer;

/// What is wrong with a queue that is at rest (bullmq-format 6.3): one sentence a line; empty when all holds.
QString brokenInvariants(const RedisServer &redis, const QString &queue);

} // namespace trato
