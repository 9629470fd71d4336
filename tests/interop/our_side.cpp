#include "tests/interop/our_side.h"

namespace trato {

using namespace Qt::StringLiterals;

OurSide::OurSide(const QString &url)
{
    RedisStoreOptions options;
    options.address = redisAddressOf(url).value();
    options.stalledInterval = Millis(500);
    m_store = std::make_unique<RedisJobStore>(std::move(options), m_home, m_clock);
}

void OurSide::serve(const QString &queue, std::shared_ptr<Handler> handler, int concurrency, Millis lease)
{
    m_worker = std::make_unique<Worker>(*m_store, m_home, m_clock, m_log, u"balcao"_s, m_pool);
    QObject::connect(m_worker.get(), &Worker::jobFinished, m_worker.get(), [this](const FinishedJob &job) { m_ended.append(job.id.value); });
    m_worker->serve({ServedQueue{.queue = {queue}, .concurrency = concurrency, .handler = std::move(handler), .handlerName = u"test"_s, .lease = lease}});
    m_worker->start();
}

void OurSide::stop()
{
    bool stopped = false;
    m_worker->stop([&](const Result<Done> &) { stopped = true; });
    (void)QTest::qWaitFor([&] { return stopped; }, 10'000);
    m_worker.reset();
}

} // namespace trato
