#include "engine/stores/sqlite/job_attempts.h"
#include "engine/stores/sqlite/job_places.h"
#include "engine/stores/sqlite/operations.h"
#include "engine/stores/sqlite/ties.h"

namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

bool isFinished(JobState state)
{
    return state == JobState::Completed || state == JobState::Failed;
}

template <typename Act>
Result<QList<ActCode>> forEach(WriteContext &context, const QueueName &queueName, const JobChoice &jobs, Act act)
{
    QList<ActCode> codes;
    QueueState *queue = context.book.find(queueName);
    for (const JobId &id : jobs.ids) {
        auto job = queue ? findJob(context, *queue, id) : std::nullopt;
        const bool fits = job && (!jobs.only || *jobs.only == job->state);
        codes.append(fits ? act(*queue, *job) : job ? ActCode::WrongState : ActCode::Missing);
    }
    return codes;
}

/// Runs `act` on one job; NotFound when it is missing.
template <typename Act>
Result<Done> onJob(WriteContext &context, const QueueName &queueName, const JobId &id, Act act)
{
    QueueState *queue = context.book.find(queueName);
    auto job = queue ? findJob(context, *queue, id) : std::nullopt;
    if (!job)
        return Error{Error::Code::NotFound, u"no such job"_s};
    return act(*queue, *job);
}

/// A side row created while the job is finished must not forget the attempt that finished it.
void needSide(WriteContext &context, FoundJob &job)
{
    if (job.side.exists)
        return;
    if (isFinished(job.state))
        job.side.made = job.side.starts = 1;
    storeSide(context, job);
}

} // namespace

Result<QList<ActCode>> retryJobs(WriteContext &context, const QueueName &queueName, const JobChoice &jobs)
{
    return forEach(context, queueName, jobs, [&](QueueState &queue, FoundJob &job) {
        if (!isFinished(job.state))
            return ActCode::WrongState;
        takeOut(context, queue, job);
        if (job.flags & ChildFlag)
            childRetried(context, job);
        const bool failed = job.state == JobState::Failed;
        const JobAttempt last = attemptOf(job, failed ? JobAttempt::Outcome::Failed : JobAttempt::Outcome::Completed,
                                          job.finished, failed ? job.side.reason : QString());
        job.side = {.attempts = appendAttempt(job.side.attempts, last)};
        putReady(context, queue, job, job.lifo() ? End::Front : End::Back);
        return ActCode::Done;
    });
}

Result<QList<ActCode>> promoteJobs(WriteContext &context, const QueueName &queueName, const JobChoice &jobs)
{
    return forEach(context, queueName, jobs, [&](QueueState &queue, FoundJob &job) {
        if (job.state != JobState::Delayed)
            return ActCode::WrongState;
        takeOut(context, queue, job);
        job.side.due.reset();
        putReady(context, queue, job, End::Back);
        return ActCode::Done;
    });
}

Result<QList<ActCode>> removeJobs(WriteContext &context, const QueueName &queueName, const JobChoice &jobs)
{
    return forEach(context, queueName, jobs, [&](QueueState &queue, FoundJob &job) {
        if (job.state == JobState::Active && job.leaseUntil > toMs(context.now))
            return ActCode::Leased;
        if (!isFinished(job.state) && isPlannedRun(context, queue, job.id, job.flags))
            return ActCode::WrongState;
        if (job.flags & ParentFlag) {
            if (childLeased(context, job.jid))
                return ActCode::Leased;
            removeChildren(context, job.jid);
        }
        takeOut(context, queue, job);
        erase(context, queue, job.jid, job.id, job.flags);
        return ActCode::Done;
    });
}

Result<Done> changeDelay(WriteContext &context, const QueueName &queueName, const JobId &id, Millis delay)
{
    return onJob(context, queueName, id, [&](QueueState &queue, FoundJob &job) -> Result<Done> {
        if (job.state != JobState::Delayed)
            return Error{Error::Code::Conflict, u"the job is not delayed"_s};
        takeOut(context, queue, job);
        putDelayed(context, queue, job, toMs(context.now + std::max(delay, Millis(0))));
        return Done{};
    });
}

Result<Done> changePriority(WriteContext &context, const QueueName &queueName, const JobId &id, int priority)
{
    return onJob(context, queueName, id, [&](QueueState &queue, FoundJob &job) -> Result<Done> {
        if (isFinished(job.state))
            return Error{Error::Code::Conflict, u"the job is finished"_s};
        const bool ready = job.state == JobState::Waiting || job.state == JobState::Prioritized;
        if (ready)
            takeOut(context, queue, job);
        job.priority = priority;
        context.db.run("UPDATE job SET priority = ? WHERE jid = ?", priority, job.jid);
        if (ready) {
            const auto since = job.side.since.value_or(toMs(job.created)); // it has waited all along
            putReady(context, queue, job, job.lifo() ? End::Front : End::Back);
            context.db.run("UPDATE side SET since = ? WHERE jid = ?", since, job.jid);
        }
        return Done{};
    });
}

Result<Done> changeData(WriteContext &context, const QueueName &queueName, const JobId &id, const QByteArray &json)
{
    return onJob(context, queueName, id, [&](QueueState &, FoundJob &job) -> Result<Done> {
        context.db.run("UPDATE job SET data = ? WHERE jid = ?", json, job.jid);
        return Done{};
    });
}

Result<Done> setProgress(WriteContext &context, const QueueName &queueName, const JobId &id, const QByteArray &json)
{
    return onJob(context, queueName, id, [&](QueueState &, FoundJob &job) -> Result<Done> {
        needSide(context, job);
        context.db.run("UPDATE side SET progress = ? WHERE jid = ?", json, job.jid);
        return Done{};
    });
}

Result<qint64> addLog(WriteContext &context, const QueueName &queueName, const JobId &id, const QString &line)
{
    qint64 count = 0;
    const Result<Done> done = onJob(context, queueName, id, [&](QueueState &, FoundJob &job) -> Result<Done> {
        qint64 first = 1;
        qint64 last = 0;
        {
            Query query = context.db.query("SELECT min(line), max(line) FROM log WHERE jid = ?", job.jid);
            if (query.step() && !query.isNull(0)) {
                first = query.integer(0);
                last = query.integer(1);
            }
        }
        context.db.run("INSERT INTO log VALUES(?, ?, ?)", job.jid, ++last, line);
        if (const int keep = optionsOf(context, job).keepLogs; keep > 0 && last - first + 1 > keep) {
            first = last - keep + 1;
            context.db.run("DELETE FROM log WHERE jid = ? AND line < ?", job.jid, first);
        }
        count = last - first + 1;
        return Done{};
    });
    if (!done)
        return done.error();
    return count;
}

} // namespace trato::sqlite
