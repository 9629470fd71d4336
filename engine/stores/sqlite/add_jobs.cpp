#include "engine/stores/sqlite/job_places.h"
#include "engine/stores/sqlite/operations.h"
#include "engine/stores/sqlite/ties.h"

namespace trato::sqlite {

/// bullmq-format 3.1: the variant follows from delay, then priority; LIFO is served next.
Added addOne(WriteContext &context, const NewJob &job, const AddHow &how)
{
    Connection &db = context.db;
    QueueState &queue = context.book.need(job.queue);
    ++queue.lastId; // counts every add, also those with an id of their own
    const JobOptions &options = job.options;
    const JobId id = !how.id.isEmpty() ? how.id : JobId{options.jobId.isEmpty() ? QString::number(queue.lastId) : options.jobId};
    const Instant created = options.timestamp.value_or(context.now);
    const bool delayed = options.delay > Millis(0);
    const qint64 due = toMs(created + std::max(options.delay, Millis(0)));
    const qint64 jid = context.book.nextInSequence();
    const qint64 place = options.lifo ? -jid : jid;
    const int flags = (options.lifo ? LifoFlag : 0) | (options.keepCompleted || options.keepFailed ? KeepRuleFlag : 0)
                      | (options.deduplication ? DedupFlag : 0) | (how.waitsForChildren ? ParentFlag : 0)
                      | (how.isRun ? RunFlag : 0);
    if (options.deduplication && !how.id.isEmpty())
        holdId(context, queue, *options.deduplication, id, jid);
    else if (options.deduplication)
        if (const auto holder = deduplicate(context, queue, job, id, jid))
            return {*holder, false, true};
    // A null payload text is the empty one, which badJob has refused, so `data` is never null here.
    if (options.jobId.isEmpty() && how.id.isEmpty()) { // the counter's number is no other job's: badJob refuses integers
        context.rows.insert(GatheredRows::Job{jid, queue.qid, queue.lastId, options.priority, flags, toMs(created), due,
                                              context.rows.utf8(job.name), packOptions(options), job.data.utf8});
    } else {
        db.run("INSERT INTO job(jid, qid, id, priority, flags, created, due, name, options, data) "
               "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(qid, id) DO NOTHING",
               jid, queue.qid, IdKey(id), options.priority, flags, created, due, job.name, packOptions(options), job.data.utf8);
        if (db.error() || db.changes() == 0)
            return {id, true};
    }
    if (how.waitsForChildren) {
        putWaitingChildren(context, queue, jid, id);
        return {id, false};
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

Result<QList<Added>> addTied(WriteContext &context, const PreparedFlow &flow)
{
    QList<Added> added;
    for (qsizetype i = 0; i < flow.jobs.size(); ++i) {
        const NewJob &job = flow.jobs[i];
        added.append(addOne(context, job, {.waitsForChildren = flow.parents.contains(i)}));
        if (!job.options.parent)
            continue;
        if (const Result<Done> tied = tie(context, context.book.need(job.queue), added.last().id, job.options); !tied)
            return tied.error();
    }
    for (const NewJob &job : flow.jobs) // children that had completed before hold nobody up
        if (job.options.parent)
            releaseIfDone(context, *job.options.parent);
    return added;
}

Result<QList<Added>> addJobs(WriteContext &context, const QList<NewJob> &jobs)
{
    if (std::ranges::any_of(jobs, [](const NewJob &job) { return job.options.parent.has_value(); }))
        return addTied(context, {jobs, {}});
    QList<Added> added;
    added.reserve(jobs.size());
    for (const NewJob &job : jobs)
        added.append(addOne(context, job));
    return added;
}

} // namespace trato::sqlite
