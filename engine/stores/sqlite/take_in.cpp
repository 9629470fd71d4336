#include "engine/stores/sqlite/job_attempts.h"
#include "engine/stores/sqlite/job_places.h"
#include "engine/stores/sqlite/take_in.h"
#include "engine/stores/sqlite/ties.h"

/// Taking in what stood in another store.
namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

constexpr const char *deferredFailure = "defa";   ///< the one foreign field that the store has a column for

qint64 numberOf(WriteContext &context, qint64 qid, const JobId &id)
{
    Query query = context.db.query("SELECT jid FROM job WHERE qid = ? AND id = ?", qid, IdKey(id));
    return query.step() ? query.integer(0) : 0;
}

int flagsOf(const JobDetail &job)
{
    const JobOptions &options = job.options;
    return (options.lifo ? LifoFlag : 0) | (options.keepCompleted || options.keepFailed ? KeepRuleFlag : 0) | (options.deduplication ? DedupFlag : 0)
           | (job.parent ? ChildFlag : 0) | (job.children > 0 || job.row.state == JobState::WaitingChildren ? ParentFlag : 0);
}

/// What `side` keeps of it: everything that its row does not say.
void storePast(WriteContext &context, const JobDetail &job, const ForeignFields &foreign, qint64 jid, qint64 place)
{
    const JobRow &row = job.row;
    FoundJob found;
    found.jid = jid;
    found.side = {.made = row.attemptsMade, .starts = job.attemptsStarted, .stalled = job.stalledCount, .place = place};
    QList<JobAttempt> attempts = job.attempts;
    if (row.finishedAt && !attempts.isEmpty())
        found.side.since = toMs(attempts.takeLast().readyAt); // that one is told by the row itself
    if (row.dueAt)
        found.side.due = toMs(*row.dueAt);
    found.side.failAtOnce = QString::fromUtf8(foreign.value(deferredFailure));
    if (!row.failedReason.isEmpty())
        found.side.reason = row.failedReason;
    for (const QString &trace : job.stacktrace)
        found.side.trace = appendTrace(found.side.trace, trace);
    for (const JobAttempt &attempt : attempts)
        found.side.attempts = appendAttempt(found.side.attempts, attempt);
    storeSide(context, found);
    if (job.progress.utf8 != "null")
        context.db.run("UPDATE side SET progress = ? WHERE jid = ?", job.progress.utf8, jid);
    qint64 line = 0;
    for (const QString &words : job.logs)
        context.db.run("INSERT INTO log VALUES(?, ?, ?)", jid, ++line, words);
}

void place(WriteContext &context, QueueState &queue, const JobDetail &job, qint64 jid, qint64 number)
{
    const JobRow &row = job.row;
    if (row.state == JobState::WaitingChildren)
        return putWaitingChildren(context, queue, jid, row.id);
    if (row.state == JobState::Delayed)
        context.db.run("INSERT INTO delayed VALUES(?, ?, ?, ?)", queue.qid, row.dueAt.value_or(context.now), number, jid);
    else if (row.finishedAt)
        context.db.run("INSERT INTO finished VALUES(?, ?, ?, ?, ?, ?, ?)", jid, queue.qid, row.state == JobState::Failed, *row.finishedAt,
                       row.startedAt.value_or(*row.finishedAt), job.worker.isNull() ? u""_s : job.worker,
                       row.state == JobState::Failed ? QByteArray() : job.returnValue.utf8);
    else
        context.db.run("INSERT INTO ready VALUES(?, ?, ?, ?)", queue.qid, row.priority, number, jid);
    ++queue.count(row.state);
    context.changed(queue, row.id, row.state);
    context.wake(queue, row.dueAt ? toMs(*row.dueAt) : atOnce);
}

/// The deduplication id of a job that still holds it, as far as the job itself tells.
void keepHeld(WriteContext &context, const QueueState &queue, const JobDetail &job, qint64 jid)
{
    const auto &dedup = job.options.deduplication;
    if (!dedup || dedup->id.isEmpty())
        return;
    const bool timed = dedup->ttl > Millis(0) && !dedup->keepLastIfActive;
    const Instant end = job.row.createdAt + dedup->ttl;
    if (timed ? end > context.now : !job.row.finishedAt.has_value())
        holdId(context, queue, *dedup, job.row.id, jid, timed ? std::optional(toMs(end)) : std::nullopt);
}

bool takeJob(WriteContext &context, QueueState &queue, const MovingJob &moving)
{
    const JobDetail &job = moving.job;
    const JobRow &row = job.row;
    const IdKey key(row.id);
    if (numberOf(context, queue.qid, row.id) != 0)
        return false;
    JobOptions options = job.options;
    options.parent = job.parent;
    ForeignFields foreign = moving.foreign;
    foreign.remove(deferredFailure);
    const qint64 jid = context.book.nextInSequence();
    if (key.isNumber)
        queue.lastId = std::max(queue.lastId, key.number);
    context.db.run("INSERT INTO job(jid, qid, id, priority, flags, created, due, name, options, data) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", jid,
                   queue.qid, key, row.priority, flagsOf(job), row.createdAt, row.createdAt + std::max(options.delay, Millis(0)), row.name,
                   packForeign(packOptions(options), foreign), job.data.utf8);
    storePast(context, job, moving.foreign, jid, jid);
    place(context, queue, job, jid, jid);
    keepHeld(context, queue, job, jid);
    return true;
}

