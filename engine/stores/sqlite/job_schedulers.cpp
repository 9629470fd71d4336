#include "engine/queue/queue_schedules.h"
#include "engine/stores/sqlite/job_places.h"
#include "engine/stores/sqlite/operations.h"
#include "engine/stores/sqlite/queries.h"
#include "engine/stores/sqlite/take_in.h"

/// Schedules that queues keep (bullmq-format 3.12). A run's id names its schedule and its instant, as in BullMQ.
namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

constexpr Millis firstRetry = Seconds(2);
constexpr int mostInstantsTaken = 32;
const QString runPrefix = u"repeat:"_s;

using Kept = MovingScheduler;

struct Run {
    QString scheduler{};
    Instant at{};
};

JobId runOf(const QString &scheduler, Instant at) { return {runPrefix + scheduler + u':' + QString::number(toMs(at))}; }

std::optional<Run> runIn(const JobId &id)
{
    const qsizetype colon = id.value.lastIndexOf(u':');
    if (!id.value.startsWith(runPrefix) || colon < runPrefix.size())
        return std::nullopt;
    return Run{id.value.mid(runPrefix.size(), colon - runPrefix.size()), fromMs(QStringView(id.value).mid(colon + 1).toLongLong())};
}

// The columns stand in the order of `readKept`.
constexpr const char *keptColumns = "SELECT s.id, s.name, s.data, s.options, s.every, s.pattern, s.zone, s.most, s.starts, s.ends, s.next, s.planned, s.counted";

Kept readKept(const Query &row, const QueueName &queue)
{
    const auto moment = [&row](int column) { return row.isNull(column) ? std::nullopt : std::optional(fromMs(row.integer(column))); };
    Kept kept{.options = unpackOptions(row.bytes(3), 0, {}, true), .foreign = unpackForeign(row.bytes(3)).value("opts")};
    kept.scheduler = {.queue = queue, .id = row.text(0), .jobName = row.text(1), .data = {row.bytes(2)}, .pattern = row.text(5), .zone = row.text(6),
                      .every = Millis(row.integer(4)), .limit = row.integer(7), .starts = moment(8), .ends = moment(9),
                      .attempts = kept.options.attempts, .next = fromMs(row.integer(10)), .planned = row.integer(11), .counted = row.integer(12)};
    return kept;
}

std::optional<Kept> find(WriteContext &context, const QueueState &queue, const QString &id)
{
    static const QByteArray sql = QByteArray(keptColumns) + " FROM jobScheduler s WHERE s.qid = ? AND s.id = ?";
    Query row = context.db.query(sql.constData(), queue.qid, id);
    return row.step() ? std::optional(readKept(row, queue.name)) : std::nullopt;
}

QByteArray optionsIn(const Kept &kept)
{
    const QByteArray packed = packOptions(kept.options);
    return kept.foreign.isEmpty() ? packed : packForeign(packed, {{"opts", kept.foreign}});
}

void store(WriteContext &context, const QueueState &queue, const Kept &kept)
{
    const JobScheduler &s = kept.scheduler;
    Query row = context.db.query("INSERT OR REPLACE INTO jobScheduler(qid, id, name, data, options, every, pattern, zone, most, next, planned, counted, starts, ends) "
                                 "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                 queue.qid, s.id, s.jobName, s.data.utf8, optionsIn(kept), qint64(s.every.count()), s.pattern, s.zone, s.limit,
                                 s.next, s.planned, s.counted);
    s.starts ? row.bind(*s.starts) : row.bind(Null());
    s.ends ? row.bind(*s.ends) : row.bind(Null());
    row.run();
}

/// Notes that the next run is `at`, and makes its job, which waits for `least` anyway. False when its id is taken: nothing is noted
/// then.
bool plan(WriteContext &context, QueueState &queue, Kept kept, Instant at, Millis least = Millis(0))
{
    NewJob job{queue.name, kept.scheduler.jobName, kept.scheduler.data, kept.options};
    job.options.timestamp = context.now;
    job.options.delay = std::max(least, at - context.now);
    if (addOne(context, job, {.id = runOf(kept.scheduler.id, at), .isRun = true}).duplicate)
        return false;
    kept.scheduler.next = at;
    store(context, queue, kept);
    return true;
}

bool isPending(JobState state) { return state == JobState::Delayed || state == JobState::Waiting || state == JobState::Prioritized; }

/// The run that it has planned, if that has not begun.
std::optional<FoundJob> pendingRun(WriteContext &context, const QueueState &queue, const JobScheduler &scheduler)
{
    auto job = findJob(context, queue, runOf(scheduler.id, scheduler.next));
    return job && isPending(job->state) ? job : std::nullopt;
}

bool isSameRule(const JobScheduler &a, const JobScheduler &b)
{
    return a.every == b.every && (a.every > Millis(0) || (a.pattern == b.pattern && a.zone == b.zone && a.starts == b.starts));
}

/// When its next run is due (bullmq-format 3.12.3): what is planned stays while the rule is the same.
Instant nextOf(const JobScheduler &wanted, const std::optional<Kept> &old, bool isPlanned, std::optional<Instant> first, Instant now)
{
    const bool same = old && isSameRule(wanted, old->scheduler);
    if (same && isPlanned)
        return old->scheduler.next;
    if (first)
        return *first;
    if (!same)
        return std::max(now, wanted.starts.value_or(now));
    JobScheduler endless = old->scheduler;
    endless.limit = 0;
    endless.ends.reset();
    return afterNext(endless, now).value_or(now);
}

} // namespace

