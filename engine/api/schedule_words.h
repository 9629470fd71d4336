#pragma once

#include "engine/api/schedule.h"

/// Words for schedules, in the language that is installed, else English. Pure; any thread.
namespace trato::words {

/// "every day at 02:00", "every 15 minutes, Monday to Friday".
QString cronRule(const CronRule &rule);
/// When a schedule runs: its cron rule or its interval.
QString scheduleRule(const ScheduleView &view);
/// "every 5 minutes", "every 90 seconds".
QString interval(Millis every);
QString name(MissedPolicy policy);
QString name(RunKind kind);
QString name(RunState state);
/// Why instants were missed: "skipped, as the schedule says".
QString name(MissedWhy why);
/// The name of a schedule: its title, for the program's own ones in the installed language.
QString scheduleTitle(const ScheduleDraft &draft);
/// One line about a run: state, and the reason or the count.
QString runSummary(const ScheduleRun &run);
/// What a clean-up or a safety copy did, a line each; empty for other jobs.
QString runResult(const ScheduleRun &run);

} // namespace trato::words
