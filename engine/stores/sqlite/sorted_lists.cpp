#include "engine/stores/sqlite/sorted_lists.h"

namespace trato::sqlite {
namespace {

// Statements are literals: their address is the key under which they stay prepared.
#define TRATO_SORT(from, condition, key, after, direction)                                                                           \
    "SELECT w.jid, " key ", w.jid FROM " from " w JOIN job j ON j.jid = w.jid LEFT JOIN side s ON s.jid = w.jid WHERE w.qid = ?"      \
    condition " AND (" key ", w.jid) " after " (?, ?) ORDER BY " key direction ", w.jid" direction " LIMIT ? OFFSET ?"
#define TRATO_BOTH_WAYS(from, condition, key)                                                                                        \
    {TRATO_SORT(from, condition, key, ">", ""), TRATO_SORT(from, condition, key, "<", " DESC")}

/// What the jobs of every state know.
struct Common {
    BothWays created;
    BothWays tries;
    BothWays priority;
};
#define TRATO_COMMON(from, condition, made)                                                                                          \
    {TRATO_BOTH_WAYS(from, condition, "j.created"), TRATO_BOTH_WAYS(from, condition, made),                                          \
     TRATO_BOTH_WAYS(from, condition, "j.priority")}

#define TRATO_MADE "coalesce(s.made, 0)"
#define TRATO_MADE_AT_END "coalesce(s.made, 1)"   // without a row in `side` the first try was the last
#define TRATO_COMPLETED " AND w.failed = 0"
#define TRATO_FAILED " AND w.failed = 1"

constexpr Common waiting TRATO_COMMON("ready", " AND w.priority = 0", TRATO_MADE);
constexpr Common prioritized TRATO_COMMON("ready", " AND w.priority > 0", TRATO_MADE);
constexpr Common delayed TRATO_COMMON("delayed", "", TRATO_MADE);
constexpr Common active TRATO_COMMON("active", "", TRATO_MADE);
constexpr Common waitingChildren TRATO_COMMON("waitingChildren", "", TRATO_MADE);
constexpr Common completed TRATO_COMMON("finished", TRATO_COMPLETED, TRATO_MADE_AT_END);
constexpr Common failed TRATO_COMMON("finished", TRATO_FAILED, TRATO_MADE_AT_END);

constexpr BothWays activeStarted TRATO_BOTH_WAYS("active", "", "w.started");
constexpr BothWays completedStarted TRATO_BOTH_WAYS("finished", TRATO_COMPLETED, "w.started");
constexpr BothWays failedStarted TRATO_BOTH_WAYS("finished", TRATO_FAILED, "w.started");
constexpr BothWays completedTook TRATO_BOTH_WAYS("finished", TRATO_COMPLETED, "(w.finishedAt - w.started)");
constexpr BothWays failedTook TRATO_BOTH_WAYS("finished", TRATO_FAILED, "(w.finishedAt - w.started)");

const Common *commonOf(JobState state)
{
    switch (state) {
    case JobState::Waiting: return &waiting;
    case JobState::Prioritized: return &prioritized;
    case JobState::Delayed: return &delayed;
    case JobState::Active: return &active;
    case JobState::Completed: return &completed;
    case JobState::Failed: return &failed;
    case JobState::WaitingChildren: return &waitingChildren;
    case JobState::Unknown: break;
    }
    return nullptr;
}

} // namespace

const BothWays *sortedList(JobState state, JobSort sort)
{
    const Common *common = commonOf(state);
    if (!common || !canSort(sort, state))
        return nullptr;
    const bool isFailed = state == JobState::Failed;
    switch (sort) {
    case JobSort::Own: return nullptr;
    case JobSort::Created: return &common->created;
    case JobSort::Tries: return &common->tries;
    case JobSort::Priority: return &common->priority;
    case JobSort::Started: return state == JobState::Active ? &activeStarted : isFailed ? &failedStarted : &completedStarted;
    case JobSort::Took: return isFailed ? &failedTook : &completedTook;
    }
    return nullptr;
}

} // namespace trato::sqlite
