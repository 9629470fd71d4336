#pragma once

#include "engine/api/job.h"

namespace trato {

struct QueueCounts {
    qint64 waiting = 0;
    qint64 prioritized = 0;
    qint64 delayed = 0;
    qint64 active = 0;
    qint64 waitingChildren = 0;
    qint64 completed = 0;   ///< kept ones only
    qint64 failed = 0;      ///< kept ones only
    friend bool operator==(const QueueCounts &, const QueueCounts &) = default;
    static constexpr auto fields()
    {
        using C = QueueCounts;
        return fieldList(field("waiting", &C::waiting), field("prioritized", &C::prioritized),
                          field("delayed", &C::delayed), field("active", &C::active),
                          field("waiting-children", &C::waitingChildren), field("completed", &C::completed),
                          field("failed", &C::failed));
    }
};

/// Judged from pending jobs, failures of the last hour and the age of the oldest pending job
/// (domain 3.3 and 6.1).
enum class QueueHealth { Good, Warning, Critical };
template <>
struct EnumNames<QueueHealth> {
    static constexpr std::array names{"good", "warning", "critical"};
};

/// What made the health what it is; the figures are in the view.
enum class QueueReason {
    None,
    Late,       ///< the job that is next to run is due for too long
    Pending,    ///< too many jobs are pending
    Failures,   ///< jobs failed in the last hour
    Unserved,   ///< jobs are pending and nobody serves the queue
    Broken,     ///< the store cannot read it
};
template <>
struct EnumNames<QueueReason> {
    static constexpr std::array names{"none", "late", "pending", "failures", "unserved", "broken"};
};

/// Limits of a queue over all its workers (BullMQ's global concurrency and global rate limit).
struct QueueLimits {
    int concurrency = 0;      ///< jobs that run at the same time; 0 = no limit
    int max = 0;              ///< jobs started in each `window`; 0 = no limit
    Millis window{0};
    friend bool operator==(const QueueLimits &, const QueueLimits &) = default;
    static constexpr auto fields()
    {
        using L = QueueLimits;
        return fieldList(field("concurrency", &L::concurrency), field("max", &L::max), field("window", &L::window));
    }
};

/// What this engine does on a queue.
enum class QueueDuty {
    Work,
    Watch,     ///< shows it; others work on it, or nobody does
    Standby,   ///< works on it as soon as it is the owner of the shop
};
template <>
struct EnumNames<QueueDuty> {
    static constexpr std::array names{"work", "watch", "standby"};
};

struct QueueView {
    QueueName name{};
    bool paused = false;
    QueueCounts counts{};
    QueueHealth health = QueueHealth::Good;
    QueueReason reason = QueueReason::None;
    qint64 failedLastHour = 0;
    std::optional<Instant> oldestPending{};  ///< when the job that is next to run became ready
    QString handler{};                       ///< empty: not served by this engine
    int concurrency = 0;
    QList<int> recent{};                     ///< jobs finished per minute, oldest first, 30 values
    QueueLimits limits{};
    QueueDuty duty = QueueDuty::Work;
    QStringList others{};                    ///< workers elsewhere, by the names they gave themselves
    bool othersUnknown = false;              ///< the server does not tell who else is connected
    QString trouble{};                       ///< why it cannot be read; counts and limits are unknown then
    std::optional<Instant> limitedUntil{};   ///< the rate limit lets nothing start before
    friend bool operator==(const QueueView &, const QueueView &) = default;
    static constexpr auto fields()
    {
        using V = QueueView;
        return fieldList(field("name", &V::name), field("paused", &V::paused), field("counts", &V::counts),
                          field("health", &V::health), field("reason", &V::reason),
                          field("failedLastHour", &V::failedLastHour),
                          field("oldestPending", &V::oldestPending), field("handler", &V::handler),
                          field("concurrency", &V::concurrency), field("recent", &V::recent), field("limits", &V::limits),
                          field("duty", &V::duty), field("others", &V::others),
                          field("othersUnknown", &V::othersUnknown), field("trouble", &V::trouble), field("limitedUntil", &V::limitedUntil));
    }
};

/// Finished jobs over time; both lists have one value for each `step` from `from` on, the last is the running one.
struct QueueHistory {
    QueueName queue{};
    Instant from{};
    Minutes step{1};
    QList<qint64> completed{};
    QList<qint64> failed{};
    friend bool operator==(const QueueHistory &, const QueueHistory &) = default;
    static constexpr auto fields()
    {
        using H = QueueHistory;
        return fieldList(field("queue", &H::queue), field("from", &H::from), field("step", &H::step),
                          field("completed", &H::completed), field("failed", &H::failed));
    }
};

struct WorkerView {
    QString name{};               ///< engine name and slot, "balcao-01#2"
    QueueName queue{};
    QString handler{};
    qint64 jobsDone = 0;
    JobId current{};              ///< empty when idle
    std::optional<Instant> since{};
    bool elsewhere = false;       ///< in another program: only name, queue and address are known
    QString address{};            ///< of another program's connection: "10.0.0.7"
    friend bool operator==(const WorkerView &, const WorkerView &) = default;
    static constexpr auto fields()
    {
        using W = WorkerView;
        return fieldList(field("name", &W::name), field("queue", &W::queue), field("handler", &W::handler),
                          field("jobsDone", &W::jobsDone), field("current", &W::current),
                          field("since", &W::since), field("elsewhere", &W::elsewhere), field("address", &W::address));
    }
};

/// Ways to clean a queue by hand.
struct CleanOrder {
    JobState state = JobState::Completed;
    Seconds olderThan{0};
    qint64 limit = 0;             ///< 0 = no limit
    friend bool operator==(const CleanOrder &, const CleanOrder &) = default;
    static constexpr auto fields()
    {
        using C = CleanOrder;
        return fieldList(field("state", &C::state), field("olderThan", &C::olderThan),
                          field("limit", &C::limit));
    }
};

} // namespace trato
