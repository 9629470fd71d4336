#pragma once

#include "engine/api/questions/engine.h"
#include "engine/stores/redis/redis_check.h"

namespace trato {

/// The findings of a connection test as lines of `doctor`: what they are about ("redis.memory"), detail and fix, and
/// the way out ("redis.eviction"), for which engine/api/words.h has the words. Pure.
QList<HealthCheck> redisHealth(const QList<RedisFinding> &findings);

} // namespace trato
