#pragma once

#include "engine/stores/redis/redis_command.h"

#include <QList>

namespace trato {

/// A script of `scripts/` with the names of the keys it takes, as its line "--! keys …" declares them.
struct QueueScript {
    RedisScript script{};
    QList<QByteArray> keys{};   ///< as BullmqKeys::of takes them; empty for "*": any keys
};

/// The scripts of `scripts/`, put together from their files at first use. Lines beginning with "--!" are orders:
/// "--! keys a b" declares KEYS[1], KEYS[2] as aKey, bKey; "--! include x y" puts parts/x.lua and parts/y.lua there.
/// Thread-safe.
class RedisScripts
{
public:
    /// By file name without its end. A name that does not exist is a mistake of the programmer: an empty script.
    static const QueueScript &get(QByteArrayView name);
    /// Names of all of them.
    static QList<QByteArray> names();
};

} // namespace trato
