#include "engine/stores/redis/exchange_memory.h"

namespace trato {
namespace {

constexpr size_t mostKept = 10'000;   ///< a worker that never comes again must not fill the memory

template <typename Map>
auto taken(Map &map, const typename Map::key_type &key)
{
    auto node = map.extract(key);
    return node ? std::optional(std::move(node.mapped())) : std::nullopt;
}

} // namespace

void ExchangeMemory::unknown(const QList<Settlement> &settled, const Want *want, Instant sentAt)
{
    if (m_sent.size() > mostKept)
        m_sent.clear();
    for (const Settlement &settlement : settled)
        m_sent.emplace(keyOf(settlement), sentAt); // the first time counts
    if (want && want->limit > 0)
        m_tokens[want->queue].append(want->token);
}

void ExchangeMemory::undelivered(const QList<Settlement> &settled, const QList<SettleCode> &codes, const QList<ClaimedJob> &claimed)
{
    if (m_codes.size() > mostKept)
        m_codes.clear();
    for (qsizetype i = 0; i < settled.size(); ++i)
        m_codes.insert_or_assign(keyOf(settled[i]), codes.value(i, SettleCode::Missing));
    for (const ClaimedJob &job : claimed)
        m_jobs[job.queue].append(job);
}

std::optional<SettleCode> ExchangeMemory::takeCode(const Settlement &settlement)
{
    return taken(m_codes, keyOf(settlement));
}

std::optional<Instant> ExchangeMemory::sentAt(const Settlement &settlement) const
{
    const auto found = m_sent.find(keyOf(settlement));
    return found == m_sent.end() ? std::nullopt : std::optional(found->second);
}

void ExchangeMemory::answered(const QList<Settlement> &settled)
{
    if (m_sent.empty())
        return;
    for (const Settlement &settlement : settled)
        m_sent.erase(keyOf(settlement));
}

QByteArray ExchangeMemory::takeLostToken(const QueueName &queue)
{
    const auto found = m_tokens.find(queue);
    if (found == m_tokens.end())
        return {};
    const QByteArray token = found->second.takeFirst();
    if (found->second.isEmpty())
        m_tokens.erase(found);
    return token;
}

QList<ClaimedJob> ExchangeMemory::takeJobs(const QueueName &queue)
{
    return taken(m_jobs, queue).value_or(QList<ClaimedJob>());
}

} // namespace trato
