#pragma once

#include "engine/stores/sqlite/write_context.h"

/// Where a job stands, and how it is moved. Writer thread.
namespace trato::sqlite {

enum JobFlag { LifoFlag = 1, KeepRuleFlag = 2 };

/// What is known of a job besides its immutable row, once it has left the straight way.
struct Side {
    bool exists = false;
    int made = 0;              ///< attempts that ended
    int starts = 0;            ///< claims before the present one
    int stalled = 0;
    std::optional<qint64> place{};
    std::optional<qint64> due{};
    std::optional<qint64> since{};  ///< when it became ready, if not by being added
    QString failAtOnce{};
    QString reason{};
    QByteArray trace{};        ///< CBOR array of text, or null
};

struct FoundJob {
    qint64 jid = 0;
    JobId id{};
    int priority = 0;
    int flags = 0;
    Instant created{};
    qint64 due = 0;            ///< of the immutable row
    Side side{};
    JobState state = JobState::Unknown;
    QByteArray token{};        ///< active jobs
    qint64 leaseUntil = 0;
    qint64 started = 0;        ///< active and finished jobs
    QString worker{};

    bool lifo() const { return (flags & LifoFlag) != 0; }
    qint64 place() const { return side.place.value_or(lifo() ? -jid : jid); }
    qint64 dueNow() const { return side.due.value_or(due); }
};

/// Null when there is no such job. `activeOnly` answers state Unknown for jobs that are not active, faster.
std::optional<FoundJob> findJob(WriteContext &context, const QueueState &queue, const JobId &id, bool activeOnly = false);
JobOptions optionsOf(WriteContext &context, const FoundJob &job);

/// Takes the job out of the table of its state. It must be put elsewhere or erased in the same call.
void takeOut(WriteContext &context, QueueState &queue, FoundJob &job);
enum class End { Back, Front };
/// Makes it waiting or prioritised. Stores its side row.
void putReady(WriteContext &context, QueueState &queue, FoundJob &job, End end);
void putDelayed(WriteContext &context, QueueState &queue, FoundJob &job, qint64 due);
void storeSide(WriteContext &context, const FoundJob &job);
/// Forgets the job altogether; it must have been taken out.
void erase(WriteContext &context, const QueueState &queue, qint64 jid, const JobId &id);

/// Makes due delayed jobs ready (BullMQ B9): FIFO among equals, LIFO ignored.
void promoteDue(WriteContext &context, QueueState &queue);

/// The next trace list: `entry` appended, the newest ten kept.
QByteArray appendTrace(const QByteArray &trace, const QString &entry);
QStringList traceLines(const QByteArray &trace);

/// Options without what the columns hold; null when everything is default.
QByteArray packOptions(JobOptions options);
JobOptions unpackOptions(const QByteArray &packed, int priority, const JobId &id);

} // namespace trato::sqlite
