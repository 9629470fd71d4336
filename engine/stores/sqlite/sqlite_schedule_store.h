#pragma once

#include "engine/queue/schedule_store.h"

namespace trato::sqlite {

class Reader;
class Writer;

/// Schedules in the file of the embedded job store, through its own two connections. Thread-safe as they are; owned by
/// the job store, which outlives it.
class SqliteScheduleStore final : public ScheduleStore
{
public:
    SqliteScheduleStore(Writer &writer, Reader &reader) : m_writer(writer), m_reader(reader) {}

    void list(Reply<QList<ScheduleRecord>> reply) override;
    void seed(QList<ScheduleRecord> records, Reply<Done> reply) override;
    void apply(QList<ScheduleStep> steps, Reply<Done> reply) override;
    void remove(QString id, Reply<Done> reply) override;
    void runs(QString id, int limit, Reply<QList<ScheduleRun>> reply) override;
    void newestRuns(Reply<QList<ScheduleRun>> reply) override;
    void openRuns(Reply<QList<ScheduleRun>> reply) override;
    void settle(QList<ScheduleRun> runs, Reply<Done> reply) override;

private:
    Writer &m_writer;
    Reader &m_reader;
};

} // namespace trato::sqlite
