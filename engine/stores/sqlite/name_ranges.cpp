#include "engine/stores/sqlite/name_ranges.h"

namespace trato::sqlite {

void NameRanges::extend(Connection &db, qint64 most)
{
    qint64 seen = 0;
    qint64 lastQueue = 0;
    QByteArray lastName;
    Range *range = nullptr;
    Query query = db.query("SELECT jid, qid, name FROM job WHERE jid > ? ORDER BY jid LIMIT ?", m_upTo, most);
    for (; query.step(); ++seen) {
        m_upTo = query.integer(0);
        const qint64 qid = query.integer(1);
        if (!range || qid != lastQueue || query.view(2) != lastName) {
            lastQueue = qid;
            lastName = query.bytes(2);
            QHash<QByteArray, Range> &names = m_queues[qid];
            const bool known = names.contains(lastName);
            range = known || names.size() < mostNames ? &names[lastName] : nullptr;
        }
        if (!range)
            continue;
        if (range->first == 0)
            range->first = m_upTo;
        range->last = m_upTo;
    }
    m_complete = seen < most && !db.error();
}

QList<std::pair<QString, NameRanges::Range>> NameRanges::holding(qint64 qid, const QString &text) const
{
    QList<std::pair<QString, Range>> found;
    const auto queue = m_queues.find(qid);
    if (queue == m_queues.end())
        return found;
    for (auto it = queue->second.cbegin(); it != queue->second.cend(); ++it)
        if (const QString name = QString::fromUtf8(it.key()); name.contains(text, Qt::CaseInsensitive))
            found.append({name, it.value()});
    // The rarest first: they are the ones a look at the beginning of the list does not find.
    std::ranges::sort(found, {}, [](const auto &entry) { return entry.second.last - entry.second.first; });
    return found;
}

} // namespace trato::sqlite
