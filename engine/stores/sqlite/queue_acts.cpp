#include "engine/stores/sqlite/job_places.h"
#include "engine/stores/sqlite/operations.h"

namespace trato::sqlite {
namespace {

/// What `clean` looks at, oldest first: by finish time, else by creation time; leased jobs never.
Query candidates(Connection &db, const QueueState &queue, JobState state, Instant cutoff, Instant now, qint64 limit)
{
    switch (state) {
    case JobState::Waiting:
        return db.query("SELECT j.id FROM ready r JOIN job j ON j.jid = r.jid WHERE r.qid = ? AND r.priority = 0 AND j.created <= ? "
                        "ORDER BY j.created, j.jid LIMIT ?", queue.qid, cutoff, limit);
    case JobState::Prioritized:
        return db.query("SELECT j.id FROM ready r JOIN job j ON j.jid = r.jid WHERE r.qid = ? AND r.priority > 0 AND j.created <= ? "
                        "ORDER BY j.created, j.jid LIMIT ?", queue.qid, cutoff, limit);
    case JobState::Delayed:
        return db.query("SELECT j.id FROM delayed d JOIN job j ON j.jid = d.jid WHERE d.qid = ? AND j.created <= ? "
                        "ORDER BY j.created, j.jid LIMIT ?", queue.qid, cutoff, limit);
    case JobState::Active:
        return db.query("SELECT j.id FROM active a JOIN job j ON j.jid = a.jid WHERE a.qid = ? AND j.created <= ? AND a.leaseUntil <= ? "
                        "ORDER BY j.created, j.jid LIMIT ?", queue.qid, cutoff, now, limit);
    case JobState::Completed:
    case JobState::Failed:
        return db.query("SELECT j.id FROM finished f JOIN job j ON j.jid = f.jid WHERE f.qid = ? AND f.failed = ? AND f.finishedAt <= ? "
                        "ORDER BY f.finishedAt, f.jid LIMIT ?", queue.qid, state == JobState::Failed, cutoff, limit);
    case JobState::WaitingChildren:
    case JobState::Unknown:
        break;
    }
    return db.query("SELECT 1 WHERE 0");
}

} // namespace

Result<qint64> drain(WriteContext &context, const QueueName &queueName, bool delayed)
{
    QueueState *queue = context.book.find(queueName);
    if (!queue)
        return qint64(0);
    Connection &db = context.db;
    qint64 removed = queue->counts.waiting + queue->counts.prioritized;
    db.run("DELETE FROM side WHERE jid IN (SELECT jid FROM ready WHERE qid = ?)", queue->qid);
    db.run("DELETE FROM log WHERE jid IN (SELECT jid FROM ready WHERE qid = ?)", queue->qid);
    db.run("DELETE FROM job WHERE jid IN (SELECT jid FROM ready WHERE qid = ?)", queue->qid);
    db.run("DELETE FROM ready WHERE qid = ?", queue->qid);
    queue->counts.waiting = queue->counts.prioritized = 0;
    if (delayed) {
        removed += std::exchange(queue->counts.delayed, 0);
        db.run("DELETE FROM side WHERE jid IN (SELECT jid FROM delayed WHERE qid = ?)", queue->qid);
        db.run("DELETE FROM log WHERE jid IN (SELECT jid FROM delayed WHERE qid = ?)", queue->qid);
        db.run("DELETE FROM job WHERE jid IN (SELECT jid FROM delayed WHERE qid = ?)", queue->qid);
        db.run("DELETE FROM delayed WHERE qid = ?", queue->qid);
    }
    context.queueChanged(*queue);
    return removed;
}

Result<qint64> clean(WriteContext &context, const QueueName &queueName, JobState state, Instant cutoff, qint64 limit)
{
    QueueState *queue = context.book.find(queueName);
    if (!queue)
        return qint64(0);
    QList<JobId> ids;
    {
        Query query = candidates(context.db, *queue, state, cutoff, context.now, limit > 0 ? limit : -1);
        while (query.step())
            ids.append(query.id(0));
    }
    for (const JobId &id : ids) {
        auto job = findJob(context, *queue, id);
        if (!job)
            break;
        takeOut(context, *queue, *job);
        erase(context, *queue, job->jid, id);
    }
    context.queueChanged(*queue);
    return qint64(ids.size());
}

Result<Done> setPaused(WriteContext &context, const QueueName &queueName, bool paused)
{
    QueueState &queue = context.book.need(queueName);
    queue.paused = paused;
    context.queueChanged(queue);
    if (!paused)
        context.wake(queue, atOnce);
    return Done{};
}

Result<QList<QueueInfo>> queues(WriteContext &context)
{
    QList<QueueInfo> infos;
    for (const auto &[name, state] : context.book.all()) {
        QueueInfo info{state.name, state.paused, state.counts, std::nullopt};
        if (state.counts.waiting + state.counts.prioritized > 0) {
            Query query = context.db.query("SELECT coalesce(s.since, j.created) FROM ready r JOIN job j ON j.jid = r.jid "
                                           "LEFT JOIN side s ON s.jid = r.jid WHERE r.qid = ? ORDER BY r.priority, r.place LIMIT 1",
                                           state.qid);
            if (query.step())
                info.oldestPending = fromMs(query.integer(0));
        }
        infos.append(info);
    }
    return infos;
}

} // namespace trato::sqlite
