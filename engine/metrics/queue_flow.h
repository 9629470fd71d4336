#pragma once

#include "engine/api/queue.h"

namespace trato {

/// The same history in at most `mostSteps` steps of whole minutes; steps begin at round multiples of their width (UTC),
/// so that asking again a minute later moves no value. Counts are sums. Pure.
QueueHistory coarsened(const QueueHistory &minutes, int mostSteps);

} // namespace trato
