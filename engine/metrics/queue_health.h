#pragma once

#include "engine/queue/job_store.h"

namespace trato {

struct QueueVerdict {
    QueueHealth health = QueueHealth::Good;
    QueueReason reason = QueueReason::None;   ///< the gravest one
    friend bool operator==(const QueueVerdict &, const QueueVerdict &) = default;
};

/// Health of one queue (domain 3.3 and 6.1): pending = waiting + prioritised; more than 50 is a warning, more
/// than 100 or a job that is due for more than 10 minutes critical; one failure in the last hour is a warning,
/// more than 10 critical; one that cannot be read is critical; jobs that wait where nobody works (not `served`) are a warning. A paused queue is judged the same: what is due and not started is never hidden.
inline QueueVerdict judgeQueue(const QueueInfo &info, qint64 failedLastHour, Instant now, bool served = true)
{
    if (!info.trouble.isEmpty())
        return {QueueHealth::Critical, QueueReason::Broken};
    const qint64 pending = info.counts.waiting + info.counts.prioritized;
    const bool late = pending > 0 && info.oldestPending && now - *info.oldestPending > Minutes(10);
    if (late)
        return {QueueHealth::Critical, QueueReason::Late};
    if (pending > 100)
        return {QueueHealth::Critical, QueueReason::Pending};
    if (failedLastHour > 10)
        return {QueueHealth::Critical, QueueReason::Failures};
    if (pending > 0 && !served)
        return {QueueHealth::Warning, QueueReason::Unserved};
    if (pending > 50)
        return {QueueHealth::Warning, QueueReason::Pending};
    if (failedLastHour >= 1)
        return {QueueHealth::Warning, QueueReason::Failures};
    return {};
}

} // namespace trato
