#include "tests/unit/redis/fake_redis.h"
#include "tests/unit/redis/redis_rig.h"

using namespace trato;
using namespace trato::redisrig;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Servers that are broken or mean: every call ends with an error in time, nothing grows without limit, and the
/// connection is tried again.
class TestRedisHostile : public QObject
{
    Q_OBJECT
private slots:
    void aTurnGoesOutInOneWrite()
    {
        FakeRedis server([](const auto &) { return FakeRedis::Answer{"+OK\r\n"}; });
        Client client(quick(server.address()));
        QVERIFY(client.waitUp());
        QList<redisrig::Answer> answers;
        for (int i = 0; i < 200; ++i)
            answers.append(start(client.connection, RedisCommand{"SET", "k", QByteArray::number(i)}));
        for (const auto &answer : answers)
            QVERIFY(waitFor(answer));
        QCOMPARE(server.commandsARead(), QList<int>{200});
    }

    void brokenAnswersEndTheConnection_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("close");
        QTest::addColumn<RedisFault>("fault");
        QTest::newRow("another protocol") << "HTTP/1.1 400 Bad Request\r\n\r\n"_ba << false << RedisFault::NotRedis;
        QTest::newRow("garbage") << QByteArray("\x00\xff\x17\x03", 4).repeated(1'000) << false << RedisFault::NotRedis;
        QTest::newRow("more elements than there are") << "*2000000000\r\n"_ba << false << RedisFault::NotRedis;
        QTest::newRow("endless nesting") << QByteArray("*1\r\n").repeated(1'000) << false << RedisFault::NotRedis;
        QTest::newRow("a bulk beyond the limit") << "$9223372036854775806\r\n"_ba + QByteArray(70'000, 'x') << false << RedisFault::NotRedis;
        QTest::newRow("a line without end") << "+"_ba + QByteArray(70'000, 'x') << false << RedisFault::NotRedis;
        QTest::newRow("half an answer, then the end") << "$100\r\nabc"_ba << true << RedisFault::Closed;
        QTest::newRow("the end") << QByteArray() << true << RedisFault::Closed;
        QTest::newRow("half an answer, then silence") << "*3\r\n:1\r\n"_ba << false << RedisFault::TimedOut;
        QTest::newRow("silence") << QByteArray() << false << RedisFault::TimedOut;
    }
    void brokenAnswersEndTheConnection()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, close);
        FakeRedis server([&](const auto &) { return FakeRedis::Answer{bytes, close}; });
        RedisConnectionOptions options = quick(server.address());
        options.answerWithin = 300ms;
        options.limits = {.replyBytes = 50'000, .elements = 1'000, .lineBytes = 10'000};
        Client client(options);
        QVERIFY(client.waitUp());
        const auto first = start(client.connection, RedisCommand{"GET", "k"});
        const auto second = start(client.connection, RedisCommand{"GET", "k"});
        for (const auto &answer : {first, second}) {
            const auto lost = waitFor(answer);
            QVERIFY(!lost);
            QCOMPARE(lost.error().code, Error::Code::Timeout); // sent: nobody knows
        }
        QTEST(client.faults.first(), "fault");
        QVERIFY(client.waitUp(2));
    }

    void whatCameBeforeTheEndCounts()
    {
        FakeRedis server([n = 0](const auto &) mutable { return FakeRedis::Answer{"+OK\r\n", ++n == 3}; });
        Client client(quick(server.address()));
        QVERIFY(client.waitUp());
        QList<redisrig::Answer> answers;
        for (int i = 0; i < 5; ++i)
            answers.append(start(client.connection, RedisCommand{"GET", "k"}));
        for (int i = 0; i < 5; ++i) {
            const auto answer = waitFor(answers[i]);
            QVERIFY2(i < 3 ? bool(answer) : !answer && answer.error().code == Error::Code::Timeout, qPrintable(QString::number(i)));
        }
    }

    void slowDrippingIsNoAnswer()
    {
        FakeRedis server([](const auto &) { return FakeRedis::Answer{.bytes = "$100\r\n" + QByteArray(100, 'x') + "\r\n", .dribble = true}; });
        RedisConnectionOptions options = quick(server.address());
        options.answerWithin = 300ms;
        Client client(options);
        QVERIFY(client.waitUp());
        QCOMPARE(ask(client.connection, RedisCommand{"GET", "k"}).error().code, Error::Code::Timeout);
        QCOMPARE(client.faults.first(), RedisFault::TimedOut);
    }

    void unaskedAnswersEndTheConnection()
    {
        FakeRedis server([](const auto &) { return FakeRedis::Answer{"+OK\r\n+OK\r\n"}; });
        Client client(quick(server.address()));
        QVERIFY(client.waitUp());
        QVERIFY(ask(client.connection, RedisCommand{"GET", "k"}));
        QVERIFY(client.waitDown());
        QCOMPARE(client.faults.first(), RedisFault::NotRedis);
    }

    void unaskedAnswersAreNotTakenForLaterCalls()
    {
        FakeRedis server([](const auto &) { return FakeRedis::Answer{"+first\r\n+unasked\r\n"}; });
        Client client(quick(server.address()));
        QVERIFY(client.waitUp());
        const auto later = std::make_shared<std::optional<Result<RedisValue>>>();
        client.connection.call(RedisCommand{"GET", "a"}, [&](Result<RedisValue> first) {
            QVERIFY(first && first.value().bytes() == "first");
            client.connection.call(RedisCommand{"GET", "b"}, into(later)); // the second answer is here already
        });
        const auto answer = waitFor(later);
        QVERIFY(!answer && answer.error().code == Error::Code::Unavailable); // it had not even left
    }

    void brokenGreetingsAreTriedAgain()
    {
        FakeRedis server([](const auto &) { return FakeRedis::Answer{"SSH-2.0-OpenSSH_9.2\r\n"}; }, false);
        Client client(quick(server.address()));
        QVERIFY(client.waitDown(3));
        QCOMPARE(client.ups, 0);
        QCOMPARE(client.faults.count(RedisFault::NotRedis), client.faults.size());
    }

    void alertsTellOfATlsPort()
    {
        FakeRedis server([](const auto &) { return FakeRedis::Answer{QByteArray("\x15\x03\x01\x00\x02\x02\x16", 7), true}; }, false);
        Client client(quick(server.address()));
        QVERIFY(client.waitDown());
        QCOMPARE(client.faults.first(), RedisFault::PlainOnTlsPort);
    }

    void clusterNodesAreLeftWhenTheyShowThemselves()
    {
        FakeRedis server([](const auto &) { return FakeRedis::Answer{"-MOVED 1234 10.0.0.1:6379\r\n"}; });
        RedisConnectionOptions options = quick(server.address());
        options.waitWhileDown = 1h;
        Client client(options);
        QVERIFY(client.waitUp());
        const auto moved = ask(client.connection, RedisCommand{"GET", "k"});
        QVERIFY(!moved && moved.error().code == Error::Code::Refused);
        QVERIFY(client.waitDown());
        QCOMPARE(client.faults.first(), RedisFault::Cluster);
    }
};

QTEST_GUILESS_MAIN(TestRedisHostile)
#include "tst_redis_hostile.moc"
