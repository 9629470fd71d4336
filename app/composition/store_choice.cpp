#include "app/composition/store_choice.h"

namespace trato {

using namespace Qt::StringLiterals;

QString environmentVariable(const QString &name)
{
    return qEnvironmentVariable(name.toLatin1().constData());
}

Result<StoreChoice> chooseStore(const EngineOptions &options, const EngineSettings &settings,
                                const std::function<QString(const QString &)> &variable)
{
    StoreChoice choice;
    if (options.ownStore)
        return choice;
    const auto prefix = redisPrefixOf(options.prefix.isEmpty() ? settings.storePrefix : options.prefix);
    if (!prefix)
        return prefix.error();
    choice.prefix = prefix.value();
    choice.pausedLayout = settings.storePausedLayout.toLatin1();
    Result<RedisAddress> address = Error{Error::Code::NotFound, {}};
    if (!options.redis.isEmpty())
        address = redisAddressOf(options.redis, UrlSecret::Refused);
    else
        address = redisAddressFrom(variable);
    choice.isFixed = address || address.error().code != Error::Code::NotFound;
    if (!choice.isFixed && !settings.storeRedis.isEmpty())
        address = redisAddressOf(settings.storeRedis, UrlSecret::Refused);
    if (address)
        address = withRedisSecrets(std::move(address).value(), variable);
    else if (address.error().code == Error::Code::NotFound)
        return choice;
    if (!address)
        return address.error();
    choice.redis = std::move(address).value();
    return choice;
}

} // namespace trato
