#include "engine/stores/sqlite/list_order.h"

#include "engine/stores/sqlite/sorted_lists.h"

#include <limits>

namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 least = std::numeric_limits<qint64>::min();
constexpr qint64 most = std::numeric_limits<qint64>::max();
constexpr qint64 few = mostSortedJobs;

// Each runs along an index (the active ones are few), so that the first rows after a place cost the same wherever it is.
// An order of one column ignores the second part of the place.
constexpr BothWays everyOfFew{"SELECT jid, jid, 0 FROM job WHERE qid = ? AND jid > ? AND ? IS NOT NULL ORDER BY jid LIMIT ? OFFSET ?",
                          "SELECT jid, jid, 0 FROM job WHERE qid = ? AND jid < ? AND ? IS NOT NULL ORDER BY jid DESC LIMIT ? OFFSET ?"};
// Without the '+' the few are found by their queue and sorted; a million must not be sorted for each page.
constexpr BothWays everyOfMany{"SELECT jid, jid, 0 FROM job WHERE +qid = ? AND jid > ? AND ? IS NOT NULL ORDER BY jid LIMIT ? OFFSET ?",
                           "SELECT jid, jid, 0 FROM job WHERE +qid = ? AND jid < ? AND ? IS NOT NULL ORDER BY jid DESC LIMIT ? OFFSET ?"};
constexpr BothWays waiting{"SELECT jid, place, 0 FROM ready WHERE qid = ? AND priority = 0 AND place > ? AND ? IS NOT NULL "
                       "ORDER BY place LIMIT ? OFFSET ?",
                       "SELECT jid, place, 0 FROM ready WHERE qid = ? AND priority = 0 AND place < ? AND ? IS NOT NULL "
                       "ORDER BY place DESC LIMIT ? OFFSET ?"};
constexpr BothWays prioritized{"SELECT jid, priority, place FROM ready WHERE qid = ? AND (priority, place) > (?, ?) "
                           "ORDER BY priority, place LIMIT ? OFFSET ?",
                           "SELECT jid, priority, place FROM ready WHERE qid = ? AND priority > 0 AND (priority, place) < (?, ?) "
                           "ORDER BY priority DESC, place DESC LIMIT ? OFFSET ?"};
constexpr BothWays delayed{"SELECT jid, due, place FROM delayed WHERE qid = ? AND (due, place) > (?, ?) ORDER BY due, place LIMIT ? OFFSET ?",
                       "SELECT jid, due, place FROM delayed WHERE qid = ? AND (due, place) < (?, ?) "
                       "ORDER BY due DESC, place DESC LIMIT ? OFFSET ?"};
constexpr BothWays active{"SELECT jid, started, jid FROM active WHERE qid = ? AND (started, jid) > (?, ?) ORDER BY started, jid LIMIT ? OFFSET ?",
                      "SELECT jid, started, jid FROM active WHERE qid = ? AND (started, jid) < (?, ?) "
                      "ORDER BY started DESC, jid DESC LIMIT ? OFFSET ?"};
constexpr BothWays completed{"SELECT jid, finishedAt, jid FROM finished WHERE qid = ? AND failed = 0 AND (finishedAt, jid) > (?, ?) "
                         "ORDER BY finishedAt, jid LIMIT ? OFFSET ?",
                         "SELECT jid, finishedAt, jid FROM finished WHERE qid = ? AND failed = 0 AND (finishedAt, jid) < (?, ?) "
                         "ORDER BY finishedAt DESC, jid DESC LIMIT ? OFFSET ?"};
constexpr BothWays failed{"SELECT jid, finishedAt, jid FROM finished WHERE qid = ? AND failed = 1 AND (finishedAt, jid) > (?, ?) "
                      "ORDER BY finishedAt, jid LIMIT ? OFFSET ?",
                      "SELECT jid, finishedAt, jid FROM finished WHERE qid = ? AND failed = 1 AND (finishedAt, jid) < (?, ?) "
                      "ORDER BY finishedAt DESC, jid DESC LIMIT ? OFFSET ?"};
constexpr BothWays waitingChildren{"SELECT jid, jid, 0 FROM waitingChildren WHERE qid = ? AND jid > ? AND ? IS NOT NULL ORDER BY jid LIMIT ? OFFSET ?",
                                   "SELECT jid, jid, 0 FROM waitingChildren WHERE qid = ? AND jid < ? AND ? IS NOT NULL ORDER BY jid DESC LIMIT ? OFFSET ?"};
constexpr BothWays nothing{"SELECT 1 AS jid, 1, 1 WHERE ? AND ? AND ? AND ? AND ? AND 0", "SELECT 1 AS jid, 1, 1 WHERE ? AND ? AND ? AND ? AND ? AND 0"};

const BothWays &statementsOf(std::optional<JobState> state, qint64 jobs)
{
    if (!state)
        return jobs > few ? everyOfMany : everyOfFew;
    switch (*state) {
    case JobState::Waiting: return waiting;
    case JobState::Prioritized: return prioritized;
    case JobState::Delayed: return delayed;
    case JobState::Active: return active;
    case JobState::Completed: return completed;
    case JobState::Failed: return failed;
    case JobState::WaitingChildren: return waitingChildren;
    case JobState::Unknown: break;
    }
    return nothing;
}

} // namespace

ListOrder listOrder(std::optional<JobState> state, bool reversed, qint64 jobs, JobSort sort)
{
    if (const BothWays *sorted = state && jobs <= few ? sortedList(*state, sort) : nullptr) {
        const bool down = (sort != JobSort::Priority) != reversed;
        return {down ? sorted->down : sorted->up, down ? ListPlace{most, most} : ListPlace{least, least}, sort};
    }
    const bool newestFirst = !state || *state == JobState::Completed || *state == JobState::Failed;
    const bool down = newestFirst != reversed;
    const BothWays &both = statementsOf(state, jobs);
    if (down)
        return {both.down, {most, most}};
    return {both.up, state == JobState::Prioritized ? ListPlace{0, most} : ListPlace{least, least}};
}

QString cursorText(const ListPlace &place)
{
    return QString::number(place.first) + u':' + QString::number(place.second);
}

std::optional<ListPlace> placeIn(const QString &cursor)
{
    const QStringList parts = cursor.split(u':');
    bool good[2] = {};
    const ListPlace place{parts.value(0).toLongLong(&good[0]), parts.value(1).toLongLong(&good[1])};
    return parts.size() == 2 && good[0] && good[1] ? std::optional(place) : std::nullopt;
}

} // namespace trato::sqlite
