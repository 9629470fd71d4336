#include "engine/stores/redis/bullmq_job.h"
#include "engine/stores/redis/id_walk.h"
#include "engine/stores/redis/redis_store_room.h"

#include <limits>

/// Drain and clean: the jobs are chosen first and removed in slices, with other calls in between.
namespace trato::redis {
namespace {

constexpr qsizetype removedASlice = 500;       ///< jobs; some milliseconds of the server
constexpr qsizetype mostChosen = 2'000'000;

struct Removal {
    RedisStoreRoom &room;
    QueueName queue{};
    Reply<qint64> reply{};
    QList<std::pair<JobState, QList<QByteArray>>> chosen{};
    qint64 removed = 0;
    bool tellsCleaned = false;   ///< BullMQ's clean writes an event, its drain does not
    qsizetype part = 0;
    qsizetype next = 0;
};

void finish(const std::shared_ptr<Removal> &removal)
{
    RedisStoreRoom &room = removal->room;
    if (removal->removed > 0)
        room.work.feed.publish({}, {removal->queue});
    if (!removal->tellsCleaned)
        return removal->reply(removal->removed);
    room.work.write(RedisCommand{"XADD", room.work.keys.of(removal->queue, "events"), "*", "event", "cleaned", "count",
                                 QByteArray::number(removal->removed)},
                    [removal](const Result<RedisValue> &) { removal->reply(removal->removed); });
}

void slice(const std::shared_ptr<Removal> &removal)
{
    while (removal->part < removal->chosen.size() && removal->next >= removal->chosen[removal->part].second.size()) {
        ++removal->part;
        removal->next = 0;
    }
    if (removal->part >= removal->chosen.size())
        return finish(removal);
    const auto &[state, ids] = removal->chosen[removal->part];
    const qsizetype to = std::min(removal->next + removedASlice, ids.size());
    const QueueScript &script = RedisScripts::get("remove_slice");
    RedisCommand arguments = removal->room.work.argumentsFor(script, removal->queue);
    arguments.add(bullmq::keyWord(state));
    for (; removal->next < to; ++removal->next)
        arguments.add(ids[removal->next]);
    removal->room.work.write(script, arguments, [removal](const Result<RedisValue> &got) {
        if (!got)
            return removal->reply(got.error());
        std::vector<JobChange> changes;
        const Instant now = removal->room.work.clock.now();
        for (const RedisValue &id : got.value().items())
            changes.push_back({removal->queue, {QString::fromUtf8(id.bytes())}, JobState::Unknown, now});
        removal->removed += qint64(changes.size());
        removal->room.work.feed.publish(std::move(changes), {}); // the format has no event for each
        slice(removal);
    });
}

/// Chooses everything in these states, one after the other, then removes it.
void choose(const std::shared_ptr<Removal> &removal, QList<JobState> states)
{
    if (states.isEmpty())
        return slice(removal);
    const JobState state = states.takeFirst();
    walkIds(removal->room.work, removal->queue, state, false, {}, mostChosen, [removal, states, state](Result<Walked> walked) {
        if (!walked)
            return removal->reply(walked.error());
        removal->chosen.append({state, std::move(walked).value().ids});
        choose(removal, states);
    });
}

/// Unfinished jobs by the time of their creation.
void chooseOld(const std::shared_ptr<Removal> &removal, JobState state, Instant cutoff, qint64 limit)
{
    const auto byAge = [removal, state, cutoff, limit](Result<QList<JobTexts>> got) {
        if (!got)
            return removal->reply(got.error());
        QList<JobTexts> texts = std::move(got).value();
        texts.removeIf([cutoff](const JobTexts &job) { return job.timestamp > toMs(cutoff); });
        std::ranges::stable_sort(texts, {}, &JobTexts::timestamp);
        QList<QByteArray> ids;
        for (const JobTexts &job : texts)
            if (ids.size() < limit)
                ids.append(job.id);
        removal->chosen.append({state, ids});
        slice(removal);
    };
    walkIds(removal->room.work, removal->queue, state, false, {}, mostChosen, [removal, byAge](Result<Walked> walked) {
        if (!walked)
            return removal->reply(walked.error());
        readTexts(removal->room.work, removal->queue, std::move(walked).value().ids, byAge);
    });
}

void chooseFinished(const std::shared_ptr<Removal> &removal, JobState state, Instant cutoff, qint64 limit)
{
    const QByteArray key = removal->room.work.keys.queue(removal->queue) + bullmq::keyWord(state);
    removal->room.work.read(RedisCommand{"ZRANGEBYSCORE", key, "-inf", QByteArray::number(toMs(cutoff)), "LIMIT", "0", QByteArray::number(limit)},
                            [removal, state](const Result<RedisValue> &got) {
                                if (!got)
                                    return removal->reply(got.error());
                                QList<QByteArray> ids;
                                for (const RedisValue &id : got.value().items())
                                    ids.append(id.bytes());
                                removal->chosen.append({state, ids});
                                slice(removal);
                            });
}

} // namespace

void drain(RedisStoreRoom &room, QueueName queue, bool delayed, Reply<qint64> reply)
{
    auto removal = std::make_shared<Removal>(Removal{room, std::move(queue), std::move(reply)});
    QList<JobState> states{JobState::Waiting, JobState::Prioritized};
    if (delayed)
        states.append(JobState::Delayed);
    choose(removal, states);
}

void clean(RedisStoreRoom &room, QueueName queue, JobState state, Instant cutoff, qint64 limit, Reply<qint64> reply)
{
    if (state == JobState::Unknown)
        return reply(qint64(0));
    auto removal = std::make_shared<Removal>(Removal{room, std::move(queue), std::move(reply)});
    removal->tellsCleaned = true;
    const qint64 most = limit > 0 ? limit : mostChosen;
    if (state == JobState::Completed || state == JobState::Failed)
        chooseFinished(removal, state, cutoff, most);
    else
        chooseOld(removal, state, cutoff, most);
}

void countOlder(RedisStoreRoom &room, QueueName queue, JobState state, Instant cutoff, Reply<qint64> reply)
{
    if (state != JobState::Completed && state != JobState::Failed)
        return reply(qint64(0));
    const QByteArray key = room.work.keys.queue(queue) + bullmq::keyWord(state);
    room.work.read(RedisCommand{"ZCOUNT", key, "-inf", QByteArray::number(toMs(cutoff))},
                   answering(std::move(reply), [](const RedisValue &count) -> Result<qint64> { return count.integerOr(0); }));
}

} // namespace trato::redis
