#pragma once

#include "engine/queue/job_store.h"

namespace trato::sqlite {

enum JobFlag {
    LifoFlag = 1,
    KeepRuleFlag = 2,
    DedupFlag = 4,     ///< holds or held a deduplication id
    ChildFlag = 8,
    ParentFlag = 16,
    RunFlag = 32,      ///< of a schedule that its queue keeps: its claim plans the next one
    TieFlags = DedupFlag | ChildFlag | ParentFlag,   ///< what becomes of it concerns other jobs
};

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
    QByteArray attempts{};     ///< CBOR array of attempts that ended, or null
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
    qint64 finished = 0;       ///< finished jobs, when all was looked up
    QString worker{};

    bool lifo() const { return (flags & LifoFlag) != 0; }
    qint64 place() const { return side.place.value_or(lifo() ? -jid : jid); }
    qint64 dueNow() const { return side.due.value_or(due); }
};

} // namespace trato::sqlite
