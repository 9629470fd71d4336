#pragma once

#include "engine/stores/sqlite/gathered_rows.h"
#include "engine/stores/sqlite/queue_book.h"

#include <unordered_map>

namespace trato::sqlite {

/// Leases of an earlier run of the program, by job number: when they would end. A job that is claimed again goes.
using LeasesFound = std::unordered_map<qint64, qint64>;

/// What one group of calls works with, on the writer's thread. News is told after the commit only.
struct WriteContext {
    Connection &db;
    QueueBook &book;
    GatheredRows &rows;
    LeasesFound &leasesFound;
    const bool watched = true;            ///< somebody asks for changes
    Instant now{};                        ///< of the running call
    std::vector<JobChange> changes{};     ///< for the feed
    QList<QueueName> queueChanges{};
    QList<QueueName> wakes{};             ///< queues that may have got work
    std::vector<qint64> leasesTaken{};    ///< claimed jobs; leave leasesFound after the commit

    void changed(const QueueState &queue, const JobId &id, JobState state)
    {
        if (watched)
            changes.push_back({queue.name, id, state, now});
    }
    void queueChanged(const QueueState &queue)
    {
        if (!queueChanges.contains(queue.name))
            queueChanges.append(queue.name);
    }
    /// `at`: when the work is there.
    void wake(QueueState &queue, qint64 at)
    {
        if (queue.paused || at >= queue.told || wakes.contains(queue.name))
            return;
        wakes.append(queue.name);
    }
};

} // namespace trato::sqlite
