#pragma once

#include "app/demo/past_time.h"
#include "engine/shop/sqlite_shop_database.h"

namespace trato {

/// Who waits in the demo's first unit: in the shop, and for a place on a day that is full. Of the places that were left there within
/// the last hour one was taken, one is being offered. The clock stands at `now` afterwards.
Result<Done> writeDemoWaits(SqliteShopDatabase &shop, PastMailbox &box, PastClock &clock, Instant now);

} // namespace trato
