#pragma once

#include "engine/api/job.h"
#include "engine/api/result.h"
#include "engine/api/schedule.h"

namespace trato {

/// A schedule with what must survive a restart.
struct ScheduleRecord {
    ScheduleDraft draft{};
    bool paused = false;
    Instant handledUntil{};   ///< every planned instant up to here has run or is recorded as missed
    friend bool operator==(const ScheduleRecord &, const ScheduleRecord &) = default;
};

/// A decision about one or several planned instants. A missed one has no job.
struct DecidedRun {
    ScheduleRun run{};
    std::optional<NewJob> job{};
};

/// What changes about one schedule, all or nothing.
struct ScheduleStep {
    ScheduleRecord record{};      ///< as it is from now on
    QList<DecidedRun> runs{};
};

/// Durable home of schedules and of what became of their instants, in the store that holds the jobs: a step is
/// one transaction with the jobs it adds. Calls and replies as in `JobStore`.
class ScheduleStore
{
public:
    virtual ~ScheduleStore() = default;

    /// Every schedule, by id.
    virtual void list(Reply<QList<ScheduleRecord>> reply) = 0;
    /// Stores schedules whose id never was in this store; one that a person removed stays away.
    virtual void seed(QList<ScheduleRecord> records, Reply<Done> reply) = 0;
    /// All steps or none. A planned instant that has a run already gets neither a second run nor a job. The newest
    /// 50 runs of each schedule are kept, and those whose job has not ended.
    virtual void apply(QList<ScheduleStep> steps, Reply<Done> reply) = 0;
    /// Forgets the schedule and its runs; jobs stay.
    virtual void remove(QString id, Reply<Done> reply) = 0;
    /// Runs of one schedule, newest first.
    virtual void runs(QString id, int limit, Reply<QList<ScheduleRun>> reply) = 0;
    /// The newest run of each schedule.
    virtual void newestRuns(Reply<QList<ScheduleRun>> reply) = 0;
    /// Runs whose job has not ended, as far as is known.
    virtual void openRuns(Reply<QList<ScheduleRun>> reply) = 0;
    /// Writes state, end, reason and result of runs, found by queue and job.
    virtual void settle(QList<ScheduleRun> runs, Reply<Done> reply) = 0;
};

inline constexpr int scheduleRunsKept = 50;

} // namespace trato
