#include "engine/stores/redis/redis_store_room.h"

/// The send fences (design section 6), under keys of ours that every engine on this Redis shares.
namespace trato::redis {
namespace {

using namespace Qt::StringLiterals;

constexpr int fenceSlice = 1000;
constexpr std::array<QByteArrayView, 4> stateWords{"sending", "accepted", "rejected", "uncertain"};

QByteArray wordOf(Fence::State state)
{
    return stateWords[size_t(state)].toByteArray();
}

/// From state, engine, token, since; not set when there is no such fence.
std::optional<Fence> fenceOf(const QString &key, const RedisValue &value)
{
    const auto found = std::ranges::find(stateWords, QByteArrayView(value.at(0).bytes()));
    if (found == stateWords.end())
        return std::nullopt;
    return Fence{key, Fence::State(found - stateWords.begin()), QString::fromUtf8(value.at(1).bytes()), value.at(2).bytes(),
                 fromMs(value.at(3).integerOr(0))};
}

/// Arguments of a script whose keys are ours and not a queue's.
RedisCommand keysOf(std::initializer_list<QByteArray> keys)
{
    RedisCommand arguments;
    for (const QByteArray &key : keys)
        arguments.add(key);
    return arguments;
}

void cleanSlice(RedisStoreRoom &room, Instant cutoff, bool onlyCount, qint64 removed, const Reply<qint64> &reply)
{
    const BullmqKeys &keys = room.work.keys;
    RedisCommand arguments = keysOf({keys.own("fences:times"), keys.own("fences:sending")});
    arguments.add(qint64(toMs(cutoff))).add(qint64(fenceSlice)).add(keys.fenceBegin()).add(onlyCount ? "1" : "0");
    room.work.write(RedisScripts::get("clean_fences"), arguments, [&room, cutoff, onlyCount, removed, reply](const Result<RedisValue> &got) {
        if (!got)
            return reply(got.error());
        const qint64 sum = removed + got.value().at(0).integerOr(0);
        got.value().at(1).bytes() == "1" ? cleanSlice(room, cutoff, onlyCount, sum, reply) : reply(sum);
    });
}

} // namespace

void setFence(RedisStoreRoom &room, QString key, QString engine, QByteArray token, Reply<Fence> reply)
{
    const BullmqKeys &keys = room.work.keys;
    RedisCommand arguments = keysOf({keys.fence(key), keys.own("fences:times"), keys.own("fences:sending")});
    arguments.add(engine.toUtf8()).add(token).add(qint64(toMs(room.work.clock.now()))).add(key.toUtf8());
    room.work.write(RedisScripts::get("set_fence"), arguments, answering(std::move(reply), [key](const RedisValue &answer) -> Result<Fence> {
        if (const auto fence = fenceOf(key, answer))
            return *fence;
        return Error{Error::Code::Corrupt, u"a fence that cannot be read"_s};
    }));
}

void settleFence(RedisStoreRoom &room, QString key, QByteArray token, Fence::State state, bool anyToken, Reply<Done> reply)
{
    RedisCommand arguments = keysOf({room.work.keys.fence(key), room.work.keys.own("fences:sending")});
    arguments.add(token).add(wordOf(state)).add(key.toUtf8()).add(anyToken ? "1" : "0");
    room.work.write(RedisScripts::get("settle_fence"), arguments, answering(std::move(reply), [](const RedisValue &answer) -> Result<Done> {
        switch (answer.integerOr(-1)) {
        case 0: return Done{};
        case -6: return Error{Error::Code::Conflict, u"the fence belongs to another attempt"_s};
        default: return Error{Error::Code::NotFound, u"no such fence"_s};
        }
    }));
}

void fences(RedisStoreRoom &room, QStringList keys, Reply<QList<Fence>> reply)
{
    struct Look {
        QList<Fence> found{};
        std::optional<Error> trouble{};
        qsizetype missing = 0;
    };
    auto look = std::make_shared<Look>();
    look->missing = keys.size();
    if (keys.isEmpty())
        return reply(QList<Fence>());
    for (const QString &key : keys)
        room.work.read(RedisCommand{"HMGET", room.work.keys.fence(key), "state", "engine", "token", "since"},
                       [look, key, reply](const Result<RedisValue> &got) {
                           if (!got)
                               look->trouble = got.error();
                           else if (const auto fence = fenceOf(key, got.value()))
                               look->found.append(*fence);
                           if (--look->missing == 0)
                               look->trouble ? reply(*look->trouble) : reply(std::move(look->found));
                       });
}

void abandonedFences(RedisStoreRoom &room, QString engine, Reply<QList<Fence>> reply)
{
    room.work.read(RedisCommand{"SMEMBERS", room.work.keys.own("fences:sending")}, [&room, engine, reply](const Result<RedisValue> &got) {
        if (!got)
            return reply(got.error());
        QStringList keys;
        for (const RedisValue &key : got.value().items())
            keys.append(QString::fromUtf8(key.bytes()));
        fences(room, keys, [engine, reply](Result<QList<Fence>> read) {
            if (!read)
                return reply(read.error());
            QList<Fence> found = std::move(read).value();
            found.removeIf([&](const Fence &fence) { return fence.engine == engine || fence.state != Fence::State::Sending; });
            std::ranges::sort(found, {}, [](const Fence &fence) { return std::pair(fence.since, fence.key); });
            reply(found);
        });
    });
}

void cleanFences(RedisStoreRoom &room, Instant cutoff, bool onlyCount, Reply<qint64> reply)
{
    cleanSlice(room, cutoff, onlyCount, 0, reply);
}

} // namespace trato::redis
