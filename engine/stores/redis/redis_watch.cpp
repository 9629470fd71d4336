#include "engine/stores/redis/redis_watch.h"

#include "engine/stores/redis/redis_health.h"

#include <algorithm>

namespace trato {
namespace {

using namespace Qt::StringLiterals;
using Severity = RedisFinding::Severity;

constexpr Seconds lookEvery{60};
constexpr Seconds lookAgain{10};      ///< while it is not reached
constexpr int keysLookedAt = 1'000;   ///< the queues are known by other ways; a server in use is not walked through each minute

} // namespace

Durability durabilityOf(RedisDurability durability)
{
    switch (durability) {
    case RedisDurability::Unknown: return Durability::Unknown;
    case RedisDurability::None: return Durability::None;
    case RedisDurability::Snapshots: return Durability::Snapshots;
    case RedisDurability::EverySecond: return Durability::EverySecond;
    case RedisDurability::Always: return Durability::Always;
    }
    Q_UNREACHABLE();
}

RedisWatch::RedisWatch(RedisAddress address, QByteArray prefix, const Clock &clock)
    : m_address(std::move(address)), m_prefix(std::move(prefix)), m_clock(clock)
{
}

void RedisWatch::tick()
{
    const auto now = m_clock.steady();
    if (m_looking || now < m_next)
        return;
    m_looking = true;
    RedisCheckOptions options;
    options.address = m_address;
    options.prefix = m_prefix;
    options.anyPrefix = false;
    options.mostKeys = keysLookedAt;
    checkRedis(options, m_clock, [this](Result<RedisFacts> facts) {
        m_looking = false;
        if (facts)
            took(std::move(facts).value());
    });
}

void RedisWatch::whenLooked(std::function<void()> then)
{
    if (m_facts)
        return then();
    m_waiting.append(std::move(then));
    tick();
}

QList<HealthCheck> RedisWatch::checks() const
{
    return m_facts ? redisHealth(judgeRedis(*m_facts)) : QList<HealthCheck>();
}

QString RedisWatch::server() const
{
    return m_facts && !m_facts->version.isEmpty() ? u"Redis "_s + QString::fromLatin1(m_facts->version) : QString();
}

void RedisWatch::took(RedisFacts facts)
{
    const bool reached = facts.fault == RedisFault::None;
    m_next = m_clock.steady() + (reached ? lookEvery : lookAgain);
    if (!reached && m_facts) { // what is known of the server stays true until it answers again
        facts.version = m_facts->version;
        facts.appendOnly = m_facts->appendOnly;
        facts.appendFsync = m_facts->appendFsync;
        facts.snapshots = m_facts->snapshots;
    }
    QList<Problem> problems;
    for (const RedisFinding &finding : judgeRedis(facts)) {
        if (finding.severity < Severity::Warning)
            continue;
        QStringList detail{finding.detail, finding.fix};
        detail.removeAll(QString());
        Problem problem{u"redis."_s + QString::fromLatin1(finding.key), m_address.display(), detail.join(u"; "_s),
                        finding.severity == Severity::Problem, m_clock.now()};
        const auto known = std::ranges::find(m_problems, problem.code, &Problem::code);
        if (known != m_problems.end())
            problem.since = known->since;
        problems.append(problem);
    }
    const bool changed = !m_facts || m_facts->version != facts.version || redisDurability(*m_facts) != redisDurability(facts)
        || m_problems != problems;
    m_facts = std::move(facts);
    m_problems = std::move(problems);
    for (const auto &then : std::exchange(m_waiting, {}))
        then();
    if (changed && m_listener)
        m_listener();
}

} // namespace trato
