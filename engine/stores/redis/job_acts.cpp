#include "engine/stores/redis/bullmq_job.h"
#include "engine/stores/redis/redis_store_room.h"

namespace trato::redis {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostActs = 200;   ///< jobs a script call: looking for one in a long list takes time

QByteArray utf8(const JobId &id)
{
    return id.value.toUtf8();
}

/// Of scripts that answer 0, -1 (missing) or -3 (in another state).
Result<Done> doneOf(const RedisValue &answer)
{
    const qint64 code = answer.integerOr(-1);
    if (code == -1)
        return Error{Error::Code::NotFound, u"no such job"_s};
    if (code < 0)
        return Error{Error::Code::Conflict, u"the job is in another state"_s};
    return Done{};
}

void actSlice(RedisStoreRoom &room, const QueueScript &script, const QueueName &queue, const JobChoice &jobs, qsizetype from,
              QList<ActCode> codes, const Reply<QList<ActCode>> &reply)
{
    if (from >= jobs.ids.size())
        return reply(std::move(codes));
    const qsizetype to = std::min(from + mostActs, jobs.ids.size());
    RedisCommand arguments = room.work.argumentsFor(script, queue);
    arguments.add(jobs.only ? bullmq::keyWord(*jobs.only) : QByteArray());
    for (qsizetype i = from; i < to; ++i)
        arguments.add(utf8(jobs.ids[i]));
    room.work.write(script, arguments, [&room, &script, queue, jobs, to, codes, reply](const Result<RedisValue> &got) mutable {
        if (!got)
            return reply(got.error());
        bool done = false;
        for (const RedisValue &code : got.value().items()) {
            codes.append(bullmq::actCodeOf(code.integerOr(-1)));
            done = done || codes.last() == ActCode::Done;
        }
        room.events.wrote(to);
        if (done)
            room.onWork(queue);
        actSlice(room, script, queue, jobs, to, std::move(codes), reply);
    });
}

/// As many calls as it takes to move the jobs.
void pauseOn(RedisStoreRoom &room, const QueueName &queue, bool paused, bool again, Reply<Done> reply)
{
    const QueueScript &script = RedisScripts::get("set_paused");
    RedisCommand arguments = room.work.argumentsFor(script, queue);
    arguments.add(paused ? "1" : "0").add("trato:" TRATO_VERSION).add(again ? "1" : "0");
    room.work.write(script, arguments, [&room, queue, paused, reply = std::move(reply)](const Result<RedisValue> &got) {
        if (!got)
            return reply(got.error());
        if (got.value().integerOr(0) < 0)
            return pauseOn(room, queue, paused, true, reply);
        if (!paused)
            room.onWork(queue);
        reply(Done{});
    });
}

} // namespace

void actOn(RedisStoreRoom &room, QByteArrayView script, QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply)
{
    actSlice(room, RedisScripts::get(script), queue, jobs, 0, {}, reply);
}

void setPaused(RedisStoreRoom &room, QueueName queue, bool paused, Reply<Done> reply)
{
    room.registry.touch(queue);
    pauseOn(room, queue, paused, false, std::move(reply));
}

void setLimits(RedisStoreRoom &room, QueueName queue, QueueLimits limits, Reply<Done> reply)
{
    room.registry.touch(queue);
    const QueueScript &script = RedisScripts::get("set_limits");
    RedisCommand arguments = room.work.argumentsFor(script, queue);
    arguments.add(qint64(limits.concurrency)).add(qint64(limits.max)).add(qint64(limits.window.count())).add("trato:" TRATO_VERSION);
    room.work.write(script, arguments, answering(std::move(reply), [&room, queue](const RedisValue &) -> Result<Done> {
        room.onWork(queue); // a limit that was reached may be no more
        room.work.feed.publish({}, {queue});
        return Done{};
    }));
}

void changeDelay(RedisStoreRoom &room, QueueName queue, JobId id, Millis delay, Reply<Done> reply)
{
    const QueueScript &script = RedisScripts::get("change_delay");
    RedisCommand arguments = room.work.argumentsFor(script, queue);
    arguments.add(utf8(id)).add(qint64(std::max(Millis(0), delay).count()));
    room.work.write(script, arguments, answering(std::move(reply), [&room, queue](const RedisValue &answer) {
        room.onWork(queue); // it may be due earlier than the worker knows
        return doneOf(answer);
    }));
}

void changePriority(RedisStoreRoom &room, QueueName queue, JobId id, int priority, Reply<Done> reply)
{
    const QueueScript &script = RedisScripts::get("change_priority");
    RedisCommand arguments = room.work.argumentsFor(script, queue);
    arguments.add(utf8(id)).add(qint64(priority));
    const Instant now = room.work.clock.now();
    room.work.write(script, arguments, answering(std::move(reply), [&room, queue, id, now](const RedisValue &answer) {
        const Result<Done> done = doneOf(answer);
        if (done) // the format has no event for it
            room.work.feed.publish({{queue, id, JobState::Waiting, now}}, {});
        return done;
    }));
}

void setText(RedisStoreRoom &room, QByteArrayView script, QueueName queue, JobId id, QByteArray json, Reply<Done> reply)
{
    RedisCommand arguments = room.work.argumentsFor(RedisScripts::get(script), queue);
    arguments.add(utf8(id)).add(json);
    room.work.write(RedisScripts::get(script), arguments, answering(std::move(reply), doneOf));
}

void addLog(RedisStoreRoom &room, QueueName queue, JobId id, QString line, Reply<qint64> reply)
{
    const QueueScript &script = RedisScripts::get("add_log");
    RedisCommand arguments = room.work.argumentsFor(script, queue);
    arguments.add(utf8(id)).add(line.toUtf8());
    room.work.write(script, arguments, answering(std::move(reply), [](const RedisValue &answer) -> Result<qint64> {
        const qint64 count = answer.integerOr(-1);
        if (count < 0)
            return Error{Error::Code::NotFound, u"no such job"_s};
        return count;
    }));
}

} // namespace trato::redis
