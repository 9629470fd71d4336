#include "engine/stores/redis/bullmq_job.h"
#include "engine/stores/redis/bullmq_options.h"
#include "engine/stores/redis/take_in.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// Taking in what stood in another store.
namespace trato::redis {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype takenASlice = 50;       ///< jobs a script call
constexpr qsizetype wordsASlice = 20'000;   ///< with their log lines; a job is never parted

/// Names and values of a hash in the order in which they were set.
class Fields
{
public:
    void set(QByteArrayView name, const QByteArray &value)
    {
        m_words.append(name.toByteArray());
        m_words.append(value);
    }
    void set(QByteArrayView name, qint64 value) { set(name, QByteArray::number(value)); }
    void appendTo(RedisCommand &arguments) const { arguments.add(qint64(m_words.size() / 2)).addAll(m_words); }

private:
    QList<QByteArray> m_words;
};

QByteArray wordOf(Fence::State state)
{
    static constexpr std::array<const char *, 4> words{"sending", "accepted", "rejected", "uncertain"};
    return words[size_t(state)];
}

QByteArray linesText(const QStringList &lines)
{
    return QJsonDocument(QJsonArray::fromStringList(lines)).toJson(QJsonDocument::Compact);
}

/// `trato:tries`, as the scripts write it.
QByteArray triesText(const QList<JobAttempt> &attempts)
{
    QJsonArray tries;
    for (const JobAttempt &attempt : attempts)
        tries.append(QJsonObject{{u"number"_s, attempt.number}, {u"outcome"_s, nameOf(attempt.outcome)}, {u"readyAt"_s, qint64(toMs(attempt.readyAt))},
                                 {u"startedAt"_s, qint64(toMs(attempt.startedAt))}, {u"endedAt"_s, qint64(toMs(attempt.endedAt.value_or(attempt.startedAt)))},
                                 {u"error"_s, attempt.error}, {u"worker"_s, attempt.worker}});
    return QJsonDocument(tries).toJson(QJsonDocument::Compact);
}

Fields fieldsOf(const JobDetail &job, const ForeignFields &foreign, const BullmqKeys &keys)
{
    const JobRow &row = job.row;
    JobOptions options = job.options;
    options.parent = job.parent;
    Fields fields;
    fields.set("name", row.name.toUtf8());
    fields.set("data", job.data.utf8);
    fields.set("opts", bullmq::optionsText(options, foreign.value("opts"), keys));
    fields.set("timestamp", qint64(toMs(row.createdAt)));
    const bool due = row.state == JobState::Delayed || row.state == JobState::WaitingChildren;
    fields.set("delay", due ? qint64(std::max(Millis(0), options.delay).count()) : 0);
    fields.set("priority", qint64(row.priority));
    if (job.parent) {
        fields.set("parentKey", keys.queue(job.parent->queue) + job.parent->id.value.toUtf8());
        fields.set("parent", bullmq::parentText(options, keys));
    }
    if (options.deduplication)
        fields.set("deid", options.deduplication->id.toUtf8());
    if (row.attemptsMade > 0)
        fields.set("atm", qint64(row.attemptsMade));
    if (job.attemptsStarted > 0)
        fields.set("ats", qint64(job.attemptsStarted));
    if (job.stalledCount > 0)
        fields.set("stc", qint64(job.stalledCount));
    if (!job.worker.isEmpty())
        fields.set("pb", job.worker.toUtf8());
    if (row.startedAt)
        fields.set("processedOn", qint64(toMs(*row.startedAt)));
    if (row.finishedAt)
        fields.set("finishedOn", qint64(toMs(*row.finishedAt)));
    if (row.state == JobState::Completed)
        fields.set("returnvalue", job.returnValue.utf8);
    if (!row.failedReason.isEmpty() || row.state == JobState::Failed)
        fields.set("failedReason", row.failedReason.toUtf8());
    if (!job.stacktrace.isEmpty())
        fields.set("stacktrace", linesText(job.stacktrace));
    if (job.progress.utf8 != "null")
        fields.set("progress", job.progress.utf8);
    QList<JobAttempt> attempts = job.attempts;
    if (row.finishedAt && !attempts.isEmpty())
        fields.set("trato:ready", qint64(toMs(attempts.takeLast().readyAt)));
    if (!attempts.isEmpty())
        fields.set("trato:tries", triesText(attempts));
    for (auto it = foreign.begin(); it != foreign.end(); ++it)
        if (it.key() != "opts" && (it.key() != "stacktrace" || bullmq::goesBeyond(it.value(), job.stacktrace)))
            fields.set(it.key(), it.value());
    return fields;
}

/// How long the job still holds its deduplication id, as far as the job itself tells.
QByteArray heldFor(const JobDetail &job, Instant now)
{
    const auto &dedup = job.options.deduplication;
    if (!dedup)
        return {};
    if (dedup->ttl <= Millis(0) || dedup->keepLastIfActive)
        return job.row.finishedAt ? QByteArray() : QByteArray("0");
    const Instant end = job.row.createdAt + dedup->ttl;
    return end > now ? QByteArray::number((end - now).count()) : QByteArray();
}

void appendJob(RedisCommand &arguments, const MovingJob &moving, const BullmqKeys &keys, Instant now)
{
    const JobDetail &job = moving.job;
    const JobRow &row = job.row;
    const Instant time = row.state == JobState::Delayed ? row.dueAt.value_or(now) : row.finishedAt.value_or(row.createdAt);
    arguments.add(row.id.value.toUtf8()).add(bullmq::keyWord(row.state)).add(qint64(toMs(time))).add(qint64(row.priority));
    arguments.add(heldFor(job, now)).add(job.options.deduplication ? job.options.deduplication->id.toUtf8() : QByteArray());
    fieldsOf(job, moving.foreign, keys).appendTo(arguments);
    arguments.add(qint64(job.logs.size()));
    for (const QString &line : job.logs)
        arguments.add(line.toUtf8());
}

struct Taking {
    RedisStoreRoom &room;
    QueueName queue{};
    QList<MovingJob> jobs{};
    Reply<qint64> reply{};
    qsizetype next = 0;
    qint64 added = 0;
};

void takeChildren(const std::shared_ptr<Taking> &taking, qsizetype at)
{
    while (at < taking->jobs.size() && taking->jobs[at].children.isEmpty())
        ++at;
    RedisStoreRoom &room = taking->room;
    if (at >= taking->jobs.size()) {
        room.work.feed.publish({}, {taking->queue});
        return taking->reply(taking->added);
    }
    const MovingJob &moving = taking->jobs[at];
    const QueueScript &script = RedisScripts::get("take_children");
    RedisCommand arguments = room.work.argumentsFor(script, taking->queue);
    arguments.add(moving.job.row.id.value.toUtf8()).add(qint64(toMs(room.work.clock.now())));
    for (const FlowChild &child : moving.children) {
        arguments.add(nameOf(child.kin).toLatin1());
        arguments.add(room.work.keys.queue(child.job.queue) + child.job.id.value.toUtf8()).add(child.outcome.toUtf8());
    }
    room.work.write(script, arguments, [taking, at](const Result<RedisValue> &got) { got ? takeChildren(taking, at + 1) : taking->reply(got.error()); });
}

void takeSlice(const std::shared_ptr<Taking> &taking)
{
    RedisStoreRoom &room = taking->room;
    if (taking->next >= taking->jobs.size())
        return takeChildren(taking, 0);
    const qsizetype to = std::min(taking->next + takenASlice, taking->jobs.size());
    const QueueScript &script = RedisScripts::get("take_in");
    RedisCommand arguments = room.work.argumentsFor(script, taking->queue);
    arguments.add("trato:" TRATO_VERSION);
    for (; taking->next < to && qsizetype(arguments.count()) < wordsASlice; ++taking->next)
        appendJob(arguments, taking->jobs[taking->next], room.work.keys, room.work.clock.now());
    room.work.write(script, arguments, [taking](const Result<RedisValue> &got) {
        if (!got)
            return taking->reply(got.error());
        taking->added += got.value().integerOr(0);
        takeSlice(taking);
    });
}

} // namespace

