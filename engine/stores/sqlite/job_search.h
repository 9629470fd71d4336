#pragma once

#include "engine/queue/job_store.h"
#include "engine/stores/sqlite/list_order.h"
#include "engine/stores/sqlite/name_ranges.h"

namespace trato::sqlite {

/// What a search found, as job numbers.
struct Hits {
    std::vector<qint64> page{};   ///< the asked part
    qint64 total = 0;             ///< all that were seen
    bool complete = true;         ///< false: there may be more
};

/// Jobs whose id, name or error holds `query.search`, in either case. Looks at the first 25,000 jobs of `list` one by
/// one; in a longer list what is missing on the page is taken from the exact id, the newest errors and the names' ranges.
/// So the work is bounded however long the list is. `length` is the list's. Reader thread.
Hits searchJobs(Connection &db, const JobQuery &query, qint64 qid, const ListOrder &list, qint64 length, NameRanges &names);

} // namespace trato::sqlite
