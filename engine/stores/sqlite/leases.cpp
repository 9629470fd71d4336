#include "engine/stores/sqlite/job_attempts.h"
#include "engine/stores/sqlite/job_places.h"
#include "engine/stores/sqlite/operations.h"

namespace trato::sqlite {

using namespace Qt::StringLiterals;

LeasesFound allLeases(Connection &db)
{
    LeasesFound leases;
    Query query = db.query("SELECT jid, leaseUntil FROM active");
    while (query.step())
        leases.emplace(query.integer(0), query.integer(1));
    return leases;
}

Result<QList<LeaseRef>> extendLeases(WriteContext &context, const QList<LeaseRef> &held, Millis lease)
{
    QList<LeaseRef> lost;
    for (const LeaseRef &ref : held) {
        const QueueState *queue = context.book.find(ref.queue);
        if (queue)
            (void)context.book.leased().take(queue->qid, ref.id);
        if (queue)
            context.db.run("UPDATE active SET leaseUntil = ? WHERE jid = (SELECT jid FROM job WHERE qid = ? AND id = ?) "
                           "AND token = ? AND leaseUntil > ?",
                           context.now + lease, queue->qid, IdKey(ref.id), ref.token.isNull() ? QByteArray("") : ref.token, context.now);
        if (!queue || context.db.changes() == 0)
            lost.append(ref);
    }
    return lost;
}

Result<QList<JobId>> recoverStalled(WriteContext &context, const QueueName &queueName, int maxStalled)
{
    QList<JobId> recovered;
    QueueState *queue = context.book.find(queueName);
    if (!queue || !queue->counts.active)
        return recovered;
    {
        // The oldest one is put back last, so it is the first to run again.
        Query query = context.db.query("SELECT j.id, a.jid, a.leaseUntil FROM active a JOIN job j ON j.jid = a.jid WHERE a.qid = ? "
                                       "AND a.leaseUntil <= ? ORDER BY a.started DESC, a.jid DESC",
                                       queue->qid, context.leasesFound.empty() ? toMs(context.now) : never);
        while (query.step()) {
            const auto found = context.leasesFound.find(query.integer(1));
            const bool leftBehind = found != context.leasesFound.end() && found->second == query.integer(2); // and not renewed
            if (leftBehind || query.integer(2) <= toMs(context.now))
                recovered.append(query.id(0));
        }
    }
    for (const JobId &id : recovered) {
        auto job = findJob(context, *queue, id, true);
        if (!job)
            break;
        takeOut(context, *queue, *job);
        const qint64 end = std::clamp(job->leaseUntil, job->started, std::max(toMs(context.now), job->started));
        job->side.attempts = appendAttempt(job->side.attempts, attemptOf(*job, JobAttempt::Outcome::Stalled, end, {}));
        ++job->side.starts;
        if (++job->side.stalled > maxStalled && !hasScheduler(context, *queue, job->id, job->flags)) // which goes on
            job->side.failAtOnce = u"job stalled more than allowable limit"_s; // bullmq-format 3.11
        putReady(context, *queue, *job, End::Front);
    }
    std::reverse(recovered.begin(), recovered.end());
    return recovered;
}

} // namespace trato::sqlite
