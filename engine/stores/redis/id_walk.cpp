#include "engine/stores/redis/id_walk.h"

#include "engine/stores/redis/bullmq_job.h"

namespace trato::redis {
namespace {

constexpr qsizetype idsALook = 5000;     ///< about 2 ms of the server
constexpr qsizetype textsALook = 1000;

struct Walk {
    RedisWork &work;
    QueueName queue{};
    JobState state = JobState::Unknown;
    bool reversed = false;
    qsizetype most = 0;
    Reply<Walked> reply{};
    Walked walked{};
};

void step(const std::shared_ptr<Walk> &walk)
{
    const qsizetype wanted = std::min(idsALook, walk->most - walk->walked.ids.size());
    const RedisCommand arguments = pageArguments(walk->work, walk->queue, walk->state, walk->reversed, 0, wanted, walk->walked.last, false);
    walk->work.read(RedisScripts::get("page"), arguments, [walk, wanted](const Result<RedisValue> &got) {
        if (!got)
            return walk->reply(got.error());
        const auto &items = got.value().items();
        for (size_t i = 4; i < items.size(); ++i)
            walk->walked.ids.append(items[i].bytes());
        walk->walked.last = spotIn(got.value(), walk->walked.last);
        if (qsizetype(items.size()) - 4 < wanted)
            return walk->reply(std::move(walk->walked));
        if (walk->walked.ids.size() < walk->most)
            return step(walk);
        walk->walked.complete = walk->walked.last.index + 1 >= got.value().at(0).integerOr(0);
        walk->reply(std::move(walk->walked));
    });
}

struct TextRead {
    RedisWork &work;
    QueueName queue{};
    QList<QByteArray> ids{};
    Reply<QList<JobTexts>> reply{};
    QList<JobTexts> texts{};
};

void step(const std::shared_ptr<TextRead> &read)
{
    const qsizetype from = read->texts.size();
    if (from == read->ids.size())
        return read->reply(std::move(read->texts));
    const qsizetype to = std::min(from + textsALook, read->ids.size());
    const QueueScript &script = RedisScripts::get("job_texts");
    RedisCommand arguments = read->work.argumentsFor(script, read->queue);
    for (qsizetype i = from; i < to; ++i)
        arguments.add(read->ids[i]);
    read->work.read(script, arguments, [read, from, to](const Result<RedisValue> &got) {
        if (!got)
            return read->reply(got.error());
        for (qsizetype i = from; i < to; ++i) {
            const qsizetype at = (i - from) * 3;
            read->texts.append({read->ids[i], QString::fromUtf8(got.value().at(at).bytes()), QString::fromUtf8(got.value().at(at + 1).bytes()),
                                got.value().at(at + 2).integerOr(0)});
        }
        step(read);
    });
}

} // namespace

RedisCommand pageArguments(const RedisWork &work, const QueueName &queue, JobState state, bool reversed, qint64 offset, qint64 limit,
                           const ListSpot &after, bool rows)
{
    RedisCommand arguments = work.argumentsFor(RedisScripts::get("page"), queue);
    arguments.add(bullmq::stateWord(state)).add(reversed ? "1" : "0").add(offset).add(limit);
    arguments.add(after.id.isEmpty() ? qint64(0) : after.index).add(after.score).add(after.id).add(rows ? "1" : "0");
    return arguments;
}

ListSpot spotIn(const RedisValue &answer, const ListSpot &before)
{
    const QByteArray &id = answer.at(3).bytes();
    return id.isEmpty() ? before : ListSpot{answer.at(1).integerOr(0), answer.at(2).bytes(), id};
}

void walkIds(RedisWork &work, QueueName queue, JobState state, bool reversed, ListSpot after, qsizetype most, Reply<Walked> reply)
{
    auto walk = std::make_shared<Walk>(Walk{work, std::move(queue), state, reversed, most, std::move(reply), {}});
    walk->walked.last = std::move(after);
    step(walk);
}

void readTexts(RedisWork &work, QueueName queue, QList<QByteArray> ids, Reply<QList<JobTexts>> reply)
{
    step(std::make_shared<TextRead>(TextRead{work, std::move(queue), std::move(ids), std::move(reply), {}}));
}

} // namespace trato::redis
