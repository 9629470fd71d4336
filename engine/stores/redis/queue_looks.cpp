#include "engine/stores/redis/bullmq_job.h"
#include "engine/stores/redis/redis_clients.h"
#include "engine/stores/redis/redis_store_room.h"

namespace trato::redis {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 minuteMs = 60'000;
constexpr int longestHistory = 14 * 24 * 60;

QueueInfo infoOf(const QueueName &name, const RedisValue &answer)
{
    const auto number = [&](qsizetype index) { return answer.at(index).integerOr(0); };
    QueueInfo info{.name = name, .paused = number(7) != 0};
    info.counts = {number(0), number(1), number(2), number(3), number(4), number(5), number(6)};
    info.limits = {int(number(8)), int(number(9)), Millis(number(10))};
    if (number(11) > 0)
        info.limitedFor = Millis(number(11));
    if (answer.size() >= 16)
        info.oldestPending = bullmq::readySince(answer.at(12).bytes(), answer.at(13).bytes(), answer.at(14).bytes(), answer.at(15).bytes());
    return info;
}

/// One kind of the metrics (bullmq-format 3.14): the list holds the minutes before that of prevTS, newest first; the
/// jobs since prevCount ended in that minute.
void takeMetrics(const RedisValue &hash, const RedisValue &list, qint64 firstMinute, QList<qint64> &counts)
{
    const qint64 count = hash.at(0).integerOr(0);
    const auto newest = hash.at(1).integer();
    if (!newest)
        return;
    const auto put = [&](qint64 minute, qint64 jobs) {
        if (minute >= firstMinute && minute < firstMinute + counts.size())
            counts[minute - firstMinute] = jobs;
    };
    const qint64 running = *newest / minuteMs;
    put(running, count - hash.at(2).integerOr(0));
    for (qsizetype i = 0; i < list.size(); ++i)
        put(running - 1 - i, list.at(i).integerOr(0));
}

/// The key of a queue that is of another kind than BullMQ makes it, and of which: somebody else wrote it.
void findBadKey(RedisStoreRoom &room, const QueueName &queue, std::function<void(const QString &)> then)
{
    static const std::pair<const char *, QByteArray> kinds[] = {
        {"wait", "list"},    {"paused", "list"},          {"active", "list"},    {"prioritized", "zset"}, {"delayed", "zset"},
        {"waitingChildren", "zset"}, {"completed", "zset"}, {"failed", "zset"}, {"meta", "hash"},        {"limiter", "string"},
        {"repeat", "zset"},  {"events", "stream"},        {"marker", "zset"},    {"pc", "string"},        {"id", "string"},
        {"stalled", "set"},
    };
    auto found = std::make_shared<QString>();
    for (const auto &kind : kinds) {
        const QByteArray key = room.work.keys.of(queue, kind.first);
        room.work.read(RedisCommand{"TYPE", key}, [found, then, key, &kind](const Result<RedisValue> &got) {
            const QByteArray seen = got ? got.value().bytes() : QByteArray("none");
            if (found->isEmpty() && seen != kind.second && seen != "none")
                *found = QString::fromUtf8(key + " is a " + seen + ", not a " + kind.second);
            if (&kind == std::end(kinds) - 1)
                then(*found);
        });
    }
}

} // namespace

