#include "engine/stores/sqlite/job_places.h"
#include "engine/stores/sqlite/operations.h"

namespace trato::sqlite {
namespace {

/// bullmq-format 3.1: the variant follows from delay, then priority; LIFO is served next.
Added addOne(WriteContext &context, const NewJob &job)
{
    Connection &db = context.db;
    QueueState &queue = context.book.need(job.queue);
    ++queue.lastId; // counts every add, also those with an id of their own
    const JobOptions &options = job.options;
    const JobId id{options.jobId.isEmpty() ? QString::number(queue.lastId) : options.jobId};
    const Instant created = options.timestamp.value_or(context.now);
    const bool delayed = options.delay > Millis(0);
    const qint64 due = toMs(created + std::max(options.delay, Millis(0)));
    const qint64 jid = context.book.nextInSequence();
    const qint64 place = options.lifo ? -jid : jid;
    const int flags = (options.lifo ? LifoFlag : 0) | (options.keepCompleted || options.keepFailed ? KeepRuleFlag : 0);
    // A null payload text is the empty one, which badJob has refused, so `data` is never null here.
    if (options.jobId.isEmpty()) { // the counter's number is no other job's: badJob refuses integers
        context.rows.insert(GatheredRows::Job{jid, queue.qid, queue.lastId, options.priority, flags, toMs(created), due,
                                              context.rows.utf8(job.name), packOptions(options), job.data.utf8});
    } else {
        db.run("INSERT INTO job(jid, qid, id, priority, flags, created, due, name, options, data) "
               "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(qid, id) DO NOTHING",
               jid, queue.qid, IdKey(id), options.priority, flags, created, due, job.name, packOptions(options), job.data.utf8);
        if (db.error() || db.changes() == 0)
            return {id, true};
    }
    const JobState state = delayed ? JobState::Delayed : options.priority ? JobState::Prioritized : JobState::Waiting;
    if (delayed)
        db.run("INSERT INTO delayed VALUES(?, ?, ?, ?)", queue.qid, due, place, jid);
    else
        context.rows.insert(GatheredRows::Ready{queue.qid, options.priority, place, jid});
    ++queue.count(state);
    context.changed(queue, id, state);
    context.wake(queue, delayed ? due : atOnce);
    return {id, false};
}

} // namespace

Result<QList<Added>> addJobs(WriteContext &context, const QList<NewJob> &jobs)
{
    QList<Added> added;
    added.reserve(jobs.size());
    for (const NewJob &job : jobs)
        added.append(addOne(context, job));
    return added;
}

} // namespace trato::sqlite
