#include "engine/stores/redis/redis_owner_store.h"

#include "engine/stores/redis/redis_store_thread.h"

#include <algorithm>
#include <array>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr std::array<QByteArrayView, 5> wishWords{"look", "work", "own", "take", "leave"};

/// From the owner, what is left of its lease, then name and "seen started standsBy quiet" of each engine.
OwnerState stateOf(const RedisValue &answer, Millis lease)
{
    OwnerState state{QString::fromUtf8(answer.at(0).bytes()), Millis(std::max<qint64>(0, answer.at(1).integerOr(0))), {}};
    for (qsizetype i = 2; i + 1 < answer.size(); i += 2) {
        const QList<QByteArray> words = answer.at(i + 1).bytes().split(' ');
        EngineSeen engine;
        engine.name = QString::fromUtf8(answer.at(i).bytes());
        engine.owner = engine.name == state.owner;
        engine.lastSeen = fromMs(words.value(0).toLongLong());
        engine.since = fromMs(words.value(1).toLongLong());
        engine.standsBy = words.value(2) == "1" && !engine.owner;
        engine.quiet = Millis(words.value(3).toLongLong());
        engine.silent = engine.quiet > lease;
        state.engines.append(engine);
    }
    std::ranges::sort(state.engines, {}, [](const EngineSeen &engine) { return std::pair(!engine.owner, engine.name); });
    return state;
}

} // namespace

void RedisOwnerStore::beat(OwnerBeat beat, Reply<OwnerState> reply)
{
    m_inside.run<OwnerState>(std::move(reply), {}, [beat = std::move(beat)](RedisStoreRoom &room, Reply<OwnerState> answer) {
        RedisCommand arguments;
        arguments.add(room.work.keys.own("owner")).add(room.work.keys.own("engines"));
        arguments.add(beat.engine.toUtf8()).add(wishWords[size_t(beat.wish)].toByteArray());
        arguments.add(qint64(beat.lease.count())).add(qint64(toMs(beat.since)));
        room.work.write(RedisScripts::get("owner_beat"), arguments,
                        answering(std::move(answer), [lease = beat.lease](const RedisValue &got) -> Result<OwnerState> { return stateOf(got, lease); }));
    });
}

} // namespace trato