Result<JobScheduler> upsertScheduler(WriteContext &context, const JobScheduler &wanted)
{
    const auto first = firstOf(wanted, context.now);
    if (!first)
        return first.error();
    QueueState &queue = context.book.need(wanted.queue);
    const std::optional<Kept> old = find(context, queue, wanted.id);
    auto planned = old ? pendingRun(context, queue, old->scheduler) : std::nullopt;
    Instant at = nextOf(wanted, old, planned.has_value(), first.value(), context.now);
    for (int step = 0; !(planned && at == old->scheduler.next) && findJob(context, queue, runOf(wanted.id, at)); ++step, at += wanted.every)
        if (wanted.every <= Millis(0) || step >= mostInstantsTaken)
            return Error{Error::Code::Conflict, u"schedule.instant_taken"_s};
    if (planned) {
        takeOut(context, queue, *planned);
        erase(context, queue, planned->jid, planned->id, planned->flags);
    }
    Kept kept{.scheduler = wanted, .options = old ? old->options : JobOptions(), .foreign = old ? old->foreign : QByteArray()};
    kept.options.attempts = wanted.attempts;
    if (wanted.attempts > 1 && kept.options.backoff == Backoff())
        kept.options.backoff = {.kind = Backoff::Kind::Exponential, .delay = firstRetry};
    kept.scheduler.planned = old ? old->scheduler.planned : 1;
    kept.scheduler.counted = 1;
    if (!plan(context, queue, kept, at))
        return Error{Error::Code::Conflict, u"schedule.instant_taken"_s};
    kept.scheduler.next = at;
    return kept.scheduler;
}

Result<Done> removeScheduler(WriteContext &context, const QueueName &queueName, const QString &id)
{
    QueueState *queue = context.book.find(queueName);
    const auto kept = queue ? find(context, *queue, id) : std::nullopt;
    if (!kept)
        return Error{Error::Code::NotFound, u"schedule.missing"_s};
    if (auto run = pendingRun(context, *queue, kept->scheduler); run && run->state == JobState::Delayed) {
        takeOut(context, *queue, *run);
        erase(context, *queue, run->jid, run->id, run->flags);
    }
    context.db.run("DELETE FROM jobScheduler WHERE qid = ? AND id = ?", queue->qid, id);
    return Done{};
}

Result<QList<MovingScheduler>> schedulersFrom(Connection &db, const QueueName &queue, int from, int limit)
{
    QList<MovingScheduler> found;
    static const QByteArray sql = QByteArray(keptColumns) + " FROM jobScheduler s JOIN queue q ON q.qid = s.qid WHERE q.name = ? ORDER BY s.next, s.id "
                                                            "LIMIT ? OFFSET ?";
    Query row = db.query(sql.constData(), queue.value, limit, from);
    while (row.step())
        found.append(readKept(row, queue));
    return found;
}

Result<Done> takeSchedulers(WriteContext &context, const QList<MovingScheduler> &schedulers)
{
    for (Kept kept : schedulers) {
        const QueueState &queue = context.book.need(kept.scheduler.queue);
        if (find(context, queue, kept.scheduler.id))
            continue;
        context.db.run("UPDATE job SET flags = flags | ? WHERE qid = ? AND id = ?", int(RunFlag), queue.qid,
                       IdKey(runOf(kept.scheduler.id, kept.scheduler.next)));
        kept.options.attempts = kept.scheduler.attempts;
        store(context, queue, kept);
    }
    return Done{};
}

void planNextRun(WriteContext &context, QueueState &queue, const JobId &claimed)
{
    const auto run = runIn(claimed);
    auto kept = run ? find(context, queue, run->scheduler) : std::nullopt;
    if (!kept || kept->scheduler.next != run->at)
        return;
    // Not ready at once: the answer that is on its way tells when there is work, and counts what is delayed only.
    constexpr Millis least(1);
    Kept next = *kept;
    ++next.scheduler.planned;
    ++next.scheduler.counted;
    for (int step = 0; step < mostInstantsTaken; ++step) { // an instant may have had its job already, by another rule or by hand
        const auto at = afterNext(kept->scheduler, context.now);
        if (!at || plan(context, queue, next, *at, least))
            return;
        kept->scheduler.next = *at;
    }
}

bool hasScheduler(WriteContext &context, const QueueState &queue, const JobId &id, int flags)
{
    const auto run = flags & RunFlag ? runIn(id) : std::nullopt;
    return run && find(context, queue, run->scheduler);
}

bool isPlannedRun(WriteContext &context, const QueueState &queue, const JobId &id, int flags)
{
    const auto run = flags & RunFlag ? runIn(id) : std::nullopt;
    const auto kept = run ? find(context, queue, run->scheduler) : std::nullopt;
    return kept && kept->scheduler.next == run->at;
}

Result<QList<JobScheduler>> jobSchedulers(Connection &db)
{
    QList<JobScheduler> all;
    static const QByteArray sql = QByteArray(keptColumns) + ", q.name FROM jobScheduler s JOIN queue q ON q.qid = s.qid ORDER BY q.name, s.next, s.id";
    Query row = db.query(sql.constData());
    while (row.step())
        all.append(readKept(row, {row.text(13)}).scheduler);
    return all;
}

} // namespace trato::sqlite
