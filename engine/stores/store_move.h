#pragma once

#include "engine/api/store_move.h"
#include "engine/stores/job_intake.h"

namespace trato {

/// Copies everything of one store into another: queues with their jobs in every state, limits and pauses, flows, schedules with
/// their runs, schedules that queues keep, and fences. Nothing may work on either: Refused when jobs are active or workers are connected. What is there
/// already stays, so that an interrupted copy is continued by the next one. At the end both are read once more and compared job
/// by job: Corrupt when they differ. The source is only read. Runs in the event loop of the stores' mailboxes, which both
/// outlive it; `tell` hears how far it is.
///
/// What JobOptions have no words for goes along as BullMQ wrote it, and so do all lines of a log; the comparison covers them.
/// Not copied: figures per minute, and when and by whom an unfinished job was tried last.
void moveStore(JobStore &from, JobStore &to, std::function<void(QString)> tell, Reply<StoreMoveReport> reply);

/// What two stores must agree on about one job. Pure.
QByteArray fingerprintOf(const MovingJob &job);

} // namespace trato
