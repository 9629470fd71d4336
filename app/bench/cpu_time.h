#pragma once

#include <chrono>

/// Processor time used so far, user and system; a branch for each system.
namespace trato {

std::chrono::nanoseconds processCpu();
std::chrono::nanoseconds threadCpu();   ///< of the calling thread

} // namespace trato
