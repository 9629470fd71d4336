#pragma once

#include "app/bench/bench_kit.h"

namespace trato::bench {

/// The benchmarks of the embedded store, in the order in which they are run.
QList<Benchmark> storeBenchmarks();

// search_bench.cpp
/// Searches among so many jobs, each the first that a store is asked after it was opened: its reader knows no names yet.
Result<Figures> firstSearch(qint64 jobs);
// worker_bench.cpp
/// No-op jobs through a real worker on a thread with a Qt event loop, completed jobs kept.
Result<Figures> workerBench();

} // namespace trato::bench
