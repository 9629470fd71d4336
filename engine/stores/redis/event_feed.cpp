#include "engine/stores/redis/event_feed.h"

#include "engine/stores/redis/bullmq_job.h"

namespace trato {
namespace {

constexpr int mostAtOnce = 1000;             ///< entries of one stream in one call
constexpr qsizetype readAfter = 2000;        ///< entries of ours; the streams keep 10,000 (bullmq-format B1)

Instant momentOf(const QByteArray &entry)
{
    return fromMs(entry.left(entry.indexOf('-')).toLongLong());
}

} // namespace

void EventFeed::catchUp(Reply<Done> reply)
{
    if (m_reading) {
        m_again = true;
        m_next.append(std::move(reply));
        return;
    }
    m_waiting.append(std::move(reply));
    m_reading = true;
    begin();
}

void EventFeed::wrote(qsizetype entries)
{
    if (m_begun.isEmpty())
        return;
    m_unread += entries;
    if (m_unread >= readAfter && !m_reading)
        catchUp({});
}

/// The first time it only finds out where the streams end.
void EventFeed::begin()
{
    m_unread = 0;
    if (!m_begun.isEmpty())
        return m_registry.all([this](const Result<QList<QueueName>> &queues) { queues ? read(queues.value()) : done(queues.error()); });
    m_work.read(RedisCommand{"TIME"}, [this](const Result<RedisValue> &time) {
        if (!time)
            return done(time.error());
        const qint64 ms = time.value().at(0).integerOr(0) * 1000 + time.value().at(1).integerOr(0) / 1000;
        m_registry.all([this, ms](const Result<QList<QueueName>> &queues) {
            if (!queues)
                return done(queues.error());
            auto missing = std::make_shared<qsizetype>(queues.value().size() + 1);
            const auto one = [this, missing, ms](const std::optional<Error> &) {
                if (--*missing)
                    return;
                m_begun = QByteArray::number(ms - 1) + "-0";
                done({});
            };
            for (const QueueName &queue : queues.value())
                m_work.read(RedisCommand{"XREVRANGE", m_work.keys.of(queue, "events"), "+", "-", "COUNT", "1"},
                            [this, queue, one](const Result<RedisValue> &newest) {
                                if (newest && newest.value().size() > 0)
                                    m_last[queue] = newest.value().at(0).at(0).bytes();
                                one({});
                            });
            one({});
        });
    });
}

void EventFeed::read(const QList<QueueName> &queues)
{
    if (queues.isEmpty())
        return done({});
    const QueueScript &script = RedisScripts::get("read_events");
    RedisCommand arguments;
    for (const QueueName &queue : queues)
        arguments.add(m_work.keys.of(queue, "events"));
    for (const QueueName &queue : queues)
        arguments.add(m_last.value(queue, m_begun));
    arguments.add(qint64(mostAtOnce));
    m_work.readKeys(script, int(queues.size()), arguments, [this, queues](const Result<RedisValue> &got) {
        got ? take(queues, got.value()) : done(got.error());
    });
}

void EventFeed::take(const QList<QueueName> &queues, const RedisValue &answer)
{
    QList<QueueName> more;
    for (qsizetype q = 0; q < queues.size(); ++q) {
        const RedisValue &part = answer.at(q);
        if (part.size() < 3)
            continue;
        m_last[queues[q]] = part.at(0).bytes();
        if (part.at(1).bytes() == "1")
            m_work.feed.lose();
        if (part.at(2).bytes() == "1")
            more.append(queues[q]);
        std::vector<JobChange> jobs;
        QList<QueueName> changed;
        for (qsizetype i = 3; i + 2 < part.size(); i += 3) {
            const QByteArray &event = part.at(i).bytes();
            if (part.at(i + 1).bytes().isEmpty()) { // paused, resumed, cleaned
                if (!changed.contains(queues[q]))
                    changed.append(queues[q]);
                continue;
            }
            jobs.push_back({queues[q], {QString::fromUtf8(part.at(i + 1).bytes())}, bullmq::stateOf(event), momentOf(part.at(i + 2).bytes())});
        }
        if (!jobs.empty() || !changed.isEmpty())
            m_work.feed.publish(std::move(jobs), changed);
    }
    more.isEmpty() ? done({}) : read(more);
}

void EventFeed::done(const std::optional<Error> &trouble)
{
    const auto waiting = std::exchange(m_waiting, std::exchange(m_next, {}));
    m_reading = std::exchange(m_again, false);
    if (m_reading)
        begin();
    for (const auto &reply : waiting)
        trouble ? reply(*trouble) : reply(Done{});
}

} // namespace trato
