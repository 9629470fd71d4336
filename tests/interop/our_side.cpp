#include "tests/interop/our_side.h"

namespace trato {

using namespace Qt::StringLiterals;

OurSide::OurSide(const QString &url) : OurSide(url, m_computer, u"balcao"_s) {}

OurSide::OurSide(const QString &url, const Clock &clock, const QString &engine) : m_clock(clock), m_engine(engine)
{
    RedisStoreOptions options;
    options.address = redisAddressOf(url).value();
    options.stalledInterval = Millis(500);
    m_store = std::make_unique<RedisJobStore>(std::move(options), m_home, m_clock);
}

OurSide::~OurSide()
{
    if (m_worker)
        stop();
}

void OurSide::serve(const QString &queue, std::shared_ptr<Handler> handler, int concurrency, Millis lease)
{
    serve(ServedQueue{.queue = {queue}, .concurrency = concurrency, .handler = std::move(handler), .handlerName = u"test"_s, .lease = lease});
}

void OurSide::serve(QList<ServedQueue> queues)
{
    m_worker = std::make_unique<Worker>(*m_store, m_home, m_clock, m_log, m_engine, m_pool);
    QObject::connect(m_worker.get(), &Worker::jobFinished, m_worker.get(), [this](const FinishedJob &job) { m_ended.append(job.id.value); });
    m_worker->serve(std::move(queues));
    m_worker->start();
}

void OurSide::stop()
{
    bool stopped = false;
    m_worker->stop([&](const Result<Done> &) { stopped = true; });
    (void)QTest::qWaitFor([&] { return stopped; }, 10'000);
    m_worker.reset();
    (void)call<QList<QueueInfo>>(&JobStore::queues); // answered after all that the stop told the server
}

} // namespace trato
