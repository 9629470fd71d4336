#pragma once

#include "engine/queue/schedule_store.h"
#include "engine/shop/local_time.h"

/// What is due of a schedule, and what was missed. Pure.
namespace trato {

/// An instant that is at most this late counts as on time.
inline constexpr Millis scheduleGrace = Minutes(1);
/// Missed instants are counted up to here.
inline constexpr int mostCounted = 200;
/// A clock that was set back by more forgets what it handled; instants that ran do not run again all the same.
inline constexpr Hours clockSetBack{24};

/// The only queue whose jobs know how to run dry.
inline const QueueName cleanUpQueue{QStringLiteral("system-cleanup")};

struct ScheduleRule {
    CronRule rule{};
    LocalZone zone;
};

/// The rule of a schedule in its zone, or in the shop's. Invalid names the field.
Result<ScheduleRule> ruleOf(const ScheduleDraft &draft, const QString &shopZone);

/// What is wrong with the jobs of a schedule, or with the form of its pattern if it has one, whoever keeps it.
std::optional<Error> badScheduledJob(const ScheduleDraft &draft);
/// Whether a person may give a new schedule this id.
bool isScheduleId(const QString &id);

/// Everything that is wrong with a schedule of the shop as a person wrote it: the first broken field.
Result<ScheduleRule> checkDraft(const ScheduleDraft &draft, const QString &shopZone);

/// Handles every planned instant up to `now`: on-time ones run, the schedule's policy is applied to the others.
ScheduleStep planRuns(const ScheduleRecord &record, const ScheduleRule &rule, Instant now);
/// The same when nothing shall run: what passed is recorded as missed, with the reason.
ScheduleStep passOver(const ScheduleRecord &record, const ScheduleRule &rule, Instant now, MissedWhy why);
/// A run a person asked for; a dry one has `"dryRun": true` in its data.
DecidedRun runByHand(const ScheduleRecord &record, bool dryRun, Instant now);

} // namespace trato
