#pragma once

#include "app/bench/bench_kit.h"

namespace trato {

/// Runs the named benchmarks, or all of them, and prints each result as it comes: one JSON object a line, or a
/// table. Needs a QCoreApplication that is not running its loop. Answers the exit code: 0, 1 when a benchmark could
/// not be run, 2 for a name that does not exist.
int runBenchmarks(const QList<bench::Benchmark> &all, const QStringList &names, bool json);
/// Those of `trato bench`; they work in temporary folders only.
int runBenchmarks(const QStringList &names, bool json);

} // namespace trato
