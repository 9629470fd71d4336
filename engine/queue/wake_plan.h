#pragma once

#include "engine/api/time.h"

#include <algorithm>
#include <optional>

namespace trato {

/// What the worker's one timer waits for. Wall-clock moments come from the store, durations are steady.
struct WakePlan {
    using Steady = std::chrono::nanoseconds;
    std::optional<Instant> wall{};
    std::optional<Steady> steady{};

    void at(Instant moment) { wall = wall ? std::min(*wall, moment) : moment; }
    void at(Steady moment) { steady = steady ? std::min(*steady, moment) : moment; }
};

/// How long to sleep; not set: until something else happens. Never early, and never longer than 30 s while a
/// wall-clock moment is awaited, because the computer's clock may be set meanwhile.
constexpr std::optional<Millis> sleepFor(const WakePlan &plan, Instant now, WakePlan::Steady steady)
{
    constexpr Millis longest{30'000};
    std::optional<Millis> sleep;
    if (plan.wall)
        sleep = std::clamp(Millis(*plan.wall - now), Millis(0), longest);
    if (plan.steady) {
        const Millis left = std::max(Millis(0), std::chrono::ceil<Millis>(*plan.steady - steady));
        sleep = sleep ? std::min(*sleep, left) : left;
    }
    return sleep;
}

} // namespace trato
