#pragma once

#include "engine/queue/job_schedulers.h"
#include "engine/queue/schedule_plan.h"

/// Schedules that their queue keeps, as people see and write them. Pure.
namespace trato {

/// `count` planned instants of it, the next one first.
QList<Instant> upcomingOf(const JobScheduler &scheduler, int count);
/// The first instant of its pattern that is not before `now` nor its start; not set for a fixed interval. Invalid: a rule that is
/// none or never comes.
Result<std::optional<Instant>> firstOf(const JobScheduler &scheduler, Instant now);
/// What is planned once the run at `next` is taken (bullmq-format 3.12.4): instants that passed meanwhile are left out. Not set
/// after its last run.
std::optional<Instant> afterNext(const JobScheduler &scheduler, Instant now);
/// How it is shown: without title, policy and history, which the format does not know.
ScheduleView viewOf(const JobScheduler &scheduler, bool served);
/// What a person wrote. A pattern without a zone gets the shop's: else each worker would take that of its computer. Invalid names
/// the field.
Result<JobScheduler> schedulerOf(const ScheduleDraft &draft, const QString &shopZone, Instant now);

} // namespace trato
