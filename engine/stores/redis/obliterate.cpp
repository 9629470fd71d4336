#include "engine/stores/redis/redis_store_room.h"

/// Forgetting a queue, a slice at a time.
namespace trato::redis {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 mostASlice = 500;   ///< jobs; some milliseconds of the server

struct Obliteration {
    RedisStoreRoom &room;
    QueueName queue{};
    bool force = false;
    Reply<qint64> reply{};
    qint64 removed = 0;
    bool begun = false;
    QList<QByteArray> leftovers{};   ///< beginnings of keys that no job led to
};

void finish(const std::shared_ptr<Obliteration> &work)
{
    work->room.registry.forget(work->queue, [work](const Result<Done> &forgotten) {
        if (!forgotten)
            return work->reply(forgotten.error());
        work->room.work.feed.publish({}, {work->queue});
        work->reply(work->removed);
    });
}

/// Deduplication keys whose job was gone before (bullmq-format 7.3).
void sweep(const std::shared_ptr<Obliteration> &work, const QByteArray &cursor)
{
    if (work->leftovers.isEmpty())
        return finish(work);
    const QByteArray pattern = work->room.work.keys.patternIn(work->queue, work->leftovers.first());
    work->room.work.read(RedisCommand{"SCAN", cursor, "MATCH", pattern, "COUNT", "1000"}, [work](const Result<RedisValue> &got) {
        if (!got)
            return work->reply(got.error());
        const QByteArray next = got.value().at(0).bytes();
        const auto goOn = [work, next] {
            if (next == "0" || next.isEmpty())
                work->leftovers.removeFirst();
            sweep(work, next.isEmpty() ? QByteArray("0") : next);
        };
        RedisCommand command("DEL");
        for (const RedisValue &key : got.value().at(1).items())
            command.add(key.bytes());
        if (command.count() == 1)
            return goOn();
        work->room.work.write(std::move(command), [work, goOn](const Result<RedisValue> &deleted) {
            deleted ? goOn() : work->reply(deleted.error());
        });
    });
}

void slice(const std::shared_ptr<Obliteration> &work)
{
    const QueueScript &script = RedisScripts::get("obliterate");
    RedisCommand arguments = work->room.work.argumentsFor(script, work->queue);
    arguments.add(work->force ? "1" : "0").add(mostASlice).add(work->begun ? "0" : "1");
    work->begun = true;
    work->room.work.write(script, arguments, [work](const Result<RedisValue> &got) {
        if (!got)
            return work->reply(got.error());
        if (const auto refused = got.value().integer())
            return work->reply(*refused == -1 ? Error{Error::Code::NotFound, u"no such queue"_s}
                                              : Error{Error::Code::Conflict, u"jobs of the queue are running"_s});
        work->removed += got.value().at(0).integerOr(0);
        got.value().at(1).integerOr(0) == 1 ? slice(work) : sweep(work, "0");
    });
}

} // namespace

void obliterate(RedisStoreRoom &room, QueueName queue, bool force, Reply<qint64> reply)
{
    auto work = std::make_shared<Obliteration>(Obliteration{room, std::move(queue), force, std::move(reply)});
    work->leftovers = {"de:", "dn:"};
    slice(work);
}

} // namespace trato::redis
