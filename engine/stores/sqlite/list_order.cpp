#include "engine/stores/sqlite/list_order.h"

#include <limits>

namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 least = std::numeric_limits<qint64>::min();
constexpr qint64 most = std::numeric_limits<qint64>::max();
constexpr qint64 few = 5000;

/// A list and what a search reads of its jobs. Statements are known by their address, so both are literals.
struct Statements {
    const char *select;
    const char *search;
};

/// The two directions of one order; upwards begins at the least place.
struct Both {
    Statements up;
    Statements down;
};

#define TRATO_LIST(select) \
    { \
        select, "SELECT j.id, j.name, s.reason, j.jid FROM (" select ") l CROSS JOIN job j ON j.jid = l.jid LEFT JOIN side s ON s.jid = j.jid" \
    }

// Each runs along an index (the active ones are few), so that the first rows after a place cost the same wherever it is.
// An order of one column ignores the second part of the place.
constexpr Both everyOfFew{TRATO_LIST("SELECT jid, jid, 0 FROM job WHERE qid = ? AND jid > ? AND ? IS NOT NULL ORDER BY jid LIMIT ? OFFSET ?"),
    TRATO_LIST("SELECT jid, jid, 0 FROM job WHERE qid = ? AND jid < ? AND ? IS NOT NULL ORDER BY jid DESC LIMIT ? OFFSET ?")};
// Without the '+' the few are found by their queue and sorted; a million must not be sorted for each page.
constexpr Both everyOfMany{TRATO_LIST("SELECT jid, jid, 0 FROM job WHERE +qid = ? AND jid > ? AND ? IS NOT NULL ORDER BY jid LIMIT ? OFFSET ?"),
    TRATO_LIST("SELECT jid, jid, 0 FROM job WHERE +qid = ? AND jid < ? AND ? IS NOT NULL ORDER BY jid DESC LIMIT ? OFFSET ?")};
constexpr Both waiting{TRATO_LIST("SELECT jid, place, 0 FROM ready WHERE qid = ? AND priority = 0 AND place > ? AND ? IS NOT NULL "
                       "ORDER BY place LIMIT ? OFFSET ?"),
    TRATO_LIST("SELECT jid, place, 0 FROM ready WHERE qid = ? AND priority = 0 AND place < ? AND ? IS NOT NULL "
                       "ORDER BY place DESC LIMIT ? OFFSET ?")};
constexpr Both prioritized{TRATO_LIST("SELECT jid, priority, place FROM ready WHERE qid = ? AND (priority, place) > (?, ?) "
                           "ORDER BY priority, place LIMIT ? OFFSET ?"),
    TRATO_LIST("SELECT jid, priority, place FROM ready WHERE qid = ? AND priority > 0 AND (priority, place) < (?, ?) "
                           "ORDER BY priority DESC, place DESC LIMIT ? OFFSET ?")};
constexpr Both delayed{TRATO_LIST("SELECT jid, due, place FROM delayed WHERE qid = ? AND (due, place) > (?, ?) ORDER BY due, place LIMIT ? OFFSET ?"),
    TRATO_LIST("SELECT jid, due, place FROM delayed WHERE qid = ? AND (due, place) < (?, ?) "
                       "ORDER BY due DESC, place DESC LIMIT ? OFFSET ?")};
constexpr Both active{TRATO_LIST("SELECT jid, started, jid FROM active WHERE qid = ? AND (started, jid) > (?, ?) ORDER BY started, jid LIMIT ? OFFSET ?"),
    TRATO_LIST("SELECT jid, started, jid FROM active WHERE qid = ? AND (started, jid) < (?, ?) "
                      "ORDER BY started DESC, jid DESC LIMIT ? OFFSET ?")};
constexpr Both completed{TRATO_LIST("SELECT jid, finishedAt, jid FROM finished WHERE qid = ? AND failed = 0 AND (finishedAt, jid) > (?, ?) "
                         "ORDER BY finishedAt, jid LIMIT ? OFFSET ?"),
    TRATO_LIST("SELECT jid, finishedAt, jid FROM finished WHERE qid = ? AND failed = 0 AND (finishedAt, jid) < (?, ?) "
                         "ORDER BY finishedAt DESC, jid DESC LIMIT ? OFFSET ?")};
constexpr Both failed{TRATO_LIST("SELECT jid, finishedAt, jid FROM finished WHERE qid = ? AND failed = 1 AND (finishedAt, jid) > (?, ?) "
                      "ORDER BY finishedAt, jid LIMIT ? OFFSET ?"),
    TRATO_LIST("SELECT jid, finishedAt, jid FROM finished WHERE qid = ? AND failed = 1 AND (finishedAt, jid) < (?, ?) "
                      "ORDER BY finishedAt DESC, jid DESC LIMIT ? OFFSET ?")};
constexpr Both nothing{TRATO_LIST("SELECT 1 AS jid, 1, 1 WHERE ? AND ? AND ? AND ? AND ? AND 0"),
    TRATO_LIST("SELECT 1 AS jid, 1, 1 WHERE ? AND ? AND ? AND ? AND ? AND 0")};

#undef TRATO_LIST

const Both &statementsOf(std::optional<JobState> state, qint64 jobs)
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
    case JobState::WaitingChildren:
    case JobState::Unknown: break;
    }
    return nothing;
}

} // namespace

ListOrder listOrder(std::optional<JobState> state, bool reversed, qint64 jobs)
{
    const bool newestFirst = !state || *state == JobState::Completed || *state == JobState::Failed;
    const bool down = newestFirst != reversed;
    const Both &both = statementsOf(state, jobs);
    if (down)
        return {both.down.select, both.down.search, {most, most}};
    return {both.up.select, both.up.search, state == JobState::Prioritized ? ListPlace{0, most} : ListPlace{least, least}};
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
