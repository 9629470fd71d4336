#pragma once

#include "app/composition/engine_graph.h"
#include "engine/api/settings.h"
#include "engine/stores/redis/redis_address.h"

namespace trato {

/// Where the jobs of a profile live.
struct StoreChoice {
    std::optional<RedisAddress> redis{};   ///< not set: the profile's own jobs.db
    QByteArray prefix{"bull"};
    QByteArray pausedLayout{"auto"};       ///< as RedisStoreOptions takes it
    bool isFixed = false;                  ///< said by the command line or the environment, not by the settings
};

/// Command line, environment, settings, the profile's own file: the first that says something (design section 7). `variable`
/// answers an empty text for what is not set. Pure. Invalid, Refused: an address that cannot be used.
Result<StoreChoice> chooseStore(const EngineOptions &options, const EngineSettings &settings,
                                const std::function<QString(const QString &)> &variable);

/// A variable of this process.
QString environmentVariable(const QString &name);

} // namespace trato
