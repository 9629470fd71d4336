#pragma once

#include "engine/api/queue.h"

namespace trato {

/// What decides who works on a queue.
struct DutyFacts {
    bool shared = false;                       ///< the store is; one of our own is always worked on
    bool owner = true;                         ///< this engine owns the shop
    bool ordered = false;                      ///< the queues were named on the command line
    QSet<QueueName> served{};                  ///< there is a handler for them
    QSet<QueueName> ownerOnly{};               ///< of the shop: messages, reminders, clean-up, safety copies
    QSet<QueueName> taken{};                   ///< others than our engines served them when this one started
    bool othersUnknown = false;                ///< the server did not tell whether others serve them
    QMap<QueueName, QueueDuty> chosen{};       ///< by a person
};

/// What this engine does on a queue: what was ordered or chosen; else it leaves alone what others serve, or may
/// serve. Pure.
QueueDuty dutyOf(const QueueName &queue, const DutyFacts &facts);

} // namespace trato
