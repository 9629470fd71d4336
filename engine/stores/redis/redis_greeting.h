#pragma once

#include "engine/stores/redis/redis_address.h"
#include "engine/stores/redis/redis_command.h"
#include "engine/stores/redis/redis_fault.h"
#include "engine/stores/redis/redis_value.h"

#include <QList>

namespace trato {

/// What the server says about itself on every connection; empty where its ACL does not let us ask.
struct RedisServerInfo {
    QByteArray version{};   ///< "7.0.15"
    QByteArray mode{};      ///< "standalone"
    QByteArray runId{};     ///< another one = the server was restarted or replaced
    qint64 clientId = 0;    ///< of this connection, for CLIENT UNBLOCK; 0 = not known
    /// `version` is at least this; false when it is not known.
    bool atLeast(int major, int minor, int patch = 0) const;
};

/// The first commands on a connection, sent together: who we are, which database, what is there.
struct RedisGreetingStep {
    enum class What { Authenticate, Select, Name, AskId, Info, Ping };
    What what = What::Ping;
    RedisCommand command{};
};
QList<RedisGreetingStep> redisGreeting(const RedisAddress &address, const QByteArray &clientName);

struct RedisGreeted {
    RedisFault fault = RedisFault::None;
    QString detail{};   ///< words of ours, never the server's text: it may quote what we sent
    RedisServerInfo server{};
};
/// One answer a step, in order. Pure.
RedisGreeted redisGreeted(const QList<RedisGreetingStep> &steps, const QList<RedisValue> &answers);

/// A client name that Redis accepts: printable ASCII without spaces. Pure.
QByteArray redisClientName(const QByteArray &wished);

/// INFO's text as names and values. Pure.
QHash<QByteArray, QByteArray> redisInfoOf(const QByteArray &text);

} // namespace trato
