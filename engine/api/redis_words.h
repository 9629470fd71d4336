#pragma once

#include "engine/api/site.h"

/// What is wrong with a Redis server and what mends it. Pure; any thread.
namespace trato::words {

/// For "redis.eviction" and the like: what it means, and the next step. Empty for any other key.
QString redisWayOut(const QString &key);
/// What a crash of the work store's server or computer may lose.
QString durability(Durability durability);

} // namespace trato::words
