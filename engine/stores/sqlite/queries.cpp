#include "engine/stores/sqlite/queries.h"

#include "engine/queue/job_subject.h"
#include "engine/stores/sqlite/job_attempts.h"
#include "engine/stores/sqlite/job_places.h"
#include "engine/stores/sqlite/job_search.h"
#include "engine/stores/sqlite/list_order.h"

namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostRows = 1000;
constexpr qint64 mostWalked = 200'000;   ///< jobs that a search looks at on its way to one page
constexpr qsizetype shownReason = 200;
constexpr qsizetype mostAttempts = 10;
constexpr qint64 minuteMs = 60'000;

// Everything a row tells, for the job `w.jid` of an inner selection `w`.
#define TRATO_ROW_SELECT                                                                                                        \
    "SELECT j.id, j.name, j.priority, j.created, j.options, s.made, s.reason, a.jid, a.started, f.jid, f.failed, f.started, "    \
    "f.finishedAt, d.due, coalesce(r.jid, iif(j.flags & 16, -1, NULL)), iif(length(j.data) <= 65536, j.data, NULL) "
#define TRATO_ROW_JOIN                                                                                                          \
    " JOIN job j ON j.jid = w.jid LEFT JOIN side s ON s.jid = j.jid LEFT JOIN active a ON a.jid = j.jid "                       \
    "LEFT JOIN finished f ON f.jid = j.jid "                                                                                    \
    "LEFT JOIN delayed d ON d.qid = j.qid AND d.due = coalesce(s.due, j.due) "                                                  \
    "AND d.place = coalesce(s.place, iif(j.flags & 1, -j.jid, j.jid)) "                                                         \
    "LEFT JOIN ready r ON r.qid = j.qid AND r.priority = j.priority "                                                           \
    "AND r.place = coalesce(s.place, iif(j.flags & 1, -j.jid, j.jid)) "

JobRow readRow(const Query &query, const QueueName &queue, bool fullReason = false)
{
    JobRow row;
    row.id = query.id(0);
    row.queue = queue;
    row.name = query.text(1);
    row.priority = int(query.integer(2));
    row.createdAt = fromMs(query.integer(3));
    row.attempts = std::max(1, unpackOptions(query.bytes(4), row.priority, row.id, query.isInteger(0)).attempts);
    row.attemptsMade = int(query.integer(5));
    row.failedReason = fullReason ? query.text(6) : query.text(6).left(shownReason);
    const JobSubject subject = jobSubject(query.bytes(15)); // larger data is not looked at, so not read either
    row.subject = subject.what;
    row.recipient = subject.recipient;
    if (!query.isNull(7)) {
        row.state = JobState::Active;
        row.startedAt = fromMs(query.integer(8));
    } else if (!query.isNull(9)) {
        row.state = query.integer(10) ? JobState::Failed : JobState::Completed;
        row.startedAt = fromMs(query.integer(11));
        row.finishedAt = fromMs(query.integer(12));
        if (query.isNull(5))
            row.attemptsMade = 1;
    } else if (!query.isNull(13)) {
        row.state = JobState::Delayed;
        row.dueAt = fromMs(query.integer(13));
    } else if (query.integer(14) < 0) { // a parent that stands in none of the tables
        row.state = JobState::WaitingChildren;
    } else if (!query.isNull(14)) {
        row.state = row.priority ? JobState::Prioritized : JobState::Waiting;
    }
    return row;
}

struct Counted {
    qint64 qid = 0;
    qint64 count = 0;
};

/// Number of jobs in the state; qid 0 = no such queue.
Counted counted(Connection &db, const QueueName &queue, std::optional<JobState> state)
{
    Query query = db.query("SELECT qid, waiting, prioritized, delayed, active, waitingChildren, completed, failed FROM queue WHERE name = ?", queue.value);
    if (!query.step())
        return {};
    Counted result{query.integer(0), 0};
    for (int i = 0; i < 7; ++i)
        if (!state || int(*state) == i)
            result.count += query.integer(i + 1);
    return result;
}

QList<JobRow> rowsOf(Connection &db, const QueueName &queue, const std::vector<qint64> &numbers)
{
    QList<JobRow> rows;
    for (const qint64 jid : numbers) {
        Query query = db.query(TRATO_ROW_SELECT "FROM (SELECT ? AS jid) w" TRATO_ROW_JOIN, jid);
        if (query.step())
            rows.append(readRow(query, queue));
    }
    return rows;
}

