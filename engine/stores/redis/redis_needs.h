#pragma once

#include "engine/stores/redis/redis_command.h"

#include <QList>

namespace trato {

/// A command that the Redis job store and its scripts use, in a form that a server accepts into a MULTI, where its ACL
/// is checked although nothing is run.
struct RedisNeed {
    RedisCommand example{};
    bool needed = true;      ///< false: without it only less is seen (who works on a queue)
    bool hasKeys = false;
};

/// All of them, on keys under `prefix`. Whoever uses another command in a script adds it here. Pure.
QList<RedisNeed> redisNeeds(const QByteArray &prefix);

} // namespace trato
