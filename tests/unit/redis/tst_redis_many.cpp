#include "engine/stores/redis/redis_job_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"
#include "tests/support/redis_server.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Very many jobs: nothing asks for all of them at once. The store takes no answer of more than 6,000 elements here, so that
/// some thousand jobs are very many.
class TestRedisMany : public QObject
{
    Q_OBJECT
    const QueueName mail{u"mail"_s};
    FakeClock m_clock;
    RedisServer m_redis;
    std::shared_ptr<ManualMailbox> m_box;
    std::unique_ptr<RedisJobStore> m_store;

    template <typename T, typename Method, typename... Arguments>
    Result<T> call(Method method, Arguments... arguments)
    {
        return await<T>(*m_box, [&](Reply<T> reply) { (m_store.get()->*method)(arguments..., reply); });
    }
    QByteArray cli(const QString &command) { return m_redis.cli(command.split(u' ')); }
    QByteArray lua(const QString &text) { return m_redis.cli({u"EVAL"_s, text, u"0"_s}); }
    /// Jobs j1 … jN, made a millisecond apart, by a command that puts `id` into its state with the number `i`.
    void fill(int count, const QString &put)
    {
        lua(u"for i = 1, %1 do local id = 'j' .. i redis.call('HSET', 'bull:mail:' .. id, 'name', 'x', 'data', '{}', 'opts', '{}', "
            "'timestamp', %2 + i) redis.call(%3) end"_s.arg(count).arg(toMs(m_clock.now())).arg(put));
    }
    qint64 keys() { return lua(u"return #redis.call('KEYS', 'bull:mail:j*')"_s).toLongLong(); }
    Result<qint64> clean(JobState state, qint64 upTo, qint64 limit)
    {
        return call<qint64>(&JobStore::clean, mail, state, m_clock.now() + Millis(upTo), limit);
    }

private slots:
    void initTestCase() { QVERIFY2(m_redis.start(), qPrintable(m_redis.problem())); }
    void init()
    {
        m_redis.cli({u"FLUSHALL"_s});
        m_box = std::make_shared<ManualMailbox>();
        RedisStoreOptions options;
        options.address = redisAddressOf(m_redis.url()).value();
        options.limits.elements = 6'000;
        m_store = std::make_unique<RedisJobStore>(std::move(options), m_box, m_clock);
    }
    void cleanup() { m_store.reset(); }

