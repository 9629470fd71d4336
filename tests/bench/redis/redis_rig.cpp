#include "tests/bench/redis/redis_rig.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

namespace trato::bench {
namespace {

using namespace Qt::StringLiterals;

RedisStoreOptions storeOptions(const RedisAddress &address)
{
    RedisStoreOptions options;
    options.address = address;
    return options;
}

RedisConnectionOptions lookOptions(const RedisAddress &address)
{
    RedisConnectionOptions options;
    options.address = address;
    options.waitWhileDown = Seconds(5);
    options.answerWithin = Seconds(60); // FLUSHALL of a million jobs
    return options;
}

/// The number after `name` in a line of INFO; several lines are added up.
double figureOf(const QByteArray &text, QByteArrayView name)
{
    double sum = 0;
    for (qsizetype at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        qsizetype end = at += name.size();
        while (end < text.size() && (QChar::fromLatin1(text[end]).isDigit() || text[end] == '.'))
            ++end;
        sum += text.sliced(at, end - at).toDouble();
    }
    return sum;
}

} // namespace

RedisRig::RedisRig(const RedisAddress &server, Begin begin) : address(server), m_look(lookOptions(server), clock)
{
    m_look.open();
    if (begin == Begin::Empty)
        (void)command({"FLUSHALL"});
    store = std::make_unique<RedisJobStore>(storeOptions(server), box, clock);
    (void)ask<QList<QueueInfo>>([this](auto reply) { store->queues(reply); }); // both connections stand
}

RedisRig::~RedisRig()
{
    store.reset();
    box->close();
}

bool RedisRig::runUntil(const std::function<bool()> &done, Millis limit)
{
    QTimer over;
    over.setSingleShot(true);
    over.start(limit);
    while (!done()) {
        if (!over.isActive())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

void RedisRig::rest(Millis time)
{
    runUntil([] { return false; }, time);
}

Result<RedisValue> RedisRig::command(RedisCommand command)
{
    return ask<RedisValue>([&](auto reply) { m_look.call(std::move(command), std::move(reply)); });
}

Result<Done> RedisRig::fill(const QueueName &queue, qint64 count, const JobOptions &options, const QByteArray &data)
{
    constexpr qint64 aCall = 1000;
    for (qint64 from = 0; from < count; from += aCall) {
        QList<NewJob> jobs;
        jobs.reserve(aCall);
        for (qint64 number = from; number < std::min(count, from + aCall); ++number) {
            jobs.append(usualJob(queue, number));
            jobs.last().options = options;
            if (!data.isEmpty())
                jobs.last().data.utf8 = data;
        }
        const auto added = ask<QList<Added>>([&](auto reply) { store->add(jobs, reply); });
        if (!added)
            return added.error();
    }
    return Done{};
}

RedisValue RedisRig::info(QByteArrayView section)
{
    const auto got = command(RedisCommand("INFO").add(section));
    return got ? got.value() : RedisValue();
}

ServerCost RedisRig::cost()
{
    const QByteArray stats = info("commandstats").bytes();
    const QByteArray cpu = info("cpu").bytes();
    return {(figureOf(cpu, "used_cpu_sys:") + figureOf(cpu, "used_cpu_user:")) * 1e6,
            figureOf(stats, ":calls=") - figureOf(stats, "cmdstat_info:calls=")};
}

double RedisRig::usedMemory()
{
    return figureOf(info("memory").bytes(), "used_memory:");
}

RigWorker::RigWorker(RedisRig &rig, QList<QueueName> queues, int concurrency, std::shared_ptr<Handler> handler)
    : m_rig(rig), m_worker(std::make_unique<Worker>(*rig.store, rig.box, rig.clock, rig.log, u"bench"_s, rig.pool))
{
    QObject::connect(m_worker.get(), &Worker::jobFinished, m_worker.get(),
                     [this](const FinishedJob &job) { m_completed += job.kind == Settlement::Kind::Complete; });
    QList<ServedQueue> served;
    for (const QueueName &queue : queues)
        served.append({.queue = queue, .concurrency = concurrency, .handler = handler, .handlerName = u"bench"_s});
    m_worker->serve(served);
    m_worker->start();
}

RigWorker::~RigWorker()
{
    bool stopped = false;
    m_worker->stop([&](const Result<Done> &) { stopped = true; });
    m_rig.runUntil([&] { return stopped; }, Seconds(10));
}

JobCost::JobCost(RedisRig &rig) : m_rig(rig), m_server(rig.cost()) {}

Figures JobCost::perJob(qint64 jobs)
{
    const double seconds = m_watch.seconds();
    const double own = m_watch.cpuMicros();
    const ServerCost now = m_rig.cost();
    const double count = double(jobs);
    return {{"jobs_per_s", count / seconds},
            {"client_us", own / count},
            {"redis_us", (now.cpuMicros - m_server.cpuMicros) / count},
            {"commands", (now.commands - m_server.commands) / count},
            {"jobs", count}};
}

} // namespace trato::bench
