#include "engine/stores/redis/bullmq_job.h"
#include "engine/stores/redis/id_walk.h"
#include "engine/stores/redis/redis_store_room.h"

#include <limits>

/// Drain and clean: some thousand jobs are chosen and removed in slices, with other calls in between, then the next ones. A
/// state may hold more than should stand in one answer or in memory.
namespace trato::redis {
namespace {

constexpr qint64 chosenAStep = 5000;
constexpr qsizetype removedASlice = 500;        ///< jobs; some milliseconds of the server
constexpr qint64 mostOldest = 100'000;          ///< remembered while the oldest of all are looked for

struct Removal {
    RedisStoreRoom &room;
    QueueName queue{};
    Reply<qint64> reply{};
    QList<JobState> states{};                   ///< what is still to be done, the one at work first
    Instant cutoff{};
    qint64 left = std::numeric_limits<qint64>::max();   ///< so many may still be removed; a drain: no more than stood there
    bool tellsCleaned = false;                  ///< BullMQ's clean writes an event, its drain does not
    qint64 removed = 0;
    // Of the state at work:
    bool isBegun = false;
    qint64 passed = 0;                          ///< looked at and left where they are
    ListSpot spot{};                            ///< the last one that was looked at before any is removed
    QList<std::pair<qint64, QByteArray>> oldest{};      ///< creation and id
    bool isCut = false;                         ///< more of them were found than are remembered
    // Of the step:
    QList<QByteArray> chosen{};
    qsizetype next = 0;
};
using Removing = std::shared_ptr<Removal>;
using NextStep = std::function<void(const Removing &)>;

void finish(const Removing &removal)
{
    RedisStoreRoom &room = removal->room;
    if (removal->removed > 0)
        room.work.feed.publish({}, {removal->queue});
    if (!removal->tellsCleaned)
        return removal->reply(removal->removed);
    room.work.write(RedisCommand{"XADD", room.work.keys.of(removal->queue, "events"), "*", "event", "cleaned", "count",
                                 QByteArray::number(removal->removed)},
                    [removal](const Result<RedisValue> &) { removal->reply(removal->removed); });
}

/// Removes what was chosen, then goes on.
void slice(const Removing &removal, const NextStep &then)
{
    if (removal->next >= removal->chosen.size())
        return then(removal);
    const qsizetype to = std::min(removal->next + removedASlice, removal->chosen.size());
    const QueueScript &script = RedisScripts::get("remove_slice");
    RedisCommand arguments = removal->room.work.argumentsFor(script, removal->queue);
    arguments.add(bullmq::keyWord(removal->states.first()));
    for (; removal->next < to; ++removal->next)
        arguments.add(removal->chosen[removal->next]);
    removal->room.work.write(script, arguments, [removal, then](const Result<RedisValue> &got) {
        if (!got)
            return removal->reply(got.error());
        std::vector<JobChange> changes;
        const Instant now = removal->room.work.clock.now();
        const auto removed = qint64(got.value().at(0).items().size());
        for (const int part : {0, 2})
            for (const RedisValue &id : got.value().at(part).items())
                changes.push_back({removal->queue, {QString::fromUtf8(id.bytes())}, JobState::Unknown, now});
        removal->removed += removed;
        removal->left -= removed;
        removal->passed += got.value().at(1).integerOr(0);
        removal->room.work.feed.publish(std::move(changes), {}); // the format has no event for each
        slice(removal, then);
    });
}

void removeChosen(const Removing &removal, QList<QByteArray> ids, const NextStep &then)
{
    removal->chosen = std::move(ids);
    removal->next = 0;
    slice(removal, then);
}

void beginState(const Removing &removal)
{
    removal->isBegun = false;
    removal->passed = 0;
    removal->spot = {};
    removal->oldest.clear();
    removal->isCut = false;
}

/// The next ids of the state at work in the order of its list, with how many there are; none: all were looked at.
void lookOn(const Removing &removal, bool fromSpot, std::function<void(QList<QByteArray>, qint64)> then)
{
    const RedisCommand arguments = pageArguments(removal->room.work, removal->queue, removal->states.first(), false,
                                                 fromSpot ? 0 : removal->passed, chosenAStep, removal->spot, false);
    removal->room.work.read(RedisScripts::get("page"), arguments, [removal, fromSpot, then = std::move(then)](const Result<RedisValue> &got) {
        if (!got)
            return removal->reply(got.error());
        const auto &items = got.value().items();
        QList<QByteArray> ids;
        for (size_t i = 4; i < items.size(); ++i)
            ids.append(items[i].bytes());
        if (fromSpot)
            removal->spot = spotIn(got.value(), removal->spot);
        then(std::move(ids), got.value().at(0).integerOr(0));
    });
}

/// The next jobs that are old enough, as creation and id; null: all were looked at.
void lookForOld(const Removing &removal, bool fromSpot, std::function<void(const QList<std::pair<qint64, QByteArray>> *)> then)
{
    lookOn(removal, fromSpot, [removal, then = std::move(then)](QList<QByteArray> looked, qint64) {
        if (looked.isEmpty())
            return then(nullptr);
        readTexts(removal->room.work, removal->queue, std::move(looked), [removal, then](const Result<QList<JobTexts>> &got) {
            if (!got)
                return removal->reply(got.error());
            QList<std::pair<qint64, QByteArray>> old;
            for (const JobTexts &job : got.value())
                if (job.timestamp <= toMs(removal->cutoff))
                    old.append({job.timestamp, job.id});
            removal->passed += got.value().size() - old.size();
            then(&old);
        });
    });
}

void drainOn(const Removing &removal)
{
    if (removal->states.isEmpty())
        return finish(removal);
    lookOn(removal, false, [removal](QList<QByteArray> ids, qint64 total) {
        if (!std::exchange(removal->isBegun, true))
            removal->left = total;
        if (ids.size() > removal->left)
            ids.resize(removal->left);
        if (!ids.isEmpty())
            return removeChosen(removal, std::move(ids), drainOn);
        removal->states.removeFirst();
        beginState(removal);
        drainOn(removal);
    });
}

void cleanAllOld(const Removing &removal)
{
    lookForOld(removal, false, [removal](const QList<std::pair<qint64, QByteArray>> *old) {
        if (!old)
            return finish(removal);
        QList<QByteArray> ids;
        for (const auto &[created, id] : *old)
            ids.append(id);
        removeChosen(removal, std::move(ids), cleanAllOld);
    });
}

/// Finds the oldest of the whole state before it removes any, as many as are wanted and can be remembered.
void cleanOldest(const Removing &removal)
{
    const qint64 most = std::min(removal->left, mostOldest);
    if (most <= 0)
        return finish(removal);
    lookForOld(removal, true, [removal, most](const QList<std::pair<qint64, QByteArray>> *old) {
        auto &oldest = removal->oldest;
        if (old)
            oldest.append(*old);
        if (oldest.size() > 2 * most || (!old && oldest.size() > most)) {
            std::ranges::stable_sort(oldest, {}, &std::pair<qint64, QByteArray>::first);
            oldest.resize(most);
            removal->isCut = true;
        }
        if (old)
            return cleanOldest(removal);
        std::ranges::stable_sort(oldest, {}, &std::pair<qint64, QByteArray>::first);
        QList<QByteArray> ids;
        for (auto &[created, id] : oldest)
            ids.append(std::move(id));
        const qint64 before = removal->removed;
        removeChosen(removal, std::move(ids), [before](const Removing &done) {
            const bool again = done->isCut && done->removed > before; // else those stay for good
            beginState(done);
            again ? cleanOldest(done) : finish(done);
        });
    });
}

void cleanFinished(const Removing &removal)
{
    if (removal->left <= 0)
        return finish(removal);
    const QByteArray key = removal->room.work.keys.queue(removal->queue) + bullmq::keyWord(removal->states.first());
    const qint64 wanted = std::min(chosenAStep, removal->left);
    removal->room.work.read(RedisCommand{"ZRANGEBYSCORE", key, "-inf", QByteArray::number(toMs(removal->cutoff)), "LIMIT",
                                         QByteArray::number(removal->passed), QByteArray::number(wanted)},
                            [removal](const Result<RedisValue> &got) {
                                if (!got)
                                    return removal->reply(got.error());
                                QList<QByteArray> ids;
                                for (const RedisValue &id : got.value().items())
                                    ids.append(id.bytes());
                                const bool isOver = ids.isEmpty();
                                removeChosen(removal, std::move(ids), isOver ? NextStep(finish) : NextStep(cleanFinished));
                            });
}

} // namespace

void drain(RedisStoreRoom &room, QueueName queue, bool delayed, Reply<qint64> reply)
{
    auto removal = std::make_shared<Removal>(Removal{room, std::move(queue), std::move(reply)});
    removal->states = {JobState::Waiting, JobState::Prioritized};
    if (delayed)
        removal->states.append(JobState::Delayed);
    drainOn(removal);
}

void clean(RedisStoreRoom &room, QueueName queue, JobState state, Instant cutoff, qint64 limit, Reply<qint64> reply)
{
    if (state == JobState::Unknown)
        return reply(qint64(0));
    auto removal = std::make_shared<Removal>(Removal{room, std::move(queue), std::move(reply)});
    removal->states = {state};
    removal->cutoff = cutoff;
    removal->tellsCleaned = true;
    if (limit > 0)
        removal->left = limit;
    if (state == JobState::Completed || state == JobState::Failed)
        cleanFinished(removal);
    else
        limit > 0 ? cleanOldest(removal) : cleanAllOld(removal);
}

void countOlder(RedisStoreRoom &room, QueueName queue, JobState state, Instant cutoff, Reply<qint64> reply)
{
    if (state != JobState::Completed && state != JobState::Failed)
        return reply(qint64(0));
    const QByteArray key = room.work.keys.queue(queue) + bullmq::keyWord(state);
    room.work.read(RedisCommand{"ZCOUNT", key, "-inf", QByteArray::number(toMs(cutoff))},
                   answering(std::move(reply), [](const RedisValue &count) -> Result<qint64> { return count.integerOr(0); }));
}

} // namespace trato::redis
