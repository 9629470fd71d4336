#include "app/composition/move_house.h"

#include "engine/runtime/mailbox.h"
#include "engine/runtime/profile_lock.h"
#include "engine/stores/open_store.h"
#include "engine/stores/redis/redis_job_store.h"
#include "engine/stores/store_move.h"

#include <QFileInfo>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

/// One of the two stores, and the right to its file.
struct Side {
    std::unique_ptr<ProfileLock> lock{};
    std::unique_ptr<JobStore> store{};
};

Result<std::unique_ptr<JobStore>> openServer(const QString &url, const QString &prefix, const std::shared_ptr<Mailbox> &home, const Clock &clock)
{
    Result<RedisAddress> address = redisAddressOf(url, UrlSecret::Refused);
    if (address)
        address = withRedisSecrets(std::move(address).value(), [](const QString &name) { return qEnvironmentVariable(name.toLatin1().constData()); });
    if (!address)
        return address.error();
    const Result<QByteArray> begin = redisPrefixOf(prefix);
    if (!begin)
        return begin.error();
    RedisStoreOptions options;
    options.address = address.value();
    options.prefix = begin.value();
    return std::unique_ptr<JobStore>(std::make_unique<RedisJobStore>(std::move(options), home, clock));
}

Result<Side> openSide(const QString &text, const QString &prefix, bool mustExist, const std::shared_ptr<Mailbox> &home, const Clock &clock)
{
    Side side;
    if (text.contains(u"://")) {
        auto opened = openServer(text, prefix, home, clock);
        if (!opened)
            return opened.error();
        side.store = std::move(opened).value();
        return side;
    }
    const QString scheme = u"sqlite:"_s;
    const QFileInfo file(text.startsWith(scheme) ? text.mid(scheme.size()) : text);
    if (mustExist && !file.exists())
        return Error{Error::Code::NotFound, u"there is no file %1"_s.arg(file.filePath())};
    side.lock = std::make_unique<ProfileLock>(file.absolutePath());
    if (const Result<Done> locked = side.lock->tryLock(); !locked)
        return locked.error().code == Error::Code::Conflict ? Error{Error::Code::Refused, u"an engine works with %1: stop it first"_s.arg(file.filePath())}
                                                            : locked.error();
    auto opened = openStore({file.absoluteFilePath()}, home, clock);
    if (!opened)
        return opened.error();
    side.store = std::move(opened).value();
    return side;
}

} // namespace

void moveHouse(const StoreMoveOrder &order, const Clock &clock, std::function<void(QString)> tell, Reply<StoreMoveReport> reply)
{
    const auto home = std::make_shared<QtMailbox>();
    auto from = openSide(order.from, order.prefix, true, home, clock);
    if (!from)
        return reply(from.error());
    auto to = openSide(order.to, order.prefix, false, home, clock);
    if (!to)
        return reply(to.error());
    struct Both {
        Side from{};
        Side to{};
    };
    const auto both = std::make_shared<Both>(Both{std::move(from).value(), std::move(to).value()});
    moveStore(*both->from.store, *both->to.store, std::move(tell), [both, reply](Result<StoreMoveReport> moved) { reply(std::move(moved)); });
}

} // namespace trato
