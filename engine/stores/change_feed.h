#pragma once

#include "engine/queue/job_store.h"

#include <deque>
#include <mutex>

namespace trato {

/// The newest changes, in memory, for the process that owns the store. Thread-safe. A cursor of another run, or
/// one that is too old, meets a gap.
class ChangeFeed
{
public:
    explicit ChangeFeed(size_t capacity);
    void publish(std::vector<JobChange> jobs, const QList<QueueName> &queues);
    /// Changes were missed: whoever asks from before now meets a gap.
    void lose();
    Changes since(quint64 cursor);
    /// Whether changes are worth telling: not before somebody asks, and no longer when nobody has asked for as many as are
    /// kept. Who asks later meets a gap.
    bool isWatched();

private:
    void loseAll();                                            ///< m_mutex is held, here and below
    quint64 newest() const { return m_first + m_kept.size(); }

    static constexpr qsizetype mostAtOnce = 5000;
    const size_t m_capacity;
    std::mutex m_mutex;
    quint64 m_first = 0;                          ///< cursor before the oldest entry; all guarded by m_mutex
    std::deque<JobChange> m_kept;                 ///< the one behind `m_first` first; grows with what is told
    quint64 m_asked = 0;                          ///< the newest when somebody asked last
    bool m_watched = false;
    std::deque<std::pair<quint64, QueueName>> m_queues;
};

} // namespace trato
