#include "engine/notify/dispatcher.h"
#include "engine/notify/message_job.h"

namespace trato {

void Dispatcher::pickKey(KeyChoice choice, Reply<QString> reply)
{
    if (choice.earlier.isEmpty())
        return reply(choice.key);
    m_parts.store.fences({choice.earlier}, [this, choice, reply = std::move(reply)](const Result<QList<Fence>> &fences) {
        if (!fences)
            return reply(fences.error());
        const std::optional<Fence> fence = fences.value().isEmpty() ? std::nullopt : std::optional(fences.value().first());
        if (fence && !mayBeOfJob(fence->since, choice.createdAt)) // it was for a job of before that had this id
            return reply(choice.key);
        m_parts.ledger.compare(choice.earlier, choice.recipient, [choice, fence, reply](const Result<DeliveryLedger::Known> &row) {
            if (!row && row.error().code != Error::Code::NotFound)
                return reply(row.error());
            if (!row) // another engine's ledger may have it: the fence alone says that it was sent
                return reply(fence && fence->state != Fence::State::Rejected ? choice.earlier : choice.key);
            const DeliveryView &view = row.value().view;
            const bool sameWords = view.templateId.isEmpty() || view.templateId == choice.templateId;
            const bool sameTime = fence || mayBeOfJob(view.createdAt, choice.createdAt);
            const bool samePerson = choice.recipient.isEmpty() || row.value().isSamePerson;
            reply(sameWords && sameTime && samePerson ? choice.earlier : choice.key);
        });
    });
}

} // namespace trato