/// One consistent look at the file while it lives.
class Snapshot
{
public:
    explicit Snapshot(Connection &db) : m_db(db) { m_db.run("BEGIN"); }
    ~Snapshot() { m_db.run("COMMIT"); }
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

private:
    Connection &m_db;
};

bool matches(Connection &db, qint64 jid, const QString &wanted)
{
    Query query = db.query("SELECT j.id, j.name, s.reason FROM job j LEFT JOIN side s ON s.jid = j.jid WHERE j.jid = ?", jid);
    return query.step()
           && (query.id(0).value.contains(wanted, Qt::CaseInsensitive) || query.text(1).contains(wanted, Qt::CaseInsensitive)
               || query.text(2).contains(wanted, Qt::CaseInsensitive));
}

/// The running try, or the one that finished the job: no row of its own is kept for it.
JobAttempt lastAttempt(const JobDetail &detail, Instant readyAt)
{
    const JobRow &row = detail.row;
    const Instant started = row.startedAt.value_or(readyAt);
    const bool failed = row.state == JobState::Failed;
    return {.number = detail.attemptsStarted,
            .outcome = !row.finishedAt ? JobAttempt::Outcome::Running : failed ? JobAttempt::Outcome::Failed : JobAttempt::Outcome::Completed,
            .readyAt = std::min(readyAt, started),
            .startedAt = started,
            .endedAt = row.finishedAt,
            .error = failed ? shortError(row.failedReason) : QString(),
            .worker = detail.worker};
}

/// One page of a list from a place on, in the list's order; a search on the way looks at so many jobs at most.
void walk(Connection &db, const JobQuery &order, const Counted &all, const ListOrder &list, ListPlace at, JobPage &result)
{
    const bool searches = !order.search.isEmpty();
    const qint64 most = searches ? mostWalked : qint64(order.limit);
    std::vector<qint64> numbers;
    qint64 looked = 0;
    Query query = db.query(list.select, all.qid, at.first, at.second, most, searches ? qint64(0) : order.offset);
    while (qint64(numbers.size()) < order.limit && query.step()) {
        ++looked;
        at = {query.integer(1), query.integer(2)};
        if (!searches || matches(db, query.integer(0), order.search))
            numbers.push_back(query.integer(0));
    }
    if (order.cursor && order.limit > 0 && (qint64(numbers.size()) == order.limit || (searches && looked == mostWalked)))
        result.next = cursorText(at);
    result.total = searches ? qint64(numbers.size()) : all.count;
    result.totalIsEstimate = searches;
    result.rows = rowsOf(db, order.queue, numbers);
}

} // namespace

Result<JobPage> page(Connection &db, const JobQuery &asked, NameRanges &names)
{
    const Snapshot snapshot(db);
    JobPage result;
    JobQuery order = asked;
    order.limit = std::clamp(asked.limit, 0, mostRows);
    order.offset = std::max<qint64>(asked.offset, 0);
    const Counted all = counted(db, order.queue, order.state);
    const ListOrder list = listOrder(order.state, order.reversed, all.count, order.cursor ? JobSort::Own : order.sort);
    result.sort = list.sort;
    if (!order.search.isEmpty() && !order.cursor) {
        const Hits hits = searchJobs(db, order, all.qid, list, all.count, names);
        result.total = hits.total;
        result.totalIsEstimate = !hits.complete;
        result.rows = rowsOf(db, order.queue, hits.page);
        return result;
    }
    ListPlace at = list.beginning;
    if (order.cursor && !order.cursor->isEmpty()) {
        const auto place = placeIn(*order.cursor);
        if (!place)
            return Error{Error::Code::Invalid, u"a cursor that is none"_s};
        at = *place;
    }
    walk(db, order, all, list, at, result);
    return result;
}

