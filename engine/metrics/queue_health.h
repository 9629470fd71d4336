#pragma once

#include "engine/queue/job_store.h"

namespace trato {

/// Health of one queue (domain 3.3 and 6.1): pending = waiting + prioritised; more than 50 is a warning, more
/// than 100 or a job that is due for more than 10 minutes critical; one failure in the last hour is a warning,
/// more than 10 critical. A paused queue is judged the same: what is due and not started is never hidden.
constexpr QueueHealth judgeQueue(const QueueInfo &info, qint64 failedLastHour, Instant now)
{
    const qint64 pending = info.counts.waiting + info.counts.prioritized;
    const bool late = pending > 0 && info.oldestPending && now - *info.oldestPending > Minutes(10);
    if (pending > 100 || failedLastHour > 10 || late)
        return QueueHealth::Critical;
    if (pending > 50 || failedLastHour >= 1)
        return QueueHealth::Warning;
    return QueueHealth::Good;
}

} // namespace trato
