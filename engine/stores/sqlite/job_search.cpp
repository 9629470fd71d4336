#include "engine/stores/sqlite/job_search.h"

#include <unordered_set>

namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 mostScanned = 25'000;        ///< jobs looked at one by one
constexpr qint64 mostErrors = 200'000;        ///< jobs with an error that are looked at, the newest
constexpr qint64 mostLearnt = 25'000;         ///< names read before an answer; the reader learns more when it is idle
constexpr qint64 mostInRanges = 100'000;      ///< job numbers looked at within names' ranges

/// The searched text and what was found out about the name seen last: most jobs of a queue share one.
class Needle
{
public:
    explicit Needle(const QString &text) : m_text(text), m_utf8(text.toUtf8()) { m_text.toLongLong(&m_isNumber); }

    /// `row`: id, name, reason, then anything.
    bool isIn(const Query &row)
    {
        if (QByteArrayView(m_name) != row.view(1) || m_name.isNull()) {
            m_name = row.bytes(1);
            m_inName = holds(row.text(1));
        }
        if (m_inName)
            return true;
        if (row.isInteger(0) ? m_isNumber && QByteArray::number(row.integer(0)).contains(m_utf8) : holds(row.text(0)))
            return true;
        return !row.isNull(2) && holds(row.text(2));
    }

private:
    bool holds(const QString &where) const { return where.contains(m_text, Qt::CaseInsensitive); }

    const QString m_text;
    const QByteArray m_utf8;
    bool m_isNumber = false;
    QByteArray m_name;
    bool m_inName = false;
};

/// For LIKE … ESCAPE '\'.
QString likeHolding(const QString &text)
{
    QString pattern = u"%"_s;
    for (const QChar c : text) {
        if (c == u'%' || c == u'_' || c == u'\\')
            pattern += u'\\';
        pattern += c;
    }
    return pattern + u'%';
}

/// Whether a job stands in a state, by the table that holds it.
bool standsIn(Connection &db, qint64 jid, std::optional<JobState> state)
{
    if (!state)
        return true;
    Query query = db.query("SELECT CASE WHEN a.jid IS NOT NULL THEN 'active' WHEN f.jid IS NOT NULL THEN iif(f.failed, 'failed', 'completed') "
                           "WHEN EXISTS(SELECT 1 FROM delayed d WHERE d.qid = j.qid AND d.due = coalesce(s.due, j.due) "
                           "AND d.place = coalesce(s.place, iif(j.flags & 1, -j.jid, j.jid))) THEN 'delayed' "
                           "WHEN j.flags & 16 AND EXISTS(SELECT 1 FROM waitingChildren w WHERE w.qid = j.qid AND w.jid = j.jid) THEN 'waiting-children' "
                           "WHEN j.priority > 0 THEN 'prioritized' ELSE 'waiting' END "
                           "FROM job j LEFT JOIN side s ON s.jid = j.jid LEFT JOIN active a ON a.jid = j.jid "
                           "LEFT JOIN finished f ON f.jid = j.jid WHERE j.jid = ?", jid);
    return query.step() && query.text(0) == nameOf(*state);
}

/// Hits that the look at the beginning did not find, until there are enough.
class Rest
{
public:
    Rest(Connection &db, const JobQuery &query, const std::vector<qint64> &known, qint64 wanted)
        : m_db(db), m_query(query), m_known(known.begin(), known.end()), m_wanted(size_t(std::max<qint64>(wanted, 0)))
    {
    }

    void exactId(qint64 qid)
    {
        Query query = m_db.query("SELECT jid FROM job WHERE qid = ? AND id = ?", qid, IdKey(JobId{m_query.search}));
        if (query.step())
            take(query.integer(0));
    }
    void errors(qint64 qid)
    {
        // CROSS: from the errors to their jobs; the queue's jobs are many more.
        Query query = m_db.query("SELECT s.jid FROM (SELECT jid, reason FROM side ORDER BY jid DESC LIMIT ?) s "
                                 "CROSS JOIN job j ON j.jid = s.jid WHERE s.reason LIKE ? ESCAPE '\\' AND j.qid = ?",
                                 mostErrors, likeHolding(m_query.search), qid);
        while (!full() && query.step())
            take(query.integer(0));
    }
    void names(qint64 qid, const NameRanges &ranges)
    {
        qint64 budget = mostInRanges;
        for (const auto &[name, stretches] : ranges.holding(qid, m_query.search)) {
            for (const NameRanges::Range &range : stretches) {
                if (full() || budget <= 0)
                    return;
                const qint64 last = std::min(range.last, range.first + budget - 1);
                // With '+' it goes along the numbers, not through all jobs of the queue.
                Query query = m_db.query("SELECT jid FROM job WHERE jid BETWEEN ? AND ? AND +qid = ? AND name = ?", range.first, last, qid, name);
                while (!full() && query.step())
                    take(query.integer(0));
                budget -= last - range.first + 1;
            }
        }
    }
    std::vector<qint64> found() const
    {
        std::vector<qint64> sorted = m_found;
        std::ranges::sort(sorted);
        return sorted;
    }

private:
    bool full() const { return m_found.size() >= m_wanted; }
    void take(qint64 jid)
    {
        if (!full() && !m_known.contains(jid) && standsIn(m_db, jid, m_query.state)) {
            m_known.insert(jid);
            m_found.push_back(jid);
        }
    }

    Connection &m_db;
    const JobQuery &m_query;
    std::unordered_set<qint64> m_known;
    const size_t m_wanted;
    std::vector<qint64> m_found;
};

} // namespace

Hits searchJobs(Connection &db, const JobQuery &order, qint64 qid, const ListOrder &list, qint64 length, NameRanges &names)
{
    std::vector<qint64> hits;
    {
        Needle needle(order.search);
        Query query = db.framed("SELECT j.id, j.name, s.reason, j.jid FROM (", list.select,
                                ") l CROSS JOIN job j ON j.jid = l.jid LEFT JOIN side s ON s.jid = j.jid", qid, list.beginning.first, list.beginning.second, mostScanned, qint64(0));
        while (query.step())
            if (needle.isIn(query))
                hits.push_back(query.integer(3));
    }
    Hits result;
    result.complete = length <= mostScanned;
    if (const qint64 missing = order.offset + order.limit - qint64(hits.size()); !result.complete && missing > 0) {
        names.extend(db, mostLearnt);
        Rest rest(db, order, hits, missing);
        rest.exactId(qid);
        rest.errors(qid);
        rest.names(qid, names);
        const std::vector<qint64> more = rest.found();
        hits.insert(hits.end(), more.begin(), more.end());
    }
    result.total = qint64(hits.size());
    const qint64 from = std::min(order.offset, result.total);
    const qint64 to = std::min(from + order.limit, result.total);
    result.page.assign(hits.begin() + from, hits.begin() + to);
    return result;
}

} // namespace trato::sqlite
