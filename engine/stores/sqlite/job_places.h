#pragma once

#include "engine/stores/job_intake.h"
#include "engine/stores/sqlite/write_context.h"

/// Where a job stands, and how it is moved. Writer thread.
namespace trato::sqlite {

/// Null when there is no such job. `activeOnly` answers state Unknown for jobs that are not active, faster.
std::optional<FoundJob> findJob(WriteContext &context, const QueueState &queue, const JobId &id, bool activeOnly = false);
JobOptions optionsOf(WriteContext &context, const FoundJob &job);

/// Takes the job out of the table of its state. It must be put elsewhere or erased in the same call.
void takeOut(WriteContext &context, QueueState &queue, FoundJob &job);
enum class End { Back, Front };
/// Makes it waiting or prioritised. Stores its side row.
void putReady(WriteContext &context, QueueState &queue, FoundJob &job, End end);
void putDelayed(WriteContext &context, QueueState &queue, FoundJob &job, qint64 due);
/// A parent that waits for its children. Needs no side row.
void putWaitingChildren(WriteContext &context, QueueState &queue, qint64 jid, const JobId &id);
void storeSide(WriteContext &context, const FoundJob &job);
/// Forgets the job altogether; it must have been taken out. `trimmed`: by a keep rule, so its deduplication id may outlive it.
void erase(WriteContext &context, const QueueState &queue, qint64 jid, const JobId &id, int flags, bool trimmed = false);

/// Makes due delayed jobs ready (BullMQ B9): FIFO among equals, LIFO ignored; the earliest `most` of them.
void promoteDue(WriteContext &context, QueueState &queue, qint64 most);

/// The next trace list: `entry` appended, the newest ten kept.
QByteArray appendTrace(const QByteArray &trace, const QString &entry);
QStringList traceLines(const QByteArray &trace);

/// Options without what the columns hold; null when everything is default.
QByteArray packOptions(JobOptions options);
/// Beside them, what they have no words for; nobody but another store asks for it.
QByteArray packForeign(const QByteArray &packed, const ForeignFields &foreign);
ForeignFields unpackForeign(const QByteArray &packed);
/// `counterId`: the id is not one that the job was given.
JobOptions unpackOptions(const QByteArray &packed, int priority, const JobId &id, bool counterId);

} // namespace trato::sqlite
