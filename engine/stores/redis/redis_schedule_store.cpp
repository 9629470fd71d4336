#include "engine/stores/redis/redis_schedule_store.h"

#include "engine/stores/job_input.h"
#include "engine/stores/redis/bullmq_job.h"
#include "engine/stores/redis/redis_store_thread.h"

namespace trato {
namespace {

using namespace Qt::StringLiterals;

const QByteArray removedMark{"removed"};   ///< instead of a schedule that a person removed

QByteArray schedulesKey(const RedisStoreRoom &room) { return room.work.keys.own("schedules"); }
QByteArray runsKey(const RedisStoreRoom &room, const QString &id) { return room.work.keys.own("runs:" + id.toUtf8()); }

QByteArray textOf(const ScheduleRecord &record)
{
    QCborMap map;
    map.insert(u"draft"_s, codec::encode(record.draft));
    map.insert(u"paused"_s, record.paused);
    map.insert(u"handledUntil"_s, codec::encode(record.handledUntil));
    return QCborValue(map).toCbor();
}

std::optional<ScheduleRecord> recordOf(const QByteArray &text)
{
    const QCborMap map = QCborValue::fromCbor(text).toMap();
    ScheduleRecord record;
    record.paused = map.value(u"paused"_s).toBool();
    const bool good = codec::decode(map.value(u"draft"_s), record.draft) && codec::decode(map.value(u"handledUntil"_s), record.handledUntil);
    return good ? std::optional(record) : std::nullopt;
}

/// A run is found by its job, one without a job by what it tells of.
QByteArray fieldOf(const ScheduleRun &run)
{
    if (!run.job.isEmpty())
        return "job:" + run.queue.value.toUtf8() + ':' + run.job.value.toUtf8();
    return "missed:" + QByteArray::number(toMs(run.slot)) + ':' + QByteArray::number(toMs(run.at));
}

/// A planned instant has one run, whether at its time or later.
QByteArray slotFieldOf(const ScheduleRun &run)
{
    const bool planned = run.kind == RunKind::Planned || run.kind == RunKind::CaughtUp;
    return planned ? "slot:" + QByteArray::number(toMs(run.slot)) : QByteArray();
}

QByteArray endOf(const ScheduleRun &run)
{
    ScheduleRun end;
    end.state = run.state;
    end.finishedAt = run.finishedAt;
    end.reason = run.reason;
    end.result = run.result;
    return codec::encode(end).toCbor();
}

/// Newest first, out of the hash of a schedule's runs.
QList<ScheduleRun> runsIn(const RedisValue &answer)
{
    const auto fields = answer.pairs();
    std::map<qint64, ScheduleRun, std::greater<>> byNumber;
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        if (it.key().endsWith("|end") || it.key().startsWith("slot:"))
            continue;
        const qsizetype number = it.value().indexOf(' ');
        const qsizetype state = it.value().indexOf(' ', number + 1);
        ScheduleRun run;
        if (number <= 0 || state <= 0 || !codec::decode(QCborValue::fromCbor(it.value().mid(state + 1)), run))
            continue;
        ScheduleRun end;
        if (const auto ended = fields.constFind(it.key() + "|end"); ended != fields.cend() && codec::decode(QCborValue::fromCbor(*ended), end)) {
            run.state = end.state;
            run.finishedAt = end.finishedAt;
            run.reason = end.reason;
            run.result = end.result;
        }
        byNumber.emplace(it.value().left(number).toLongLong(), run);
    }
    QList<ScheduleRun> runs;
    for (const auto &[number, run] : byNumber)
        runs.append(run);
    return runs;
}

/// Commands between MULTI and EXEC: all or none.
class Transaction
{
public:
    explicit Transaction(RedisStoreRoom &room) : m_room(room) {}
    void add(RedisCommand command) { m_commands.append(std::move(command)); }
    /// With its source: a script that the server does not know would fail alone, in the middle.
    void eval(const QueueScript &script, const RedisCommand &arguments)
    {
        RedisCommand command{"EVAL", script.script.source, QByteArray::number(script.keys.size())};
        command.addAll(arguments.arguments());
        add(std::move(command));
    }
    void commit(Reply<Done> reply)
    {
        m_room.work.transaction(m_commands, answering(std::move(reply), [](const RedisValue &answers) -> Result<Done> {
            for (const RedisValue &answer : answers.items())
                if (answer.isError())
                    return redisError(answer);
            return Done{};
        }));
    }

private:
    RedisStoreRoom &m_room;
    QList<RedisCommand> m_commands;
};

void addRun(RedisStoreRoom &room, Transaction &transaction, const DecidedRun &decided)
{
    const ScheduleRun &run = decided.run;
    const QByteArray runs = runsKey(room, run.schedule);
    const Instant now = room.work.clock.now();
    if (decided.job) {
        room.registry.touch(decided.job->queue);
        RedisCommand arguments = room.work.argumentsFor(RedisScripts::get("add_planned"), decided.job->queue, now);
        arguments.add("trato:" TRATO_VERSION).add(runs).add(fieldOf(run)).add(slotFieldOf(run));
        bullmq::appendNewJob(arguments, *decided.job, now, room.work.keys);
        transaction.eval(RedisScripts::get("add_planned"), arguments);
    }
    RedisCommand arguments{runs, room.work.keys.own("run-count"), fieldOf(run), slotFieldOf(run), nameOf(run.state).toLatin1(),
                           codec::encode(run).toCbor(), QByteArray::number(scheduleRunsKept)};
    transaction.eval(RedisScripts::get("store_run"), arguments);
}

/// Runs of every schedule, each list newest first.
void everyRun(RedisStoreRoom &room, std::function<void(Result<QList<QList<ScheduleRun>>>)> then)
{
    room.work.read(RedisCommand{"HKEYS", schedulesKey(room)}, [&room, then](const Result<RedisValue> &ids) {
        if (!ids)
            return then(ids.error());
        struct Look {
            QList<QList<ScheduleRun>> lists{};
            std::optional<Error> trouble{};
            qsizetype missing = 0;
        };
        auto look = std::make_shared<Look>();
        look->missing = ids.value().size();
        if (!look->missing)
            return then(QList<QList<ScheduleRun>>());
        for (const RedisValue &id : ids.value().items())
            room.work.read(RedisCommand{"HGETALL", runsKey(room, QString::fromUtf8(id.bytes()))}, [look, then](const Result<RedisValue> &got) {
                got ? look->lists.append(runsIn(got.value())) : void(look->trouble = got.error());
                if (--look->missing == 0)
                    look->trouble ? then(*look->trouble) : then(std::move(look->lists));
            });
    });
}

} // namespace

