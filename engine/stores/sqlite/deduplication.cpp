#include "engine/stores/sqlite/job_places.h"
#include "engine/stores/sqlite/operations.h"
#include "engine/stores/sqlite/ties.h"

namespace trato::sqlite {
namespace {

struct Held {
    qint64 jid = 0;
    QString holder{};
    std::optional<qint64> until{};
    QString nextId{};
    QByteArray next{};         ///< CBOR of a NewJob, or null
};

std::optional<Held> heldBy(WriteContext &context, const QueueState &queue, const QString &name)
{
    Query query = context.db.query("SELECT jid, holder, until, nextId, next FROM held WHERE qid = ? AND name = ?", queue.qid, name);
    if (!query.step())
        return std::nullopt;
    return Held{query.integer(0), query.text(1), query.isNull(2) ? std::nullopt : std::optional(query.integer(2)), query.text(3), query.bytes(4)};
}

void hold(WriteContext &context, const QueueState &queue, const Deduplication &dedup, const JobId &id, qint64 jid, std::optional<qint64> until)
{
    Query query = context.db.query("INSERT OR REPLACE INTO held VALUES(?, ?, ?, ?, ?, NULL, NULL)", queue.qid, dedup.id, jid, id.value);
    until ? query.bind(*until) : query.bind(Null());
    query.run();
}

bool exists(WriteContext &context, qint64 jid)
{
    Query query = context.db.query("SELECT 1 FROM job WHERE jid = ?", jid);
    return query.step();
}

/// The holder makes room, if it is still delayed.
bool replaceHolder(WriteContext &context, QueueState &queue, const JobId &holder)
{
    auto job = findJob(context, queue, holder);
    if (!job || job->state != JobState::Delayed)
        return false;
    takeOut(context, queue, *job);
    erase(context, queue, job->jid, job->id, job->flags & ~DedupFlag);
    return true;
}

} // namespace

std::optional<JobId> deduplicate(WriteContext &context, QueueState &queue, const NewJob &job, const JobId &id, qint64 jid)
{
    const Deduplication &dedup = *job.options.deduplication;
    if (!job.options.jobId.isEmpty() && findJob(context, queue, id))
        return std::nullopt; // a duplicate changes nothing
    const bool timed = dedup.ttl > Millis(0) && !dedup.keepLastIfActive;
    const std::optional<qint64> end = timed ? std::optional(toMs(context.now + dedup.ttl)) : std::nullopt;
    const auto held = heldBy(context, queue, dedup.id);
    const bool over = held && (held->until ? *held->until <= toMs(context.now) : !exists(context, held->jid));
    if (!held || over) {
        hold(context, queue, dedup, id, jid, end);
        return std::nullopt;
    }
    const JobId holder{held->holder};
    if (dedup.keepLastIfActive) {
        if (const auto running = findJob(context, queue, holder); running && running->state == JobState::Active) {
            context.db.run("UPDATE held SET until = NULL, nextId = ?, next = ? WHERE qid = ? AND name = ?", id.value, codec::encode(job).toCbor(),
                           queue.qid, dedup.id);
            return holder;
        }
    }
    if (dedup.replace) {
        if (!replaceHolder(context, queue, holder))
            return holder;
        hold(context, queue, dedup, id, jid, timed && !dedup.extend && held->until ? held->until : end);
        return std::nullopt;
    }
    if (timed && dedup.extend)
        context.db.run("UPDATE held SET until = ? WHERE qid = ? AND name = ?", *end, queue.qid, dedup.id);
    return holder;
}

void holdId(WriteContext &context, const QueueState &queue, const Deduplication &dedup, const JobId &id, qint64 jid, std::optional<qint64> until)
{
    hold(context, queue, dedup, id, jid, until);
}

void endDeduplication(WriteContext &context, QueueState &queue, const FoundJob &job)
{
    const JobOptions options = optionsOf(context, job);
    const auto held = options.deduplication ? heldBy(context, queue, options.deduplication->id) : std::nullopt;
    if (!held)
        return;
    if (held->until ? *held->until <= toMs(context.now) : held->jid == job.jid)
        context.db.run("DELETE FROM held WHERE qid = ? AND name = ?", queue.qid, options.deduplication->id);
    NewJob next;
    if (held->next.isNull() || !codec::decode(QCborValue::fromCbor(held->next), next))
        return;
    next.options.timestamp = context.now;
    addOne(context, next, {.id = JobId{held->nextId}});
}

} // namespace trato::sqlite
