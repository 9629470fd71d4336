#pragma once

#include "engine/queue/job_schedulers.h"

namespace trato::sqlite {

class Reader;
class Writer;

/// Schedules that queues keep, in the file of the embedded job store, through its own two connections. Thread-safe as they are;
/// owned by the job store, which outlives it.
class SqliteJobSchedulers final : public JobSchedulers
{
public:
    SqliteJobSchedulers(Writer &writer, Reader &reader) : m_writer(writer), m_reader(reader) {}

    void list(Reply<QList<JobScheduler>> reply) override;
    void upsert(JobScheduler scheduler, Reply<JobScheduler> reply) override;
    void remove(QueueName queue, QString id, Reply<Done> reply) override;

private:
    Writer &m_writer;
    Reader &m_reader;
};

} // namespace trato::sqlite