void RedisScheduleStore::list(Reply<QList<ScheduleRecord>> reply)
{
    m_inside.run<QList<ScheduleRecord>>(std::move(reply), {}, [](RedisStoreRoom &room, Reply<QList<ScheduleRecord>> answer) {
        room.work.read(RedisCommand{"HGETALL", schedulesKey(room)}, answering(std::move(answer), [](const RedisValue &got) -> Result<QList<ScheduleRecord>> {
            QList<ScheduleRecord> records;
            for (const QByteArray &text : got.pairs())
                if (const auto record = recordOf(text))
                    records.append(*record);
            std::ranges::sort(records, {}, [](const ScheduleRecord &record) { return record.draft.id; });
            return records;
        }));
    });
}

void RedisScheduleStore::seed(QList<ScheduleRecord> records, Reply<Done> reply)
{
    m_inside.run<Done>(std::move(reply), {}, [records = std::move(records)](RedisStoreRoom &room, Reply<Done> answer) {
        Transaction transaction(room);
        for (const ScheduleRecord &record : records)
            transaction.add(RedisCommand{"HSETNX", schedulesKey(room), record.draft.id.toUtf8(), textOf(record)});
        transaction.commit(std::move(answer));
    });
}

void RedisScheduleStore::apply(QList<ScheduleStep> steps, Reply<Done> reply)
{
    std::optional<Error> error;
    QList<QueueName> ready;
    for (const ScheduleStep &step : steps)
        for (const DecidedRun &decided : step.runs)
            if (decided.job) {
                if (!error)
                    error = badJob(*decided.job);
                ready.append(decided.job->queue);
            }
    const bool good = !error;
    m_inside.run<Done>(std::move(reply), std::move(error), [steps = std::move(steps)](RedisStoreRoom &room, Reply<Done> answer) {
        Transaction transaction(room);
        for (const ScheduleStep &step : steps) {
            transaction.add(RedisCommand{"HSET", schedulesKey(room), step.record.draft.id.toUtf8(), textOf(step.record)});
            for (const DecidedRun &decided : step.runs)
                addRun(room, transaction, decided);
        }
        transaction.commit(std::move(answer));
    });
    if (good)
        m_inside.announce(std::move(ready));
}

