#include "tests/conformance/store_suite.h"

#include "tests/support/redis_server.h"

#include <QCoreApplication>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// One server for all tests of a program; each test begins with an empty database.
RedisServer &redisServer()
{
    static std::unique_ptr<RedisServer> server;
    if (!server) {
        server = std::make_unique<RedisServer>();
        qAddPostRoutine([] { server.reset(); }); // while there still is an application
    }
    return *server;
}

} // namespace

StoreUnderTest::StoreUnderTest(const QString &kind) : m_kind(kind), m_served(m_clock.steady())
{
    m_idle.start();
    if (kind == u"redis") {
        if (!redisServer().isRunning() && !redisServer().start()) {
            m_problem = redisServer().problem();
            return;
        }
        redisServer().cli({u"FLUSHALL"_s});
    }
    reopen();
}

bool StoreUnderTest::reopen()
{
    m_store.reset();
    m_box->drain();
    const QString address = m_kind == u"redis" ? redisServer().url() : m_kind + u':' + m_folder.filePath(u"jobs.db"_s);
    auto opened = openStore({address}, m_box, m_clock);
    if (opened)
        m_store = std::move(opened).value();
    else
        m_problem = opened.error().detail;
    return isOpen();
}

/// The server's clock is the real one and lets locks and rate windows expire by it. Before a call it is made to live by
/// the fake clock: the time of every key that has one is shortened by what passed there and lengthened by what passed
/// here between two calls; keys whose time is over are gone, as if the server had waited.
void StoreUnderTest::letTimePass()
{
    constexpr Millis unnoticed(1000); // no test looks closer, and each look costs a process
    constexpr int slack = 100;        // ms: the calls themselves took time by the server's clock
    m_unserved += Millis(m_idle.restart());
    if (m_kind != u"redis" || (m_clock.steady() == m_served && m_unserved < unnoticed))
        return;
    const qint64 passed = std::chrono::duration_cast<Millis>(m_clock.steady() - m_served).count();
    m_served = m_clock.steady();
    redisServer().cli({u"EVAL"_s,
                       u"for _, key in ipairs(redis.call('KEYS', '*')) do local left = redis.call('PTTL', key) "
                       "if left >= 0 then if left <= ARGV[1] + ARGV[2] then redis.call('DEL', key) "
                       "else redis.call('PEXPIRE', key, left - ARGV[1]) end end end"_s,
                       u"0"_s, QString::number(passed - std::exchange(m_unserved, Millis(0)).count()), QString::number(slack)});
}

QList<JobId> StoreUnderTest::recover(const QueueName &queue, int maxStalled)
{
    const auto look = [&] { return call<QList<JobId>>(&JobStore::recoverStalled, queue, maxStalled).value(); };
    QList<JobId> found = look();
    if (found.isEmpty() && m_kind == u"redis") { // the first look only marks what has no lease (bullmq-format 3.11)
        m_clock.advance(std::chrono::seconds(30));
        found = look();
    }
    return found;
}

bool StoreUnderTest::isMoment(std::optional<Instant> found, Instant wanted) const
{
    const Millis tolerance(m_kind == u"redis" ? 1000 : 0);
    return found && *found >= wanted - tolerance && *found <= wanted + tolerance;
}

JobId StoreUnderTest::addOne(NewJob job)
{
    const auto added = add({std::move(job)});
    return added ? added.value().first().id : JobId{};
}

Exchanged StoreUnderTest::exchange(Exchange order)
{
    const auto done = call<Exchanged>(&JobStore::exchange, order);
    return done ? done.value() : Exchanged{};
}

QList<ClaimedJob> StoreUnderTest::claim(const QueueName &queue, int limit, QByteArray token)
{
    Want want{queue, limit};
    want.token = token;
    want.worker = u"balcao#1"_s;
    return exchange({{}, {want}}).claimed;
}

SettleCode StoreUnderTest::settle(Settlement settlement)
{
    const auto codes = exchange({{settlement}, {}}).codes;
    return codes.size() == 1 ? codes.first() : SettleCode::NotActive;
}

SettleCode StoreUnderTest::complete(const ClaimedJob &job, KeepRule keep)
{
    Settlement settlement = settlementOf(job, Settlement::Kind::Complete);
    settlement.keep = keep;
    return settle(settlement);
}

SettleCode StoreUnderTest::fail(const ClaimedJob &job, KeepRule keep)
{
    Settlement settlement = settlementOf(job, Settlement::Kind::Fail);
    settlement.keep = keep;
    return settle(settlement);
}

JobPage StoreUnderTest::page(const JobQuery &query)
{
    const auto found = call<JobPage>(&JobStore::page, query);
    return found ? found.value() : JobPage{.total = -1};
}

JobDetail StoreUnderTest::job(const QueueName &queue, const JobId &id)
{
    const auto found = call<JobDetail>(&JobStore::job, queue, id);
    return found ? found.value() : JobDetail{};
}

QueueCounts StoreUnderTest::counts(const QueueName &queue)
{
    const auto infos = call<QList<QueueInfo>>(&JobStore::queues);
    if (infos)
        for (const QueueInfo &info : infos.value())
            if (info.name == queue)
                return info.counts;
    return {-1};
}

NewJob someJob(const QueueName &queue, JobOptions options, QByteArray data)
{
    return {queue, u"send"_s, {std::move(data)}, std::move(options)};
}

QStringList idsOf(const QList<ClaimedJob> &jobs)
{
    QStringList ids;
    for (const ClaimedJob &job : jobs)
        ids.append(job.id.value);
    return ids;
}

QStringList idsOf(const JobPage &page)
{
    QStringList ids;
    for (const JobRow &row : page.rows)
        ids.append(row.id.value);
    return ids;
}

Settlement settlementOf(const ClaimedJob &job, Settlement::Kind kind, Millis delay)
{
    Settlement settlement{job.queue, job.id, job.token, kind};
    settlement.reason = u"no answer"_s;
    settlement.delay = delay;
    return settlement;
}

} // namespace trato
