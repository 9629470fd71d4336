#pragma once

#include "app/composition/profile.h"
#include "app/demo/demo_shop.h"

namespace trato {

/// Writes a shop's past into an empty profile, through the same stores that the engine uses, with their clock set
/// back: diaries are imported, reminders of a month are in the ledger with what became of each, and the jobs of
/// the last week have run; timings and resource use of the month are kept as an engine keeps them. Waits for the disk; call it before there is a window or an engine.
Result<Done> writeDemoHistory(const Profile &profile, const DemoShop &shop, Instant now, quint32 seed);

} // namespace trato
