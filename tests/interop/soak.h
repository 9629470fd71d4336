#pragma once

#include <QtGlobal>

namespace trato {

/// How long and how large the long forms of interop tests are; tests/run.sh --soak sets the variables.
/// Seconds of TRATO_SOAK_SECONDS for a test that goes on for a time, at most `most`; else `usually`.
inline int soakSeconds(int usually, int most)
{
    const int wanted = qEnvironmentVariableIntValue("TRATO_SOAK_SECONDS");
    return wanted > 0 ? qMin(wanted, most) : usually;
}
/// Jobs of TRATO_SOAK_JOBS, times `factor`; else `usually`.
inline int soakJobs(int usually, int factor = 1)
{
    const int wanted = qEnvironmentVariableIntValue("TRATO_SOAK_JOBS");
    return wanted > 0 ? wanted * factor : usually;
}

} // namespace trato