void takeIn(RedisStoreRoom &room, QueueName queue, QList<MovingJob> jobs, Reply<qint64> reply)
{
    for (const MovingJob &moving : jobs)
        if (moving.job.row.state == JobState::Active || moving.job.row.state == JobState::Unknown)
            return reply(Error{Error::Code::Conflict, u"a job that runs cannot be moved"_s});
    room.registry.touch(queue);
    takeSlice(std::make_shared<Taking>(Taking{room, std::move(queue), std::move(jobs), std::move(reply)}));
}

void foreignOf(RedisStoreRoom &room, const QueueName &queue, const QList<JobId> &ids, Reply<QList<ForeignFields>> reply)
{
    const QueueScript &script = RedisScripts::get("foreign");
    RedisCommand arguments = room.work.argumentsFor(script, queue);
    for (const JobId &id : ids)
        arguments.add(id.value.toUtf8());
    room.work.read(script, arguments, answering(std::move(reply), [&room](const RedisValue &answer) -> Result<QList<ForeignFields>> {
        QList<ForeignFields> all;
        for (const RedisValue &one : answer.items()) {
            ForeignFields fields;
            for (qsizetype i = 0; i + 1 < one.size(); i += 2) {
                const QByteArray &name = one.at(i).bytes(), &value = one.at(i + 1).bytes();
                if (name == "opts" ? bullmq::saysOther(value, room.work.keys)
                                   : name != "stacktrace" || bullmq::goesBeyond(value, bullmq::linesOf(value)))
                    fields.insert(name, value);
            }
            all.append(std::move(fields));
        }
        return all;
    }));
}

