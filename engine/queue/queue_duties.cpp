#include "engine/queue/queue_duties.h"

namespace trato {

QueueDuty dutyOf(const QueueName &queue, const DutyFacts &facts)
{
    if (!facts.served.contains(queue))
        return QueueDuty::Watch;
    if (!facts.shared)
        return QueueDuty::Work;
    if (!facts.ordered) {
        const bool leave = facts.chosen.contains(queue) ? facts.chosen.value(queue) == QueueDuty::Watch : facts.othersUnknown || facts.taken.contains(queue);
        if (leave)
            return QueueDuty::Watch;
    }
    return facts.ownerOnly.contains(queue) && !facts.owner ? QueueDuty::Standby : QueueDuty::Work;
}

} // namespace trato
