#include "engine/stores/sqlite/sqlite_job_schedulers.h"

#include "engine/stores/job_input.h"
#include "engine/stores/sqlite/operations.h"
#include "engine/stores/sqlite/queries.h"
#include "engine/stores/sqlite/reader.h"
#include "engine/stores/sqlite/writer.h"

namespace trato::sqlite {

void SqliteJobSchedulers::list(Reply<QList<JobScheduler>> reply)
{
    m_reader.ask<QList<JobScheduler>>(std::move(reply), [](Connection &db) { return jobSchedulers(db); });
}

void SqliteJobSchedulers::upsert(JobScheduler scheduler, Reply<JobScheduler> reply)
{
    if (const auto error = badScheduler(scheduler))
        return m_writer.ask<JobScheduler>(std::move(reply), [error]() -> Result<JobScheduler> { return *error; });
    m_writer.call<JobScheduler>(std::move(reply), [scheduler = std::move(scheduler)](WriteContext &c) { return upsertScheduler(c, scheduler); });
}

void SqliteJobSchedulers::remove(QueueName queue, QString id, Reply<Done> reply)
{
    m_writer.call<Done>(std::move(reply), [queue = std::move(queue), id = std::move(id)](WriteContext &c) { return removeScheduler(c, queue, id); });
}

} // namespace trato::sqlite
