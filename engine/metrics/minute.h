#pragma once

#include "engine/api/time.h"

namespace trato {

/// Minutes since 1970, UTC.
inline qint64 minuteOf(Instant at)
{
    return std::chrono::floor<Minutes>(at).time_since_epoch().count();
}

} // namespace trato
