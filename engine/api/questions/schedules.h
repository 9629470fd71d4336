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

/// By id.
struct ListSchedules {
    static constexpr auto name = "schedules.list";
    using Answer = QList<ScheduleView>;
    static constexpr auto fields() { return fieldList(); }
};
/// NotFound when there is no such schedule; so below.
struct ShowSchedule {
    static constexpr auto name = "schedules.show";
    using Answer = ScheduleDetail;
    QString id{};
    static constexpr auto fields() { return fieldList(field("id", &ShowSchedule::id)); }
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
/// Invalid names the field.
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
/// Survives a restart. Instants that pass meanwhile are recorded as missed.
struct PauseSchedule {
    static constexpr auto name = "schedules.pause";
    using Answer = ScheduleView;
    QString id{};
    bool paused = true;
    static constexpr auto fields()
    {
        return fieldList(field("id", &PauseSchedule::id), field("paused", &PauseSchedule::paused));
    }
};
/// Adds its job now; answers when that is durable, not when the job has run. `dryRun`: a clean-up that tells what it
/// would remove; Refused for any other job.
struct RunSchedule {
    static constexpr auto name = "schedules.run";
    using Answer = ScheduleRun;
    QString id{};
    bool dryRun = false;
    static constexpr auto fields()
    {
        return fieldList(field("id", &RunSchedule::id), field("dryRun", &RunSchedule::dryRun));
    }
};
/// Its jobs stay, its history goes.
struct RemoveSchedule {
    static constexpr auto name = "schedules.remove";
    using Answer = Done;
    QString id{};
    static constexpr auto fields() { return fieldList(field("id", &RemoveSchedule::id)); }
};

} // namespace ask

namespace questions {
using namespace ask;
using ScheduleQuestions = Questions<
    ListSchedules, ShowSchedule, PreviewCron, SaveSchedule, PauseSchedule, RunSchedule, RemoveSchedule>;
} // namespace questions

} // namespace trato
