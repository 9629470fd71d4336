#pragma once

#include "engine/stores/sqlite/connection.h"

#include <QHash>

#include <unordered_map>

namespace trato::sqlite {

/// Between which job numbers each job name of a queue stands. Jobs have few names, so a search finds the queue's rare
/// ones without a look at every job, and without an index that each `add` would pay for. Learnt from the file as
/// numbers grow; ranges never shrink, so they may be too wide. Reader thread; owned by the reader.
class NameRanges
{
public:
    struct Range {
        qint64 first = 0;
        qint64 last = 0;
    };
    /// Reads on, at most `most` jobs.
    void extend(Connection &db, qint64 most);
    /// Nothing was left to read when it last looked.
    bool complete() const { return m_complete; }
    /// A search may come: from now on it is worth while to read on in idle moments.
    void expect() { m_expected = true; }
    bool wantsMore() const { return m_expected && !m_complete; }
    /// Names of the queue that hold `text`, in either case, with their ranges. Names after the thousandth of a queue
    /// are not kept apart.
    QList<std::pair<QString, Range>> holding(qint64 qid, const QString &text) const;
    void forget() { *this = NameRanges(); }

private:
    static constexpr qsizetype mostNames = 1000;
    std::unordered_map<qint64, QHash<QByteArray, Range>> m_queues;
    qint64 m_upTo = 0;      ///< the highest job number seen
    bool m_complete = false;
    bool m_expected = false;
};

} // namespace trato::sqlite