    void finishedJobsAreCleaned()
    {
        fill(12'500, u"'ZADD', 'bull:mail:completed', %1 + i, id"_s.arg(toMs(m_clock.now())));
        QCOMPARE(clean(JobState::Completed, 12'000, 7'000).value(), 7'000);
        QCOMPARE(cli(u"ZRANGE bull:mail:completed 0 0"_s), QByteArray("j7001")); // the oldest went
        const auto rest = clean(JobState::Completed, 12'000, 0);
        QVERIFY2(rest, qPrintable(rest ? QString() : rest.error().detail));
        QCOMPARE(rest.value(), 5'000);
        QCOMPARE(keys(), 500);
        QCOMPARE(cli(u"XREVRANGE bull:mail:events + - COUNT 1"_s).contains("5000"), true);
    }

    void unfinishedJobsAreCleaned_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("put");
        QTest::newRow("waiting") << int(JobState::Waiting) << u"'LPUSH', 'bull:mail:wait', id"_s;
        QTest::newRow("waiting, the newest first") << int(JobState::Waiting) << u"'RPUSH', 'bull:mail:wait', id"_s;
        QTest::newRow("prioritized") << int(JobState::Prioritized) << u"'ZADD', 'bull:mail:prioritized', 20000 - i, id"_s;
        QTest::newRow("delayed") << int(JobState::Delayed) << u"'ZADD', 'bull:mail:delayed', 7, id"_s;
        QTest::newRow("active") << int(JobState::Active) << u"'LPUSH', 'bull:mail:active', id"_s;
    }
    void unfinishedJobsAreCleaned()
    {
        QFETCH(int, state);
        QFETCH(QString, put);
        fill(12'500, put);
        cli(u"SET bull:mail:j3:lock t"_s);
        QCOMPARE(clean(JobState(state), 12'000, 6'500).value(), state == int(JobState::Active) ? 6'499 : 6'500);
        QCOMPARE(cli(u"EXISTS bull:mail:j1 bull:mail:j6500"_s), QByteArray("0"));
        QCOMPARE(cli(u"EXISTS bull:mail:j6501 bull:mail:j12500"_s), QByteArray("2"));
        QCOMPARE(clean(JobState(state), 12'000, 0).value(), 5'500);
        QCOMPARE(cli(u"EXISTS bull:mail:j12000 bull:mail:j12001"_s), QByteArray("1"));
    }

    void aQueueIsDrained()
    {
        // Runs that schedulers have planned stay, wherever they stand in the order.
        lua(u"for i = 1, 20 do local id = 'repeat:s' .. i .. ':7' redis.call('HSET', 'bull:mail:' .. id, 'name', 'x') "
            "redis.call('ZADD', 'bull:mail:repeat', 7, 's' .. i) redis.call('RPUSH', 'bull:mail:wait', id) end"_s);
        fill(12'500, u"i % 2 == 0 and 'LPUSH' or 'RPUSH', i % 3 == 0 and 'bull:mail:paused' or 'bull:mail:wait', id"_s);
        QCOMPARE(call<qint64>(&JobStore::drain, mail, false).value(), 12'500);
        QCOMPARE(keys(), 0);
        QCOMPARE(cli(u"LLEN bull:mail:wait"_s), QByteArray("20"));
    }

    void aLongQueueIsPausedWithoutACopy()
    {
        m_redis.cli({u"HSET"_s, u"bull:mail:meta"_s, u"version"_s, u"bullmq:5.81.5"_s}); // 5 keeps its jobs in another list
        fill(12'500, u"'LPUSH', 'bull:mail:wait', i"_s);
        cli(u"CONFIG RESETSTAT"_s);
        QVERIFY(call<Done>(&JobStore::setPaused, mail, true));
        QCOMPARE(cli(u"LLEN bull:mail:paused"_s), QByteArray("12500"));
        QVERIFY(call<Done>(&JobStore::setPaused, mail, false));
        QCOMPARE(cli(u"LLEN bull:mail:wait"_s), QByteArray("12500"));
        QCOMPARE(cli(u"EXISTS bull:mail:paused"_s), QByteArray("0"));
        const QByteArray stats = cli(u"INFO commandstats"_s);
        QVERIFY2(stats.contains("cmdstat_rename:calls=2,"), stats.constData());
        QVERIFY2(!stats.contains("cmdstat_lrange") && !stats.contains("cmdstat_rpush"), stats.constData());
    }

    void twoLongListsBecomeOne_data()
    {
        QTest::addColumn<int>("from"); // the first job that stands in `paused`; those before it, or behind it, are in `wait`
        QTest::addColumn<bool>("older");
        QTest::addColumn<int>("calls");
        QTest::newRow("the older ones are paused") << 12'001 << true << 3;
        QTest::newRow("the newer ones are paused") << 12'001 << false << 3;
        QTest::newRow("a few older ones are paused") << 4 << true << 1;
        QTest::newRow("a few newer ones are paused") << 23'998 << false << 1;
        QTest::newRow("a few newer ones wait") << 23'998 << true << 1;
        QTest::newRow("a few older ones wait") << 4 << false << 1;
    }
    void twoLongListsBecomeOne()
    {
        QFETCH(int, from);
        QFETCH(bool, older);
        QFETCH(int, calls);
        m_redis.cli({u"HSET"_s, u"bull:mail:meta"_s, u"version"_s, u"bullmq:6.7.0"_s, u"paused"_s, u"1"_s});
        fill(24'000, u"'LPUSH', (i < %1) == %2 and 'bull:mail:paused' or 'bull:mail:wait', i"_s.arg(from).arg(older ? u"true"_s : u"false"_s));
        cli(u"CONFIG RESETSTAT"_s);
        QVERIFY(call<Done>(&JobStore::setPaused, mail, false));
        QCOMPARE(cli(u"EXISTS bull:mail:paused"_s), QByteArray("0"));
        QCOMPARE(lua(u"local all = redis.call('LRANGE', 'bull:mail:wait', 0, -1) for i, id in ipairs(all) do "
                     "if tonumber(id) ~= 24001 - i then return id end end return #all"_s), QByteArray("24000"));
        const QByteArray stats = cli(u"INFO commandstats"_s);
        QCOMPARE(lua(u"return redis.call('XLEN', 'bull:mail:events')"_s), QByteArray("1"));
        const qsizetype at = stats.indexOf("cmdstat_evalsha:calls=");
        QVERIFY2(at >= 0, stats.constData());
        QCOMPARE(stats.mid(at + 22, stats.indexOf(',', at) - at - 22).toInt(), calls);
    }
};

QTEST_GUILESS_MAIN(TestRedisMany)
#include "tst_redis_many.moc"