void queues(RedisStoreRoom &room, Reply<QList<QueueInfo>> reply)
{
    room.registry.all([&room, reply](const Result<QList<QueueName>> &names) {
        if (!names)
            return reply(names.error());
        struct Look {
            QList<QueueInfo> infos{};
            std::optional<Error> trouble{};
            qsizetype missing = 0;
        };
        auto look = std::make_shared<Look>();
        look->infos.resize(names.value().size());
        look->missing = names.value().size();
        if (!look->missing)
            return reply(QList<QueueInfo>());
        const QueueScript &script = RedisScripts::get("look_at_queue");
        for (qsizetype i = 0; i < names.value().size(); ++i) {
            const QueueName name = names.value()[i];
            const auto next = [look, reply](const std::optional<Error> &trouble) {
                if (trouble)
                    look->trouble = trouble;
                if (--look->missing == 0)
                    look->trouble ? reply(*look->trouble) : reply(std::move(look->infos));
            };
            room.work.read(script, room.work.argumentsFor(script, name), [&room, look, next, name, i](const Result<RedisValue> &got) {
                look->infos[i] = got ? infoOf(name, got.value()) : QueueInfo{.name = name};
                if (got || got.error().code != Error::Code::Conflict) // the store's trouble is that of all
                    return next(got ? std::optional<Error>() : got.error());
                findBadKey(room, name, [look, next, i, why = got.error().detail](const QString &key) {
                    look->infos[i].trouble = key.isEmpty() ? why : key;
                    next({});
                });
            });
        }
    });
}

void history(RedisStoreRoom &room, QueueName queue, int minutes, Reply<QueueHistory> reply)
{
    room.registry.askedFor(queue); // it may come into being later
    const int count = std::clamp(minutes, 1, longestHistory);
    const qint64 first = toMs(room.work.clock.now()) / minuteMs - count + 1;
    struct Look {
        QueueHistory history{};
        RedisValue hash{};
        std::optional<Error> trouble{};
    };
    auto look = std::make_shared<Look>();
    look->history = {queue, fromMs(first * minuteMs), Minutes(1), QList<qint64>(count, 0), QList<qint64>(count, 0)};
    for (const bool failed : {false, true}) {
        const QByteArray key = room.work.keys.of(queue, failed ? "metricsFailed" : "metricsCompleted");
        room.work.read(RedisCommand{"HMGET", key, "count", "prevTS", "prevCount"}, [look](Result<RedisValue> got) {
            got ? void(look->hash = std::move(got).value()) : void(look->trouble = got.error());
        });
        room.work.read(RedisCommand{"LRANGE", key + ":data", "0", QByteArray::number(count)},
                       [look, first, failed, reply](const Result<RedisValue> &got) {
                           if (!got)
                               look->trouble = got.error();
                           else
                               takeMetrics(look->hash, got.value(), first, failed ? look->history.failed : look->history.completed);
                           if (failed)
                               look->trouble ? reply(*look->trouble) : reply(std::move(look->history));
                       });
    }
}

void workers(RedisStoreRoom &room, Reply<QList<WorkerSeen>> reply)
{
    room.work.read(RedisCommand{"CLIENT", "LIST"}, [&room, reply](const Result<RedisValue> &got) {
        if (!got) { // some servers do not allow it (bullmq-format E34); one that is not reached may tell later
            const Error::Code code = got.error().code;
            const bool forbidden = code == Error::Code::Refused || code == Error::Code::Invalid;
            return reply(forbidden ? Error{Error::Code::Refused, u"the server does not tell who is connected: ACL SETUSER … +client|list"_s} : got.error());
        }
        auto seen = room.seen;
        QMap<std::pair<QString, QueueName>, QString> addresses;
        for (const RedisClient &client : redisClientsOf(got.value().bytes())) {
            const auto worker = room.work.keys.workerOf(client.name);
            if (!worker)
                continue;
            const std::pair who(worker->worker, worker->queue);
            if (seen.try_emplace(who, room.work.clock.now()).second) // of our own we know more than where they are
                addresses[who] = client.host;
        }
        QList<WorkerSeen> list;
        for (const auto &[who, at] : seen)
            list.append({who.first, who.second, at, addresses.value(who)});
        reply(list);
    });
}

void since(RedisStoreRoom &room, quint64 cursor, Reply<Changes> reply)
{
    room.events.catchUp([&room, cursor, reply](const Result<Done> &read) {
        read ? reply(room.work.feed.since(cursor)) : reply(read.error());
    });
}

} // namespace trato::redis
