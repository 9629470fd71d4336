#include "engine/stores/redis/queue_registry.h"

#include <algorithm>
#include <limits>

namespace trato {

void QueueRegistry::touch(const QueueName &queue)
{
    m_gone.erase(queue);
    m_wanted.erase(queue);
    if (!m_names.insert(queue).second)
        return;
    m_work.write(RedisCommand{"SADD", m_work.keys.own("queues"), queue.value.toUtf8()}, [this, queue](const Result<RedisValue> &kept) {
        if (!kept)
            m_names.erase(queue); // the next touch tries again
    });
}

void QueueRegistry::forget(const QueueName &queue, Reply<Done> reply)
{
    m_names.erase(queue);
    m_wanted.erase(queue);
    if (m_looking)
        m_gone.insert(queue);
    m_work.write(RedisCommand{"SREM", m_work.keys.own("queues"), queue.value.toUtf8()},
                 answering(std::move(reply), [](const RedisValue &) -> Result<Done> { return Done{}; }));
}

void QueueRegistry::askedFor(const QueueName &queue)
{
    if (m_wanted.size() < mostWanted && !queue.isEmpty() && !m_names.contains(queue))
        m_wanted.insert(queue);
}

void QueueRegistry::all(Reply<QList<QueueName>> reply)
{
    if (m_known)
        reply(names());
    else
        m_waiting.append(std::move(reply));
    if (!m_looking && (!m_known || m_work.clock.steady() - m_looked >= lookEvery))
        look();
}

void QueueRegistry::look()
{
    m_looking = true;
    m_work.read(RedisCommand{"SMEMBERS", m_work.keys.own("queues")}, [this](const Result<RedisValue> &got) {
        if (!got)
            return looked(got.error());
        for (const RedisValue &name : got.value().items())
            found({QString::fromUtf8(name.bytes())});
        lookForWanted();
        scan(slicesNow());
    });
}

void QueueRegistry::lookForWanted()
{
    const std::set<QueueName> wanted = m_wanted;
    for (const QueueName &queue : wanted)
        m_work.read(RedisCommand{"EXISTS", m_work.keys.of(queue, "meta")}, [this, queue](const Result<RedisValue> &got) {
            if (got && got.value().integerOr(0) > 0 && m_wanted.contains(queue))
                found(queue);
        });
}

/// The first round is made at once; a later one is spread, so that a server with millions of keys hardly notices.
int QueueRegistry::slicesNow() const
{
    if (!m_known)
        return std::numeric_limits<int>::max();
    if (m_cursor == "0" && m_work.clock.steady() - m_roundBegan < roundEvery)
        return 0;
    return std::clamp((m_lastRound + looksOfRound - 1) / looksOfRound, 1, mostSlices);
}

void QueueRegistry::scan(int slices)
{
    if (slices == 0)
        return looked({});
    if (m_cursor == "0") {
        m_roundBegan = m_work.clock.steady();
        m_slices = 0;
    }
    // Somebody waits for the first round, perhaps far away: it is made in larger steps, of a few milliseconds of the server each.
    const int width = m_known ? 1 : 10;
    RedisCommand command{"SCAN", m_cursor, "MATCH", m_work.keys.metaPattern(), "COUNT", QByteArray::number(width * keysOfSlice), "TYPE", "hash"};
    m_work.read(std::move(command), [this, slices, width](const Result<RedisValue> &got) {
        if (!got) {
            m_cursor = "0"; // of a server that may be another one
            return looked(got.error());
        }
        for (const RedisValue &key : got.value().at(1).items())
            found(m_work.keys.queueOfMeta(key.bytes()));
        m_cursor = got.value().at(0).bytes();
        m_slices += width;
        if (!m_cursor.isEmpty() && m_cursor != "0")
            return scan(slices - 1);
        m_cursor = "0";
        m_lastRound = m_slices;
        looked({});
    });
}

void QueueRegistry::found(const QueueName &queue)
{
    if (queue.isEmpty() || m_gone.contains(queue))
        return;
    m_wanted.erase(queue);
    m_names.insert(queue);
}

void QueueRegistry::looked(const std::optional<Error> &trouble)
{
    m_looking = false;
    m_gone.clear();
    m_looked = m_work.clock.steady();
    if (!trouble)
        m_known = true;
    for (const auto &reply : std::exchange(m_waiting, {}))
        trouble ? reply(*trouble) : reply(names());
}

QList<QueueName> QueueRegistry::names() const
{
    return {m_names.begin(), m_names.end()};
}

} // namespace trato
