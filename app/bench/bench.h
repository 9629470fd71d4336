#pragma once

#include <QStringList>

namespace trato {

/// Runs the named benchmarks, or all of them, and prints each result as it comes: one JSON object a line, or a
/// table. Needs a QCoreApplication that is not running its loop; works in temporary folders only. Answers the
/// exit code: 0, 1 when a benchmark could not be run, 2 for a name that does not exist.
int runBenchmarks(const QStringList &names, bool json);

} // namespace trato
