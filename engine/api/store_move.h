#pragma once

#include "engine/api/job.h"

namespace trato {

/// What became of one queue when it was copied to another store.
struct MovedQueue {
    QueueName name{};
    qint64 jobs = 0;      ///< in every state
    qint64 added = 0;     ///< by this run; the others were there from one that was interrupted
    QString digest{};     ///< SHA-256 over all its jobs, the same in both stores
    friend bool operator==(const MovedQueue &, const MovedQueue &) = default;
    static constexpr auto fields()
    {
        using Q = MovedQueue;
        return fieldList(field("name", &Q::name), field("jobs", &Q::jobs), field("added", &Q::added), field("digest", &Q::digest));
    }
};

struct StoreMoveReport {
    QList<MovedQueue> queues{};
    qint64 schedules = 0;
    qint64 fences = 0;
    friend bool operator==(const StoreMoveReport &, const StoreMoveReport &) = default;
    static constexpr auto fields()
    {
        using R = StoreMoveReport;
        return fieldList(field("queues", &R::queues), field("schedules", &R::schedules), field("fences", &R::fences));
    }
};

} // namespace trato
