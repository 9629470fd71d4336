#pragma once

#include "engine/api/appointment.h"
#include "engine/api/settings.h"

namespace trato {

/// Why the client of this visit should be called now; not set: no need. `visit` with its reminders. Pure.
std::optional<CallEntry::Why> callReason(const VisitView &visit, const EngineSettings &settings, Instant now);

} // namespace trato
