#pragma once

#include "engine/api/questions/engine.h"
#include "engine/stores/redis/redis_check.h"

namespace trato {

Durability durabilityOf(RedisDurability durability);

/// Looks at the Redis server under an engine now and then, so that what makes it unsafe (eviction, no persistence, a copy
/// that takes no writes …) is seen while it works. Engine thread, owned by the composition; the clock outlives it.
class RedisWatch
{
public:
    RedisWatch(RedisAddress address, QByteArray prefix, const Clock &clock);

    /// Called when what is known changed.
    void onChange(std::function<void()> listener) { m_listener = std::move(listener); }
    /// Looks when it is time: each minute, sooner while the server is not reached.
    void tick();
    /// The next tick looks: something about the server seems to have changed.
    void lookSoon() { m_next = {}; }
    /// Calls, at once or later, when the server was looked at.
    void whenLooked(std::function<void()> then);

    /// What stands against the server; critical: its queues cannot be used safely.
    QList<Problem> problems() const { return m_problems; }
    /// As `doctor` tells it.
    QList<HealthCheck> checks() const;
    Durability durability() const { return m_facts ? durabilityOf(redisDurability(*m_facts)) : Durability::Unknown; }
    /// "Redis 7.0.15"; empty while it is not known.
    QString server() const;

private:
    void took(RedisFacts facts);

    const RedisAddress m_address;
    const QByteArray m_prefix;
    const Clock &m_clock;
    std::function<void()> m_listener;
    std::optional<RedisFacts> m_facts;
    QList<Problem> m_problems;
    QList<std::function<void()>> m_waiting;
    std::chrono::nanoseconds m_next{0};   ///< steady
    bool m_looking = false;
};

} // namespace trato
