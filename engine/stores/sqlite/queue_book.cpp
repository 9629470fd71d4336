#include "engine/stores/sqlite/queue_book.h"

#include <algorithm>

namespace trato::sqlite {
namespace {

constexpr qint64 historyMinutes = 14 * 24 * 60;
constexpr qint64 numbersAhead = 1000;   ///< that are stored as taken, so that not every group writes the sequence's page

} // namespace

qint64 &QueueState::count(JobState state)
{
    switch (state) {
    case JobState::Waiting:
        return counts.waiting;
    case JobState::Prioritized:
        return counts.prioritized;
    case JobState::Delayed:
        return counts.delayed;
    case JobState::Active:
        return counts.active;
    case JobState::Completed:
        return counts.completed;
    case JobState::Failed:
        return counts.failed;
    case JobState::WaitingChildren:
    case JobState::Unknown:
        break;
    }
    return counts.waitingChildren;
}

void QueueState::countFinished(qint64 minute, bool failed)
{
    if (finished.empty() || finished.back().first != minute)
        finished.push_back({minute, {0, 0}});
    ++finished.back().second[failed ? 1 : 0];
}

void QueueBook::load()
{
    if (m_loaded)
        return;
    {
        Query query = m_db.query("SELECT qid, name, paused, lastId, waiting, prioritized, delayed, active, completed, "
                                 "failed, rateCount, rateEnds, waitingChildren, concurrency, rateMax, rateWindow FROM queue");
        while (query.step()) {
            QueueState state{query.integer(0), {query.text(1)}, query.integer(2) != 0, query.integer(3)};
            state.counts = {query.integer(4), query.integer(5), query.integer(6), query.integer(7),
                            query.integer(12), query.integer(8), query.integer(9)};
            state.rateCount = query.integer(10);
            state.rateEnds = query.integer(11);
            state.limits = {int(query.integer(13)), int(query.integer(14)), Millis(query.integer(15))};
            m_queues.insert_or_assign(state.name.value, state);
        }
    }
    Query query = m_db.query("SELECT next FROM sequence");
    if (query.step())
        m_next = m_nextStored = query.integer(0);
    m_loaded = !m_db.error();
}

QueueState &QueueBook::touch(QueueState &state)
{
    const QString &name = state.name.value;
    const auto known = [&](const auto &entry) { return entry.first == name; };
    if (std::ranges::none_of(m_before, known))
        m_before.emplace_back(name, state);
    if (std::ranges::find(m_changed, name) == m_changed.end())
        m_changed.push_back(name);
    return state;
}

QueueState *QueueBook::find(const QueueName &name)
{
    load();
    const auto found = m_queues.find(name.value);
    return found == m_queues.end() ? nullptr : &touch(found->second);
}

QueueState &QueueBook::need(const QueueName &name)
{
    if (QueueState *state = find(name))
        return *state;
    QueueState state;
    state.name = name;
    Query query = m_db.query("INSERT INTO queue(name) VALUES(?) RETURNING qid", name.value);
    while (query.step())
        state.qid = query.integer(0);
    m_before.emplace_back(name.value, std::nullopt);
    m_changed.push_back(name.value);
    return m_queues.insert_or_assign(name.value, state).first->second;
}

void QueueBook::remove(QueueState &queue)
{
    const QString name = touch(queue).name.value;
    m_db.run("DELETE FROM history WHERE qid = ?", queue.qid);
    m_db.run("DELETE FROM held WHERE qid = ?", queue.qid);
    m_db.run("DELETE FROM jobScheduler WHERE qid = ?", queue.qid);
    m_db.run("DELETE FROM queue WHERE qid = ?", queue.qid);
    m_queues.erase(name);
    std::erase(m_changed, name);
}

const std::map<QString, QueueState> &QueueBook::all()
{
    load();
    return m_queues;
}

qint64 QueueBook::nextInSequence()
{
    load();
    return m_next++;
}

void QueueBook::undoCall()
{
    m_leased.forget();
    for (auto &[name, state] : m_before) {
        if (state) {
            m_queues.insert_or_assign(name, std::move(*state));
            continue;
        }
        m_queues.erase(name);
        std::erase(m_changed, name);
    }
    m_before.clear();
}

void QueueBook::store()
{
    for (const QString &name : m_changed) {
        QueueState &s = m_queues.at(name);
        m_db.run("UPDATE queue SET paused = ?2, lastId = ?3, waiting = ?4, prioritized = ?5, delayed = ?6, active = ?7, "
                 "completed = ?8, failed = ?9, rateCount = ?10, rateEnds = ?11, waitingChildren = ?12 WHERE qid = ?1 AND (paused, lastId, waiting, "
                 "prioritized, delayed, active, completed, failed, rateCount, rateEnds, waitingChildren) "
                 "<> (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                 s.qid, s.paused, s.lastId, s.counts.waiting, s.counts.prioritized, s.counts.delayed, s.counts.active,
                 s.counts.completed, s.counts.failed, s.rateCount, s.rateEnds, s.counts.waitingChildren);
        for (const auto &[minute, counts] : s.finished) {
            m_db.run("INSERT INTO history VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET completed = completed + excluded.completed, "
                     "failed = failed + excluded.failed",
                     s.qid, minute, counts[0], counts[1]);
            m_db.run("DELETE FROM history WHERE qid = ? AND minute <= ?", s.qid, minute - historyMinutes);
        }
        s.finished.clear();
    }
    m_changed.clear();
    m_before.clear();
    if (m_next > m_nextStored && m_db.run("UPDATE sequence SET next = ?", m_next + numbersAhead))
        m_nextStored = m_next + numbersAhead;
}

void QueueBook::forget()
{
    m_leased.forget();
    m_loaded = false;
    m_queues.clear();
    m_before.clear();
    m_changed.clear();
}

} // namespace trato::sqlite
