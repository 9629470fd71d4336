#include "engine/stores/sqlite/operations.h"
#include "engine/stores/sqlite/queries.h"

/// Schedules and what became of their instants.
namespace trato::sqlite {
namespace {

// The columns stand in the order of `readRun`.
constexpr const char *runColumns =
    "SELECT schedule, kind, slot, until, count, why, decided, queue, job, state, finishedAt, reason, result FROM scheduleRun ";

ScheduleRun readRun(const Query &row)
{
    return {.schedule = row.text(0), .kind = RunKind(row.integer(1)), .slot = fromMs(row.integer(2)), .until = fromMs(row.integer(3)),
            .count = row.integer(4), .why = MissedWhy(row.integer(5)), .at = fromMs(row.integer(6)), .queue = {row.text(7)},
            .job = {row.text(8)}, .state = RunState(row.integer(9)),
            .finishedAt = row.isNull(10) ? std::nullopt : std::optional(fromMs(row.integer(10))), .reason = row.text(11),
            .result = {row.bytes(12)}};
}

QList<ScheduleRun> readRuns(Query &query)
{
    QList<ScheduleRun> runs;
    while (query.step())
        runs.append(readRun(query));
    return runs;
}

void store(Connection &db, const ScheduleRecord &record)
{
    const ScheduleDraft &d = record.draft;
    db.run("INSERT INTO schedule(id, title, queue, jobName, data, pattern, zone, missed, catchUp, attempts, paused, handledUntil) "
           "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET title = excluded.title, queue = excluded.queue, "
           "jobName = excluded.jobName, data = excluded.data, pattern = excluded.pattern, zone = excluded.zone, "
           "missed = excluded.missed, catchUp = excluded.catchUp, attempts = excluded.attempts, paused = excluded.paused, "
           "handledUntil = excluded.handledUntil, removed = 0",
           d.id, d.title, d.queue.value, d.jobName, d.data.utf8, d.pattern, d.zone, int(d.missed), d.catchUp, d.attempts,
           record.paused, record.handledUntil);
}

/// False when the instant has a run already.
bool store(Connection &db, const ScheduleRun &run)
{
    db.run("INSERT INTO scheduleRun(schedule, kind, slot, until, count, why, decided, queue, job, state) "
           "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
           run.schedule, int(run.kind), run.slot, run.until, run.count, int(run.why), run.at, run.queue.value, run.job.value,
           int(run.state));
    return !db.error() && db.changes() > 0;
}

} // namespace

Result<QList<ScheduleRecord>> listSchedules(WriteContext &context)
{
    QList<ScheduleRecord> records;
    Query row = context.db.query("SELECT id, title, queue, jobName, data, pattern, zone, missed, catchUp, attempts, paused, handledUntil "
                                 "FROM schedule WHERE removed = 0 ORDER BY id");
    while (row.step()) {
        const ScheduleDraft draft{.id = row.text(0), .title = row.text(1), .queue = {row.text(2)}, .jobName = row.text(3),
                                  .data = {row.bytes(4)}, .pattern = row.text(5), .zone = row.text(6),
                                  .missed = MissedPolicy(row.integer(7)), .catchUp = int(row.integer(8)),
                                  .attempts = int(row.integer(9))};
        records.append({draft, row.integer(10) != 0, fromMs(row.integer(11))});
    }
    return records;
}

Result<Done> seedSchedules(WriteContext &context, const QList<ScheduleRecord> &records)
{
    for (const ScheduleRecord &record : records) {
        bool known = false;
        {
            Query found = context.db.query("SELECT 1 FROM schedule WHERE id = ?", record.draft.id);
            known = found.step();
        }
        if (!known)
            store(context.db, record);
    }
    return Done{};
}

Result<Done> applySteps(WriteContext &context, const QList<ScheduleStep> &steps)
{
    for (const ScheduleStep &step : steps) {
        store(context.db, step.record);
        QList<NewJob> jobs;
        for (const DecidedRun &decided : step.runs)
            if (store(context.db, decided.run) && decided.job)
                jobs.append(*decided.job);
        if (const Result<QList<Added>> added = addJobs(context, jobs); !added)
            return added.error();
        if (step.runs.isEmpty())
            continue;
        context.db.run("DELETE FROM scheduleRun WHERE schedule = ? AND state <> 0 AND rid <= "
                       "(SELECT rid FROM scheduleRun WHERE schedule = ? ORDER BY rid DESC LIMIT 1 OFFSET ?)",
                       step.record.draft.id, step.record.draft.id, scheduleRunsKept);
    }
    return Done{};
}

Result<Done> removeSchedule(WriteContext &context, const QString &id)
{
    context.db.run("UPDATE schedule SET removed = 1 WHERE id = ?", id);
    context.db.run("DELETE FROM scheduleRun WHERE schedule = ?", id);
    return Done{};
}

Result<Done> settleRuns(WriteContext &context, const QList<ScheduleRun> &runs)
{
    for (const ScheduleRun &run : runs) {
        Query update = context.db.query("UPDATE scheduleRun SET state = ?, finishedAt = ?, reason = ?, result = ? WHERE queue = ? AND job = ?");
        update.bind(int(run.state));
        run.finishedAt ? update.bind(*run.finishedAt) : update.bind(Null{});
        update.bind(run.reason);
        update.bind(run.result.utf8);
        update.bind(run.queue.value);
        update.bind(run.job.value);
        update.run();
    }
    return Done{};
}

Result<QList<ScheduleRun>> runsOf(Connection &db, const QString &schedule, int limit)
{
    static const QByteArray sql = QByteArray(runColumns) + "WHERE schedule = ? ORDER BY rid DESC LIMIT ?";
    Query query = db.query(sql.constData(), schedule, limit);
    return readRuns(query);
}

Result<QList<ScheduleRun>> newestRuns(Connection &db)
{
    static const QByteArray sql = QByteArray(runColumns) + "WHERE rid IN (SELECT max(rid) FROM scheduleRun GROUP BY schedule)";
    Query query = db.query(sql.constData());
    return readRuns(query);
}

Result<QList<ScheduleRun>> openRuns(Connection &db)
{
    static const QByteArray sql = QByteArray(runColumns) + "WHERE state = 0 ORDER BY rid";
    Query query = db.query(sql.constData());
    return readRuns(query);
}

} // namespace trato::sqlite
