#include "engine/stores/redis/queue_registry.h"

namespace trato {

void QueueRegistry::touch(const QueueName &queue)
{
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
    m_work.write(RedisCommand{"SREM", m_work.keys.own("queues"), queue.value.toUtf8()},
                 answering(std::move(reply), [](const RedisValue &) -> Result<Done> { return Done{}; }));
}

void QueueRegistry::all(Reply<QList<QueueName>> reply)
{
    if (m_known)
        reply(names());
    else
        m_waiting.append(std::move(reply));
    if (!m_looking && (!m_known || m_work.clock.steady() - m_looked > lookAgain))
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
        scan("0");
    });
}

void QueueRegistry::scan(const QByteArray &cursor)
{
    RedisCommand command{"SCAN", cursor, "MATCH", m_work.keys.metaPattern(), "COUNT", "1000", "TYPE", "hash"};
    m_work.read(std::move(command), [this](const Result<RedisValue> &got) {
        if (!got)
            return looked(got.error());
        for (const RedisValue &key : got.value().at(1).items())
            found(m_work.keys.queueOfMeta(key.bytes()));
        const QByteArray next = got.value().at(0).bytes();
        next == "0" || next.isEmpty() ? looked({}) : scan(next);
    });
}

void QueueRegistry::found(const QueueName &queue)
{
    if (!queue.isEmpty())
        m_names.insert(queue);
}

void QueueRegistry::looked(const std::optional<Error> &trouble)
{
    m_looking = false;
    if (!trouble) {
        m_known = true;
        m_looked = m_work.clock.steady();
    }
    for (const auto &reply : std::exchange(m_waiting, {}))
        trouble ? reply(*trouble) : reply(names());
}

QList<QueueName> QueueRegistry::names() const
{
    return {m_names.begin(), m_names.end()};
}

} // namespace trato
