#pragma once

#include "engine/queue/job_schedulers.h"
#include "engine/queue/schedule_plan.h"

/// Schedules that their queue keeps, as people see and write them. Pure.
namespace trato {

/// `count` planned instants of it, the next one first.
QList<Instant> upcomingOf(const JobScheduler &scheduler, int count);
/// How it is shown: without title, policy and history, which the format does not know.
ScheduleView viewOf(const JobScheduler &scheduler, bool served);
/// What a person wrote. A pattern without a zone gets the shop's: else each worker would take that of its computer. Invalid names
/// the field.
Result<JobScheduler> schedulerOf(const ScheduleDraft &draft, const QString &shopZone, Instant now);

} // namespace trato
