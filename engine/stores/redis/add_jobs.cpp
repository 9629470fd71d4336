#include "engine/stores/redis/bullmq_job.h"
#include "engine/stores/redis/redis_store_room.h"

namespace trato::redis {
namespace {

constexpr qsizetype mostAScript = 10'000;     ///< jobs; about 0.1 s in which the server does nothing else
constexpr qsizetype eventsAnAdd = 2;

/// Jobs of one queue for one call of the script; `places` says where they stand in the order.
struct Slice {
    QueueName queue{};
    QList<qsizetype> places{};
};

QList<Slice> slicesOf(const QList<NewJob> &jobs)
{
    QList<Slice> slices;
    QHash<QueueName, qsizetype> open;
    for (qsizetype i = 0; i < jobs.size(); ++i) {
        const auto found = open.constFind(jobs[i].queue);
        if (found == open.cend() || slices[*found].places.size() >= mostAScript) {
            open[jobs[i].queue] = slices.size();
            slices.append({jobs[i].queue, {i}});
        } else {
            slices[*found].places.append(i);
        }
    }
    return slices;
}

RedisCommand argumentsOf(RedisStoreRoom &room, const QList<NewJob> &jobs, const Slice &slice, Instant now)
{
    RedisCommand arguments = room.work.argumentsFor(RedisScripts::get("add"), slice.queue, now);
    arguments.add("trato:" TRATO_VERSION);
    for (const qsizetype place : slice.places)
        bullmq::appendNewJob(arguments, jobs[place], now);
    return arguments;
}

void takeIds(const QList<NewJob> &jobs, const Slice &slice, const RedisValue &answer, QList<Added> &added)
{
    const qint64 first = answer.at(0).integerOr(0);
    for (qsizetype i = 0; i < slice.places.size(); ++i) {
        const QString &own = jobs[slice.places[i]].options.jobId;
        added[slice.places[i]] = {{own.isEmpty() ? QString::number(first + i) : own}, false};
    }
    for (qsizetype i = 1; i < answer.size(); ++i)
        added[slice.places.value(answer.at(i).integerOr(0))].duplicate = true;
}

} // namespace

void addJobs(RedisStoreRoom &room, QList<NewJob> jobs, Reply<QList<Added>> reply)
{
    const QList<Slice> slices = slicesOf(jobs);
    if (slices.isEmpty())
        return reply(QList<Added>());
    const Instant now = room.work.clock.now();
    for (const Slice &slice : slices)
        room.registry.touch(slice.queue);
    const QueueScript &script = RedisScripts::get("add");
    if (slices.size() == 1) {
        const RedisCommand arguments = argumentsOf(room, jobs, slices.first(), now);
        room.work.write(script, arguments, answering(std::move(reply), [&room, jobs, slices](const RedisValue &answer) -> Result<QList<Added>> {
            room.events.wrote(jobs.size() * eventsAnAdd);
            QList<Added> added(jobs.size());
            takeIds(jobs, slices.first(), answer, added);
            return added;
        }));
        return;
    }
    // All or none: several scripts in one transaction. They come with their source, because a script that the server
    // does not know would fail alone, in the middle.
    room.work.write(RedisCommand{"MULTI"}, {});
    for (const Slice &slice : slices) {
        RedisCommand command{"EVAL", script.script.source, QByteArray::number(script.keys.size())};
        command.addAll(argumentsOf(room, jobs, slice, now).arguments());
        room.work.write(std::move(command), {});
    }
    room.work.write(RedisCommand{"EXEC"}, answering(std::move(reply), [&room, jobs, slices](const RedisValue &answers) -> Result<QList<Added>> {
        room.events.wrote(jobs.size() * eventsAnAdd);
        QList<Added> added(jobs.size());
        for (qsizetype i = 0; i < slices.size(); ++i) {
            if (answers.at(i).isError())
                return redisError(answers.at(i));
            takeIds(jobs, slices[i], answers.at(i), added);
        }
        return added;
    }));
}

} // namespace trato::redis
