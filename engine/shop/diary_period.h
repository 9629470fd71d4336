#pragma once

#include "engine/shop/local_time.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// The period a file covers: from the first local day of any entry, read or not, to the end of the last one. Pure.
inline void measurePeriod(ImportedDiary &diary, const LocalZone &zone)
{
    std::optional<Instant> first;
    std::optional<Instant> last;
    const auto see = [&](Instant at) {
        first = first ? qMin(*first, at) : at;
        last = last ? qMax(*last, at) : at;
    };
    for (const ImportedVisit &visit : diary.visits)
        see(visit.start);
    for (const Instant at : diary.unread)
        see(at);
    if (!first)
        return;
    diary.from = zone.startOf(zone.dateOf(*first));
    diary.to = zone.startOf(zone.dateOf(*last).addDays(1));
}

} // namespace trato
