#include "engine/metrics/queue_health.h"
#include "engine/runtime/desks/site_desk.h"
#include "engine/runtime/queue_overview.h"
#include "engine/stores/redis/redis_clients.h"
#include "engine/stores/redis/redis_job_store.h"
#include "engine/stores/redis/redis_watch.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/redis/redis_rig.h"

#include <algorithm>

using namespace trato;
using namespace trato::redisrig;
using namespace Qt::StringLiterals;
using Wish = OwnerBeat::Wish;

namespace {

/// A job store and its owner lease, as one engine has them.
struct Engine {
    Engine(const RedisServer &server, QString engineName, std::unique_ptr<Clock> given = std::make_unique<SystemClock>())
        : owned(std::move(given)), name(std::move(engineName))
    {
        RedisStoreOptions options;
        options.address = addressOf(server);
        store = std::make_unique<RedisJobStore>(std::move(options), home, clock);
    }
    OwnerState beat(Wish wish, Millis lease = Seconds(30))
    {
        std::optional<Result<OwnerState>> got;
        store->owners()->beat({name, wish, fromMs(1'790'000'000'000), lease}, [&](Result<OwnerState> state) { got = std::move(state); });
        if (!QTest::qWaitFor([&] { return got.has_value(); }, 20'000) || !*got)
            qFatal("no answer");
        return got->value();
    }

    const std::unique_ptr<Clock> owned;
    Clock &clock = *owned;
    std::shared_ptr<QtMailbox> home = std::make_shared<QtMailbox>();
    const QString name;
    std::unique_ptr<RedisJobStore> store;
};

QList<QueueInfo> queuesOf(Engine &engine)
{
    std::optional<Result<QList<QueueInfo>>> got;
    engine.store->queues([&](Result<QList<QueueInfo>> queues) { got = std::move(queues); });
    if (!QTest::qWaitFor([&] { return got.has_value(); }, 20'000) || !*got)
        qFatal("no queues");
    return got->value();
}

RedisFacts siteFacts()
{
    RedisFacts facts;
    facts.version = "7.0.15";
    facts.mode = "standalone";
    facts.role = "master";
    facts.evictionPolicy = "noeviction";
    facts.appendOnly = true;
    facts.appendFsync = "everysec";
    facts.refusedCommands = QStringList();
    facts.queues = {{"bull", "whatsapp-notifications", "bullmq:5.58.0", false}, {"bull", "reports", "bullmq:5.58.0", false},
                    {"other", "mails", "bullmq:6.7.0", false}};
    const QByteArray whatsapp = QByteArray("whatsapp-notifications").toBase64();
    const QByteArray backup = QByteArray("system-backup").toBase64();
    facts.clients = {"bull:" + whatsapp + ":w:site-1", "bull:" + whatsapp + ":w:site-1", "bull:" + backup + ":w:balcao-1", "ioredis"};
    facts.engines = {"balcao-1"};
    return facts;
}

} // namespace

/// What an engine shares with others on a real Redis server: the owner lease, who is there, whether the server is safe.
class TestRedisSite : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.problem())); }
    void init() { m_server.cli({u"FLUSHALL"_s}); }

    void oneOwnerAtATime()
    {
        Engine a(m_server, u"a"_s);
        Engine b(m_server, u"b"_s);
        QCOMPARE(a.beat(Wish::Look).owner, QString());
        QVERIFY(a.beat(Wish::Look).engines.isEmpty());
        const OwnerState first = a.beat(Wish::Own);
        QCOMPARE(first.owner, u"a"_s);
        QVERIFY(first.left > Seconds(29) && first.left <= Seconds(30));
        const OwnerState second = b.beat(Wish::Own);
        QCOMPARE(second.owner, u"a"_s);
        QCOMPARE(second.engines.size(), 2);
        QVERIFY(second.engines.at(0).owner && second.engines.at(0).name == u"a" && second.engines.at(1).standsBy);
        QVERIFY(std::chrono::abs(second.engines.at(1).lastSeen - b.clock.now()) < Seconds(10));
        QCOMPARE(b.beat(Wish::TakeOver).owner, u"b"_s);
        QCOMPARE(a.beat(Wish::Own).owner, u"b"_s);
        QCOMPARE(b.beat(Wish::Leave).owner, QString());
        QCOMPARE(a.beat(Wish::Work).engines.size(), 1);
        QCOMPARE(a.beat(Wish::Own).owner, u"a"_s);
        QCOMPARE(a.beat(Wish::Work).owner, QString()); // gave it up
    }

