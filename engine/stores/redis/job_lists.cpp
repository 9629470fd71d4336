#include "engine/stores/redis/bullmq_job.h"
#include "engine/stores/redis/list_cursor.h"
#include "engine/stores/redis/redis_store_room.h"

namespace trato::redis {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostRows = 1000;
constexpr qsizetype mostSearched = 50'000;    ///< jobs of a state that a search looks at
constexpr qsizetype mostOfEach = 20'000;      ///< jobs of each state in the list of every state
constexpr std::array listed{JobState::Waiting, JobState::Prioritized, JobState::Delayed, JobState::Active,
                            JobState::WaitingChildren, JobState::Completed, JobState::Failed};

const Error noCursor{Error::Code::Invalid, u"a cursor that is none"_s};

QList<JobRow> rowsIn(const QueueName &queue, const RedisValue &answer, qsizetype from)
{
    QList<JobRow> rows;
    for (qsizetype i = from; i < answer.size(); ++i)
        rows.append(bullmq::rowOf(queue, answer.at(i)));
    return rows;
}

void rowsOf(RedisStoreRoom &room, const QueueName &queue, const QList<QByteArray> &ids, Reply<QList<JobRow>> reply)
{
    if (ids.isEmpty())
        return reply(QList<JobRow>());
    const QueueScript &script = RedisScripts::get("rows");
    RedisCommand arguments = room.work.argumentsFor(script, queue);
    arguments.addAll(ids);
    room.work.read(script, arguments, answering(std::move(reply), [queue](const RedisValue &answer) -> Result<QList<JobRow>> {
        return rowsIn(queue, answer, 0);
    }));
}

bool matches(const JobTexts &job, const QString &wanted)
{
    return QString::fromUtf8(job.id).contains(wanted, Qt::CaseInsensitive) || job.name.contains(wanted, Qt::CaseInsensitive)
           || job.reason.contains(wanted, Qt::CaseInsensitive);
}

/// A page of one state without a search: one look.
void plainPage(RedisStoreRoom &room, const JobQuery &query, const ListSpot &after, Reply<JobPage> reply)
{
    const RedisCommand arguments = pageArguments(room.work, query.queue, *query.state, query.reversed, query.offset, query.limit, after, true);
    room.work.read(RedisScripts::get("page"), arguments, answering(std::move(reply), [query, after](const RedisValue &answer) -> Result<JobPage> {
        JobPage page;
        page.rows = rowsIn(query.queue, answer, 4);
        page.total = answer.at(0).integerOr(0);
        const ListSpot last = spotIn(answer, after);
        if (query.cursor && !last.id.isEmpty() && last != after && last.index + 1 < page.total)
            page.next = cursorText(last);
        return page;
    }));
}

/// A page of one state that holds a text, found by looking through the list.
void searchedPage(RedisStoreRoom &room, const JobQuery &query, const ListSpot &after, Reply<JobPage> reply)
{
    walkIds(room.work, query.queue, *query.state, query.reversed, after, mostSearched, [&room, query, reply](const Result<Walked> &walked) {
        if (!walked)
            return reply(walked.error());
        readTexts(room.work, query.queue, walked.value().ids, [&room, query, reply, walked = walked.value()](const Result<QList<JobTexts>> &texts) {
            if (!texts)
                return reply(texts.error());
            QList<QByteArray> hits;
            QList<qsizetype> places;
            for (qsizetype i = 0; i < texts.value().size(); ++i)
                if (matches(texts.value()[i], query.search)) {
                    hits.append(texts.value()[i].id);
                    places.append(i);
                }
            const qsizetype from = std::min<qsizetype>(query.offset, hits.size());
            const QList<QByteArray> shown = hits.mid(from, query.limit);
            JobPage page;
            page.total = query.cursor ? shown.size() : hits.size();
            page.totalIsEstimate = query.cursor || !walked.complete;
            if (query.cursor && shown.size() == query.limit && query.limit > 0) {
                // Only the id counts as long as the job is there; the index is a guess for when it is not.
                page.next = cursorText(ListSpot{places[from + shown.size() - 1], walked.last.score, shown.last()});
            } else if (query.cursor && !walked.complete) {
                page.next = cursorText(walked.last);
            }
            rowsOf(room, query.queue, shown, [page, reply](Result<QList<JobRow>> rows) mutable {
                if (!rows)
                    return reply(rows.error());
                page.rows = std::move(rows).value();
                reply(std::move(page));
            });
        });
    });
}

/// Jobs of every state, gathered state by state.
struct EveryState {
    QList<JobTexts> jobs{};
    bool complete = true;
};

void gather(RedisStoreRoom &room, const QueueName &queue, size_t next, const std::shared_ptr<EveryState> &every, const Reply<Done> &reply)
{
    if (next == listed.size())
        return reply(Done{});
    walkIds(room.work, queue, listed[next], false, {}, mostOfEach, [&room, queue, next, every, reply](const Result<Walked> &walked) {
        if (!walked)
            return reply(walked.error());
        every->complete = every->complete && walked.value().complete;
        readTexts(room.work, queue, walked.value().ids, [&room, queue, next, every, reply](const Result<QList<JobTexts>> &texts) {
            if (!texts)
                return reply(texts.error());
            every->jobs += texts.value();
            gather(room, queue, next + 1, every, reply);
        });
    });
}

BirthSpot birthOf(const JobTexts &job)
{
    return {job.timestamp, QString::fromUtf8(job.id)};
}

/// The newest first. A job that moved on between two looks is told once.
void sortByBirth(QList<JobTexts> &jobs)
{
    std::ranges::sort(jobs, [](const JobTexts &a, const JobTexts &b) { return bornBefore(birthOf(b), birthOf(a)); });
    jobs.erase(std::unique(jobs.begin(), jobs.end(), [](const JobTexts &a, const JobTexts &b) { return a.id == b.id; }), jobs.end());
}

void everyPage(RedisStoreRoom &room, const JobQuery &query, const std::optional<BirthSpot> &after, Reply<JobPage> reply)
{
    auto every = std::make_shared<EveryState>();
    gather(room, query.queue, 0, every, [&room, query, after, every, reply](const Result<Done> &gathered) {
        if (!gathered)
            return reply(gathered.error());
        QList<JobTexts> &jobs = every->jobs;
        sortByBirth(jobs);
        if (query.reversed)
            std::ranges::reverse(jobs);
        if (!query.search.isEmpty())
            jobs.removeIf([&](const JobTexts &job) { return !matches(job, query.search); });
        JobPage page;
        page.total = jobs.size();
        page.totalIsEstimate = !every->complete;
        if (after)
            jobs.removeIf([&](const JobTexts &job) { return query.reversed ? !bornBefore(*after, birthOf(job)) : !bornBefore(birthOf(job), *after); });
        const qsizetype from = std::min<qsizetype>(query.offset, jobs.size());
        QList<QByteArray> shown;
        for (qsizetype i = from; i < jobs.size() && shown.size() < query.limit; ++i)
            shown.append(jobs[i].id);
        if (query.cursor && !shown.isEmpty() && from + shown.size() < jobs.size())
            page.next = cursorText(birthOf(jobs[from + shown.size() - 1]));
        rowsOf(room, query.queue, shown, [page, reply](Result<QList<JobRow>> rows) mutable {
            if (!rows)
                return reply(rows.error());
            page.rows = std::move(rows).value();
            reply(std::move(page));
        });
    });
}

} // namespace

