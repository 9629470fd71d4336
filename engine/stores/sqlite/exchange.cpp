#include "engine/stores/sqlite/job_attempts.h"
#include "engine/stores/sqlite/job_places.h"
#include "engine/stores/sqlite/operations.h"
#include "engine/stores/sqlite/ties.h"

namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostClaimsAWant = 1000;
constexpr int leastPromoted = 100;         ///< of due jobs by one claim, so that a backlog does not hold up what is urgent
constexpr qint64 mostTrimmedByAge = 1000;  // bullmq-format 3.7
constexpr qint64 minuteMs = 60'000;

void trimOldest(WriteContext &context, QueueState &queue, JobState state, qint64 finishedUpTo, qint64 limit)
{
    struct Old {
        qint64 jid;
        JobId id;
        int flags;
    };
    std::vector<Old> old;
    {
        Query query = context.db.query("SELECT f.jid, j.id, j.flags FROM finished f JOIN job j ON j.jid = f.jid WHERE f.qid = ? AND f.failed = ? "
                                       "AND f.finishedAt <= ? ORDER BY f.finishedAt, f.jid LIMIT ?",
                                       queue.qid, state == JobState::Failed, finishedUpTo, limit);
        while (query.step())
            old.push_back({query.integer(0), query.id(1), int(query.integer(2))});
    }
    for (const auto &[jid, id, flags] : old) {
        context.db.run("DELETE FROM finished WHERE jid = ?", jid);
        --queue.count(state);
        erase(context, queue, jid, id, flags, true);
    }
}

/// What the end of a job does to others, before it is told itself (bullmq-format 3.6).
void settleTies(WriteContext &context, QueueState &queue, const FoundJob &job, const Settlement &how)
{
    if (job.flags & DedupFlag)
        endDeduplication(context, queue, job);
    if (job.flags & ChildFlag)
        childEnded(context, queue, job, how.kind == Settlement::Kind::Fail, how.result, how.reason);
}

void finish(WriteContext &context, QueueState &queue, FoundJob &job, const Settlement &how)
{
    const bool failed = how.kind == Settlement::Kind::Fail;
    const JobState state = failed ? JobState::Failed : JobState::Completed;
    KeepRule keep = how.keep;
    if (job.flags & KeepRuleFlag) {
        const JobOptions options = optionsOf(context, job);
        keep = (failed ? options.keepFailed : options.keepCompleted).value_or(keep);
    }
    takeOut(context, queue, job);
    if (job.flags & TieFlags)
        settleTies(context, queue, job, how);
    queue.countFinished(toMs(context.now) / minuteMs, failed);
    context.changed(queue, job.id, state);
    if (keep.count == 0) {
        erase(context, queue, job.jid, job.id, job.flags, true);
        return;
    }
    context.rows.insert(GatheredRows::Finished{job.jid, queue.qid, failed, toMs(context.now), job.started, context.rows.utf8(job.worker),
                                               failed ? QByteArray() : how.result});
    ++queue.count(state);
    if (failed || job.side.exists) {
        ++job.side.made;
        ++job.side.starts;
        job.side.failAtOnce.clear();
        job.side.place.reset();
        job.side.due.reset();
        if (failed) {
            job.side.reason = how.reason.isNull() ? u""_s : how.reason;
            job.side.trace = appendTrace(job.side.trace, how.trace);
        }
        storeSide(context, job);
    }
    if (keep.age > Seconds(0))
        trimOldest(context, queue, state, toMs(context.now - keep.age), mostTrimmedByAge);
    if (keep.count > 0 && queue.count(state) > keep.count)
        trimOldest(context, queue, state, never, queue.count(state) - keep.count);
}

/// The queue's own maximum counts before the worker's, the worker's window before the queue's (bullmq-format E27).
RateLimit rateOf(const QueueState &queue, const Want &want)
{
    return {queue.limits.max > 0 ? queue.limits.max : want.rate.max, want.rate.window > Millis(0) ? want.rate.window : queue.limits.window};
}