void takeChildren(WriteContext &context, const QueueState &queue, const MovingJob &moving)
{
    const qint64 parent = numberOf(context, queue.qid, moving.job.row.id);
    for (const FlowChild &child : moving.children) {
        const QueueState *childQueue = context.book.find(child.job.queue);
        qint64 number = childQueue ? numberOf(context, childQueue->qid, child.job.id) : 0;
        if (number == 0) { // it was removed: its name and its outcome are left
            Query known = context.db.query("SELECT child FROM kin WHERE parent = ? AND queue = ? AND id = ?", parent, child.job.queue.value, IdKey(child.job.id));
            number = known.step() ? known.integer(0) : context.book.nextInSequence();
        }
        context.db.run("INSERT OR REPLACE INTO kin VALUES(?, ?, ?, ?, ?, ?)", parent, int(child.kin), number, child.job.queue.value, IdKey(child.job.id),
                       child.outcome.isEmpty() ? QByteArray() : child.outcome.toUtf8());
    }
}

} // namespace

Result<qint64> takeIn(WriteContext &context, const QueueName &queueName, const QList<MovingJob> &jobs)
{
    QueueState &queue = context.book.need(queueName);
    qint64 added = 0;
    for (const MovingJob &moving : jobs) {
        if (moving.job.row.state == JobState::Active || moving.job.row.state == JobState::Unknown)
            return Error{Error::Code::Conflict, u"a job that runs cannot be moved"_s};
        if (moving.job.row.priority < 0 && !moving.job.row.finishedAt) // only others can make one
            return Error{Error::Code::Invalid, u"%1: job %2 has a priority below 0, which a file does not know; give it another with `trato change %1 %2 --priority N`"_s
                                                   .arg(queueName.value, moving.job.row.id.value)};
        added += takeJob(context, queue, moving) ? 1 : 0;
        takeChildren(context, queue, moving);
    }
    return added;
}

Result<QList<ForeignFields>> foreignOf(Connection &db, const QueueName &queue, const QList<JobId> &ids)
{
    QList<ForeignFields> all;
    for (const JobId &id : ids) {
        ForeignFields fields;
        Query query = db.query("SELECT j.options, s.failAtOnce FROM job j JOIN queue q ON q.qid = j.qid LEFT JOIN side s ON s.jid = j.jid "
                               "WHERE q.name = ? AND j.id = ?", queue.value, IdKey(id));
        if (query.step()) {
            fields = unpackForeign(query.bytes(0));
            if (const QString why = query.text(1); !why.isEmpty())
                fields.insert(deferredFailure, why.toUtf8());
        }
        all.append(std::move(fields));
    }
    return all;
}

Result<QStringList> logsOf(Connection &db, const QueueName &queue, const JobId &id, qint64 from, int limit)
{
    QStringList lines;
    Query query = db.query("SELECT l.words FROM log l JOIN job j ON j.jid = l.jid JOIN queue q ON q.qid = j.qid WHERE q.name = ? AND j.id = ? "
                           "ORDER BY l.line LIMIT ? OFFSET ?", queue.value, IdKey(id), qint64(limit), from);
    while (query.step())
        lines.append(query.text(0));
    return lines;
}

Result<qint64> lastIdOf(Connection &db, const QueueName &queue)
{
    Query query = db.query("SELECT lastId FROM queue WHERE name = ?", queue.value);
    return query.step() ? query.integer(0) : 0;
}

Result<Done> raiseLastId(WriteContext &context, const QueueName &queueName, qint64 lastId)
{
    QueueState &queue = context.book.need(queueName);
    queue.lastId = std::max(queue.lastId, lastId);
    return Done{};
}

Result<QList<Fence>> fencesAfter(Connection &db, const QString &key, int limit)
{
    QList<Fence> found;
    Query query = db.query("SELECT name, state, engine, token, since FROM fence WHERE name > ? ORDER BY name LIMIT ?", key, limit);
    while (query.step())
        found.append({query.text(0), Fence::State(query.integer(1)), query.text(2), query.bytes(3), fromMs(query.integer(4))});
    return found;
}

Result<Done> takeFences(WriteContext &context, const QList<Fence> &fences)
{
    for (const Fence &fence : fences)
        context.db.run("INSERT OR IGNORE INTO fence VALUES(?, ?, ?, ?, ?)", fence.key, int(fence.state), fence.engine, fence.token, fence.since);
    return Done{};
}

} // namespace trato::sqlite
