#include "engine/stores/redis/redis_check.h"
#include "tests/unit/redis/fake_redis.h"
#include "tests/unit/redis/redis_rig.h"

#include <QDir>
#include <QTcpServer>

using namespace trato;
using namespace trato::redisrig;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Severity = RedisFinding::Severity;

namespace {

/// A server as it should be.
RedisFacts goodFacts()
{
    RedisFacts facts;
    facts.version = "7.0.15";
    facts.mode = "standalone";
    facts.role = "master";
    facts.clusterOn = false;
    facts.evictionPolicy = "noeviction";
    facts.maxMemory = 0;
    facts.usedMemory = 1'000'000;
    facts.appendOnly = true;
    facts.appendFsync = "always";
    facts.snapshots = true;
    facts.clockOffset = Millis(3);
    facts.roundTrip = Millis(1);
    facts.refusedCommands = QStringList();
    return facts;
}

/// "key:severity" of what is not good.
QStringList complaints(const RedisFacts &facts)
{
    QStringList found;
    for (const RedisFinding &finding : judgeRedis(facts))
        if (finding.severity != Severity::Good)
            found.append(QString::fromLatin1(finding.key) + u':' + QString::number(int(finding.severity)));
    return found;
}

RedisFinding finding(const RedisFacts &facts, const char *key)
{
    for (const RedisFinding &found : judgeRedis(facts))
        if (found.key == key)
            return found;
    return {};
}

RedisFacts check(RedisCheckOptions options)
{
    SystemClock clock;
    std::optional<RedisFacts> got;
    checkRedis(options, clock, [&got](Result<RedisFacts> facts) { got = facts.value(); });
    if (!QTest::qWaitFor([&] { return got.has_value(); }, 30'000))
        qFatal("no facts");
    return *got;
}

RedisFacts check(const RedisAddress &address)
{
    RedisCheckOptions options;
    options.address = address;
    return check(options);
}

} // namespace

/// The connection test: what is said about which facts, and whether the facts are found at real servers.
class TestRedisCheck : public QObject
{
    Q_OBJECT
private slots:
    void goodServerHasNoComplaint()
    {
        QCOMPARE(complaints(goodFacts()), QStringList());
        QCOMPARE(finding(goodFacts(), "connected").detail, u"Redis 7.0.15, 1 ms"_s);
    }
    void eachTroubleIsNamed_data()
    {
        QTest::addColumn<std::function<void(RedisFacts &)>>("change");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, std::function<void(RedisFacts &)> change, QStringList expected) {
            QTest::newRow(name) << std::move(change) << expected;
        };
        row("no connection", [](auto &f) { f.fault = RedisFault::TlsWrongName; }, {u"tls-wrong-name:3"_s});
        row("cluster", [](auto &f) { f.clusterOn = true; }, {u"cluster:3"_s});
        row("replica", [](auto &f) { f.role = "slave"; f.replicaReadOnly = true; }, {u"replica:3"_s});
        row("writable replica", [](auto &f) { f.role = "slave"; f.replicaReadOnly = false; }, {u"replica:2"_s});
        row("old", [](auto &f) { f.version = "6.0.16"; }, {u"version-old:3"_s});
        row("not so new", [](auto &f) { f.version = "6.2.14"; }, {u"version:1"_s});
        row("evicts all", [](auto &f) { f.evictionPolicy = "allkeys-lru"; }, {u"eviction:3"_s});
        row("evicts locks", [](auto &f) { f.evictionPolicy = "volatile-ttl"; }, {u"eviction:3"_s});
        row("policy not told", [](auto &f) { f.evictionPolicy.clear(); }, {u"eviction-unknown:3"_s});
        row("role not told", [](auto &f) { f.role.clear(); }, {u"role-unknown:2"_s});
        row("version not told", [](auto &f) { f.version.clear(); }, {u"version-unknown:2"_s});
        row("persistence not told", [](auto &f) { f.appendOnly.reset(); }, {u"durability-unknown:2"_s});
        row("nearly full", [](auto &f) { f.maxMemory = 1'050'000; }, {u"memory-full:2"_s});
        row("no persistence", [](auto &f) { f.appendOnly = false; f.snapshots = false; }, {u"durability-none:2"_s});
        row("snapshots", [](auto &f) { f.appendOnly = false; }, {u"durability-snapshots:2"_s});
        row("AOF when the system likes", [](auto &f) { f.appendFsync = "no"; }, {u"durability-snapshots:2"_s});
        row("AOF every second", [](auto &f) { f.appendFsync = "everysec"; }, {});
        row("not told", [](auto &f) { f.appendFsync.clear(); }, {u"durability-unknown:1"_s});
        row("commands refused", [](auto &f) { f.refusedCommands = QStringList{u"evalsha"_s}; }, {u"acl:3"_s});
        row("keys refused", [](auto &f) { f.refusedKeys = QStringList{u"bull:*"_s}; }, {u"acl-keys:3"_s});
        row("extras refused", [](auto &f) { f.refusedExtras = QStringList{u"client|list"_s}; }, {u"acl-extras:1"_s});
        row("not tried", [](auto &f) { f.refusedCommands.reset(); }, {u"acl-unknown:3"_s});
        row("saving failed", [](auto &f) { f.writeRefused = "MISCONF Redis is configured to save"; }, {u"saving-failed:3"_s});
        row("copies missing", [](auto &f) { f.writeRefused = "NOREPLICAS Not enough good replicas"; }, {u"replicas-missing:3"_s});
        row("full", [](auto &f) { f.writeRefused = "OOM command not allowed"; f.maxMemory = 1'000'000; }, {u"memory-full:3"_s});
        row("no writes, whyever", [](auto &f) { f.writeRefused = "ERR no"; }, {u"write-refused:3"_s});
        row("clock behind", [](auto &f) { f.clockOffset = Millis(-700); }, {u"clock:2"_s});
        row("a slow way is no wrong clock", [](auto &f) { f.clockOffset = Millis(700); f.roundTrip = Millis(900); }, {});
        row("two lines of BullMQ", [](auto &f) { f.queues = {{"bull", "a", "bullmq:5.81.5"}, {"bull", "b", "bullmq:6.7.0"}}; }, {u"mixed-versions:2"_s});
        row("old peers", [](auto &f) { f.queues = {{"bull", "a", "bullmq:5.40.0"}, {"bull", "b", "trato:0.1.0"}}; }, {u"peers-old:2"_s});
        row("the gravest first", [](auto &f) { f.version = "6.2.14"; f.appendOnly = false; f.evictionPolicy = "allkeys-lru"; },
            {u"eviction:3"_s, u"durability-snapshots:2"_s, u"version:1"_s});
    }
    void eachTroubleIsNamed()
    {
        QFETCH(std::function<void(RedisFacts &)>, change);
        RedisFacts facts = goodFacts();
        change(facts);
        QTEST(complaints(facts), "expected");
    }
    void fixesAreCommands()
    {
        RedisFacts facts = goodFacts();
        facts.evictionPolicy = "allkeys-lru";
        facts.address.user = "worker";
        facts.refusedCommands = QStringList{u"evalsha"_s, u"script|load"_s};
        facts.refusedKeys = QStringList{u"bull:*"_s};
        QCOMPARE(finding(facts, "eviction").fix, u"CONFIG SET maxmemory-policy noeviction"_s);
        QCOMPARE(finding(facts, "acl").fix, u"ACL SETUSER worker +evalsha +script|load"_s);
        QCOMPARE(finding(facts, "acl-keys").fix, u"ACL SETUSER worker ~bull:*"_s);
        for (const auto fault : {RedisFault::Refused, RedisFault::TlsUnknownAuthority, RedisFault::NotRedis})
            QVERIFY(!redisFaultWord(fault).isEmpty());
    }

    void realServerIsLookedAt()
    {
        RedisServer server;
        QVERIFY2(server.start({u"appendonly yes"_s, u"appendfsync everysec"_s, u"maxmemory 100mb"_s, u"maxmemory-policy allkeys-lru"_s}),
                 qPrintable(server.problem()));
        for (const char *queue : {"bull:mails", "bull:bonus", "{shop}:sms", "a:b:deep"})
            QCOMPARE(server.cli({u"HSET"_s, QString::fromLatin1(queue) + u":meta"_s, u"version"_s, u"bullmq:5.81.5"_s}), QByteArray("1"));
        server.cli({u"HSET"_s, u"bull:mails:meta"_s, u"paused"_s, u"1"_s});
        server.cli({u"HSET"_s, u"bull::trato:x:meta"_s, u"a"_s, u"1"_s});
        server.cli({u"SET"_s, u"bull:text:meta"_s, u"not a hash"_s});
        const QByteArray keys = server.cli({u"DBSIZE"_s});

        const RedisFacts facts = check(addressOf(server));
        QCOMPARE(facts.fault, RedisFault::None);
        QCOMPARE(facts.role, QByteArray("master"));
        QCOMPARE(facts.evictionPolicy, QByteArray("allkeys-lru"));
        QCOMPARE(facts.maxMemory, std::optional<qint64>(100 << 20));
        QCOMPARE(redisDurability(facts), RedisDurability::EverySecond);
        QCOMPARE(facts.refusedCommands, std::optional(QStringList()));
        QCOMPARE(facts.refusedExtras, QStringList());
        QVERIFY(facts.clockOffset && std::chrono::abs(*facts.clockOffset) < 500ms);
        QVERIFY(!facts.queuesCut);
        QStringList found;
        for (const RedisQueueFound &queue : facts.queues)
            found.append(QString::fromLatin1(queue.prefix + '|' + queue.name + '|' + queue.version) + (queue.paused ? u"|paused"_s : QString()));
        QCOMPARE(found, (QStringList{u"a:b|deep|bullmq:5.81.5"_s, u"bull|bonus|bullmq:5.81.5"_s, u"bull|mails|bullmq:5.81.5|paused"_s,
                                     u"{shop}|sms|bullmq:5.81.5"_s}));
        QCOMPARE(server.cli({u"DBSIZE"_s}), keys); // nothing was written

        RedisCheckOptions own;
        own.address = addressOf(server);
        own.prefix = "{shop}";
        own.anyPrefix = false;
        QCOMPARE(check(own).queues.size(), 1);
        own.anyPrefix = true;
        own.mostQueues = 2;
        const RedisFacts few = check(own);
        QCOMPARE(few.queues.size(), 2);
        QVERIFY(few.queuesCut);
    }

    void durabilityIsRead_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<RedisDurability>("durability");
        QTest::newRow("none") << QStringList() << RedisDurability::None;
        QTest::newRow("snapshots") << QStringList{u"save 900 1"_s} << RedisDurability::Snapshots;
        QTest::newRow("always") << QStringList{u"appendonly yes"_s, u"appendfsync always"_s} << RedisDurability::Always;
    }
    void durabilityIsRead()
    {
        QFETCH(QStringList, lines);
        RedisServer server;
        QVERIFY2(server.start(lines), qPrintable(server.problem()));
        QTEST(redisDurability(check(addressOf(server))), "durability");
    }

