#include "engine/stores/sqlite/operations.h"

namespace trato::sqlite {

Result<Done> setPaused(WriteContext &context, const QueueName &queueName, bool paused)
{
    QueueState &queue = context.book.need(queueName);
    queue.paused = paused;
    context.queueChanged(queue);
    if (!paused)
        context.wake(queue, atOnce);
    return Done{};
}

Result<Done> setLimits(WriteContext &context, const QueueName &queueName, const QueueLimits &limits)
{
    QueueState &queue = context.book.need(queueName);
    queue.limits = limits;
    context.db.run("UPDATE queue SET concurrency = ?, rateMax = ?, rateWindow = ? WHERE qid = ?", limits.concurrency, limits.max,
                   qint64(limits.window.count()), queue.qid);
    context.queueChanged(queue);
    context.wake(queue, atOnce); // a limit that was reached may be no more
    return Done{};
}

Result<QList<QueueInfo>> queues(WriteContext &context)
{
    QList<QueueInfo> infos;
    for (const auto &[name, state] : context.book.all()) {
        QueueInfo info{state.name, state.paused, state.counts, std::nullopt, state.limits};
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
