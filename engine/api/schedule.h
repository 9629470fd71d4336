#pragma once

#include "engine/api/job.h"

/// Values that describe schedules: jobs that a cron rule starts.
namespace trato {

/// One weekday of a month: the `nth` one (1…5), 0 = the last one. Sunday is 0.
struct NthWeekday {
    int weekday = 0;
    int nth = 0;
    friend bool operator==(const NthWeekday &, const NthWeekday &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("weekday", &NthWeekday::weekday), field("nth", &NthWeekday::nth));
    }
};

/// A cron rule taken apart. A list is sorted; an empty one means every value. When both day and weekday are
/// limited, one of them is enough (as crontab has it).
struct CronRule {
    QList<int> seconds{};
    QList<int> minutes{};
    QList<int> hours{};
    QList<int> days{};            ///< 1…31
    bool lastDay = false;         ///< the last day of the month too ("L")
    QList<int> months{};          ///< 1…12
    QList<int> weekdays{};        ///< 0…6, Sunday is 0
    QList<NthWeekday> nth{};      ///< "1#2", "5L"
    bool limitsDay() const { return lastDay || !days.isEmpty(); }
    bool limitsWeekday() const { return !weekdays.isEmpty() || !nth.isEmpty(); }
    friend bool operator==(const CronRule &, const CronRule &) = default;
    static constexpr auto fields()
    {
        using R = CronRule;
        return fieldList(field("seconds", &R::seconds), field("minutes", &R::minutes), field("hours", &R::hours),
                          field("days", &R::days), field("lastDay", &R::lastDay), field("months", &R::months),
                          field("weekdays", &R::weekdays), field("nth", &R::nth));
    }
};

/// What happens to planned instants that passed while no engine ran, the computer slept or its clock jumped.
enum class MissedPolicy {
    Skip,   ///< none runs
    Once,   ///< the newest one runs
    All,    ///< the newest ones run, at most `catchUp`
};
template <>
struct EnumNames<MissedPolicy> {
    static constexpr std::array names{"skip", "once", "all"};
};

/// Who keeps a schedule and starts its jobs.
enum class ScheduleHome {
    Shop,    ///< the engine that owns the shop: knows missed instants, pauses and what became of each run
    Queue,   ///< its queue, as a BullMQ job scheduler: whoever works there plans the next run
};
template <>
struct EnumNames<ScheduleHome> {
    static constexpr std::array names{"shop", "queue"};
};

/// A schedule as a person writes it.
struct ScheduleDraft {
    QString id{};             ///< a-z, 0-9, '-' and '_', at most 64; never changes
    QString title{};          ///< for people; empty: the id
    QueueName queue{};
    QString jobName{};
    JsonText data{};          ///< of every job it starts
    QString pattern{};        ///< five or six cron fields, or @daily and the like
    QString zone{};           ///< IANA; empty = the shop's
    MissedPolicy missed = MissedPolicy::Once;
    int catchUp = 10;         ///< 1…100
    int attempts = 3;         ///< 1…100, of each job
    ScheduleHome home = ScheduleHome::Shop;
    // Only of one that its queue keeps; there the title and what happens to missed instants do not exist.
    Millis every{0};          ///< instead of a pattern: the time between two runs
    qint64 limit = 0;         ///< it ends after so many runs; 0 = never
    std::optional<Instant> starts{};
    std::optional<Instant> ends{};
    friend bool operator==(const ScheduleDraft &, const ScheduleDraft &) = default;
    static constexpr auto fields()
    {
        using D = ScheduleDraft;
        return fieldList(field("id", &D::id), field("title", &D::title), field("queue", &D::queue),
                          field("jobName", &D::jobName), field("data", &D::data), field("pattern", &D::pattern),
                          field("zone", &D::zone), field("missed", &D::missed), field("catchUp", &D::catchUp),
                          field("attempts", &D::attempts), field("home", &D::home), field("every", &D::every),
                          field("limit", &D::limit), field("starts", &D::starts), field("ends", &D::ends));
    }
};

enum class RunKind {
    Planned,   ///< at its time
    CaughtUp,  ///< later, because it was missed
    ByHand,
    Missed,    ///< not run: one row for all instants from `slot` to `until`
};
template <>
struct EnumNames<RunKind> {
    static constexpr std::array names{"planned", "caught_up", "by_hand", "missed"};
};

enum class RunState {
    Open,       ///< its job waits or runs
    Completed,
    Failed,
    Removed,    ///< its job was removed before it ended
    Missed,
};
template <>
struct EnumNames<RunState> {
    static constexpr std::array names{"open", "completed", "failed", "removed", "missed"};
};

/// Why instants did not run: the policy that was applied, or what a person did.
enum class MissedWhy { None, Skip, Once, All, Paused, Edited };
template <>
struct EnumNames<MissedWhy> {
    static constexpr std::array names{"", "skip", "once", "all", "paused", "edited"};
};

/// What became of one planned instant, or of several that were missed together.
struct ScheduleRun {
    QString schedule{};
    RunKind kind = RunKind::Planned;
    Instant slot{};               ///< the planned instant; the first one of several
    Instant until{};              ///< the last one of several
    qint64 count = 1;             ///< 200 stands for 200 or more
    MissedWhy why = MissedWhy::None;
    Instant at{};                 ///< when it was decided
    QueueName queue{};
    JobId job{};                  ///< empty: missed
    RunState state = RunState::Open;
    std::optional<Instant> finishedAt{};
    QString reason{};             ///< why it failed
    JsonText result{"null"};      ///< of the job
    friend bool operator==(const ScheduleRun &, const ScheduleRun &) = default;
    static constexpr auto fields()
    {
        using R = ScheduleRun;
        return fieldList(field("schedule", &R::schedule), field("kind", &R::kind), field("slot", &R::slot),
                          field("until", &R::until), field("count", &R::count), field("why", &R::why),
                          field("at", &R::at), field("queue", &R::queue), field("job", &R::job),
                          field("state", &R::state), field("finishedAt", &R::finishedAt),
                          field("reason", &R::reason), field("result", &R::result));
    }
};

struct ScheduleView {
    ScheduleDraft draft{};
    CronRule rule{};
    bool paused = false;
    bool served = false;              ///< this engine works on its queue
    QString zone{};                   ///< the one that counts
    QList<Instant> upcoming{};        ///< the next five; empty when paused
    std::optional<ScheduleRun> last{};
    qint64 planned = 0;               ///< runs that its queue has planned so far, the next one included
    friend bool operator==(const ScheduleView &, const ScheduleView &) = default;
    static constexpr auto fields()
    {
        using V = ScheduleView;
        return fieldList(field("schedule", &V::draft), field("rule", &V::rule), field("paused", &V::paused),
                          field("served", &V::served), field("zone", &V::zone), field("upcoming", &V::upcoming),
                          field("last", &V::last), field("planned", &V::planned));
    }
};

/// What a rule would do from now on.
struct CronPreview {
    CronRule rule{};
    QString zone{};
    QList<Instant> upcoming{};        ///< five
    friend bool operator==(const CronPreview &, const CronPreview &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("rule", &CronPreview::rule), field("zone", &CronPreview::zone),
                          field("upcoming", &CronPreview::upcoming));
    }
};

} // namespace trato