    void aclIsTriedWithoutRunningAnything()
    {
        RedisServer server;
        QVERIFY2(server.start({u"user worker on >hush ~bull:* resetchannels +@all -@admin -zadd -evalsha -script|load"_s,
                               u"user keyless on >hush ~other:* resetchannels +@all"_s,
                               u"user poor on >hush ~* resetchannels +get +set"_s,
                               u"user untold on >hush ~* &* +@all -multi"_s}),
                 qPrintable(server.problem()));
        RedisAddress address = addressOf(server);
        address.user = "worker";
        address.password = "hush";
        const RedisFacts worker = check(address);
        QCOMPARE(worker.refusedCommands, std::optional(QStringList{u"zadd"_s, u"evalsha"_s, u"script|load"_s}));
        QVERIFY2(worker.refusedExtras.contains(u"config|get"_s), qPrintable(worker.refusedExtras.join(u' ')));
        QVERIFY(worker.refusedKeys.isEmpty());
        address.user = "keyless";
        const RedisFacts keyless = check(address);
        QCOMPARE(keyless.refusedCommands, std::optional(QStringList()));
        QCOMPARE(keyless.refusedKeys, QStringList{u"bull:*"_s});
        address.user = "poor"; // may not even MULTI; the trial key needs DEL
        QVERIFY(complaints(check(address)).contains(u"acl:3"_s));
        address.user = "untold";
        const RedisFacts untold = check(address);
        QVERIFY(!untold.refusedCommands);
        QVERIFY(complaints(untold).contains(u"acl-unknown:3"_s));
        QVERIFY(QTest::qWaitFor([&] { return server.cli({u"DBSIZE"_s}) == "0"; }, 10'000)); // what cannot be deleted runs out
    }

    void whatAUserMayNotReadIsNeverGood()
    {
        RedisServer server;
        QVERIFY2(server.start({u"maxmemory-policy allkeys-lru"_s, u"user nodanger on >hush ~* &* +@all -@dangerous"_s,
                               u"user reader on >hush ~* &* +@all -info"_s}),
                 qPrintable(server.problem()));
        RedisAddress address = addressOf(server);
        address.user = "nodanger";
        address.password = "hush";
        const RedisFacts facts = check(address);
        QCOMPARE(facts.role, QByteArray("master")); // HELLO tells it
        QVERIFY(!facts.version.isEmpty());
        QVERIFY2(complaints(facts).contains(u"eviction-unknown:3"_s), qPrintable(complaints(facts).join(u' ')));
        QCOMPARE(finding(facts, "eviction-unknown").fix, u"ACL SETUSER nodanger +info"_s);
        address.user = "reader"; // CONFIG tells it where INFO may not
        QCOMPARE(check(address).evictionPolicy, QByteArray("allkeys-lru"));

        RedisServer silent;
        QVERIFY2(silent.start({u"rename-command HELLO \"\""_s, u"user blind on >hush ~* &* +@all -@dangerous"_s}), qPrintable(silent.problem()));
        address.port = silent.port();
        address.user = "blind";
        const RedisFacts blind = check(address);
        QVERIFY(complaints(blind).contains(u"role-unknown:2"_s) && complaints(blind).contains(u"version-unknown:2"_s));
        QVERIFY2(finding(blind, "connected").detail.startsWith(u"Redis, "), qPrintable(finding(blind, "connected").detail));
    }

    void replicaIsSeen()
    {
        RedisServer server;
        QVERIFY2(server.start({u"replicaof 127.0.0.1 1"_s}), qPrintable(server.problem()));
        const RedisFacts facts = check(addressOf(server));
        QCOMPARE(facts.primary, QByteArray("127.0.0.1:1"));
        QCOMPARE(finding(facts, "replica").severity, Severity::Problem);
        QCOMPARE(finding(facts, "replica").fix, u"redis://127.0.0.1:1"_s);
    }

    void wrongPortsAreToldApart()
    {
        RedisServer server;
        QVERIFY2(server.startTls({u"requirepass hush"_s}), qPrintable(server.problem()));
        RedisCheckOptions options;
        options.address = addressOf(server);
        options.within = 4s; // the plain port answers TLS with silence
        options.address.tls.on = true;
        QCOMPARE(check(options).fault, RedisFault::TlsOnPlainPort);
        options.address.tls.on = false;
        options.address.port = server.tlsPort();
        QCOMPARE(check(options).fault, RedisFault::PlainOnTlsPort);
        options.address.port = server.port();
        QCOMPARE(check(options).fault, RedisFault::NeedsPassword);
        // Nobody there who speaks either.
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        options.address.port = silent.serverPort();
        options.within = 1s;
        QCOMPARE(check(options).fault, RedisFault::TimedOut);
    }

    void aServerThatTakesNoWritesIsNotGood()
    {
        RedisServer server;
        QVERIFY2(server.start({u"enable-protected-configs yes"_s, u"min-replicas-to-write 3"_s}), qPrintable(server.problem()));
        const RedisFacts alone = check(addressOf(server));
        QVERIFY2(complaints(alone).contains(u"replicas-missing:3"_s), qPrintable(complaints(alone).join(u' ')));
        QCOMPARE(finding(alone, "replicas-missing").detail, u"Redis refused: NOREPLICAS Not enough good replicas to write."_s);
        server.cli({u"CONFIG"_s, u"SET"_s, u"min-replicas-to-write"_s, u"0"_s});
        // A background save that fails: its folder is gone.
        server.cli({u"CONFIG"_s, u"SET"_s, u"save"_s, u"3600 1"_s});
        server.cli({u"SET"_s, u"k"_s, u"1"_s});
        QDir(server.folder()).mkdir(u"gone"_s);
        QCOMPARE(server.cli({u"CONFIG"_s, u"SET"_s, u"dir"_s, server.folder() + u"/gone"_s}), QByteArray("OK"));
        QDir(server.folder()).rmdir(u"gone"_s);
        server.cli({u"BGSAVE"_s});
        QVERIFY(QTest::qWaitFor([&] { return server.cli({u"SET"_s, u"k"_s, u"2"_s}).startsWith("MISCONF"); }, 20'000));
        const RedisFacts unsaved = check(addressOf(server));
        QVERIFY2(complaints(unsaved).contains(u"saving-failed:3"_s), qPrintable(complaints(unsaved).join(u' ')));
    }

    void aServerThatIsBusyWithAScriptIsNotGood()
    {
        RedisServer server;
        QVERIFY2(server.start({u"busy-reply-threshold 10"_s}), qPrintable(server.problem()));
        Client slow(quick(addressOf(server)));
        QVERIFY(slow.waitUp());
        const auto endless = start(slow.connection, RedisCommand{"EVAL", "while true do end", "0"});
        QVERIFY(QTest::qWaitFor([&] { return server.cli({u"PING"_s}).startsWith("BUSY"); }, 20'000));
        const RedisFacts facts = check(addressOf(server));
        QCOMPARE(complaints(facts), QStringList{u"busy:3"_s});
        QCOMPARE(finding(facts, "busy").fix, u"SCRIPT KILL"_s);
        QCOMPARE(server.cli({u"SCRIPT"_s, u"KILL"_s}), QByteArray("OK"));
        QVERIFY(waitFor(endless));
    }

    void whatOnlyGreetsIsNotGood_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<bool>("greets");
        QTest::addColumn<RedisFault>("fault");
        QTest::newRow("silent after the greeting") << QByteArray() << false << true << RedisFault::TimedOut;
        QTest::newRow("closes after the greeting") << QByteArray() << true << true << RedisFault::Closed;
        QTest::newRow("OK to all that is asked") << "+OK\r\n"_ba << false << true << RedisFault::NotRedis;
        QTest::newRow("OK to everything") << "+OK\r\n"_ba << false << false << RedisFault::NotRedis;
    }
    void whatOnlyGreetsIsNotGood()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, closes);
        QFETCH(bool, greets);
        FakeRedis server([&](const auto &) { return FakeRedis::Answer{bytes, closes}; }, greets);
        RedisCheckOptions options;
        options.address = server.address();
        options.within = 2s;
        QTEST(check(options).fault, "fault");
    }

    void clusterIsSeen()
    {
        RedisServer server;
        QVERIFY2(server.start({u"cluster-enabled yes"_s}), qPrintable(server.problem()));
        const RedisFacts facts = check(addressOf(server));
        QCOMPARE(facts.fault, RedisFault::Cluster);
        QCOMPARE(complaints(facts), QStringList{u"cluster:3"_s});
    }
};

QTEST_GUILESS_MAIN(TestRedisCheck)
#include "tst_redis_check.moc"
