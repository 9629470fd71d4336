#include "engine/stores/redis/redis_store_room.h"

/// Reading flows: a job's parent and children.
namespace trato::redis {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostChildren = 1000;

/// "<part>:<cursor of the server>"
QString cursorText(const RedisValue &answer)
{
    const QByteArray &part = answer.at(5).bytes();
    return part.isEmpty() ? QString() : QString::fromUtf8(part + ':' + answer.at(6).bytes());
}

JobFlow flowOf(const BullmqKeys &keys, const JobRef &job, const RedisValue &answer)
{
    JobFlow flow{.job = job};
    if (!answer.at(0).bytes().isEmpty())
        flow.parent = keys.jobOf(answer.at(0).bytes());
    flow.counts = {answer.at(1).integerOr(0), answer.at(2).integerOr(0), answer.at(3).integerOr(0), answer.at(4).integerOr(0)};
    flow.next = cursorText(answer);
    for (qsizetype i = 7; i + 3 < answer.size(); i += 4)
        if (const auto child = keys.jobOf(answer.at(i + 1).bytes()))
            flow.children.append({.job = *child,
                                  .kin = enumFromName<ChildState>(QString::fromLatin1(answer.at(i).bytes())).value_or(ChildState::Pending),
                                  .outcome = QString::fromUtf8(answer.at(i + 2).bytes()),
                                  .children = answer.at(i + 3).integerOr(0)});
    return flow;
}

} // namespace

void flow(RedisStoreRoom &room, QueueName queue, JobId id, QString cursor, int limit, Reply<JobFlow> reply)
{
    QByteArray part;
    QByteArray place;
    if (!cursor.isEmpty()) {
        const QStringList words = cursor.split(u':');
        bool number = false;
        (void)words.value(1).toULongLong(&number);
        if (words.size() != 2 || !number || !enumFromName<ChildState>(words.first()))
            return reply(Error{Error::Code::Invalid, u"a cursor that is none"_s});
        part = words.first().toLatin1();
        place = words.last().toLatin1();
    }
    const QueueScript &script = RedisScripts::get("flow");
    RedisCommand arguments = room.work.argumentsFor(script, queue);
    arguments.add(id.value.toUtf8()).add(part).add(place).add(qint64(std::clamp(limit, 1, mostChildren)));
    room.work.read(script, arguments, answering(std::move(reply), [&room, queue, id](const RedisValue &answer) -> Result<JobFlow> {
        if (answer.isNil())
            return Error{Error::Code::NotFound, u"no such job"_s};
        return flowOf(room.work.keys, {queue, id}, answer);
    }));
}

} // namespace trato::redis
