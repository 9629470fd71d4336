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
    using Ranges = std::vector<Range>;   ///< in order; between two of them the name does not stand
    /// Reads on, at most `most` jobs. False: nothing is left to read, or the connection met an error.
    bool extend(Connection &db, qint64 most);
    /// Names of the queue that hold `text`, in either case, with their ranges; the rarest first. Names after the
    /// thousandth of a queue are not kept apart.
    QList<std::pair<QString, Ranges>> holding(qint64 qid, const QString &text) const;
    void forget() { *this = NameRanges(); }

private:
    /// A range goes on over a gap of so many jobs; the gap grows where ranges become too many.
    struct Name {
        Ranges ranges{};
        qint64 gap = 500;
        void add(qint64 jid);
    };
    static constexpr qsizetype mostNames = 1000;
    static constexpr size_t mostRanges = 200;   ///< of a name
    std::unordered_map<qint64, QHash<QByteArray, Name>> m_queues;
    qint64 m_upTo = 0;      ///< the highest job number seen
};

} // namespace trato::sqlite
