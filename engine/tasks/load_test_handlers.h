#pragma once

#include "engine/queue/handler.h"

namespace trato {

/// The handlers that are always there for trials (design section 8); null for any other name.
///   noop   completes with null
///   echo   completes with the job's data
///   sleep  completes after `ms` of the data (0 without); ends early when cancelled
///   fail   fails each time, with `reason` of the data if there is one
///   flaky  fails while fewer than `failures` attempts of the job were made, then completes
/// Made anywhere; `sleep` waits with timers of the thread that runs it, which needs an event loop.
std::shared_ptr<Handler> makeLoadTestHandler(QStringView name);

} // namespace trato
