#pragma once

#include "app/bench/bench_kit.h"

namespace trato::bench {

/// The benchmarks of the embedded store, in the order in which they are run.
QList<Benchmark> storeBenchmarks();

// worker_bench.cpp
/// No-op jobs through a real worker on a thread with a Qt event loop, completed jobs kept.
Result<Figures> workerBench();

} // namespace trato::bench
