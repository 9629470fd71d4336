#pragma once

#include "engine/api/time.h"

#include <QByteArray>
#include <QList>

#include <initializer_list>

namespace trato {

/// One command as it goes over the wire: a list of byte arguments, kept in RESP form, so that a pipeline is a plain
/// concatenation. The bytes are those of hiredis' redisFormatCommandArgv. A value; copies share their bytes.
///     RedisCommand("HSET").add(key).add("progress").add(json)
class RedisCommand
{
public:
    RedisCommand() = default;
    explicit RedisCommand(QByteArrayView name) { add(name); }
    RedisCommand(std::initializer_list<QByteArrayView> arguments);

    RedisCommand &add(QByteArrayView argument);
    RedisCommand &add(qint64 number);
    RedisCommand &addAll(const QList<QByteArray> &arguments);
    RedisCommand &addAll(const RedisCommand &arguments);
    /// Room for this many bytes of arguments, to build a large command without copying.
    RedisCommand &reserve(qsizetype bytes);

    /// A longer or shorter wait for the answer than the connection's; 0 = the connection's. Blocking commands need it.
    RedisCommand &answerWithin(Millis limit)
    {
        m_limit = limit;
        return *this;
    }
    Millis limit() const { return m_limit; }

    int count() const { return m_count; }
    /// The command word, for logs and messages: never an argument.
    QByteArrayView name() const;
    qsizetype wireSize() const;
    void appendTo(QByteArray &wire) const;
    /// The arguments again; for tests and for judging, not for the fast path.
    QList<QByteArray> arguments() const;

private:
    QByteArray m_body; ///< "$3\r\nGET\r\n…" without the leading count
    int m_count = 0;
    Millis m_limit{0};
};

/// A Lua script of ours. The connection sends EVALSHA and gives the server the source when it does not know it.
struct RedisScript {
    RedisScript() = default;
    RedisScript(QByteArray scriptName, QByteArray luaSource, int numberOfKeys);

    QByteArray name{};   ///< for people and logs
    QByteArray source{};
    QByteArray sha1{};   ///< 40 hexadecimal digits in lower case
    int keys = 0;        ///< how many KEYS it takes; -1 = any number
};

} // namespace trato
