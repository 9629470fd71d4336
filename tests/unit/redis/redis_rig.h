#pragma once

#include "engine/stores/redis/redis_connection.h"
#include "tests/support/redis_server.h"

#include <QTest>

namespace trato {

/// What the tests of the Redis connection share: short time limits, a connection that reports, calls that wait.
namespace redisrig {

inline RedisAddress addressOf(const RedisServer &server)
{
    RedisAddress address;
    address.host = QStringLiteral("127.0.0.1");
    address.port = server.port();
    return address;
}

/// Comes back within milliseconds, so that a test of a loss is short.
inline RedisConnectionOptions quick(const RedisAddress &address)
{
    RedisConnectionOptions options;
    options.address = address;
    options.firstRetry = Millis(5);
    options.retryFrom = Millis(10);
    options.retryMost = Millis(50);
    return options;
}

/// A connection and what it said about itself.
struct Client {
    explicit Client(const RedisConnectionOptions &options) : connection(options, clock)
    {
        QObject::connect(&connection, &RedisConnection::up, &connection, [this] { ++ups; });
        QObject::connect(&connection, &RedisConnection::down, &connection, [this](const Error &why) {
            ++downs;
            lastDown = why;
            faults.append(connection.lastFault());
        });
        connection.open();
    }
    bool waitUp(int times = 1)
    {
        return QTest::qWaitFor([&] { return ups >= times && connection.isUp(); }, 20'000);
    }
    bool waitDown(int times = 1)
    {
        return QTest::qWaitFor([&] { return downs >= times; }, 20'000);
    }

    SystemClock clock;
    int ups = 0;
    int downs = 0;
    Error lastDown;
    QList<RedisFault> faults;
    RedisConnection connection;
};

using Answer = std::shared_ptr<std::optional<Result<RedisValue>>>;

inline Reply<RedisValue> into(const Answer &answer)
{
    return [answer](Result<RedisValue> result) {
        Q_ASSERT(!answer->has_value()); // never twice
        *answer = std::move(result);
    };
}

inline Result<RedisValue> waitFor(const Answer &answer)
{
    if (!QTest::qWaitFor([&] { return answer->has_value(); }, 20'000))
        return Error{Error::Code::Corrupt, QStringLiteral("the test got no answer")};
    return **answer;
}

inline Answer start(RedisConnection &connection, RedisCommand command)
{
    const auto answer = std::make_shared<std::optional<Result<RedisValue>>>();
    connection.call(std::move(command), into(answer));
    return answer;
}

inline Result<RedisValue> ask(RedisConnection &connection, RedisCommand command)
{
    return waitFor(start(connection, std::move(command)));
}

} // namespace redisrig
} // namespace trato