/// When the queue gets work by itself, as far as this want can tell.
qint64 nextWake(WriteContext &context, const QueueState &queue, const Want &want)
{
    if (queue.paused)
        return never;
    qint64 at = never;
    if (queue.counts.delayed) {
        Query query = context.db.query("SELECT min(due) FROM delayed WHERE qid = ?", queue.qid);
        if (query.step() && !query.isNull(0))
            at = query.integer(0);
    }
    const RateLimit rate = rateOf(queue, want);
    const bool limited = rate.max > 0 && queue.rateCount >= rate.max && queue.rateEnds > toMs(context.now);
    if (limited)
        at = queue.counts.waiting + queue.counts.prioritized > 0 ? queue.rateEnds : at == never ? never : std::max(at, queue.rateEnds);
    return at;
}

/// How many jobs the rate limit allows now (bullmq-format 3.0 B12: a window begins with its first job).
qint64 allowedByRate(WriteContext &context, QueueState &queue, const RateLimit &rate, qint64 limit)
{
    if (rate.max <= 0)
        return limit;
    if (queue.rateEnds <= toMs(context.now))
        queue.rateCount = 0;
    return std::clamp<qint64>(rate.max - queue.rateCount, 0, limit);
}

void claim(WriteContext &context, QueueState &queue, const Want &want, QList<ClaimedJob> &out)
{
    const int wanted = std::clamp(want.limit, 0, mostClaimsAWant);
    promoteDue(context, queue, std::max(wanted, leastPromoted));
    const RateLimit rate = rateOf(queue, want);
    qint64 limit = allowedByRate(context, queue, rate, wanted);
    if (queue.limits.concurrency > 0)
        limit = std::clamp<qint64>(queue.limits.concurrency - queue.counts.active, 0, limit);
    if (queue.paused || limit == 0 || queue.counts.waiting + queue.counts.prioritized == 0)
        return;
    struct Taken {
        qint64 priority;
        qint64 place;
        qint64 jid;
    };
    std::vector<Taken> taken;
    QList<JobId> runs; ///< of schedules
    taken.reserve(size_t(std::min(limit, queue.counts.waiting + queue.counts.prioritized)));
    out.reserve(out.size() + qsizetype(taken.capacity()));
    qint64 counted = 0;
    const qint64 until = toMs(context.now + want.lease);
    const QByteArray token = want.token.isNull() ? QByteArray("") : want.token;
    {
        Query query = context.db.query(
            "SELECT r.priority, r.place, j.jid, j.id, j.name, j.created, j.options, j.data, j.flags, j.due, s.made, s.starts, "
            "s.stalled, s.failAtOnce FROM ready r JOIN job j ON j.jid = r.jid LEFT JOIN side s ON s.jid = r.jid WHERE r.qid = ? "
            "ORDER BY r.priority, r.place LIMIT ?",
            queue.qid, limit);
        QString name;
        QByteArray nameText;
        while (query.step()) {
            taken.push_back({query.integer(0), query.integer(1), query.integer(2)});
            if (query.view(4) != nameText) { // most jobs of a queue have one name
                nameText = query.bytes(4);
                name = QString::fromUtf8(nameText);
            }
            ClaimedJob job;
            job.queue = queue.name;
            job.id = query.id(3);
            job.name = name;
            job.createdAt = fromMs(query.integer(5));
            job.options = unpackOptions(query.bytes(6), int(query.integer(0)), job.id, query.isInteger(3));
            job.data = query.bytes(7);
            job.token = token;
            job.attemptsStarted = 1;
            if (!query.isNull(10)) {
                job.attemptsMade = int(query.integer(10));
                job.attemptsStarted = int(query.integer(11)) + 1;
                job.stalledCount = int(query.integer(12));
                job.failAtOnce = query.text(13);
            } else {
                context.book.leased().put(queue.qid, {.jid = query.integer(2), .id = job.id, .priority = int(query.integer(0)),
                                                      .flags = int(query.integer(8)), .created = job.createdAt, .due = query.integer(9),
                                                      .state = JobState::Active, .token = token, .leaseUntil = until,
                                                      .started = toMs(context.now), .worker = want.worker});
            }
            if (query.integer(8) & RunFlag)
                runs.append(job.id);
            counted += job.failAtOnce.isEmpty() ? 1 : 0;
            context.changed(queue, job.id, JobState::Active);
            out.append(std::move(job));
        }
    }
    // What was claimed is a prefix of the order: one insertion, and one deletion for each priority in it. OR FAIL,
    // because a failed call is taken back as a whole and needs no journal of the statement.
    context.db.run("INSERT OR FAIL INTO active SELECT jid, qid, ?, ?, ?, ? FROM ready WHERE qid = ? ORDER BY priority, place LIMIT ?",
                   token, until, context.now, want.worker, queue.qid, qint64(taken.size()));
    for (size_t i = 0; i < taken.size(); ++i) {
        if (!context.leasesFound.empty())
            context.leasesTaken.push_back(taken[i].jid); // from now on the lease is ours
        --(taken[i].priority ? queue.counts.prioritized : queue.counts.waiting);
        if (i + 1 == taken.size() || taken[i + 1].priority != taken[i].priority)
            context.db.run("DELETE FROM ready WHERE qid = ? AND priority = ? AND place <= ?", queue.qid, taken[i].priority, taken[i].place);
    }
    queue.counts.active += qint64(taken.size());
    for (const JobId &run : std::as_const(runs))
        planNextRun(context, queue, run);
    if (rate.max > 0 && counted > 0) {
        if (queue.rateCount == 0)
            queue.rateEnds = toMs(context.now + rate.window);
        queue.rateCount += counted;
    }
}

} // namespace

