#include "tests/unit/redis/redis_rig.h"

#include <QElapsedTimer>
#include <QSet>

using namespace trato;
using namespace trato::redisrig;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum class Trouble { KillServer, KillClients, Reconnect };

/// Numbered commands, so many at a time; each is repeated only when it certainly was not run.
class Load
{
public:
    Load(Client &client, int all) : m_client(client), m_all(all)
    {
        QObject::connect(&client.connection, &RedisConnection::up, &client.connection, [this] {
            for (int number : std::exchange(m_postponed, {}))
                send(number);
        });
    }
    void begin(int atATime)
    {
        for (int i = 0; i < atATime; ++i)
            next();
    }
    bool isOver() const { return answered + unknown.size() == m_all; }

    int answered = 0;
    int unsent = 0;
    QSet<int> unknown;
    QList<int> wrong;

private:
    void next()
    {
        if (m_begun < m_all)
            send(m_begun++);
    }
    void send(int number)
    {
        m_client.connection.eval(m_count, {"done"}, {QByteArray::number(number)}, [this, number](Result<RedisValue> answer) {
            if (answer) {
                ++answered;
                if (answer.value().integerOr(0) != 1)
                    wrong.append(number); // run twice, or another call's answer
            } else if (answer.error().code == Error::Code::Unavailable) {
                ++unsent;
                if (!m_client.connection.isUp()) {
                    m_postponed.append(number);
                    return;
                }
                return send(number);
            } else {
                unknown.insert(number);
            }
            next();
        });
    }

    const RedisScript m_count{"count", "return redis.call('HINCRBY', KEYS[1], ARGV[1], 1)", 1};
    Client &m_client;
    const int m_all;
    int m_begun = 0;
    QList<int> m_postponed;
};

} // namespace

