#pragma once

#include "engine/api/settings.h"
#include "engine/queue/finished_job.h"
#include "engine/queue/schedule_plan.h"

#include <deque>
#include <map>

namespace trato {

class LogBook;

/// Starts the jobs of schedules at their instants and remembers what became of them. Each planned instant is
/// decided in one transaction with the job it starts, so it runs once, whatever happens to the program or to the clock.
/// One piece of work at a time; the others wait in line. Engine thread; the parts outlive it.
class Scheduler
{
public:
    /// A schedule as it is now.
    struct Entry {
        ScheduleRecord record{};
        Result<ScheduleRule> rule{};            ///< an error when its zone is no longer known
        std::optional<Instant> due{};           ///< next planned instant
    };

    /// `defaults` are stored once; a person may change or remove them.
    Scheduler(ScheduleStore &store, JobStore &jobs, const EngineSettings &settings, const Clock &clock, LogBook &log,
              QList<ScheduleDraft> defaults);
    ~Scheduler();
    Scheduler(const Scheduler &) = delete;
    Scheduler &operator=(const Scheduler &) = delete;

    /// Starts what is due by the clock. Call often: it is cheap when nothing is due.
    void tick();
    /// Reads the schedules again before the next piece of work: another program may have changed or run them.
    void reload() { m_loaded = false; }
    /// A job ended: when a schedule started it, its run gets the outcome.
    void onFinished(const FinishedJob &job);
    /// Called after each change of a schedule or of a run.
    void onChange(std::function<void()> listener) { m_listener = std::move(listener); }

    /// Every schedule, by id.
    void entries(Reply<QList<Entry>> reply);
    /// Adds or changes. Invalid names the broken field; Conflict when it must be new and is not.
    void save(ScheduleDraft draft, bool mustBeNew, Reply<Entry> reply);
    /// Instants that pass while it is paused are recorded as missed. NotFound (so below).
    void setPaused(QString id, bool paused, Reply<Entry> reply);
    /// Adds its job now, also when it is paused; no planned instant is touched.
    /// `dryRun` is for clean-ups, else Refused.
    void runNow(QString id, bool dryRun, Reply<ScheduleRun> reply);
    void remove(QString id, Reply<Done> reply);

private:
    /// The next piece of work begins when the last copy goes.
    using Turn = std::shared_ptr<void>;
    using Work = std::function<void(const Error *trouble, Turn turn)>;
    void inTurn(Work work);
    void begin();
    void load(Turn turn, Work work);
    void take(const QList<ScheduleRecord> &records);
    Entry entryOf(const ScheduleRecord &record) const;
    void apply(QList<ScheduleStep> steps, Turn turn, Reply<Done> reply);
    void plan(Turn turn);
    void reconcile();
    void settle(const QList<ScheduleRun> &runs);
    void changed();

    ScheduleStore &m_store;
    JobStore &m_jobs;
    const EngineSettings &m_settings;
    const Clock &m_clock;
    LogBook &m_log;
    const QList<ScheduleDraft> m_defaults;
    const std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    std::function<void()> m_listener;
    std::map<QString, Entry> m_entries;
    QString m_zone;                  ///< the shop's, as the entries know it
    bool m_loaded = false;
    bool m_busy = false;
    std::deque<Work> m_line;
    Instant m_lastTick{};
    Instant m_holdUntil{};           ///< after trouble with the store
    Instant m_reconcileAt{};
};

} // namespace trato
