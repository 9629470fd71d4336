#include "engine/stores/open_store.h"

#include "engine/stores/redis/redis_job_store.h"
#include "engine/stores/sqlite/sqlite_job_store.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

bool isRedis(const QString &text)
{
    for (const auto &scheme : {u"redis:"_s, u"rediss:"_s, u"redis+unix:"_s, u"unix:"_s})
        if (text.startsWith(scheme, Qt::CaseInsensitive))
            return true;
    return false;
}

Result<std::unique_ptr<JobStore>> openRedis(const StoreAddress &address, std::shared_ptr<Mailbox> home, const Clock &clock)
{
    auto server = redisAddressOf(address.text);
    if (!server)
        return server.error();
    auto prefix = redisPrefixOf(address.prefix);
    if (!prefix)
        return prefix.error();
    RedisStoreOptions options;
    options.address = std::move(server).value();
    options.prefix = std::move(prefix).value();
    return std::unique_ptr<JobStore>(std::make_unique<RedisJobStore>(std::move(options), std::move(home), clock));
}

} // namespace

Result<std::unique_ptr<JobStore>> openStore(const StoreAddress &address, std::shared_ptr<Mailbox> home, const Clock &clock)
{
    if (isRedis(address.text))
        return openRedis(address, std::move(home), clock);
    const QString scheme = u"sqlite:"_s;
    const QString path = address.text.startsWith(scheme) ? address.text.mid(scheme.size()) : address.text;
    if (path.isEmpty() || path.contains(u"://"))
        return Error{Error::Code::Invalid, u"a store's address is a file, sqlite:FILE or redis://HOST"_s};
    SqliteJobStore::Options options;
    options.path = path;
    options.soleOwner = true;
    return std::unique_ptr<JobStore>(std::make_unique<SqliteJobStore>(std::move(options), std::move(home), clock));
}

} // namespace trato
