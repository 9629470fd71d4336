#include "tests/unit/redis/redis_rig.h"

#include <QPointer>

using namespace trato;
using namespace trato::redisrig;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const RedisScript addScript("add", "return redis.call('INCRBY', KEYS[1], ARGV[1])", 1);
const RedisScript pairScript("pair", "return {KEYS[1], KEYS[2], ARGV[1]}", 2);

} // namespace

/// A working connection to a real server: values, order, scripts, blocking waits, and what owners may do in answers.
class TestRedisConnection : public QObject
{
    Q_OBJECT
    RedisServer m_server;

    RedisConnectionOptions options() const { return quick(addressOf(m_server)); }

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.problem())); }
    void init() { QCOMPARE(m_server.cli({u"FLUSHALL"_s}), QByteArray("OK")); }

    void everyByteComesBack()
    {
        Client client(options());
        QVERIFY(client.waitUp());
        QByteArray bytes;
        for (int i = 0; i < 256; ++i)
            bytes += char(i);
        for (const QByteArray &value : {bytes, QByteArray(), bytes.repeated(8'000)}) {
            const auto set = ask(client.connection, RedisCommand{"SET", bytes, value});
            QVERIFY(set && set.value().isOk());
            QCOMPARE(ask(client.connection, RedisCommand{"GET", bytes}).value().bytes(), value);
        }
        QVERIFY(ask(client.connection, RedisCommand{"GET", "none"}).value().isNil());
        QVERIFY(client.connection.server().atLeast(6, 2));
        QVERIFY(client.connection.server().clientId > 0);
        QCOMPARE(client.connection.server().mode, QByteArray("standalone"));
    }

    void answersKeepTheOrderOfCalls()
    {
        Client client(options());
        QVERIFY(client.waitUp());
        QList<qint64> got;
        for (int i = 0; i < 10'000; ++i)
            client.connection.call(RedisCommand{"INCR", "n"}, [&got](Result<RedisValue> answer) {
                got.append(answer ? answer.value().integerOr(-1) : -2);
            });
        QVERIFY(QTest::qWaitFor([&] { return got.size() == 10'000; }, 20'000));
        for (int i = 0; i < 10'000; ++i)
            QCOMPARE(got[i], i + 1);
        QCOMPARE(client.connection.callsOnTheirWay(), 0);
    }

    void refusalsAreAnswers()
    {
        Client client(options());
        QVERIFY(client.waitUp());
        QVERIFY(ask(client.connection, RedisCommand{"SET", "k", "1"}));
        QCOMPARE(ask(client.connection, RedisCommand{"LPUSH", "k", "1"}).value().errorCode(), QByteArray("WRONGTYPE"));
        QCOMPARE(ask(client.connection, RedisCommand{"NONSENSE"}).value().errorCode(), QByteArray("ERR"));
        const auto empty = ask(client.connection, RedisCommand());
        QVERIFY(!empty && empty.error().code == Error::Code::Invalid);
        QCOMPARE(m_server.cli({u"CONFIG"_s, u"SET"_s, u"maxmemory"_s, u"1"_s}), QByteArray("OK"));
        const auto full = ask(client.connection, RedisCommand{"SET", "k", "2"});
        QCOMPARE(m_server.cli({u"CONFIG"_s, u"SET"_s, u"maxmemory"_s, u"0"_s}), QByteArray("OK"));
        QVERIFY(full);
        QCOMPARE(redisError(full.value()).code, Error::Code::Full);
        QCOMPARE(client.downs, 0);
    }

    void busyServerIsAnAnswer()
    {
        Client slow(options());
        Client client(options());
        QVERIFY(slow.waitUp() && client.waitUp());
        QCOMPARE(m_server.cli({u"CONFIG"_s, u"SET"_s, u"busy-reply-threshold"_s, u"10"_s}), QByteArray("OK"));
        const auto endless = start(slow.connection, RedisCommand{"EVAL", "while true do end", "0"});
        QVERIFY(QTest::qWaitFor([&] { // until the server counts the script as slow, it answers nothing
            const auto answer = ask(client.connection, RedisCommand{"GET", "k"});
            return answer && answer.value().errorCode() == "BUSY";
        }, 20'000));
        QCOMPARE(client.downs, 0);
        QCOMPARE(m_server.cli({u"SCRIPT"_s, u"KILL"_s}), QByteArray("OK"));
        QVERIFY(waitFor(endless).value().isError());
        QVERIFY(ask(client.connection, RedisCommand{"GET", "k"}).value().isNil());
    }

    void scriptsAreGivenOnce()
    {
        Client client(options());
        QVERIFY(client.waitUp());
        QCOMPARE(m_server.cli({u"SCRIPT"_s, u"FLUSH"_s}), QByteArray("OK"));
        QCOMPARE(m_server.cli({u"CONFIG"_s, u"RESETSTAT"_s}), QByteArray("OK"));
        const auto eval = [&](const RedisScript &script, const QList<QByteArray> &keys, const QList<QByteArray> &arguments) {
            const auto answer = std::make_shared<std::optional<Result<RedisValue>>>();
            client.connection.eval(script, keys, arguments, into(answer));
            return waitFor(answer);
        };
        for (int i = 1; i <= 20; ++i)
            QCOMPARE(eval(addScript, {"n"}, {"2"}).value().integerOr(0), 2 * i);
        const auto pair = eval(pairScript, {"a", "b"}, {"c"});
        QCOMPARE(pair.value().at(2).bytes(), QByteArray("c"));
        const QByteArray stats = m_server.cli({u"INFO"_s, u"commandstats"_s});
        QVERIFY2(stats.contains("cmdstat_script|load:calls=2,"), stats.constData());
        QVERIFY2(stats.contains("cmdstat_evalsha:calls=21,"), stats.constData()); // none was wasted on NOSCRIPT

        const auto keys = eval(pairScript, {"a"}, {});
        QVERIFY(!keys && keys.error().code == Error::Code::Invalid);
        const auto broken = eval(RedisScript("broken", "this is not Lua", 0), {}, {});
        QVERIFY2(broken && broken.value().bytes().contains("Error compiling script"), broken.value().bytes().constData());
    }

    void flushedScriptsAreGivenAgainUnderTraffic()
    {
        Client client(options());
        Client other(options());
        QVERIFY(client.waitUp() && other.waitUp());
        constexpr int all = 2'000;
        int answered = 0;
        int refused = 0;
        int begun = 0;
        std::function<void()> next = [&] {
            if (begun == all)
                return;
            if (++begun % 50 == 0)
                other.connection.call(RedisCommand{"SCRIPT", "FLUSH"}, {});
            client.connection.eval(begun % 2 ? addScript : pairScript, begun % 2 ? QList<QByteArray>{"n"} : QList<QByteArray>{"a", "b"},
                                   {"1"}, [&](Result<RedisValue> answer) {
                                       ++answered;
                                       refused += !answer || answer.value().isError();
                                       next();
                                   });
        };
        for (int i = 0; i < 20; ++i) // that many at a time
            next();
        QVERIFY(QTest::qWaitFor([&] { return answered == all; }, 60'000));
        QCOMPARE(refused, 0);
        QCOMPARE(ask(client.connection, RedisCommand{"GET", "n"}).value().integerOr(0), all / 2);
    }

    void markersWakeAndWaitsEnd()
    {
        Client waiter(options());
        Client client(options());
        QVERIFY(waiter.waitUp() && client.waitUp());
        const auto pop = [&](Millis wait) {
            const auto answer = std::make_shared<std::optional<Result<RedisValue>>>();
            waiter.connection.popMarker("bull:q:marker", wait, into(answer));
            return answer;
        };
        QVERIFY(waitFor(pop(1ms)).value().isNil());
        QVERIFY(waitFor(pop(20ms)).value().isNil());
        const auto woken = pop(10s);
        QVERIFY(ask(client.connection, RedisCommand{"ZADD", "bull:q:marker", "12.5", "1"}));
        const auto marker = waitFor(woken);
        QCOMPARE(marker.value().at(1).bytes(), QByteArray("1"));
        QCOMPARE(marker.value().at(2).number(), std::optional(12.5));

        // Another connection can end the wait without losing this one, or with.
        const QByteArray id = QByteArray::number(waiter.connection.server().clientId);
        const auto ended = pop(10s);
        QVERIFY(QTest::qWaitFor([&] { return ask(client.connection, RedisCommand{"CLIENT", "UNBLOCK", id}).value().integerOr(0) == 1; }, 20'000));
        QVERIFY(waitFor(ended).value().isNil());
        QCOMPARE(waiter.downs, 0);
        const auto refused = pop(10s);
        QVERIFY(QTest::qWaitFor([&] { return ask(client.connection, RedisCommand{"CLIENT", "UNBLOCK", id, "ERROR"}).value().integerOr(0) == 1; }, 20'000));
        const auto lost = waitFor(refused);
        QVERIFY(!lost && lost.error().code == Error::Code::Unavailable);
        QVERIFY(waiter.waitUp(2));
    }

    void closedConnectionsCancel()
    {
        Client client(options());
        QVERIFY(client.waitUp());
        const auto blocked = start(client.connection, RedisCommand{"BLPOP", "none", "0"});
        const auto behind = start(client.connection, RedisCommand{"GET", "k"});
        client.connection.close();
        for (const auto &answer : {blocked, behind}) {
            QVERIFY(answer->has_value());
            QCOMPARE((*answer)->error().code, Error::Code::Cancelled);
            QVERIFY(outcomeUnknown((*answer)->error()));
        }
        const auto closed = ask(client.connection, RedisCommand{"GET", "k"});
        QVERIFY(!closed && closed.error().code == Error::Code::Unavailable);
        QCOMPARE(client.downs, 0);
        client.connection.open();
        QVERIFY(client.waitUp(2));
        QVERIFY(ask(client.connection, RedisCommand{"GET", "k"}));
    }

    void failuresNeverComeInsideTheCall()
    {
        SystemClock clock;
        RedisConnection connection(options(), clock);
        bool inside = true;
        bool answered = false;
        connection.call(RedisCommand{"PING"}, [&](Result<RedisValue> answer) {
            answered = true;
            QVERIFY(!inside);
            QVERIFY(!answer && answer.error().code == Error::Code::Unavailable);
        });
        inside = false;
        QVERIFY(QTest::qWaitFor([&] { return answered; }, 20'000));
    }

    void ownersMayActInAnswers()
    {
        SystemClock clock;
        // Closed in an answer: what is behind it is cancelled, the rest of the bytes is not looked at.
        Client client(options());
        QVERIFY(client.waitUp());
        int answered = 0;
        int cancelled = 0;
        for (int i = 0; i < 100; ++i)
            client.connection.call(RedisCommand{"PING"}, [&](Result<RedisValue> answer) {
                ++answered;
                cancelled += !answer;
                if (answered == 10)
                    client.connection.close();
            });
        QVERIFY(QTest::qWaitFor([&] { return answered == 100; }, 20'000));
        QCOMPARE(cancelled, 90);
        // Destroyed in an answer, and in its own signal.
        for (const bool inSignal : {false, true}) {
            QPointer<RedisConnection> gone = new RedisConnection(options(), clock);
            connect(gone, &RedisConnection::up, this, [&] {
                if (inSignal)
                    return delete gone.data();
                for (int i = 0; i < 3; ++i)
                    gone->call(RedisCommand{"PING"}, [&](Result<RedisValue> answer) {
                        if (answer) // the others are cancelled by that
                            delete gone.data();
                    });
            });
            gone->open();
            QVERIFY(QTest::qWaitFor([&] { return gone.isNull(); }, 20'000));
        }
    }

    void tooMuchUnsentIsRefused()
    {
        RedisConnectionOptions small = options();
        small.mostUnsent = 1'000;
        Client client(small);
        QVERIFY(client.waitUp());
        const auto first = start(client.connection, RedisCommand{"SET", "k", QByteArray(600, 'x')});
        const auto second = start(client.connection, RedisCommand{"SET", "k", QByteArray(600, 'y')});
        const auto never = start(client.connection, RedisCommand{"SET", "k", QByteArray(2'000, 'z')});
        QVERIFY(waitFor(first) && waitFor(first).value().isOk());
        QCOMPARE(waitFor(second).error().code, Error::Code::Unavailable);
        QCOMPARE(waitFor(never).error().code, Error::Code::Invalid);
        QVERIFY(ask(client.connection, RedisCommand{"SET", "k", QByteArray(600, 'y')}).value().isOk());
    }
};

QTEST_GUILESS_MAIN(TestRedisConnection)
#include "tst_redis_connection.moc"