Result<JobDetail> job(Connection &db, const QueueName &queue, const JobId &id)
{
    const Snapshot snapshot(db);
    JobDetail detail;
    qint64 jid = 0;
    {
        Query query = db.query(TRATO_ROW_SELECT ", j.jid, s.starts, s.stalled, s.trace, s.progress, a.leaseUntil, a.worker, f.result, f.worker, "
                               "j.data, s.attempts, s.since, j.due FROM (SELECT j.jid FROM job j JOIN queue q ON q.qid = j.qid WHERE q.name = ? AND j.id = ?) w" TRATO_ROW_JOIN,
                               queue.value, IdKey(id));
        if (!query.step())
            return Error{Error::Code::NotFound, u"no such job"_s};
        detail.row = readRow(query, queue, true);
        detail.data.utf8 = query.bytes(25);
        detail.options = unpackOptions(query.bytes(4), detail.row.priority, id, query.isInteger(0));
        detail.parent = detail.options.parent;
        jid = query.integer(16);
        const bool active = detail.row.state == JobState::Active;
        const bool finished = detail.row.finishedAt.has_value();
        detail.attemptsStarted = query.isNull(17) && finished ? 1 : int(query.integer(17)) + (active ? 1 : 0);
        detail.stalledCount = int(query.integer(18));
        detail.stacktrace = traceLines(query.bytes(19));
        if (!query.isNull(20))
            detail.progress.utf8 = query.bytes(20);
        if (active)
            detail.leaseUntil = fromMs(query.integer(21));
        detail.worker = active ? query.text(22) : query.text(24);
        if (!query.isNull(23))
            detail.returnValue.utf8 = query.bytes(23);
        detail.attempts = attemptsIn(query.bytes(26));
        if (active || finished)
            detail.attempts.append(lastAttempt(detail, fromMs(query.isNull(27) ? query.integer(28) : query.integer(27))));
        if (detail.attempts.size() > mostAttempts)
            detail.attempts.removeFirst();
    }
    detail.children = childCounts(db, jid).all();
    Query query = db.query("SELECT words FROM (SELECT line, words FROM log WHERE jid = ? ORDER BY line DESC LIMIT 1000) ORDER BY line", jid);
    while (query.step())
        detail.logs.append(query.text(0));
    return detail;
}

Result<QList<JobRow>> rows(Connection &db, const QueueName &queue, const QList<JobId> &ids)
{
    std::vector<qint64> numbers;
    for (const JobId &id : ids.first(std::min<qsizetype>(ids.size(), mostRows))) {
        Query query = db.query("SELECT j.jid FROM job j JOIN queue q ON q.qid = j.qid WHERE q.name = ? AND j.id = ?", queue.value, IdKey(id));
        if (query.step())
            numbers.push_back(query.integer(0));
    }
    return rowsOf(db, queue, numbers);
}

Result<QList<JobId>> ids(Connection &db, const QueueName &queue, JobState state, const JobFilter &filter, int limit)
{
    const Snapshot snapshot(db);
    QList<JobId> found;
    const Counted all = counted(db, queue, state);
    std::vector<qint64> numbers;
    {
        const ListOrder list = listOrder(state, false, all.count);
        Query query = db.query(list.select, all.qid, list.beginning.first, list.beginning.second, qint64(-1), qint64(0));
        while (query.step())
            numbers.push_back(query.integer(0));
    }
    if (state != JobState::Completed && state != JobState::Failed) // those come newest first already
        std::sort(numbers.begin(), numbers.end(), std::greater());
    for (const qint64 jid : numbers) {
        if (found.size() >= limit)
            break;
        Query query = db.query("SELECT j.id, s.reason FROM job j LEFT JOIN side s ON s.jid = j.jid WHERE j.jid = ?", jid);
        if (query.step() && (filter.cause.isEmpty() || query.text(1).contains(filter.cause))
            && (filter.search.isEmpty() || matches(db, jid, filter.search)))
            found.append(query.id(0));
    }
    return found;
}

Result<QueueHistory> history(Connection &db, const QueueName &queue, int minutes, Instant now)
{
    const int count = std::clamp(minutes, 1, 14 * 24 * 60);
    const qint64 first = toMs(now) / minuteMs - count + 1;
    QueueHistory result{queue, fromMs(first * minuteMs), Minutes(1), QList<qint64>(count, 0), QList<qint64>(count, 0)};
    Query query = db.query("SELECT h.minute, h.completed, h.failed FROM history h JOIN queue q ON q.qid = h.qid "
                           "WHERE q.name = ? AND h.minute BETWEEN ? AND ?",
                           queue.value, first, first + count - 1);
    while (query.step()) {
        result.completed[query.integer(0) - first] = query.integer(1);
        result.failed[query.integer(0) - first] = query.integer(2);
    }
    return result;
}

Result<qint64> countOlder(Connection &db, const QueueName &queue, JobState state, Instant cutoff)
{
    Query count = db.query("SELECT count(*) FROM finished f JOIN queue q ON q.qid = f.qid WHERE q.name = ? AND f.failed = ? AND f.finishedAt <= ?",
                           queue.value, state == JobState::Failed, cutoff);
    return count.step() ? count.integer(0) : 0;
}

} // namespace trato::sqlite