void page(RedisStoreRoom &room, JobQuery query, Reply<JobPage> reply)
{
    query.limit = std::clamp(query.limit, 0, mostRows);
    query.offset = std::max<qint64>(query.offset, 0);
    const bool goesOn = query.cursor && !query.cursor->isEmpty();
    if (!query.state) {
        std::optional<BirthSpot> after;
        if (goesOn && !(after = birthOf(*query.cursor)))
            return reply(noCursor);
        return everyPage(room, query, after, std::move(reply));
    }
    ListSpot after;
    if (goesOn) {
        const auto spot = spotOf(*query.cursor);
        if (!spot)
            return reply(noCursor);
        after = *spot;
    }
    if (query.state == JobState::Unknown)
        return reply(JobPage());
    query.search.isEmpty() ? plainPage(room, query, after, std::move(reply)) : searchedPage(room, query, after, std::move(reply));
}

void job(RedisStoreRoom &room, QueueName queue, JobId id, Reply<JobDetail> reply)
{
    const QueueScript &script = RedisScripts::get("job");
    RedisCommand arguments = room.work.argumentsFor(script, queue);
    arguments.add(id.value.toUtf8());
    room.work.read(script, arguments, answering(std::move(reply), [&room, queue, id](const RedisValue &answer) -> Result<JobDetail> {
        if (answer.isNil())
            return Error{Error::Code::NotFound, u"no such job"_s};
        return bullmq::detailOf(room.work.keys, queue, id, answer, room.work.clock.now());
    }));
}

void rows(RedisStoreRoom &room, QueueName queue, QList<JobId> ids, Reply<QList<JobRow>> reply)
{
    QList<QByteArray> wanted;
    for (const JobId &id : ids.first(std::min<qsizetype>(ids.size(), mostRows)))
        wanted.append(id.value.toUtf8());
    rowsOf(room, queue, wanted, std::move(reply));
}

void ids(RedisStoreRoom &room, QueueName queue, JobState state, JobFilter filter, int limit, Reply<QList<JobId>> reply)
{
    if (state == JobState::Unknown)
        return reply(QList<JobId>());
    const bool finished = state == JobState::Completed || state == JobState::Failed;
    const bool plain = finished && filter.cause.isEmpty() && filter.search.isEmpty();
    const qsizetype most = plain ? std::max(limit, 0) : mostSearched;
    walkIds(room.work, queue, state, false, {}, most, [&room, queue, finished, filter, limit, reply](const Result<Walked> &walked) {
        if (!walked)
            return reply(walked.error());
        readTexts(room.work, queue, walked.value().ids, [finished, filter, limit, reply](Result<QList<JobTexts>> got) {
            if (!got)
                return reply(got.error());
            QList<JobTexts> texts = std::move(got).value();
            if (!finished) // those come newest first already
                sortByBirth(texts);
            QList<JobId> found;
            for (const JobTexts &job : texts)
                if (found.size() < limit && (filter.cause.isEmpty() || job.reason.contains(filter.cause))
                    && (filter.search.isEmpty() || matches(job, filter.search)))
                    found.append({QString::fromUtf8(job.id)});
            reply(found);
        });
    });
}

} // namespace trato::redis
