#include "engine/stores/sqlite/name_ranges.h"

namespace trato::sqlite {
namespace {

qint64 jobsIn(const NameRanges::Ranges &ranges)
{
    qint64 jobs = 0;
    for (const NameRanges::Range &range : ranges)
        jobs += range.last - range.first + 1;
    return jobs;
}

} // namespace

void NameRanges::Name::add(qint64 jid)
{
    if (!ranges.empty() && jid - ranges.back().last <= gap) {
        ranges.back().last = jid;
        return;
    }
    ranges.push_back({jid, jid});
    while (ranges.size() > mostRanges) {
        gap *= 2;
        Ranges fewer;
        for (const Range &range : ranges) {
            if (!fewer.empty() && range.first - fewer.back().last <= gap)
                fewer.back().last = range.last;
            else
                fewer.push_back(range);
        }
        ranges = std::move(fewer);
    }
}

bool NameRanges::extend(Connection &db, qint64 most)
{
    qint64 seen = 0;
    qint64 lastQueue = 0;
    QByteArray lastText;
    Name *name = nullptr;
    Query query = db.query("SELECT jid, qid, name FROM job WHERE jid > ? ORDER BY jid LIMIT ?", m_upTo, most);
    for (; query.step(); ++seen) {
        m_upTo = query.integer(0);
        const qint64 qid = query.integer(1);
        if (!name || qid != lastQueue || query.view(2) != lastText) {
            lastQueue = qid;
            lastText = query.bytes(2);
            QHash<QByteArray, Name> &names = m_queues[qid];
            const bool kept = names.contains(lastText) || names.size() < mostNames;
            name = kept ? &names[lastText] : nullptr;
        }
        if (name)
            name->add(m_upTo);
    }
    return seen == most && !db.error();
}

QList<std::pair<QString, NameRanges::Ranges>> NameRanges::holding(qint64 qid, const QString &text) const
{
    QList<std::pair<QString, Ranges>> found;
    const auto queue = m_queues.find(qid);
    if (queue == m_queues.end())
        return found;
    for (auto it = queue->second.cbegin(); it != queue->second.cend(); ++it)
        if (const QString name = QString::fromUtf8(it.key()); name.contains(text, Qt::CaseInsensitive))
            found.append({name, it.value().ranges});
    // The rarest first: they are the ones a look at the beginning of the list does not find.
    std::ranges::sort(found, {}, [](const auto &entry) { return jobsIn(entry.second); });
    return found;
}

} // namespace trato::sqlite
