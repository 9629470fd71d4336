#pragma once

#include "engine/queue/job_store.h"
#include "engine/stores/sqlite/connection.h"
#include "engine/stores/sqlite/leased_jobs.h"

#include <limits>
#include <map>

namespace trato::sqlite {

inline constexpr qint64 never = std::numeric_limits<qint64>::max();
inline constexpr qint64 atOnce = std::numeric_limits<qint64>::min();

/// What the writer knows about one queue without asking the file.
struct QueueState {
    qint64 qid = 0;
    QueueName name{};
    bool paused = false;
    qint64 lastId = 0;
    QueueCounts counts{};
    qint64 rateCount = 0;    ///< jobs started in the window that ends at rateEnds
    qint64 rateEnds = 0;
    QueueLimits limits{};    ///< stored by whoever changes them
    qint64 told = never;     ///< the wake-up the last claim was told; not stored
    std::vector<std::pair<qint64, std::array<qint64, 2>>> finished{};  ///< minute → completed, failed; not yet stored

    qint64 &count(JobState state);
    void countFinished(qint64 minute, bool failed);
};

/// The queues' figures, kept in memory by the writer and stored once a transaction. Counts are never made by
/// counting. Follows the transaction: `undoCall` and `forget` take back what the file took back.
class QueueBook
{
public:
    explicit QueueBook(Connection &db) : m_db(db) {}

    /// Null when there is no such queue.
    QueueState *find(const QueueName &name);
    /// Makes the queue when it is new.
    QueueState &need(const QueueName &name);
    /// Forgets a queue without jobs. `queue` is no more then.
    void remove(QueueState &queue);
    const std::map<QString, QueueState> &all();
    qint64 nextInSequence();
    LeasedJobs &leased() { return m_leased; }

    void beginCall() { m_before.clear(); }
    void undoCall();
    /// Writes what changed; part of the transaction.
    void store();
    /// After a rollback, or when another program wrote: everything is read again.
    void forget();

private:
    void load();
    QueueState &touch(QueueState &state);

    Connection &m_db;
    bool m_loaded = false;
    std::map<QString, QueueState> m_queues;
    std::vector<std::pair<QString, std::optional<QueueState>>> m_before;  ///< of the running call; none = was new
    std::vector<QString> m_changed;
    LeasedJobs m_leased;
    qint64 m_next = 1;
    qint64 m_nextStored = 1;
};

} // namespace trato::sqlite
