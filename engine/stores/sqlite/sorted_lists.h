#pragma once

#include "engine/api/job.h"

namespace trato::sqlite {

/// The two directions of one order; upwards begins at the least place.
struct BothWays {
    const char *up;
    const char *down;
};

/// Statements, of the form of `ListOrder::select`, that sort all jobs of a queue in a state: for lists of which every page
/// may look at all. Null for the list's own order, and where jobs do not know the value. Pure.
const BothWays *sortedList(JobState state, JobSort sort);

} // namespace trato::sqlite
