#include "engine/stores/sqlite/sqlite_schedule_store.h"

#include "engine/stores/job_input.h"
#include "engine/stores/sqlite/operations.h"
#include "engine/stores/sqlite/queries.h"
#include "engine/stores/sqlite/reader.h"
#include "engine/stores/sqlite/writer.h"

namespace trato::sqlite {

void SqliteScheduleStore::list(Reply<QList<ScheduleRecord>> reply)
{
    m_writer.call<QList<ScheduleRecord>>(std::move(reply), [](WriteContext &c) { return listSchedules(c); });
}

void SqliteScheduleStore::seed(QList<ScheduleRecord> records, Reply<Done> reply)
{
    m_writer.call<Done>(std::move(reply), [records = std::move(records)](WriteContext &c) { return seedSchedules(c, records); });
}

void SqliteScheduleStore::apply(QList<ScheduleStep> steps, Reply<Done> reply)
{
    for (const ScheduleStep &step : steps)
        for (const DecidedRun &decided : step.runs)
            if (const auto error = decided.job ? badJob(*decided.job) : std::nullopt)
                return m_writer.ask<Done>(std::move(reply), [error]() -> Result<Done> { return *error; });
    m_writer.call<Done>(std::move(reply), [steps = std::move(steps)](WriteContext &c) { return applySteps(c, steps); });
}

void SqliteScheduleStore::remove(QString id, Reply<Done> reply)
{
    m_writer.call<Done>(std::move(reply), [id](WriteContext &c) { return removeSchedule(c, id); });
}

void SqliteScheduleStore::runs(QString id, int limit, Reply<QList<ScheduleRun>> reply)
{
    m_reader.ask<QList<ScheduleRun>>(std::move(reply), [id, limit](Connection &db) { return runsOf(db, id, limit); });
}

void SqliteScheduleStore::newestRuns(Reply<QList<ScheduleRun>> reply)
{
    m_reader.ask<QList<ScheduleRun>>(std::move(reply), [](Connection &db) { return sqlite::newestRuns(db); });
}

void SqliteScheduleStore::openRuns(Reply<QList<ScheduleRun>> reply)
{
    m_reader.ask<QList<ScheduleRun>>(std::move(reply), [](Connection &db) { return sqlite::openRuns(db); });
}

void SqliteScheduleStore::settle(QList<ScheduleRun> runs, Reply<Done> reply)
{
    m_writer.call<Done>(std::move(reply), [runs = std::move(runs)](WriteContext &c) { return settleRuns(c, runs); });
}

} // namespace trato::sqlite