/// What a call learns when its server or connection goes: nothing is lost without a word, nothing is run twice.
class TestRedisLoss : public QObject
{
    Q_OBJECT
private slots:
    void everyCallHasOneTrueOutcome_data()
    {
        QTest::addColumn<Trouble>("trouble");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<Millis>("wait");
        QTest::newRow("server killed") << Trouble::KillServer << false << Millis(0);
        QTest::newRow("server killed, calls wait") << Trouble::KillServer << false << Millis(60'000);
        QTest::newRow("server killed, TLS") << Trouble::KillServer << true << Millis(0);
        QTest::newRow("clients killed") << Trouble::KillClients << false << Millis(0);
        QTest::newRow("clients killed, TLS, calls wait") << Trouble::KillClients << true << Millis(60'000);
        QTest::newRow("reconnected") << Trouble::Reconnect << false << Millis(0);
    }
    void everyCallHasOneTrueOutcome()
    {
        QFETCH(Trouble, trouble);
        QFETCH(bool, tls);
        QFETCH(Millis, wait);
        RedisServer server;
        const QStringList durable{u"appendonly yes"_s, u"appendfsync always"_s};
        QVERIFY2(tls ? server.startTls(durable) : server.start(durable), qPrintable(server.problem()));
        RedisConnectionOptions options = quick(addressOf(server));
        options.waitWhileDown = wait;
        options.clientName = "bull:bWFpbHM=";
        if (tls) {
            options.address.port = server.tlsPort();
            options.address.tls = {.on = true, .caFile = server.caFile()};
        }
        Client client(options);
        QVERIFY(client.waitUp());
        Load load(client, 5'000);
        load.begin(64);
        for (int blow = 1; blow <= 4; ++blow) {
            QVERIFY(QTest::qWaitFor([&] { return load.answered > blow * 800; }, 60'000));
            const int downs = client.downs;
            if (trouble == Trouble::KillServer)
                QVERIFY2(server.restart(), qPrintable(server.problem()));
            else if (trouble == Trouble::KillClients)
                QVERIFY(server.cli({u"CLIENT"_s, u"KILL"_s, u"TYPE"_s, u"normal"_s}).toInt() > 0);
            else
                client.connection.reconnect();
            QVERIFY(client.waitDown(downs + 1));
        }
        QVERIFY(QTest::qWaitFor([&] { return load.isOver(); }, 60'000));
        QVERIFY(client.waitUp());
        QCOMPARE(load.wrong, QList<int>());
        QVERIFY(wait == Millis(0) || load.unsent == 0);
        QVERIFY(load.unknown.size() + load.unsent > 0); // the blows did hit calls
        const auto counts = ask(client.connection, RedisCommand{"HGETALL", "done"}).value().pairs();
        for (int number = 0; number < 5'000; ++number) {
            const int times = counts.value(QByteArray::number(number)).toInt();
            QVERIFY2(load.unknown.contains(number) ? times <= 1 : times == 1, qPrintable(u"%1: %2 times"_s.arg(number).arg(times)));
        }
        QVERIFY2(load.unknown.size() <= 4 * 64, qPrintable(QString::number(load.unknown.size())));
        QVERIFY2(server.cli({u"CLIENT"_s, u"LIST"_s}).contains(" name=bull:bWFpbHM= "), "the name was not repeated");
    }

    void callsWaitWithinTheirLimits()
    {
        RedisServer server;
        QVERIFY2(server.start(), qPrintable(server.problem()));
        RedisConnectionOptions options = quick(addressOf(server));
        options.waitWhileDown = 300ms;
        options.mostWaiting = 3;
        Client client(options);
        QVERIFY(client.waitUp());
        server.kill();
        QVERIFY(client.waitDown());
        QElapsedTimer since;
        since.start();
        QList<Answer> answers;
        for (int i = 0; i < 5; ++i)
            answers.append(start(client.connection, RedisCommand{"INCR", "n"}));
        QCOMPARE(waitFor(answers[4]).error().code, Error::Code::Unavailable);
        QVERIFY(!answers[0]->has_value()); // the fifth had no room, the first still waits
        QCOMPARE(waitFor(answers[0]).error().code, Error::Code::Unavailable);
        QVERIFY(since.elapsed() >= 300);
        const auto late = start(client.connection, RedisCommand{"INCR", "n"});
        QVERIFY2(server.restart(), qPrintable(server.problem()));
        const auto answer = waitFor(late);
        QVERIFY2(answer ? answer.value().integerOr(0) == 1 : answer.error().code == Error::Code::Unavailable, "a slow start is no error");
        QVERIFY(client.waitUp(2));
        QCOMPARE(ask(client.connection, RedisCommand{"INCR", "n"}).value().integerOr(0), answer ? 2 : 1);
    }

    void pausedServerTimesOut()
    {
        RedisServer server;
        QVERIFY2(server.start(), qPrintable(server.problem()));
        RedisConnectionOptions options = quick(addressOf(server));
        options.answerWithin = 150ms;
        options.connectWithin = 200ms;
        Client client(options);
        QVERIFY(client.waitUp());
        QCOMPARE(server.cli({u"CLIENT"_s, u"PAUSE"_s, u"1500"_s, u"ALL"_s}), QByteArray("OK"));
        const auto set = ask(client.connection, RedisCommand{"SET", "k", "1"});
        QVERIFY(!set && outcomeUnknown(set.error()));
        QCOMPARE(set.error().code, Error::Code::Timeout);
        QCOMPARE(client.faults.first(), RedisFault::TimedOut);
        QVERIFY(client.waitUp(2));
        QVERIFY(client.faults.count(RedisFault::TimedOut) > 1); // greetings were not answered either
        QVERIFY(ask(client.connection, RedisCommand{"GET", "k"}));
    }

    void overdueMarkerReopens()
    {
        RedisServer server;
        QVERIFY2(server.start(), qPrintable(server.problem()));
        Client client(quick(addressOf(server)));
        QVERIFY(client.waitUp());
        const auto answer = std::make_shared<std::optional<Result<RedisValue>>>();
        QVERIFY(server.freeze());
        QElapsedTimer since;
        since.start();
        client.connection.popMarker("bull:q:marker", 100ms, into(answer));
        const auto popped = waitFor(answer);
        const qint64 took = since.elapsed();
        QVERIFY(server.resume());
        QVERIFY(!popped && popped.error().code == Error::Code::Timeout);
        QVERIFY2(took >= 1'090 && took < 6'000, qPrintable(QString::number(took))); // 100 ms + 1 s, not the usual 10 s
        QVERIFY(client.waitUp(2));
    }

    void frozenServerTakesNothingMore()
    {
        RedisServer server;
        QVERIFY2(server.start(), qPrintable(server.problem()));
        RedisConnectionOptions options = quick(addressOf(server));
        options.writeWithin = 300ms;
        Client client(options);
        QVERIFY(client.waitUp());
        QVERIFY(server.freeze());
        const QByteArray large(64 << 20, 'x'); // more than the buffers of both systems hold
        const auto first = start(client.connection, RedisCommand{"SET", "large", large});
        const auto behind = start(client.connection, RedisCommand{"INCR", "n"});
        const auto cut = waitFor(first);
        const auto never = waitFor(behind);
        QVERIFY(server.resume());
        QCOMPARE(cut.error().code, Error::Code::Unavailable);
        QCOMPARE(never.error().code, Error::Code::Unavailable);
        QCOMPARE(client.faults.first(), RedisFault::TimedOut);
        QVERIFY(client.waitUp(2));
        QVERIFY(ask(client.connection, RedisCommand{"GET", "n"}).value().isNil()); // as was said: not run
        QVERIFY(ask(client.connection, RedisCommand{"GET", "large"}).value().isNil());
    }

    void replicasAreLeft()
    {
        RedisServer server;
        QVERIFY2(server.start(), qPrintable(server.problem()));
        Client client(quick(addressOf(server)));
        QVERIFY(client.waitUp());
        QVERIFY(ask(client.connection, RedisCommand{"SET", "k", "1"}));
        QCOMPARE(server.cli({u"REPLICAOF"_s, u"127.0.0.1"_s, u"1"_s}), QByteArray("OK"));
        const auto before = start(client.connection, RedisCommand{"GET", "k"});
        const auto write = start(client.connection, RedisCommand{"SET", "k", "2"});
        const auto behind = start(client.connection, RedisCommand{"GET", "k"});
        QCOMPARE(waitFor(write).error().code, Error::Code::Unavailable);
        QCOMPARE(waitFor(before).value().bytes(), QByteArray("1"));
        QCOMPARE(waitFor(behind).value().bytes(), QByteArray("1"));
        QVERIFY(client.waitDown());
        QCOMPARE(client.faults.first(), RedisFault::ReadOnly);
        // A script meets it half-way.
        QVERIFY(client.waitUp(2));
        const auto scripted = std::make_shared<std::optional<Result<RedisValue>>>();
        client.connection.eval(RedisScript("w", "return redis.call('SET', KEYS[1], 3)", 1), {"k"}, {}, into(scripted));
        QCOMPARE(waitFor(scripted).error().code, Error::Code::Unavailable);
        QCOMPARE(server.cli({u"REPLICAOF"_s, u"NO"_s, u"ONE"_s}), QByteArray("OK"));
        QVERIFY(client.waitUp(3));
        QVERIFY(ask(client.connection, RedisCommand{"SET", "k", "2"}).value().isOk());
    }

    void replicasWithoutAPrimaryAreNotUp()
    {
        RedisServer server;
        QVERIFY2(server.start({u"replicaof 127.0.0.1 1"_s, u"replica-serve-stale-data no"_s}), qPrintable(server.problem()));
        Client client(quick(addressOf(server)));
        QVERIFY(client.waitDown(2));
        QCOMPARE(client.ups, 0);
        QCOMPARE(client.faults.first(), RedisFault::Loading);
        QCOMPARE(server.cli({u"REPLICAOF"_s, u"NO"_s, u"ONE"_s}), QByteArray("OK"));
        QVERIFY(client.waitUp());
    }

    /// The connection goes while half of it is under way: on the next one it begins from the start.
    void aTransactionIsNeverCutInTwo()
    {
        RedisServer server;
        QVERIFY2(server.start(), qPrintable(server.problem()));
        RedisConnectionOptions options = quick(addressOf(server));
        options.writeWithin = 300ms;
        options.waitWhileDown = 30s;
        Client client(options);
        QVERIFY(client.waitUp());
        QVERIFY(server.freeze());
        const auto answer = std::make_shared<std::optional<Result<RedisValue>>>();
        const QByteArray large(64 << 20, 'x'); // more than the buffers of both systems hold
        client.connection.transaction({RedisCommand{"RPUSH", "list", "a"}, RedisCommand{"SET", "large", large}, RedisCommand{"RPUSH", "list", "b"}}, into(answer));
        QVERIFY(QTest::qWaitFor([&] { return !client.connection.isUp(); }, 20'000));
        QVERIFY(server.resume());
        const auto got = waitFor(answer);
        QVERIFY(got);
        QCOMPARE(got.value().size(), 3);
        QCOMPARE(ask(client.connection, RedisCommand{"LLEN", "list"}).value().integerOr(0), 2);
        const auto refused = std::make_shared<std::optional<Result<RedisValue>>>();
        client.connection.transaction({RedisCommand{"RPUSH", "list", "c"}, RedisCommand{"NOSUCH"}}, into(refused));
        QVERIFY(waitFor(refused).value().bytes().contains("unknown command"));
        QCOMPARE(ask(client.connection, RedisCommand{"LLEN", "list"}).value().integerOr(0), 2);
    }

    void askedReconnectionIsAtOnce()
    {
        RedisServer server;
        QVERIFY2(server.start(), qPrintable(server.problem()));
        RedisConnectionOptions options = quick(addressOf(server));
        options.firstRetry = options.retryFrom = options.retryMost = 1h;
        Client client(options);
        QVERIFY(client.waitUp());
        const int generation = client.connection.generation();
        const auto answer = std::make_shared<std::optional<Result<RedisValue>>>();
        client.connection.popMarker("bull:q:marker", 10s, into(answer));
        QVERIFY(QTest::qWaitFor([&] { return server.cli({u"CLIENT"_s, u"LIST"_s}).contains("cmd=bzpopmin"); }, 20'000));
        client.connection.reconnect();
        QCOMPARE(waitFor(answer).error().code, Error::Code::Timeout);
        QVERIFY(client.waitUp(2));
        QCOMPARE(client.connection.generation(), generation + 1);
    }
};

QTEST_GUILESS_MAIN(TestRedisLoss)
#include "tst_redis_loss.moc"
