#include "engine/stores/change_feed.h"

#include <QRandomGenerator>

#include <algorithm>
#include <iterator>

namespace trato {

ChangeFeed::ChangeFeed(size_t capacity)
    : m_capacity(capacity),
      // A random start tells cursors of another run from ours.
      m_first((QRandomGenerator::global()->generate64() >> 3) + 1)
{
}

void ChangeFeed::publish(std::vector<JobChange> jobs, const QList<QueueName> &queues)
{
    const std::lock_guard lock(m_mutex);
    std::ranges::move(jobs, std::back_inserter(m_kept));
    for (const QueueName &queue : queues) {
        m_kept.emplace_back(); // a place of its own, empty, so that cursors order both kinds
        m_queues.emplace_back(newest(), queue);
    }
    while (m_kept.size() > m_capacity) {
        m_kept.pop_front();
        ++m_first;
    }
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
    if (m_watched && newest() - m_asked > m_capacity) {
        m_watched = false;
        loseAll();
    }
    return m_watched;
}

void ChangeFeed::loseAll()
{
    m_first = newest() + 1; // a cursor from before is older than the oldest entry now
    m_kept.clear();
    m_queues.clear();
}

Changes ChangeFeed::since(quint64 cursor)
{
    const std::lock_guard lock(m_mutex);
    m_watched = true;
    m_asked = newest();
    Changes changes{newest(), false, {}, {}};
    if (cursor == 0)
        return changes;
    if (cursor > newest() || cursor < m_first) {
        changes.gap = true;
        cursor = m_first;
    }
    for (quint64 at = cursor; at < newest(); ++at) {
        if (changes.jobs.size() == mostAtOnce) {
            changes.cursor = at;
            break;
        }
        const JobChange &job = m_kept[size_t(at - m_first)];
        if (!job.queue.isEmpty())
            changes.jobs.append(job);
    }
    for (const auto &[at, queue] : m_queues)
        if (at > cursor && at <= changes.cursor && !changes.queues.contains(queue))
            changes.queues.append(queue);
    return changes;
}

} // namespace trato