void logsOf(RedisStoreRoom &room, const QueueName &queue, const JobId &id, qint64 from, int limit, Reply<QStringList> reply)
{
    const QByteArray key = room.work.keys.queue(queue) + id.value.toUtf8() + ":logs";
    room.work.read(RedisCommand{"LRANGE", key, QByteArray::number(from), QByteArray::number(from + limit - 1)},
                   answering(std::move(reply), [](const RedisValue &answer) -> Result<QStringList> {
                       QStringList lines;
                       for (const RedisValue &line : answer.items())
                           lines.append(QString::fromUtf8(line.bytes()));
                       return lines;
                   }));
}

void takeSchedulers(RedisStoreRoom &room, QList<MovingScheduler> schedulers, Reply<Done> reply)
{
    if (schedulers.isEmpty())
        return reply(Done{});
    const auto number = [](qint64 value) { return value > 0 ? QByteArray::number(value) : QByteArray(); };
    const auto moment = [](const std::optional<Instant> &at) { return at ? QByteArray::number(toMs(*at)) : QByteArray(); };
    const auto [scheduler, options, foreign] = schedulers.takeFirst();
    const QueueScript &script = RedisScripts::get("take_scheduler");
    room.registry.touch(scheduler.queue);
    RedisCommand arguments = room.work.argumentsFor(script, scheduler.queue);
    arguments.add("trato:" TRATO_VERSION).add(scheduler.id.toUtf8()).add(qint64(toMs(scheduler.next))).add(scheduler.jobName.toUtf8());
    arguments.add(scheduler.data.utf8).add(bullmq::optionsText(options, foreign, room.work.keys)).add(qint64(scheduler.planned)).add(qint64(scheduler.counted));
    arguments.add(number(scheduler.every.count())).add(scheduler.pattern.toUtf8()).add(scheduler.zone.toUtf8()).add(number(scheduler.limit));
    arguments.add(moment(scheduler.starts)).add(moment(scheduler.ends));
    room.work.write(script, arguments, [&room, schedulers = std::move(schedulers), reply](const Result<RedisValue> &got) {
        got ? takeSchedulers(room, schedulers, reply) : reply(got.error());
    });
}

void lastIdOf(RedisStoreRoom &room, const QueueName &queue, Reply<qint64> reply)
{
    room.work.read(RedisCommand{"GET", room.work.keys.of(queue, "id")},
                   answering(std::move(reply), [](const RedisValue &got) -> Result<qint64> { return got.integerOr(0); }));
}

void raiseLastId(RedisStoreRoom &room, const QueueName &queue, qint64 lastId, Reply<Done> reply)
{
    const QueueScript &script = RedisScripts::get("raise_last_id");
    room.work.write(script, room.work.argumentsFor(script, queue).add(lastId),
                    answering(std::move(reply), [](const RedisValue &) -> Result<Done> { return Done{}; }));
}

void fencesAfter(RedisStoreRoom &room, QString key, int limit, Reply<QList<Fence>> reply)
{
    room.work.read(RedisCommand{"ZRANGE", room.work.keys.own("fences:times"), "0", "-1"}, [&room, key, limit, reply](const Result<RedisValue> &got) {
        if (!got)
            return reply(got.error());
        QStringList keys;
        for (const RedisValue &name : got.value().items())
            if (QString text = QString::fromUtf8(name.bytes()); text > key)
                keys.append(std::move(text));
        keys.sort();
        fences(room, keys.mid(0, limit), [reply](Result<QList<Fence>> found) {
            if (!found)
                return reply(found.error());
            QList<Fence> sorted = std::move(found).value();
            std::ranges::sort(sorted, {}, &Fence::key);
            reply(sorted);
        });
    });
}

void takeFences(RedisStoreRoom &room, QList<Fence> fences, Reply<Done> reply)
{
    if (fences.isEmpty())
        return reply(Done{});
    const auto missing = std::make_shared<qsizetype>(fences.size());
    const auto trouble = std::make_shared<std::optional<Error>>();
    for (const Fence &fence : fences) {
        const BullmqKeys &keys = room.work.keys;
        RedisCommand arguments;
        for (const QByteArray &key : {keys.fence(fence.key), keys.own("fences:times"), keys.own("fences:sending")})
            arguments.add(key);
        arguments.add(fence.engine.toUtf8()).add(fence.token).add(qint64(toMs(fence.since))).add(fence.key.toUtf8()).add(wordOf(fence.state));
        room.work.write(RedisScripts::get("take_fence"), arguments, [missing, trouble, reply](const Result<RedisValue> &got) {
            if (!got)
                *trouble = got.error();
            if (--*missing == 0)
                *trouble ? reply(**trouble) : reply(Done{});
        });
    }
}

} // namespace trato::redis
