#include "engine/stores/sqlite/ties.h"

#include "engine/stores/job_input.h"
#include "engine/stores/sqlite/job_places.h"

namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

struct Kin {
    qint64 jid = 0;
    QueueName queue{};
    JobId id{};
};

std::optional<Kin> kinOf(Query query)
{
    return query.step() ? std::optional(Kin{query.integer(0), {query.text(1)}, query.id(2)}) : std::nullopt;
}

std::optional<Kin> jobNumbered(WriteContext &context, qint64 jid)
{
    return kinOf(context.db.query("SELECT j.jid, q.name, j.id FROM job j JOIN queue q ON q.qid = j.qid WHERE j.jid = ?", jid));
}

std::vector<Kin> childrenOf(WriteContext &context, qint64 parent, bool onlyPending)
{
    std::vector<Kin> children;
    Query query = context.db.query("SELECT child, queue, id FROM kin WHERE parent = ? AND kind <= ?", parent, onlyPending ? 0 : int(ChildState::Processed));
    while (query.step())
        children.push_back({query.integer(0), {query.text(1)}, query.id(2)});
    return children;
}

bool anyOf(WriteContext &context, qint64 parent, ChildState kind)
{
    Query query = context.db.query("SELECT 1 FROM kin WHERE parent = ? AND kind = ? LIMIT 1", parent, int(kind));
    return query.step();
}

/// The job as it stands, with its queue; null when it is gone.
struct Standing {
    QueueState *queue = nullptr;
    std::optional<FoundJob> job{};
};
Standing stand(WriteContext &context, const Kin &kin)
{
    Standing found{context.book.find(kin.queue)};
    if (found.queue)
        found.job = findJob(context, *found.queue, kin.id);
    return found;
}

/// B17: it becomes ready, or delayed if it was added so and not `undelayed`.
void release(WriteContext &context, QueueState &queue, FoundJob &job, bool undelayed)
{
    takeOut(context, queue, job);
    const qint64 delay = job.due - toMs(job.created);
    job.side.due.reset();
    if (delay > 0 && !undelayed)
        putDelayed(context, queue, job, toMs(context.now) + delay);
    else
        putReady(context, queue, job, job.priority ? End::Back : End::Front);
}

/// BullMQ's `defa`: whoever claims the parent next fails it.
void failParent(WriteContext &context, qint64 parent, const QString &why)
{
    const auto kin = jobNumbered(context, parent);
    auto [queue, job] = kin ? stand(context, *kin) : Standing{};
    if (!job || job->state == JobState::Failed)
        return;
    job->side.failAtOnce = why;
    if (job->state == JobState::WaitingChildren || job->state == JobState::Delayed)
        return release(context, *queue, *job, job->state == JobState::Delayed);
    if (!job->side.exists && job->state == JobState::Completed)
        job->side.made = job->side.starts = 1;
    storeSide(context, *job);
}

void releaseParent(WriteContext &context, qint64 parent)
{
    const auto kin = jobNumbered(context, parent);
    auto [queue, job] = kin ? stand(context, *kin) : Standing{};
    if (job && job->state == JobState::WaitingChildren)
        release(context, *queue, *job, false);
}

/// Turns a child that is pending into `kind`; its parent, or 0 when it was not pending.
qint64 turn(WriteContext &context, qint64 child, ChildState kind, const QByteArray &outcome)
{
    Query query = context.db.query("UPDATE kin SET kind = ?, outcome = ? WHERE child = ? AND kind = 0 RETURNING parent", int(kind), outcome, child);
    const qint64 parent = query.step() ? query.integer(0) : 0;
    query.run();
    return parent;
}

qint64 untie(WriteContext &context, qint64 child)
{
    Query query = context.db.query("DELETE FROM kin WHERE child = ? AND kind = 0 RETURNING parent", child);
    const qint64 parent = query.step() ? query.integer(0) : 0;
    query.run();
    return parent;
}

void addFlag(WriteContext &context, const QueueState &queue, const FoundJob &job, JobFlag flag)
{
    (void)context.book.leased().take(queue.qid, job.id); // it knows the flags as they were
    context.db.run("UPDATE job SET flags = flags | ? WHERE jid = ?", int(flag), job.jid);
}

} // namespace

