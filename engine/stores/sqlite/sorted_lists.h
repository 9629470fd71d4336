#pragma once

#include "engine/api/job.h"

namespace trato::sqlite {

/// A list and what a search reads of its jobs. Statements are known by their address, so both are literals.
struct Statements {
    const char *select;
    const char *search;
};
#define TRATO_LIST(select) \
    { \
        select, "SELECT j.id, j.name, s.reason, j.jid FROM (" select ") l CROSS JOIN job j ON j.jid = l.jid LEFT JOIN side s ON s.jid = j.jid" \
    }

/// The two directions of one order; upwards begins at the least place.
struct BothWays {
    Statements up;
    Statements down;
};

/// Statements, of the form of `ListOrder::select`, that sort all jobs of a queue in a state: for lists of which every page
/// may look at all. Null for the list's own order, and where jobs do not know the value. Pure.
const BothWays *sortedList(JobState state, JobSort sort);

} // namespace trato::sqlite
