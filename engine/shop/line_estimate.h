#pragma once

#include "engine/shop/shop_book.h"
#include "engine/shop/waiting_line.h"

namespace trato {

/// Fills in how long those who wait still wait. Chairs are taken by the day's visits, and by who sat down from the line; then
/// those who wait sit down in order. `entries` are those of one unit's day, as `WaitingLine::entries` answers them. Engine
/// thread; shop and book outlive the reply.
void estimateLine(ShopDatabase &shop, ShopBook &book, Instant now, QList<LineEntry> entries, Reply<QList<LineEntry>> reply);

} // namespace trato
