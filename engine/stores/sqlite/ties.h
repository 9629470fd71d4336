#pragma once

#include "engine/stores/sqlite/write_context.h"

/// What jobs mean to each other: deduplication ids, parents and children (bullmq-format 3.3, 3.8, 3.17). Only jobs with
/// TieFlags come here. Writer thread.
namespace trato::sqlite {

/// The holder of the job's deduplication id when the job is not to be added; else the id is the job's, whose number is `jid`.
std::optional<JobId> deduplicate(WriteContext &context, QueueState &queue, const NewJob &job, const JobId &id, qint64 jid);
/// The id is the job's from now on, until it ends or until a moment.
void holdId(WriteContext &context, const QueueState &queue, const Deduplication &dedup, const JobId &id, qint64 jid, std::optional<qint64> until = {});
/// The job has ended: its deduplication id is free again, or goes to the job that waited for that, which is added.
void endDeduplication(WriteContext &context, QueueState &queue, const FoundJob &job);

/// Makes a stored job the child of the parent that its options name. NotFound when there is no such parent, Conflict when it
/// belongs to another one.
Result<Done> tie(WriteContext &context, const QueueState &queue, const JobId &id, const JobOptions &options);
/// Done when it has no children that are pending or that failed.
SettleCode mayComplete(WriteContext &context, const FoundJob &job);
/// What the end of a child does to its parent.
void childEnded(WriteContext &context, const QueueState &queue, const FoundJob &job, bool failed, const QByteArray &result, const QString &reason);
/// A child that had ended runs again: its parent waits for it anew.
void childRetried(WriteContext &context, const FoundJob &job);
/// A parent that waits for its children goes on when none is pending.
void releaseIfDone(WriteContext &context, qint64 parent);
void releaseIfDone(WriteContext &context, const JobRef &parent);

/// Whether a job that the parent waits for, or one below it, is leased.
bool childLeased(WriteContext &context, qint64 parent);
/// Removes the children of a job, and theirs; leased ones stay.
void removeChildren(WriteContext &context, qint64 parent);
/// Before a child is erased by a drain or a clean: a parent in the same queue that waits for nothing else is removed, and those
/// above it; one in another queue goes on.
void removeWaitingParents(WriteContext &context, QueueState &queue, qint64 child);
/// Before a job is erased: unties it from all others.
void loosen(WriteContext &context, qint64 jid, int flags, bool trimmed);

} // namespace trato::sqlite
