#include "engine/stores/redis/exchange_memory.h"

namespace trato {
namespace {

using namespace std::chrono_literals;

constexpr size_t manyKept = 10'000;      ///< then what is too old to come again is looked for: its lease has run out long ago
constexpr Millis longestKept = 10min;
constexpr qsizetype mostTokens = 100;    ///< a queue; the jobs of older ones come back as stalled

} // namespace

void ExchangeMemory::unknown(const QList<Settlement> &settled, const Want *want, Instant sentAt)
{
    if (m_sent.size() > manyKept)
        std::erase_if(m_sent, [sentAt](const auto &entry) { return entry.second < sentAt - longestKept; });
    for (const Settlement &settlement : settled)
        m_sent.emplace(keyOf(settlement), sentAt); // the first time counts
    if (want && want->limit > 0)
        stillLost(want->queue, want->token);
}

void ExchangeMemory::stillLost(const QueueName &queue, const QByteArray &token)
{
    QList<QByteArray> &tokens = m_tokens[queue];
    if (!tokens.contains(token))
        tokens.append(token);
    if (tokens.size() > mostTokens)
        tokens.removeFirst();
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

} // namespace trato