Result<Done> tie(WriteContext &context, const QueueState &queue, const JobId &id, const JobOptions &options)
{
    auto [parentQueue, parent] = stand(context, {0, options.parent->queue, options.parent->id});
    if (!parent)
        return missingParent();
    const auto child = findJob(context, queue, id);
    if (!child)
        return missingParent();
    {
        Query query = context.db.query("SELECT k.parent FROM kin k JOIN job j ON j.jid = k.parent WHERE k.child = ?", child->jid);
        if (query.step() && query.integer(0) != parent->jid)
            return otherParent();
    }
    addFlag(context, *parentQueue, *parent, ParentFlag);
    addFlag(context, queue, *child, ChildFlag);
    JobOptions own = optionsOf(context, *child);
    own.parent = options.parent;
    own.onFailure = options.onFailure;
    ForeignFields foreign;
    {
        Query query = context.db.query("SELECT options FROM job WHERE jid = ?", child->jid);
        if (query.step())
            foreign = unpackForeign(query.bytes(0));
    }
    context.db.run("UPDATE job SET options = ? WHERE jid = ?", packForeign(packOptions(own), foreign), child->jid);
    const bool completed = child->state == JobState::Completed;
    QByteArray outcome;
    if (completed) {
        Query result = context.db.query("SELECT result FROM finished WHERE jid = ?", child->jid);
        outcome = result.step() ? result.bytes(0) : QByteArray();
    }
    context.db.run("DELETE FROM kin WHERE child = ?", child->jid);
    context.db.run("INSERT INTO kin VALUES(?, ?, ?, ?, ?, ?)", parent->jid, int(completed ? ChildState::Processed : ChildState::Pending), child->jid,
                   queue.name.value, IdKey(id), outcome);
    return Done{};
}

SettleCode mayComplete(WriteContext &context, const FoundJob &job)
{
    if (anyOf(context, job.jid, ChildState::Pending))
        return SettleCode::ChildrenWait;
    return anyOf(context, job.jid, ChildState::Failed) ? SettleCode::ChildFailed : SettleCode::Done;
}

void childEnded(WriteContext &context, const QueueState &queue, const FoundJob &job, bool failed, const QByteArray &result, const QString &reason)
{
    if (!failed) {
        if (const qint64 parent = turn(context, job.jid, ChildState::Processed, result))
            releaseIfDone(context, parent);
        return;
    }
    switch (optionsOf(context, job).onFailure) {
    case ChildFailure::Wait:
        return;
    case ChildFailure::Fail:
        if (const qint64 parent = turn(context, job.jid, ChildState::Failed, {}))
            failParent(context, parent, u"child %1:%2 failed"_s.arg(queue.name.value, job.id.value));
        return;
    case ChildFailure::Continue:
        if (const qint64 parent = turn(context, job.jid, ChildState::Ignored, reason.toUtf8()))
            releaseParent(context, parent);
        return;
    case ChildFailure::Ignore:
        if (const qint64 parent = turn(context, job.jid, ChildState::Ignored, reason.toUtf8()))
            releaseIfDone(context, parent);
        return;
    case ChildFailure::Remove:
        if (const qint64 parent = untie(context, job.jid))
            releaseIfDone(context, parent);
        return;
    }
}

void childRetried(WriteContext &context, const FoundJob &job)
{
    context.db.run("UPDATE kin SET kind = 0, outcome = NULL WHERE child = ? AND kind > 0", job.jid);
}

void releaseIfDone(WriteContext &context, qint64 parent)
{
    if (!anyOf(context, parent, ChildState::Pending))
        releaseParent(context, parent);
}

void releaseIfDone(WriteContext &context, const JobRef &parent)
{
    if (const auto [queue, job] = stand(context, {0, parent.queue, parent.id}); job)
        releaseIfDone(context, job->jid);
}

bool childLeased(WriteContext &context, qint64 parent)
{
    for (const Kin &child : childrenOf(context, parent, true)) {
        const auto [queue, job] = stand(context, child);
        if (job && job->state == JobState::Active && job->leaseUntil > toMs(context.now))
            return true;
        if (job && (job->flags & ParentFlag) && childLeased(context, job->jid))
            return true;
    }
    return false;
}

void removeChildren(WriteContext &context, qint64 parent)
{
    for (const Kin &child : childrenOf(context, parent, false)) {
        auto [queue, job] = stand(context, child);
        if (!job || job->jid != child.jid || (job->state == JobState::Active && job->leaseUntil > toMs(context.now)))
            continue;
        if (job->flags & ParentFlag)
            removeChildren(context, job->jid);
        takeOut(context, *queue, *job);
        erase(context, *queue, job->jid, job->id, job->flags & ~ChildFlag); // what it is tied to goes as well
    }
}

void removeWaitingParents(WriteContext &context, QueueState &queue, qint64 child)
{
    const qint64 parent = untie(context, child);
    if (!parent || anyOf(context, parent, ChildState::Pending))
        return;
    const auto kin = jobNumbered(context, parent);
    if (!kin || kin->queue != queue.name)
        return releaseParent(context, parent);
    auto [home, job] = stand(context, *kin);
    if (!job || job->state != JobState::WaitingChildren)
        return;
    takeOut(context, *home, *job);
    if (job->flags & ChildFlag)
        removeWaitingParents(context, queue, job->jid);
    erase(context, *home, job->jid, job->id, job->flags & ~ChildFlag);
}

void loosen(WriteContext &context, qint64 jid, int flags, bool trimmed)
{
    if ((flags & DedupFlag) && !trimmed)
        context.db.run("DELETE FROM held WHERE jid = ?", jid);
    if (flags & ChildFlag)
        if (const qint64 parent = untie(context, jid))
            releaseIfDone(context, parent);
    if (flags & ParentFlag)
        context.db.run("DELETE FROM kin WHERE parent = ?", jid);
}

} // namespace trato::sqlite
