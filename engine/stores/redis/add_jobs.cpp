#include "engine/stores/job_input.h"
#include "engine/stores/redis/bullmq_job.h"
#include "engine/stores/redis/bullmq_options.h"
#include "engine/stores/redis/redis_store_room.h"

#include <algorithm>

namespace trato::redis {
namespace {

constexpr qsizetype mostAScript = 10'000;     ///< jobs; about 0.1 s in which the server does nothing else
constexpr qsizetype eventsAnAdd = 2;
constexpr qsizetype mostGathered = 100;       ///< jobs of several callers in one script
constexpr qsizetype mostGatheredBytes = 1 << 20;
constexpr qsizetype worthSending = 20;        ///< jobs with which an idle server begins while more are gathered

/// Jobs of one queue in one portion for the script; `places` says where they stand in the order.
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

/// Nothing but ready: under the counter's number, without delay, priority and ties.
bool isPlain(const NewJob &job)
{
    const JobOptions &options = job.options;
    return options.jobId.isEmpty() && options.delay <= Millis(0) && options.priority == 0 && !options.lifo && !options.parent && !options.deduplication;
}

/// Unlike each other in their data only, as adds of many callers mostly are.
bool areAlike(const QList<NewJob> &jobs)
{
    const NewJob &first = jobs.first();
    return isPlain(first) && std::all_of(jobs.begin() + 1, jobs.end(), [&first](const NewJob &job) { return job.name == first.name && job.options == first.options; });
}

RedisCommand alikeArgumentsOf(RedisStoreRoom &room, const QList<NewJob> &jobs, Instant now)
{
    const NewJob &first = jobs.first();
    RedisCommand arguments = room.work.argumentsFor(RedisScripts::get("add_alike"), first.queue, now);
    arguments.add("trato:" TRATO_VERSION).add(first.name.toUtf8()).add(bullmq::optionsText(first.options, room.work.keys));
    arguments.add(qint64(toMs(first.options.timestamp.value_or(now))));
    for (const NewJob &job : jobs)
        arguments.add(job.data.utf8);
    return arguments;
}

RedisCommand argumentsOf(RedisStoreRoom &room, const QList<NewJob> &jobs, const Slice &slice, Instant now)
{
    RedisCommand arguments = room.work.argumentsFor(RedisScripts::get("add"), slice.queue, now);
    arguments.add("trato:" TRATO_VERSION);
    for (const qsizetype place : slice.places)
        bullmq::appendNewJob(arguments, jobs[place], now, room.work.keys);
    return arguments;
}

void takeIds(const QList<NewJob> &jobs, const Slice &slice, const RedisValue &answer, QList<Added> &added)
{
    const qint64 first = answer.at(0).integerOr(0);
    for (qsizetype i = 0; i < slice.places.size(); ++i) {
        const QString &own = jobs[slice.places[i]].options.jobId;
        added[slice.places[i]] = {{own.isEmpty() ? QString::number(first + i) : own}, false};
    }
    for (qsizetype i = 1; i < answer.size(); ++i) {
        const RedisValue &skipped = answer.at(i); // a position, or position and holder
        Added &one = added[slice.places.value(skipped.size() > 0 ? skipped.at(0).integerOr(0) : skipped.integerOr(0))];
        if (skipped.size() > 0)
            one = {{QString::fromUtf8(skipped.at(1).bytes())}, false, true};
        else
            one.duplicate = true;
    }
}

/// As slicesOf, but in the order of the jobs, so that parents come before their children.
QList<Slice> runsOf(const QList<NewJob> &jobs)
{
    QList<Slice> slices;
    for (qsizetype i = 0; i < jobs.size(); ++i) {
        if (slices.isEmpty() || slices.last().queue != jobs[i].queue)
            slices.append({jobs[i].queue, {}});
        slices.last().places.append(i);
    }
    return slices;
}

/// All jobs belong to one queue, in one call of the script.
void addToQueue(RedisStoreRoom &room, QList<NewJob> jobs, Reply<QList<Added>> reply)
{
    const QList<Slice> slices = slicesOf(jobs);
    const Instant now = room.work.clock.now();
    const bool alike = areAlike(jobs);
    const RedisCommand arguments = alike ? alikeArgumentsOf(room, jobs, now) : argumentsOf(room, jobs, slices.first(), now);
    room.work.write(RedisScripts::get(alike ? "add_alike" : "add"), arguments,
                    answering(std::move(reply), [&room, jobs = std::move(jobs), slices](const RedisValue &answer) -> Result<QList<Added>> {
        room.events.wrote(jobs.size() * eventsAnAdd);
        QList<Added> added(jobs.size());
        takeIds(jobs, slices.first(), answer, added);
        return added;
    }));
}

void sendGathered(RedisStoreRoom &room)
{
    const auto gathered = std::exchange(room.adds, {});
    addToQueue(room, std::move(gathered->jobs), [gathered](const Result<QList<Added>> &result) {
        qsizetype from = 0;
        for (const auto &[count, reply] : gathered->callers) {
            result ? reply(result.value().sliced(from, count)) : reply(result.error());
            from += count;
        }
    });
}

/// What is added within one turn of the event loop goes together: a script call costs more than a job.
void gather(RedisStoreRoom &room, QList<NewJob> jobs, Reply<QList<Added>> reply)
{
    if (!room.adds || room.adds->jobs.first().queue != jobs.first().queue || room.adds->bytes > mostGatheredBytes
        || room.adds->jobs.size() + jobs.size() > mostGathered) {
        auto fresh = std::make_shared<GatheredAdds>();
        room.work.hold([&room] { sendGathered(room); }); // sends what was gathered before
        room.adds = std::move(fresh);
    }
    for (const NewJob &job : jobs)
        room.adds->bytes += job.data.utf8.size();
    room.adds->callers.emplace_back(jobs.size(), std::move(reply));
    room.adds->jobs += std::move(jobs);
    if (room.adds->jobs.size() >= worthSending)
        room.work.sendHeldWhenIdle();
}

} // namespace

void addTied(RedisStoreRoom &room, PreparedFlow flow, Reply<QList<Added>> reply)
{
    const QList<Slice> slices = runsOf(flow.jobs);
    if (slices.isEmpty())
        return reply(QList<Added>());
    const Instant now = room.work.clock.now();
    const QueueScript &script = RedisScripts::get("add_flow");
    RedisCommand arguments = room.work.argumentsFor(script, slices.first().queue, now);
    arguments.add("trato:" TRATO_VERSION).add(qint64(slices.size()));
    for (const Slice &slice : slices) {
        room.registry.touch(slice.queue);
        arguments.add(room.work.keys.queue(slice.queue)).add(qint64(slice.places.size()));
        for (const qsizetype place : slice.places)
            bullmq::appendNewJob(arguments, flow.jobs[place], now, room.work.keys, flow.parents.contains(place));
    }
    room.work.write(script, arguments, answering(std::move(reply), [&room, jobs = flow.jobs, slices](const RedisValue &answers) -> Result<QList<Added>> {
        if (const auto refused = answers.integer())
            return *refused == -5 ? missingParent() : otherParent();
        room.events.wrote(jobs.size() * eventsAnAdd);
        QList<Added> added(jobs.size());
        for (qsizetype i = 0; i < slices.size(); ++i)
            takeIds(jobs, slices[i], answers.at(i), added);
        return added;
    }));
}

void addJobs(RedisStoreRoom &room, QList<NewJob> jobs, Reply<QList<Added>> reply)
{
    if (std::ranges::any_of(jobs, [](const NewJob &job) { return job.options.parent.has_value(); }))
        return addTied(room, {std::move(jobs), {}}, std::move(reply));
    const QList<Slice> slices = slicesOf(jobs);
    if (slices.isEmpty())
        return reply(QList<Added>());
    for (const Slice &slice : slices)
        room.registry.touch(slice.queue);
    if (slices.size() > 1) // all or none, so in one call of a script
        return addTied(room, {std::move(jobs), {}}, std::move(reply));
    if (jobs.size() >= mostGathered)
        return addToQueue(room, std::move(jobs), std::move(reply));
    gather(room, std::move(jobs), std::move(reply));
}

} // namespace trato::redis
