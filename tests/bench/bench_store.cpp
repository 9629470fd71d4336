#include "app/bench/bench.h"

#include <QCoreApplication>

/// bench_store [NAME…]: the benchmarks of the store, one JSON object a line.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return trato::runBenchmarks(application.arguments().mid(1), true);
}
