#include "app/bench/bench.h"
#include "tests/bench/redis/redis_rig.h"

#include <QCoreApplication>

#include <cstdio>

/// bench_redis URL NAME…: benchmarks of the Redis store, one JSON object a line. Empties that database.
int main(int argc, char **argv)
{
    using namespace trato;
    const QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const auto address = redisAddressOf(arguments.value(1));
    if (!address || arguments.size() < 3) {
        std::fprintf(stderr, "usage: bench_redis redis[s]://host:port/db NAME…\n");
        return 2;
    }
    const auto all = bench::workBenchmarks(address.value()) + bench::addBenchmarks(address.value())
                     + bench::restBenchmarks(address.value());
    return runBenchmarks(all, arguments.mid(2), true);
}
