#include "app/bench/cpu_time.h"
#include "app/bench/store_bench.h"
#include "engine/queue/worker.h"
#include "engine/tasks/load_test_handlers.h"

#include <QEventLoop>
#include <QThread>

namespace trato::bench {
namespace {

using namespace Qt::StringLiterals;

constexpr int concurrency = 100;
constexpr qint64 warmUp = 20'000;
constexpr qint64 jobs = 150'000;
constexpr Seconds longestRun{12};

/// The engine thread of the benchmark: store, worker and log on one event loop.
Result<Figures> onEngineThread(const QString &path, const QueueName &queue)
{
    const SystemClock clock;
    QEventLoop loop;
    const auto box = std::make_shared<QtMailbox>();
    Result<Figures> result = Error{Error::Code::Timeout, u"the jobs were not done in time"_s};
    {
        SqliteJobStore::Options options;
        options.path = path;
        SqliteJobStore store(std::move(options), box, clock);
        LogBook log({.level = LogLevel::Warning}, clock);
        HandlerPool pool(1);
        Worker worker(store, box, clock, log, u"bench"_s, pool);
        worker.serve({ServedQueue{.queue = queue, .concurrency = concurrency, .handler = makeLoadTestHandler(u"noop"),
                                  .handlerName = u"noop"_s}});
        qint64 done = 0;
        Stopwatch watch;
        std::chrono::nanoseconds loopCpu{0};
        const auto measured = [&] {
            const double count = double(done - warmUp);
            const double engineCpu = std::chrono::duration<double, std::micro>(threadCpu() - loopCpu).count();
            result = Figures{{"jobs_per_s", count / watch.seconds()}, {"cpu_us_per_job", watch.cpuMicros() / count},
                             {"engine_us_per_job", engineCpu / count}, {"jobs", count}};
            worker.stop([&](Result<Done>) { loop.quit(); });
        };
        QObject::connect(&worker, &Worker::jobFinished, &loop, [&] {
            if (++done == warmUp) {
                watch.restart();
                loopCpu = threadCpu();
            } else if (done == warmUp + jobs) {
                measured();
            }
        });
        QTimer limit;
        limit.setSingleShot(true);
        QObject::connect(&limit, &QTimer::timeout, &loop, [&] {
            if (done > warmUp && done < warmUp + jobs)
                measured();
            else
                loop.quit();
        });
        limit.start(longestRun);
        worker.start();
        loop.exec();
    }
    box->close();
    return result;
}

} // namespace

Result<Figures> workerBench()
{
    const QueueName queue{u"bench"_s};
    StoreRig rig(SqliteJobStore::Durability::Full);
    if (const auto filled = rig.fill(queue, warmUp + jobs); !filled)
        return filled.error();
    rig.store.reset(); // the file belongs to the worker's thread now
    Result<Figures> result;
    const std::unique_ptr<QThread> thread(
        QThread::create([&] { result = onEngineThread(rig.folder.filePath(u"jobs.db"_s), queue); }));
    thread->start();
    thread->wait();
    return result;
}

} // namespace trato::bench
