#include "engine/stores/redis/redis_job_schedulers.h"

#include "engine/queue/queue_schedules.h"
#include "engine/stores/job_input.h"
#include "engine/stores/redis/bullmq_options.h"
#include "engine/stores/redis/redis_store_thread.h"
#include "engine/stores/redis/take_in.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostOfAQueue = 1000;   ///< shown
constexpr Millis firstRetry = Seconds(2);

std::optional<Instant> momentOf(const RedisValue &value)
{
    const auto ms = value.integer();
    return ms ? std::optional(fromMs(*ms)) : std::nullopt;
}

/// What `schedulers.lua` answers of one.
MovingScheduler schedulerOf(const QueueName &queue, const RedisValue &answer, const BullmqKeys &keys)
{
    const auto text = [&](qsizetype index) { return QString::fromUtf8(answer.at(index).bytes()); };
    JobScheduler scheduler{.queue = queue, .id = text(0), .jobName = text(2)};
    scheduler.next = momentOf(answer.at(1)).value_or(Instant{});
    if (!answer.at(3).bytes().isEmpty())
        scheduler.data.utf8 = answer.at(3).bytes();
    const QJsonObject options = QJsonDocument::fromJson(answer.at(4).bytes()).object();
    scheduler.attempts = int(std::clamp<qint64>(options.value(u"attempts"_s).toInteger(), 1, 1'000'000));
    scheduler.every = Millis(std::max<qint64>(0, answer.at(5).integerOr(0)));
    scheduler.pattern = text(6);
    scheduler.zone = text(7);
    scheduler.limit = std::max<qint64>(0, answer.at(8).integerOr(0));
    scheduler.starts = momentOf(answer.at(9));
    scheduler.ends = momentOf(answer.at(10));
    scheduler.planned = answer.at(11).integerOr(0);
    scheduler.counted = answer.at(12).integerOr(0);
    JobOptions ofRuns = bullmq::optionsOf(answer.at(4).bytes(), int(std::clamp<qint64>(options.value(u"priority"_s).toInteger(), 0, JobOptions::highestPriority)));
    ofRuns.delay = Millis(0);
    ofRuns.timestamp.reset();
    ofRuns.jobId.clear();
    ofRuns.deduplication.reset(); // a run holds nothing (E15)
    ofRuns.parent.reset();
    const QByteArray &raw = answer.at(4).bytes();
    return {scheduler, ofRuns, !raw.isEmpty() && !options.contains(u"repeat"_s) && bullmq::saysOther(raw, keys) ? raw : QByteArray()};
}

void sendUpsert(RedisStoreRoom &room, const JobScheduler &scheduler, std::optional<Instant> first, Instant now, Reply<JobScheduler> reply)
{
    const auto number = [](qint64 value) { return value > 0 ? QByteArray::number(value) : QByteArray(); };
    const auto moment = [](const std::optional<Instant> &at) { return at ? QByteArray::number(toMs(*at)) : QByteArray(); };
    const QueueScript &script = RedisScripts::get("upsert_scheduler");
    room.registry.touch(scheduler.queue);
    RedisCommand arguments = room.work.argumentsFor(script, scheduler.queue, now);
    arguments.add(scheduler.id.toUtf8()).add(scheduler.jobName.toUtf8()).add(scheduler.data.utf8).add(qint64(scheduler.attempts));
    arguments.add(qint64(firstRetry.count())).add(number(scheduler.every.count())).add(scheduler.pattern.toUtf8()).add(scheduler.zone.toUtf8());
    arguments.add(moment(first)).add(number(scheduler.limit)).add(moment(scheduler.starts)).add(moment(scheduler.ends));
    arguments.add("trato:" TRATO_VERSION);
    room.work.write(script, arguments, answering(std::move(reply), [scheduler](const RedisValue &got) -> Result<JobScheduler> {
        if (got.integerOr(0) < 0)
            return Error{Error::Code::Conflict, u"schedule.instant_taken"_s};
        JobScheduler stored = scheduler;
        stored.next = fromMs(got.at(0).integerOr(0));
        stored.planned = got.at(1).integerOr(0);
        stored.counted = 1;
        return stored;
    }));
}

} // namespace

namespace redis {

void schedulersFrom(RedisStoreRoom &room, const QueueName &queue, int from, int limit, Reply<QList<MovingScheduler>> reply)
{
    const QueueScript &script = RedisScripts::get("schedulers");
    room.work.read(script, room.work.argumentsFor(script, queue).add(qint64(from)).add(qint64(limit)), answering(std::move(reply), [&room, queue](const RedisValue &got) {
        QList<MovingScheduler> found;
        for (const RedisValue &one : got.items())
            found.append(schedulerOf(queue, one, room.work.keys));
        return Result<QList<MovingScheduler>>(found);
    }));
}

} // namespace redis

void RedisJobSchedulers::list(Reply<QList<JobScheduler>> reply)
{
    m_inside.run<QList<JobScheduler>>(std::move(reply), {}, [](RedisStoreRoom &room, const Reply<QList<JobScheduler>> &answer) {
        room.registry.all([&room, answer](const Result<QList<QueueName>> &names) {
            if (!names)
                return answer(names.error());
            struct Look {
                QList<JobScheduler> found{};
                std::optional<Error> trouble{};   ///< of all; a queue that is broken is left out
                qsizetype missing = 0;
            };
            const auto look = std::make_shared<Look>();
            look->missing = names.value().size();
            if (!look->missing)
                return answer(QList<JobScheduler>());
            const QueueScript &script = RedisScripts::get("schedulers");
            for (const QueueName &queue : names.value())
                room.work.read(script, room.work.argumentsFor(script, queue).add(qint64(0)).add(qint64(mostOfAQueue)), [&room, look, queue, answer](const Result<RedisValue> &got) {
                    if (!got && got.error().code != Error::Code::Conflict)
                        look->trouble = got.error();
                    else if (got)
                        for (const RedisValue &one : got.value().items())
                            look->found.append(schedulerOf(queue, one, room.work.keys).scheduler);
                    if (--look->missing == 0) // answers come in the order of the names
                        look->trouble ? answer(*look->trouble) : answer(std::move(look->found));
                });
        });
    });
}

void RedisJobSchedulers::upsert(JobScheduler scheduler, Reply<JobScheduler> reply)
{
    std::optional<Error> error = badScheduler(scheduler);
    m_inside.run<JobScheduler>(std::move(reply), std::move(error), [scheduler = std::move(scheduler)](RedisStoreRoom &room, const Reply<JobScheduler> &answer) {
        const Instant now = room.work.clock.now();
        const auto first = firstOf(scheduler, now);
        first ? sendUpsert(room, scheduler, first.value(), now, answer) : answer(first.error());
    });
}

void RedisJobSchedulers::remove(QueueName queue, QString id, Reply<Done> reply)
{
    m_inside.run<Done>(std::move(reply), badQueue(queue), [queue, id](RedisStoreRoom &room, const Reply<Done> &answer) {
        const QueueScript &script = RedisScripts::get("remove_scheduler");
        room.work.write(script, room.work.argumentsFor(script, queue).add(id.toUtf8()), answering(answer, [](const RedisValue &got) -> Result<Done> {
            return got.integerOr(0) == 1 ? Result<Done>(Done{}) : Error{Error::Code::NotFound, u"schedule.missing"_s};
        }));
    });
}

} // namespace trato