void RedisScheduleStore::remove(QString id, Reply<Done> reply)
{
    m_inside.run<Done>(std::move(reply), {}, [id](RedisStoreRoom &room, Reply<Done> answer) {
        Transaction transaction(room);
        transaction.add(RedisCommand{"HSET", schedulesKey(room), id.toUtf8(), removedMark});
        transaction.add(RedisCommand{"DEL", runsKey(room, id)});
        transaction.commit(std::move(answer));
    });
}

void RedisScheduleStore::runs(QString id, int limit, Reply<QList<ScheduleRun>> reply)
{
    m_inside.run<QList<ScheduleRun>>(std::move(reply), {}, [id, limit](RedisStoreRoom &room, Reply<QList<ScheduleRun>> answer) {
        room.work.read(RedisCommand{"HGETALL", runsKey(room, id)}, answering(std::move(answer), [limit](const RedisValue &got) -> Result<QList<ScheduleRun>> {
            return runsIn(got).mid(0, limit);
        }));
    });
}

void RedisScheduleStore::newestRuns(Reply<QList<ScheduleRun>> reply)
{
    m_inside.run<QList<ScheduleRun>>(std::move(reply), {}, [](RedisStoreRoom &room, Reply<QList<ScheduleRun>> answer) {
        everyRun(room, [answer](const Result<QList<QList<ScheduleRun>>> &lists) {
            if (!lists)
                return answer(lists.error());
            QList<ScheduleRun> newest;
            for (const auto &list : lists.value())
                if (!list.isEmpty())
                    newest.append(list.first());
            answer(newest);
        });
    });
}

void RedisScheduleStore::openRuns(Reply<QList<ScheduleRun>> reply)
{
    m_inside.run<QList<ScheduleRun>>(std::move(reply), {}, [](RedisStoreRoom &room, Reply<QList<ScheduleRun>> answer) {
        everyRun(room, [answer](const Result<QList<QList<ScheduleRun>>> &lists) {
            if (!lists)
                return answer(lists.error());
            QList<ScheduleRun> open;
            for (const auto &list : lists.value())
                for (auto run = list.crbegin(); run != list.crend(); ++run)
                    if (run->state == RunState::Open)
                        open.append(*run);
            answer(open);
        });
    });
}

void RedisScheduleStore::settle(QList<ScheduleRun> runs, Reply<Done> reply)
{
    m_inside.run<Done>(std::move(reply), {}, [runs = std::move(runs)](RedisStoreRoom &room, Reply<Done> answer) {
        Transaction transaction(room);
        for (const ScheduleRun &run : runs)
            transaction.eval(RedisScripts::get("settle_run"), RedisCommand{runsKey(room, run.schedule), fieldOf(run), endOf(run)});
        transaction.commit(std::move(answer));
    });
}

} // namespace trato
