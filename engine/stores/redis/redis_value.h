#pragma once

#include "engine/api/result.h"

#include <QByteArray>
#include <QHash>

#include <optional>
#include <vector>

namespace trato {

/// One answer of a Redis server (RESP2). Reading it never fails: what is not there is nil, empty or not set, so an
/// answer of another shape than expected cannot crash its reader. A value; cheap to move.
class RedisValue
{
public:
    enum class Kind : quint8 {
        Nil,
        Integer,
        Bytes,
        Status, ///< "OK", "PONG", "QUEUED"
        Array,
        Error,  ///< the server's refusal; also possible inside an array
    };
    using Items = std::vector<RedisValue>;

    RedisValue() = default;
    static RedisValue ofInteger(qint64 number);
    static RedisValue ofBytes(QByteArray bytes);
    static RedisValue ofStatus(QByteArray text);
    static RedisValue ofError(QByteArray text);
    static RedisValue ofItems(Items items);

    Kind kind() const { return m_kind; }
    bool isNil() const { return m_kind == Kind::Nil; }
    bool isError() const { return m_kind == Kind::Error; }
    bool isOk() const { return m_kind == Kind::Status && m_bytes == "OK"; }

    /// Text of Bytes, Status and Error; empty for the other kinds.
    const QByteArray &bytes() const { return m_bytes; }
    /// An Integer, or Bytes that are a whole decimal number.
    std::optional<qint64> integer() const;
    qint64 integerOr(qint64 other) const { return integer().value_or(other); }
    /// A score: an Integer, or Bytes that are a number ("1.5", "inf", "-inf").
    std::optional<double> number() const;

    /// Of an Array; empty for the other kinds.
    const Items &items() const & { return m_items; }
    Items items() && { return std::move(m_items); }
    qsizetype size() const { return qsizetype(m_items.size()); }
    /// Nil beyond the end.
    const RedisValue &at(qsizetype index) const;
    /// A flat array of names and values, as HGETALL and CONFIG GET answer.
    QHash<QByteArray, QByteArray> pairs() const;

    /// First word of an Error: "NOSCRIPT", "OOM", "WRONGTYPE", "ERR"; empty for the other kinds.
    QByteArray errorCode() const;

    friend bool operator==(const RedisValue &, const RedisValue &) = default;

private:
    friend class RedisReader;

    Kind m_kind = Kind::Nil;
    qint64 m_integer = 0;
    QByteArray m_bytes;
    Items m_items;
};

/// The refusal of a server as an Error of ours: OOM → Full, READONLY → ReadOnly, NOPERM, NOAUTH and WRONGPASS → Refused,
/// LOADING, BUSY, MASTERDOWN, CLUSTERDOWN, TRYAGAIN, MOVED, MISCONF and NOREPLICAS → Unavailable, WRONGTYPE → Conflict, the
/// rest → Invalid. `detail` keeps the server's words, at most 200 of its characters, without what it quotes: that may be a
/// key or an argument.
Error redisError(const RedisValue &refusal);
/// Tells of the server or the way to it, not of one queue's keys; may pass by itself.
bool concernsWholeServer(const Error &error);

} // namespace trato
