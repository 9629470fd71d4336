#include "engine/stores/sqlite/removal.h"

#include "engine/stores/sqlite/job_places.h"
#include "engine/stores/sqlite/operations.h"
#include "engine/stores/sqlite/ties.h"

namespace trato::sqlite {
namespace {

constexpr int mostASlice = 5000;

} // namespace

Removal Removal::drain(QueueName queue, bool delayed)
{
    Removal removal;
    removal.m_queue = std::move(queue);
    removal.m_kind = Kind::Drain;
    removal.m_delayed = delayed;
    return removal;
}

Removal Removal::clean(QueueName queue, JobState state, Instant cutoff, qint64 limit)
{
    Removal removal;
    removal.m_queue = std::move(queue);
    removal.m_state = state;
    removal.m_cutoff = cutoff;
    removal.m_limit = limit > 0 ? limit : -1;
    return removal;
}

Removal Removal::obliterate(QueueName queue, bool force)
{
    Removal removal;
    removal.m_queue = std::move(queue);
    removal.m_kind = Kind::Obliterate;
    removal.m_force = force;
    return removal;
}

std::optional<Error> Removal::refusal(QueueState *queue)
{
    if (m_kind != Kind::Obliterate)
        return std::nullopt;
    if (!queue && !m_chosen)
        return Error{Error::Code::NotFound, QStringLiteral("no such queue")};
    if (queue && queue->counts.active > 0 && !m_force)
        return Error{Error::Code::Conflict, QStringLiteral("jobs of the queue are running")};
    return std::nullopt;
}

Result<std::optional<qint64>> Removal::slice(WriteContext &context)
{
    QueueState *queue = context.book.find(m_queue);
    if (const auto error = refusal(queue))
        return *error;
    if (!queue)
        return std::optional(m_removed);
    if (m_kind == Kind::Obliterate)
        queue->paused = true;
    if (!std::exchange(m_chosen, true))
        choose(context, *queue);
    for (int left = mostASlice; left > 0 && !m_parts.empty() && !context.db.error();) {
        const Part &part = m_parts.back();
        if (m_next == part.items.size()) {
            m_parts.pop_back();
            m_next = 0;
            continue;
        }
        const Item &item = part.items[m_next++];
        --left;
        JobId id;
        int flags = 0;
        {
            Query job = context.db.query("SELECT id, flags FROM job WHERE jid = ?", item.jid);
            if (!job.step())
                continue;
            id = job.id(0);
            flags = int(job.integer(1));
        }
        const bool pending = part.table == Table::Ready || part.table == Table::Delayed;
        if (m_kind != Kind::Obliterate && pending && isPlannedRun(context, *queue, id, flags))
            continue;
        if (!takeOut(context, *queue, part.table, item))
            continue;
        (void)context.book.leased().take(queue->qid, id); // its id may come again for another job
        if (m_kind != Kind::Obliterate && (flags & ChildFlag)) {
            removeWaitingParents(context, *queue, item.jid);
            flags &= ~ChildFlag;
        }
        erase(context, *queue, item.jid, id, flags);
        ++m_removed;
    }
    context.queueChanged(*queue);
    if (!m_parts.empty())
        return std::optional<qint64>();
    if (m_kind == Kind::Obliterate) {
        const QueueCounts &c = queue->counts; // jobs came meanwhile, parents went on without their children
        if (c.waiting + c.prioritized + c.delayed + c.active + c.waitingChildren + c.completed + c.failed > 0) {
            chooseAll(context.db, *queue);
            return std::optional<qint64>();
        }
        context.book.remove(*queue);
    }
    return std::optional(m_removed);
}

void Removal::chooseAll(Connection &db, const QueueState &queue)
{
    collect(Table::WaitingChildren, db.query("SELECT jid, 0, 0 FROM waitingChildren WHERE qid = ?", queue.qid));
    collect(Table::Finished, db.query("SELECT jid, failed, finishedAt FROM finished WHERE qid = ?", queue.qid));
    collect(Table::Delayed, db.query("SELECT jid, due, place FROM delayed WHERE qid = ?", queue.qid));
    collect(Table::Ready, db.query("SELECT jid, priority, place FROM ready WHERE qid = ?", queue.qid));
    collect(Table::Active, db.query("SELECT jid, leaseUntil, 0 FROM active WHERE qid = ?", queue.qid));
}

void Removal::choose(WriteContext &context, const QueueState &queue)
{
    Connection &db = context.db;
    if (m_kind == Kind::Obliterate)
        return chooseAll(db, queue);
    if (m_kind == Kind::Drain) {
        collect(Table::Ready, db.query("SELECT jid, priority, place FROM ready WHERE qid = ?", queue.qid));
        if (m_delayed)
            collect(Table::Delayed, db.query("SELECT jid, due, place FROM delayed WHERE qid = ?", queue.qid));
        return;
    }
    switch (m_state) {
    case JobState::Waiting:
        return collect(Table::Ready, db.query("SELECT r.jid, r.priority, r.place FROM ready r JOIN job j ON j.jid = r.jid "
                                              "WHERE r.qid = ? AND r.priority = 0 AND j.created <= ? ORDER BY j.created, j.jid LIMIT ?",
                                              queue.qid, m_cutoff, m_limit));
    case JobState::Prioritized:
        return collect(Table::Ready, db.query("SELECT r.jid, r.priority, r.place FROM ready r JOIN job j ON j.jid = r.jid "
                                              "WHERE r.qid = ? AND r.priority > 0 AND j.created <= ? ORDER BY j.created, j.jid LIMIT ?",
                                              queue.qid, m_cutoff, m_limit));
    case JobState::Delayed:
        return collect(Table::Delayed, db.query("SELECT d.jid, d.due, d.place FROM delayed d JOIN job j ON j.jid = d.jid "
                                                "WHERE d.qid = ? AND j.created <= ? ORDER BY j.created, j.jid LIMIT ?",
                                                queue.qid, m_cutoff, m_limit));
    case JobState::Active: // leased ones never
        return collect(Table::Active, db.query("SELECT a.jid, a.leaseUntil, 0 FROM active a JOIN job j ON j.jid = a.jid WHERE a.qid = ? "
                                               "AND j.created <= ? AND a.leaseUntil <= ? ORDER BY j.created, j.jid LIMIT ?",
                                               queue.qid, m_cutoff, context.now, m_limit));
    case JobState::Completed:
    case JobState::Failed:
        return collect(Table::Finished, db.query("SELECT jid, failed, finishedAt FROM finished WHERE qid = ? AND failed = ? "
                                                 "AND finishedAt <= ? ORDER BY finishedAt, jid LIMIT ?",
                                                 queue.qid, m_state == JobState::Failed, m_cutoff, m_limit));
    case JobState::WaitingChildren:
        return collect(Table::WaitingChildren, db.query("SELECT w.jid, 0, 0 FROM waitingChildren w JOIN job j ON j.jid = w.jid WHERE w.qid = ? "
                                                        "AND j.created <= ? ORDER BY j.created, j.jid LIMIT ?",
                                                        queue.qid, m_cutoff, m_limit));
    case JobState::Unknown:
        return;
    }
}

void Removal::collect(Table table, Query query)
{
    Part part{table};
    while (query.step())
        part.items.push_back({query.integer(0), query.integer(1), query.integer(2)});
    m_parts.push_back(std::move(part));
}

bool Removal::takeOut(WriteContext &context, QueueState &queue, Table table, const Item &item) const
{
    Connection &db = context.db;
    JobState state = m_state;
    switch (table) {
    case Table::Ready:
        db.run("DELETE FROM ready WHERE qid = ? AND priority = ? AND place = ?", queue.qid, item.first, item.second);
        state = item.first ? JobState::Prioritized : JobState::Waiting;
        break;
    case Table::Delayed:
        db.run("DELETE FROM delayed WHERE qid = ? AND due = ? AND place = ?", queue.qid, item.first, item.second);
        state = JobState::Delayed;
        break;
    case Table::Active:
        db.run("DELETE FROM active WHERE jid = ? AND leaseUntil = ?", item.jid, item.first);
        state = JobState::Active;
        break;
    case Table::WaitingChildren:
        db.run("DELETE FROM waitingChildren WHERE qid = ? AND jid = ?", queue.qid, item.jid);
        state = JobState::WaitingChildren;
        break;
    case Table::Finished:
        db.run("DELETE FROM finished WHERE jid = ? AND failed = ? AND finishedAt = ?", item.jid, item.first, item.second);
        state = item.first ? JobState::Failed : JobState::Completed;
        break;
    }
    if (db.error() || db.changes() == 0)
        return false;
    --queue.count(state);
    return true;
}

} // namespace trato::sqlite
