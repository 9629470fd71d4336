#pragma once

#include "engine/api/question.h"
#include "engine/api/schedule.h"

/// Schedules: jobs that a cron rule starts. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

/// A schedule with its newest runs.
struct ScheduleDetail {
    ScheduleView schedule{};
    QList<ScheduleRun> runs{};   ///< newest first, at most 50
    friend bool operator==(const ScheduleDetail &, const ScheduleDetail &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("schedule", &ScheduleDetail::schedule), field("runs", &ScheduleDetail::runs));
    }
};

namespace ask {

/// The shop's by id, then those that queues keep.
struct ListSchedules {
    static constexpr auto name = "schedules.list";
    using Answer = QList<ScheduleView>;
    static constexpr auto fields() { return fieldList(); }
};
/// NotFound when there is no such schedule; so below. `queue` is the one that keeps it, empty for a schedule of the shop.
struct ShowSchedule {
    static constexpr auto name = "schedules.show";
    using Answer = ScheduleDetail;
    QString id{};
    QueueName queue{};
    static constexpr auto fields() { return fieldList(field("id", &ShowSchedule::id), field("queue", &ShowSchedule::queue)); }
};
/// What a rule means and when it would run next. Invalid names the cron field: "hour: cron.range". Changes nothing.
struct PreviewCron {
    static constexpr auto name = "schedules.preview";
    using Answer = CronPreview;
    QString pattern{};
    QString zone{};
    static constexpr auto fields()
    {
        return fieldList(field("pattern", &PreviewCron::pattern), field("zone", &PreviewCron::zone));
    }
};
/// Adds (`mustBeNew`: Conflict when the id is taken) or changes; instants that passed under the old rule are recorded.
/// Invalid names the field. Refused when a queue shall keep it and the store is not shared.
struct SaveSchedule {
    static constexpr auto name = "schedules.save";
    using Answer = ScheduleView;
    ScheduleDraft schedule{};
    bool mustBeNew = false;
    static constexpr auto fields()
    {
        return fieldList(field("schedule", &SaveSchedule::schedule), field("mustBeNew", &SaveSchedule::mustBeNew));
    }
};
/// Survives a restart. Instants that pass meanwhile are recorded as missed. Refused for one that its queue keeps.
struct PauseSchedule {
    static constexpr auto name = "schedules.pause";
    using Answer = ScheduleView;
    QString id{};
    bool paused = true;
    QueueName queue{};
    static constexpr auto fields()
    {
        return fieldList(field("id", &PauseSchedule::id), field("paused", &PauseSchedule::paused), field("queue", &PauseSchedule::queue));
    }
};
/// Adds its job now; answers when that is durable, not when the job has run. `dryRun`: a clean-up that tells what it
/// would remove; Refused for any other job.
struct RunSchedule {
    static constexpr auto name = "schedules.run";
    using Answer = ScheduleRun;
    QString id{};
    bool dryRun = false;
    QueueName queue{};
    static constexpr auto fields()
    {
        return fieldList(field("id", &RunSchedule::id), field("dryRun", &RunSchedule::dryRun), field("queue", &RunSchedule::queue));
    }
};
/// Its jobs stay, its history goes; of one that its queue keeps, the run that is planned goes too.
struct RemoveSchedule {
    static constexpr auto name = "schedules.remove";
    using Answer = Done;
    QString id{};
    QueueName queue{};
    static constexpr auto fields() { return fieldList(field("id", &RemoveSchedule::id), field("queue", &RemoveSchedule::queue)); }
};

} // namespace ask

namespace questions {
using namespace ask;
using ScheduleQuestions = Questions<
    ListSchedules, ShowSchedule, PreviewCron, SaveSchedule, PauseSchedule, RunSchedule, RemoveSchedule>;
} // namespace questions

} // namespace trato
