#include "engine/stores/change_feed.h"

#include <QRandomGenerator>

namespace trato {

ChangeFeed::ChangeFeed(size_t capacity)
    : m_capacity(capacity),
      // A random start tells cursors of another run from ours.
      m_first((QRandomGenerator::global()->generate64() >> 3) + 1), m_ring(capacity), m_newest(m_first)
{
}

void ChangeFeed::publish(std::vector<JobChange> jobs, const QList<QueueName> &queues)
{
    const std::lock_guard lock(m_mutex);
    for (JobChange &job : jobs)
        m_ring[size_t(++m_newest % m_capacity)] = std::move(job);
    if (m_newest - m_first > m_capacity)
        m_first = m_newest - m_capacity;
    for (const QueueName &queue : queues) {
        ++m_newest; // a place of its own in the ring, empty, so that cursors order both kinds
        m_ring[size_t(m_newest % m_capacity)] = JobChange{};
        m_queues.emplace_back(m_newest, queue);
    }
    if (m_newest - m_first > m_capacity)
        m_first = m_newest - m_capacity;
    while (!m_queues.empty() && m_queues.front().first <= m_first)
        m_queues.pop_front();
}

void ChangeFeed::lose()
{
    const std::lock_guard lock(m_mutex);
    loseAll();
}

bool ChangeFeed::isWatched()
{
    const std::lock_guard lock(m_mutex);
    if (m_watched && m_newest - m_asked > m_capacity) {
        m_watched = false;
        loseAll();
    }
    return m_watched;
}

void ChangeFeed::loseAll()
{
    m_newest += 1; // a cursor from before is older than the oldest entry now
    m_ring[size_t(m_newest % m_capacity)] = JobChange{};
    m_first = m_newest;
    m_queues.clear();
}

Changes ChangeFeed::since(quint64 cursor)
{
    const std::lock_guard lock(m_mutex);
    m_watched = true;
    m_asked = m_newest;
    Changes changes{m_newest, false, {}, {}};
    if (cursor == 0)
        return changes;
    if (cursor > m_newest || cursor < m_first) {
        changes.gap = true;
        cursor = m_first;
    }
    for (quint64 at = cursor; at < m_newest; ++at) {
        if (changes.jobs.size() == mostAtOnce) {
            changes.cursor = at;
            break;
        }
        const JobChange &job = m_ring[size_t((at + 1) % m_capacity)];
        if (!job.queue.isEmpty())
            changes.jobs.append(job);
    }
    for (const auto &[at, queue] : m_queues)
        if (at > cursor && at <= changes.cursor && !changes.queues.contains(queue))
            changes.queues.append(queue);
    return changes;
}

} // namespace trato
