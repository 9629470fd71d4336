#pragma once

#include "engine/queue/job_store.h"

#include <map>

namespace trato {

/// What is remembered of exchanges whose answer never came, or that the server refused, perhaps in their middle, so that nothing is lost and nothing is done twice when the
/// worker comes again with the same settlements (bullmq-format 4.4). Pure; store's thread.
class ExchangeMemory
{
public:
    /// A part for one queue was sent and no answer came.
    void unknown(const QList<Settlement> &settled, const Want *want, Instant sentAt);
    /// When a settlement was sent before without an answer.
    std::optional<Instant> sentAt(const Settlement &settlement) const;
    /// Their codes are known: nothing needs to be remembered of them.
    void answered(const QList<Settlement> &settled);
    /// The token of a claim that was not answered; it is forgotten.
    QByteArray takeLostToken(const QueueName &queue);
    /// The question about it failed, too.
    void stillLost(const QueueName &queue, const QByteArray &token);

private:
    using Key = std::tuple<QString, QString, QByteArray>;
    static Key keyOf(const Settlement &settlement) { return {settlement.queue.value, settlement.id.value, settlement.token}; }

    std::map<Key, Instant> m_sent;
    std::map<QueueName, QList<QByteArray>> m_tokens;
};

} // namespace trato
