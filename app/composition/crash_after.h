#pragma once

#include "engine/notify/send_step.h"

#include <functional>

namespace trato {

/// For proofs of what a crash leaves behind, in debug builds: ends the process without any farewell after the step of a send that
/// TRATO_CRASH_AFTER names. Empty without the variable, and in every build that users get.
std::function<void(SendStep)> crashAfter();

} // namespace trato
