#include "engine/stores/sqlite/job_places.h"
#include "engine/stores/sqlite/list_order.h"
#include "engine/stores/sqlite/queries.h"

namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostChildren = 1000;

} // namespace

ChildCounts childCounts(Connection &db, qint64 jid)
{
    ChildCounts counts;
    Query query = db.query("SELECT kind, count(*) FROM kin WHERE parent = ? GROUP BY kind", jid);
    while (query.step()) {
        switch (ChildState(query.integer(0))) {
        case ChildState::Pending: counts.pending = query.integer(1); break;
        case ChildState::Failed: counts.failed = query.integer(1); break;
        case ChildState::Ignored: counts.ignored = query.integer(1); break;
        case ChildState::Processed: counts.processed = query.integer(1); break;
        }
    }
    return counts;
}

Result<JobFlow> flow(Connection &db, const QueueName &queue, const JobId &id, const QString &cursor, int limit)
{
    const auto after = cursor.isEmpty() ? std::optional(ListPlace{-1, 0}) : placeIn(cursor);
    if (!after)
        return Error{Error::Code::Invalid, u"a cursor that is none"_s};
    JobFlow result{.job = {queue, id}};
    qint64 jid = 0;
    {
        Query query = db.query("SELECT j.jid, j.options FROM job j JOIN queue q ON q.qid = j.qid WHERE q.name = ? AND j.id = ?", queue.value, IdKey(id));
        if (!query.step())
            return Error{Error::Code::NotFound, u"no such job"_s};
        jid = query.integer(0);
        result.parent = unpackOptions(query.bytes(1), 0, id, false).parent;
    }
    result.counts = childCounts(db, jid);
    const int most = std::clamp(limit, 1, mostChildren);
    ListPlace last = *after;
    Query query = db.query("SELECT k.kind, k.child, k.queue, k.id, coalesce(k.outcome, s.reason), "
                           "(SELECT count(*) FROM kin c WHERE c.parent = k.child) FROM kin k LEFT JOIN side s ON s.jid = k.child "
                           "WHERE k.parent = ? AND (k.kind, k.child) > (?, ?) ORDER BY k.kind, k.child LIMIT ?",
                           jid, after->first, after->second, most);
    while (query.step()) {
        last = {query.integer(0), query.integer(1)};
        FlowChild child{.job = {{query.text(2)}, query.id(3)}, .kin = ChildState(last.first), .children = query.integer(5)};
        if (child.kin != ChildState::Pending)
            child.outcome = query.text(4);
        result.children.append(child);
    }
    if (result.children.size() == most)
        result.next = cursorText(last);
    return result;
}

} // namespace trato::sqlite
