#include "engine/stores/sqlite/job_places.h"

#include "engine/stores/sqlite/ties.h"

#include <QCborArray>

namespace trato::sqlite {
namespace {

constexpr qsizetype mostTraces = 10;
constexpr QLatin1String foreignMember("foreign");   ///< in the map of options; none of theirs is called so

std::optional<qint64> maybe(const Query &query, int column)
{
    return query.isNull(column) ? std::nullopt : std::optional(query.integer(column));
}

void readJob(const Query &query, FoundJob &job)
{
    job.jid = query.integer(0);
    job.priority = int(query.integer(1));
    job.flags = int(query.integer(2));
    job.created = fromMs(query.integer(3));
    job.due = query.integer(4);
    if (query.isNull(5))
        return;
    job.side = {true, int(query.integer(5)), int(query.integer(6)), int(query.integer(7)), maybe(query, 8), maybe(query, 9),
                maybe(query, 10), query.text(11), query.text(12), query.bytes(13), query.bytes(14)};
}

void readActive(const Query &query, int from, FoundJob &job)
{
    if (query.isNull(from))
        return;
    job.state = JobState::Active;
    job.token = query.bytes(from);
    job.leaseUntil = query.integer(from + 1);
    job.started = query.integer(from + 2);
    job.worker = query.text(from + 3);
}

} // namespace

std::optional<FoundJob> findJob(WriteContext &context, const QueueState &queue, const JobId &id, bool activeOnly)
{
    auto leased = context.book.leased().take(queue.qid, id); // the caller may change it
    if (activeOnly && leased)
        return leased;
    FoundJob job;
    job.id = id;
    if (activeOnly) {
        Query query = context.db.query(
            "SELECT j.jid, j.priority, j.flags, j.created, j.due, s.made, s.starts, s.stalled, s.place, s.due, s.since, "
            "s.failAtOnce, s.reason, s.trace, s.attempts, a.token, a.leaseUntil, a.started, a.worker FROM job j "
            "LEFT JOIN side s ON s.jid = j.jid LEFT JOIN active a ON a.jid = j.jid WHERE j.qid = ? AND j.id = ?",
            queue.qid, IdKey(id));
        if (!query.step())
            return std::nullopt;
        readJob(query, job);
        readActive(query, 15, job);
        return job;
    }
    Query query = context.db.query(
        "SELECT j.jid, j.priority, j.flags, j.created, j.due, s.made, s.starts, s.stalled, s.place, s.due, s.since, "
        "s.failAtOnce, s.reason, s.trace, s.attempts, a.token, a.leaseUntil, a.started, a.worker, f.failed, f.started, "
        "f.worker, d.jid, r.jid, f.finishedAt FROM job j LEFT JOIN side s ON s.jid = j.jid LEFT JOIN active a ON a.jid = j.jid "
        "LEFT JOIN finished f ON f.jid = j.jid "
        "LEFT JOIN delayed d ON d.qid = j.qid AND d.due = coalesce(s.due, j.due) "
        "AND d.place = coalesce(s.place, iif(j.flags & 1, -j.jid, j.jid)) "
        "LEFT JOIN ready r ON r.qid = j.qid AND r.priority = j.priority "
        "AND r.place = coalesce(s.place, iif(j.flags & 1, -j.jid, j.jid)) WHERE j.qid = ? AND j.id = ?",
        queue.qid, IdKey(id));
    if (!query.step())
        return std::nullopt;
    readJob(query, job);
    readActive(query, 15, job);
    if (!query.isNull(19)) {
        job.state = query.integer(19) ? JobState::Failed : JobState::Completed;
        job.started = query.integer(20);
        job.worker = query.text(21);
        job.finished = query.integer(24);
    } else if (!query.isNull(22)) {
        job.state = JobState::Delayed;
    } else if (!query.isNull(23)) {
        job.state = job.priority ? JobState::Prioritized : JobState::Waiting;
    } else if (job.state == JobState::Unknown && (job.flags & ParentFlag)) {
        Query parked = context.db.query("SELECT 1 FROM waitingChildren WHERE qid = ? AND jid = ?", queue.qid, job.jid);
        if (parked.step())
            job.state = JobState::WaitingChildren;
    }
    return job;
}

JobOptions optionsOf(WriteContext &context, const FoundJob &job)
{
    Query query = context.db.query("SELECT options FROM job WHERE jid = ?", job.jid);
    return unpackOptions(query.step() ? query.bytes(0) : QByteArray(), job.priority, job.id, IdKey(job.id).isNumber);
}

void takeOut(WriteContext &context, QueueState &queue, FoundJob &job)
{
    Connection &db = context.db;
    switch (job.state) {
    case JobState::Waiting:
    case JobState::Prioritized:
        db.run("DELETE FROM ready WHERE qid = ? AND priority = ? AND place = ?", queue.qid, job.priority, job.place());
        break;
    case JobState::Delayed:
        db.run("DELETE FROM delayed WHERE qid = ? AND due = ? AND place = ?", queue.qid, job.dueNow(), job.place());
        break;
    case JobState::Active:
        context.rows.removeActive(job.jid);
        if (queue.limits.concurrency > 0 && queue.counts.waiting + queue.counts.prioritized > 0)
            context.wake(queue, atOnce);
        break;
    case JobState::Completed:
    case JobState::Failed:
        db.run("DELETE FROM finished WHERE jid = ?", job.jid);
        break;
    case JobState::WaitingChildren:
        db.run("DELETE FROM waitingChildren WHERE qid = ? AND jid = ?", queue.qid, job.jid);
        break;
    case JobState::Unknown:
        db.fail({Error::Code::Corrupt, QStringLiteral("a job that stands nowhere")});
        return;
    }
    --queue.count(job.state);
}

void putReady(WriteContext &context, QueueState &queue, FoundJob &job, End end)
{
    const qint64 number = context.book.nextInSequence();
    job.side.place = end == End::Back ? number : -number;
    job.side.since = toMs(context.now);
    job.state = job.priority ? JobState::Prioritized : JobState::Waiting;
    storeSide(context, job);
    context.db.run("INSERT INTO ready VALUES(?, ?, ?, ?)", queue.qid, job.priority, *job.side.place, job.jid);
    ++queue.count(job.state);
    context.changed(queue, job.id, job.state);
    context.wake(queue, atOnce);
}

void putDelayed(WriteContext &context, QueueState &queue, FoundJob &job, qint64 due)
{
    job.side.place = context.book.nextInSequence();
    job.side.due = due;
    job.state = JobState::Delayed;
    storeSide(context, job);
    context.db.run("INSERT INTO delayed VALUES(?, ?, ?, ?)", queue.qid, due, *job.side.place, job.jid);
    ++queue.counts.delayed;
    context.changed(queue, job.id, job.state);
    context.wake(queue, due);
}

void putWaitingChildren(WriteContext &context, QueueState &queue, qint64 jid, const JobId &id)
{
    context.db.run("INSERT INTO waitingChildren VALUES(?, ?)", queue.qid, jid);
    ++queue.counts.waitingChildren;
    context.changed(queue, id, JobState::WaitingChildren);
}

void storeSide(WriteContext &context, const FoundJob &job)
{
    const Side &s = job.side;
    Query query = context.db.query(
        "INSERT INTO side(jid, made, starts, stalled, place, due, since, failAtOnce, reason, trace, attempts) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET made = excluded.made, starts = excluded.starts, "
        "stalled = excluded.stalled, place = excluded.place, due = excluded.due, since = excluded.since, "
        "failAtOnce = excluded.failAtOnce, reason = excluded.reason, trace = excluded.trace, attempts = excluded.attempts",
        job.jid, s.made, s.starts, s.stalled);
    for (const std::optional<qint64> &value : {s.place, s.due, s.since})
        value ? query.bind(*value) : query.bind(Null());
    s.failAtOnce.isEmpty() ? query.bind(Null()) : query.bind(s.failAtOnce);
    s.reason.isNull() ? query.bind(Null()) : query.bind(s.reason);
    query.bind(s.trace);
    query.bind(s.attempts);
    query.run();
}

void erase(WriteContext &context, const QueueState &queue, qint64 jid, const JobId &id, int flags, bool trimmed)
{
    if (flags & TieFlags)
        loosen(context, jid, flags, trimmed);
    context.db.run("DELETE FROM job WHERE jid = ?", jid);
    context.db.run("DELETE FROM side WHERE jid = ?", jid);
    context.db.run("DELETE FROM log WHERE jid = ?", jid);
    context.changed(queue, id, JobState::Unknown);
}

void promoteDue(WriteContext &context, QueueState &queue, qint64 most)
{
    if (!queue.counts.delayed)
        return;
    struct Due {
        qint64 due;
        qint64 jid;
        qint64 priority;
        JobId id;
    };
    std::vector<Due> due;
    qint64 lastDue = 0;
    qint64 lastPlace = 0;
    {
        Query query = context.db.query("SELECT d.due, d.place, j.jid, j.priority, j.id FROM delayed d JOIN job j ON j.jid = d.jid "
                                       "WHERE d.qid = ? AND d.due <= ? ORDER BY d.due, d.place LIMIT ?",
                                       queue.qid, context.now, most);
        while (query.step()) {
            lastDue = query.integer(0);
            lastPlace = query.integer(1);
            due.push_back({lastDue, query.integer(2), query.integer(3), query.id(4)});
        }
    }
    if (due.empty())
        return;
    // What was found is a prefix of the order: one deletion, and per job only what differs.
    context.db.run("DELETE FROM delayed WHERE qid = ? AND (due, place) <= (?, ?)", queue.qid, lastDue, lastPlace);
    for (const Due &job : due) {
        const qint64 place = context.book.nextInSequence();
        context.db.run("INSERT INTO side(jid, place, since) VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET place = excluded.place, "
                       "due = NULL, since = excluded.since", job.jid, place, job.due); // it waits since it is due
        context.db.run("INSERT INTO ready VALUES(?, ?, ?, ?)", queue.qid, job.priority, place, job.jid);
        ++(job.priority ? queue.counts.prioritized : queue.counts.waiting);
        context.changed(queue, job.id, job.priority ? JobState::Prioritized : JobState::Waiting);
    }
    queue.counts.delayed -= qint64(due.size());
    context.wake(queue, atOnce);
}

QByteArray appendTrace(const QByteArray &trace, const QString &entry)
{
    if (entry.isEmpty())
        return trace;
    QCborArray lines = QCborValue::fromCbor(trace).toArray();
    while (lines.size() >= mostTraces)
        lines.removeFirst();
    lines.append(entry);
    return QCborValue(lines).toCbor();
}

QStringList traceLines(const QByteArray &trace)
{
    QStringList out;
    const QCborArray lines = QCborValue::fromCbor(trace).toArray();
    for (const QCborValue &line : lines)
        out.append(line.toString());
    return out;
}

QByteArray packOptions(JobOptions options)
{
    static const JobOptions none;
    options.jobId.clear();
    options.priority = 0;
    if (options == none)
        return {};
    static const QCborMap usual = codec::encode(JobOptions{}).toMap();
    const QCborMap all = codec::encode(options).toMap();
    QCborMap map;
    for (auto it = all.constBegin(); it != all.constEnd(); ++it)
        if (usual.value(it.key()) != QCborValue(it.value()))
            map.insert(it.key(), it.value());
    return QCborValue(map).toCbor();
}

QByteArray packForeign(const QByteArray &packed, const ForeignFields &foreign)
{
    if (foreign.isEmpty())
        return packed;
    QCborMap fields;
    for (auto it = foreign.begin(); it != foreign.end(); ++it)
        fields.insert(QString::fromUtf8(it.key()), it.value());
    QCborMap map = QCborValue::fromCbor(packed).toMap();
    map.insert(foreignMember, fields);
    return QCborValue(map).toCbor();
}

ForeignFields unpackForeign(const QByteArray &packed)
{
    ForeignFields foreign;
    if (packed.isEmpty())
        return foreign;
    const QCborMap fields = QCborValue::fromCbor(packed).toMap().value(foreignMember).toMap();
    for (auto it = fields.constBegin(); it != fields.constEnd(); ++it)
        foreign.insert(it.key().toString().toUtf8(), it.value().toByteArray());
    return foreign;
}

JobOptions unpackOptions(const QByteArray &packed, int priority, const JobId &id, bool counterId)
{
    JobOptions options;
    if (!packed.isEmpty())
        (void)codec::decode(QCborValue::fromCbor(packed), options);
    options.priority = priority;
    if (!counterId)
        options.jobId = id.value;
    return options;
}

} // namespace trato::sqlite