    void theLeaseRunsOutByItself()
    {
        Engine a(m_server, u"a"_s);
        Engine b(m_server, u"b"_s);
        constexpr Millis lease{1'000};
        QCOMPARE(a.beat(Wish::Own, lease).owner, u"a"_s);
        QCOMPARE(b.beat(Wish::Own, lease).owner, u"a"_s);
        // The one that ended without a word stays listed for a while, as silent.
        bool silent = false;
        QVERIFY(QTest::qWaitFor([&] {
            const OwnerState state = b.beat(Wish::Own, lease);
            for (const EngineSeen &engine : state.engines)
                silent = silent || (engine.name == u"a" && engine.silent && engine.quiet > lease);
            return state.owner == u"b" && silent;
        }, 10'000));
        QVERIFY(QTest::qWaitFor([&] { return b.beat(Wish::Own, lease).engines.size() == 1; }, 10'000)); // then it is forgotten
    }

    void clientsByName()
    {
        const QList<RedisClient> clients = redisClientsOf("id=3 addr=10.0.0.7:51234 laddr=10.0.0.1:6379 fd=8 name=bull:bWFpbHM=:w:site age=1\n"
                                                          "id=4 addr=/run/redis.sock:0 name=x\r\n"
                                                          "id=5 addr=[::1]:51234 name=y\n"
                                                          "id=6 addr=10.0.0.8:1 name= age=0\n");
        QCOMPARE(clients, (QList<RedisClient>{{"bull:bWFpbHM=:w:site", u"10.0.0.7"_s}, {"x", {}}, {"y", u"::1"_s}}));
    }

    void whatWaitsIsSeenByOthersUntilItIsLeft()
    {
        Engine a(m_server, u"balcao-1"_s);
        Engine b(m_server, u"balcao-2"_s);
        const QueueName queue{u"orders"_s};
        const auto seen = [&] {
            std::optional<Result<QList<WorkerSeen>>> got;
            b.store->workers([&](Result<QList<WorkerSeen>> workers) { got = std::move(workers); });
            return QTest::qWaitFor([&] { return got.has_value(); }, 20'000) && *got
                ? got->value() : QList<WorkerSeen>();
        };
        bool asked = false;
        a.store->exchange({.wants = {{.queue = queue, .limit = 1, .token = "t", .worker = a.name}}}, [&](const Result<Exchanged> &) { asked = true; });
        QVERIFY(QTest::qWaitFor([&] { return asked && !seen().isEmpty(); }, 20'000));
        QCOMPARE(seen().first().worker, a.name);
        QCOMPARE(seen().first().address, u"127.0.0.1"_s);
        a.store->stopWaiting(queue);
        QVERIFY(QTest::qWaitFor([&] { return seen().isEmpty(); }, 20'000));
    }

    void aLimitForAllIsSeen()
    {
        Engine a(m_server, u"a"_s);
        m_server.cli({u"HSET"_s, u"bull:mails:meta"_s, u"max"_s, u"10"_s, u"duration"_s, u"60000"_s});
        const auto limited = [&] {
            std::optional<Result<QList<QueueInfo>>> got;
            a.store->queues([&](Result<QList<QueueInfo>> queues) { got = std::move(queues); });
            if (!QTest::qWaitFor([&] { return got.has_value(); }, 20'000) || !*got || got->value().isEmpty())
                return std::optional<Millis>(Millis(-1));
            return got->value().first().limitedFor;
        };
        QCOMPARE(limited(), std::nullopt);
        m_server.cli({u"SET"_s, u"bull:mails:limiter"_s, u"9"_s, u"PX"_s, u"50000"_s});
        QCOMPARE(limited(), std::nullopt);
        m_server.cli({u"SET"_s, u"bull:mails:limiter"_s, u"10"_s, u"PX"_s, u"50000"_s});
        QVERIFY(limited() > Seconds(40));
    }

    void anUnsafeServerIsNeverHealthy()
    {
        RedisServer server;
        QVERIFY2(server.start({u"maxmemory-policy allkeys-lru"_s}), qPrintable(server.problem()));
        const SystemClock clock;
        RedisWatch watch(addressOf(server), "bull", clock);
        bool looked = false;
        watch.whenLooked([&] { looked = true; });
        QVERIFY(QTest::qWaitFor([&] { return looked; }, 20'000));
        const QList<Problem> problems = watch.problems();
        const auto eviction = std::ranges::find(problems, u"redis.eviction"_s, &Problem::code);
        QVERIFY(eviction != problems.end() && eviction->critical);
        QCOMPARE(eviction->detail, u"allkeys-lru; CONFIG SET maxmemory-policy noeviction"_s);
        QCOMPARE(watch.durability(), Durability::None);
        QVERIFY(watch.server().startsWith(u"Redis "));
        QVERIFY(std::ranges::any_of(watch.checks(), [](const HealthCheck &check) { return !check.ok && check.name == u"redis.memory"; }));
    }

    void theReportProposesToLeaveAloneWhatOthersServe()
    {
        const QList<QueueName> ours{{u"whatsapp-notifications"_s}, {u"system-backup"_s}};
        const SiteReport report = siteReport(siteFacts(), ours, {});
        QVERIFY(report.usable);
        QCOMPARE(report.durability, Durability::EverySecond);
        QCOMPARE(report.queues, (QList<SiteQueue>{{{u"reports"_s}, u"bullmq:5.58.0"_s, {}, false, QueueDuty::Watch},
                                                  {{u"system-backup"_s}, {}, {}, true, QueueDuty::Work},
                                                  {{u"whatsapp-notifications"_s}, u"bullmq:5.58.0"_s, {u"site-1"_s}, true, QueueDuty::Watch}}));
        const SiteReport chosen = siteReport(siteFacts(), ours, {{{u"whatsapp-notifications"_s}, QueueDuty::Work}, {{u"reports"_s}, QueueDuty::Work}});
        QCOMPARE(chosen.queues.at(2).duty, QueueDuty::Work);
        QCOMPARE(chosen.queues.at(0).duty, QueueDuty::Watch); // there is nothing here that could work on it
    }

    /// One queue that somebody spoilt does not hide the others, nor what happens on them.
    void aQueueThatCannotBeReadIsNamed()
    {
        Engine a(m_server, u"a"_s);
        for (const char *queue : {"bull:good:meta", "bull:bad:meta"})
            m_server.cli({u"HSET"_s, QString::fromLatin1(queue), u"version"_s, u"bullmq:6.7.0"_s});
        m_server.cli({u"RPUSH"_s, u"bull:good:wait"_s, u"7"_s});
        m_server.cli({u"SET"_s, u"bull:bad:delayed"_s, u"x"_s});
        m_server.cli({u"SET"_s, u"bull:bad:events"_s, u"x"_s});
        const QList<QueueInfo> queues = queuesOf(a);
        QCOMPARE(queues.size(), 2);
        QCOMPARE(queues.at(0).name.value, u"bad"_s);
        QCOMPARE(queues.at(0).trouble, u"bull:bad:delayed is a string, not a zset"_s);
        QCOMPARE(judgeQueue(queues.at(0), 0, a.clock.now()), (QueueVerdict{QueueHealth::Critical, QueueReason::Broken}));
        QCOMPARE(queues.at(1).counts.waiting, 1);
        QVERIFY(queues.at(1).trouble.isEmpty());
        for (int i = 0; i < 2; ++i) { // the first one only finds the end of the streams
            std::optional<Result<Changes>> changes;
            a.store->since(0, [&](Result<Changes> got) { changes = std::move(got); });
            QVERIFY(QTest::qWaitFor([&] { return changes.has_value(); }, 20'000));
            QVERIFY2(changes->operator bool(), qPrintable(changes->error().detail));
        }
        QueueOverview overview(*a.store, a.clock, {});
        std::optional<Result<QList<QueueView>>> views;
        overview.refresh([&](Result<QList<QueueView>> got) { views = std::move(got); });
        QVERIFY(QTest::qWaitFor([&] { return views.has_value(); }, 20'000));
        QCOMPARE(overview.problems(), (QList<Problem>{{u"queue.broken"_s, u"bad"_s, u"bull:bad:delayed is a string, not a zset"_s, false, {}}}));
    }

    void queuesThatAppearLaterAreFound()
    {
        Engine a(m_server, u"a"_s, std::make_unique<FakeClock>());
        FakeClock &clock = static_cast<FakeClock &>(a.clock);
        QVERIFY(queuesOf(a).isEmpty());
        const auto names = [&] {
            QStringList found;
            for (const QueueInfo &queue : queuesOf(a))
                found.append(queue.name.value);
            return found;
        };
        // One that somebody asked about: at the next look.
        bool asked = false;
        a.store->history({u"mine"_s}, 60, [&](const Result<QueueHistory> &) { asked = true; });
        QVERIFY(QTest::qWaitFor([&] { return asked; }, 20'000));
        m_server.cli({u"HSET"_s, u"bull:mine:meta"_s, u"version"_s, u"bullmq:6.7.0"_s});
        m_server.cli({u"HSET"_s, u"bull:unknown:meta"_s, u"version"_s, u"bullmq:6.7.0"_s});
        clock.advance(Seconds(1));
        QVERIFY(QTest::qWaitFor([&] { return names().contains(u"mine"_s); }, 10'000));
        QVERIFY(!names().contains(u"unknown"_s));
        // One that nobody knew: in the next round.
        clock.advance(Seconds(15));
        QVERIFY(QTest::qWaitFor([&] { return names().contains(u"unknown"_s); }, 10'000));
    }

    /// A server with many keys is walked through in short slices, and yet within a minute.
    void aLargeKeyspaceIsWalkedThroughSlowly()
    {
        m_server.cli({u"DEBUG"_s, u"POPULATE"_s, u"90000"_s});
        Engine a(m_server, u"a"_s, std::make_unique<FakeClock>());
        FakeClock &clock = static_cast<FakeClock &>(a.clock);
        QVERIFY(queuesOf(a).isEmpty());
        m_server.cli({u"HSET"_s, u"bull:unknown:meta"_s, u"version"_s, u"bullmq:6.7.0"_s});
        const auto scans = [&] {
            const QByteArray line = m_server.cli({u"INFO"_s, u"commandstats"_s});
            const qsizetype at = line.indexOf("cmdstat_scan:calls=");
            return at < 0 ? 0 : line.mid(at + 19, line.indexOf(',', at) - at - 19).toInt();
        };
        clock.advance(Seconds(15)); // the round begins
        const int atFirst = scans();
        int looks = 0;
        bool found = false;
        for (; looks < 60 && !found; ++looks) {
            const int before = scans();
            found = !queuesOf(a).isEmpty();
            QVERIFY(QTest::qWaitFor([&] { return scans() > before || found; }, 10'000));
            clock.advance(Seconds(1));
        }
        QVERIFY2(scans() - atFirst <= 4 * (looks + 1), qPrintable(QString::number(scans() - atFirst)));
        QVERIFY(found);
        QVERIFY2(looks <= 55, qPrintable(QString::number(looks)));
    }

    void whereNobodyMayBeSeenAllIsProposedToBeWatched()
    {
        RedisFacts facts = siteFacts();
        facts.clients.clear();
        facts.clientsRefused = true;
        const SiteReport report = siteReport(facts, {{u"system-backup"_s}}, {});
        QVERIFY(std::ranges::all_of(report.queues, [](const SiteQueue &queue) { return queue.duty == QueueDuty::Watch && queue.workersUnknown; }));
        const auto told = std::ranges::find(report.checks, u"redis.workers-unknown"_s, &HealthCheck::way);
        QVERIFY(told != report.checks.end() && told->warning);
        QCOMPARE(told->detail, u"CLIENT LIST; ACL SETUSER default +client|list"_s);
    }

    void aReportOfAServerThatIsNotThere()
    {
        RedisFacts facts;
        facts.fault = RedisFault::Refused;
        const SiteReport report = siteReport(facts, {{u"system-backup"_s}}, {});
        QVERIFY(!report.usable && report.queues.isEmpty());
        QCOMPARE(report.checks.first().way, u"redis.refused"_s);
    }

private:
    RedisServer m_server;
};

QTEST_GUILESS_MAIN(TestRedisSite)
#include "tst_redis_site.moc"