SettleCode settle(WriteContext &context, const Settlement &settlement)
{
    QueueState *queue = context.book.find(settlement.queue);
    auto job = queue ? findJob(context, *queue, settlement.id, true) : std::nullopt;
    if (!job)
        return SettleCode::Missing;
    // As BullMQ does, the lease is looked at first (bullmq-format B10): without one nobody holds the job.
    if (job->state != JobState::Active || job->leaseUntil <= toMs(context.now))
        return SettleCode::LeaseGone;
    if (job->token != settlement.token)
        return SettleCode::LeaseTaken;

    using Kind = Settlement::Kind;
    if (settlement.kind == Kind::Complete && (job->flags & ParentFlag))
        if (const SettleCode code = mayComplete(context, *job); code != SettleCode::Done)
            return code;
    if (settlement.kind == Kind::Complete || settlement.kind == Kind::Fail) {
        finish(context, *queue, *job, settlement);
        return SettleCode::Done;
    }
    takeOut(context, *queue, *job);
    if (settlement.kind != Kind::Return) { // what was given back did not run
        const bool failed = settlement.kind == Kind::Retry;
        const auto outcome = failed ? JobAttempt::Outcome::Failed : JobAttempt::Outcome::Delayed;
        const JobAttempt ended = attemptOf(*job, outcome, toMs(context.now), failed ? settlement.reason : QString());
        job->side.attempts = appendAttempt(job->side.attempts, ended);
    }
    ++job->side.starts;
    if (settlement.kind == Kind::Retry) {
        ++job->side.made;
        job->side.reason = settlement.reason.isNull() ? u""_s : settlement.reason;
        job->side.trace = appendTrace(job->side.trace, settlement.trace);
    }
    if (settlement.kind == Kind::Return)
        putReady(context, *queue, *job, End::Front);
    else if (settlement.delay > Millis(0))
        putDelayed(context, *queue, *job, toMs(context.now + settlement.delay));
    else
        putReady(context, *queue, *job, job->lifo() ? End::Front : End::Back);
    return SettleCode::Done;
}

Result<Exchanged> exchange(WriteContext &context, const Exchange &order)
{
    Exchanged result;
    result.codes.reserve(order.settled.size());
    for (const Settlement &settlement : order.settled)
        result.codes.append(settle(context, settlement));
    qint64 wake = never;
    for (const Want &want : order.wants) {
        QueueState &queue = context.book.need(want.queue);
        claim(context, queue, want, result.claimed);
        context.wakes.removeOne(queue.name); // this answer tells it
        queue.told = nextWake(context, queue, want);
        wake = std::min(wake, queue.told);
    }
    if (wake != never)
        result.nextWake = fromMs(wake);
    return result;
}

} // namespace trato::sqlite
