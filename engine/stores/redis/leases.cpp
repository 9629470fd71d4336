#include "engine/stores/redis/redis_store_room.h"

namespace trato::redis {
namespace {

constexpr qsizetype eventsAStalledJob = 2;

} // namespace

void extendLeases(RedisStoreRoom &room, QList<LeaseRef> held, Millis lease, Reply<QList<LeaseRef>> reply)
{
    struct Call {
        QHash<QueueName, QList<qsizetype>> byQueue{};
        QList<bool> lost{};
        std::optional<Error> trouble{};
        qsizetype missing = 0;
    };
    auto call = std::make_shared<Call>();
    call->lost = QList<bool>(held.size(), false);
    for (qsizetype i = 0; i < held.size(); ++i)
        call->byQueue[held[i].queue].append(i);
    if (held.isEmpty())
        return reply(QList<LeaseRef>());
    call->missing = call->byQueue.size();
    const QueueScript &script = RedisScripts::get("extend_leases");
    for (auto it = call->byQueue.cbegin(); it != call->byQueue.cend(); ++it) {
        RedisCommand arguments = room.work.argumentsFor(script, it.key());
        arguments.add(qint64(std::max(lease, Millis(1)).count()));
        for (const qsizetype i : it.value())
            arguments.add(held[i].id.value.toUtf8()).add(held[i].token);
        room.work.write(script, arguments, [call, held, reply, places = it.value()](const Result<RedisValue> &got) {
            if (!got)
                call->trouble = got.error();
            else
                for (const RedisValue &position : got.value().items())
                    call->lost[places.value(position.integerOr(0))] = true;
            if (--call->missing)
                return;
            if (call->trouble)
                return reply(*call->trouble);
            QList<LeaseRef> lost;
            for (qsizetype i = 0; i < held.size(); ++i)
                if (call->lost[i])
                    lost.append(held[i]);
            reply(lost);
        });
    }
}

void recoverStalled(RedisStoreRoom &room, QueueName queue, int maxStalled, Reply<QList<JobId>> reply)
{
    const QueueScript &script = RedisScripts::get("recover_stalled");
    RedisCommand arguments = room.work.argumentsFor(script, queue);
    arguments.add(qint64(maxStalled)).add(qint64(room.work.options.stalledInterval.count()));
    room.work.write(script, arguments, answering(std::move(reply), [&room, queue](const RedisValue &answer) -> Result<QList<JobId>> {
        QList<JobId> recovered;
        for (const RedisValue &id : answer.items())
            recovered.append({QString::fromUtf8(id.bytes())});
        room.events.wrote(recovered.size() * eventsAStalledJob);
        if (!recovered.isEmpty())
            room.onWork(queue);
        return recovered;
    }));
}

} // namespace trato::redis
