#pragma once

#include "engine/api/time.h"
#include "engine/stores/redis/redis_address.h"
#include "engine/stores/redis/redis_fault.h"

#include <QStringList>

#include <optional>

namespace trato {

/// One thing that a connection test found. `key` is stable (translations, JSON); `detail` are technical words or
/// numbers; `fix` is a command or setting that mends it, empty when there is none.
struct RedisFinding {
    enum class Severity { Good, Hint, Warning, Problem }; ///< Problem: the queues cannot be used safely
    QByteArray key{};
    Severity severity = Severity::Good;
    QString detail{};
    QString fix{};
    friend bool operator==(const RedisFinding &, const RedisFinding &) = default;
};

/// A queue that has a `meta` key.
struct RedisQueueFound {
    QByteArray prefix{};
    QByteArray name{};
    QByteArray version{}; ///< `meta.version`: "bullmq:5.81.5", empty when absent
    bool paused = false;
    friend bool operator==(const RedisQueueFound &, const RedisQueueFound &) = default;
};

/// How much of what the server acknowledged survives its crash.
enum class RedisDurability {
    Unknown,     ///< CONFIG and INFO may not be read
    None,        ///< no persistence: a restart loses everything
    Snapshots,   ///< RDB only: loses up to minutes
    EverySecond, ///< AOF everysec: loses up to about a second
    Always,      ///< AOF always: loses nothing
};

/// What was learnt of a server, before any judgement. A value that is not set could not be read.
struct RedisFacts {
    RedisAddress address{};
    QByteArray prefix{"bull"};
    RedisFault fault = RedisFault::None;   ///< why there was no connection; the rest is empty then
    QString faultDetail{};
    QByteArray version{};                  ///< "7.0.15"; empty when neither INFO nor HELLO may be asked
    QByteArray mode{};                     ///< "standalone", "cluster", "sentinel"
    QByteArray role{};                     ///< "master", "slave"
    std::optional<bool> replicaReadOnly{};
    std::optional<bool> clusterOn{};
    bool infoRefused = false;              ///< INFO is not allowed
    QByteArray evictionPolicy{};           ///< empty = unknown, which is not "noeviction"
    std::optional<qint64> maxMemory{};     ///< bytes; 0 = no limit
    std::optional<qint64> usedMemory{};    ///< bytes
    std::optional<bool> appendOnly{};
    QByteArray appendFsync{};
    std::optional<bool> snapshots{};       ///< `save` has at least one rule
    std::optional<Millis> clockOffset{};   ///< server's clock − ours, by the middle of the round trip
    std::optional<Millis> roundTrip{};
    std::optional<QStringList> refusedCommands{}; ///< needed, but not allowed by the ACL; not set = could not be tried
    QStringList refusedExtras{};           ///< without which only less is seen
    QStringList refusedKeys{};             ///< key patterns that the ACL does not allow
    QByteArray writeRefused{};             ///< the server's words when it did not take a key of ours
    QByteArray primary{};                  ///< "host:port" of a replica's primary
    QList<RedisQueueFound> queues{};       ///< by name
    bool queuesCut = false;                ///< there are more than were looked for
    QList<QByteArray> clients{};           ///< names of the connections
    bool clientsRefused = false;           ///< they may not be read
    QList<QByteArray> engines{};           ///< names of our engines under the prefix
};

RedisDurability redisDurability(const RedisFacts &facts);

/// Stable word for JSON: "always", "every-second", "snapshots", "none", "unknown".
QByteArray redisDurabilityWord(RedisDurability durability);

/// What the facts mean, the gravest first; what could not be read is a finding too. Pure. Keys: those of `redisFaultWord`,
/// and connected, cluster, sentinel, replica, role-unknown, version-old, version, version-unknown, eviction,
/// eviction-unknown, memory-full, durability-none, durability-snapshots, durability-second,
/// durability-always, durability-unknown, acl, acl-keys, acl-extras, acl-unknown, workers-unknown, saving-failed,
/// replicas-missing, write-refused, clock, mixed-versions, peers-old,
/// queues.
QList<RedisFinding> judgeRedis(const RedisFacts &facts);

struct RedisCheckOptions {
    RedisAddress address{};
    QByteArray prefix{"bull"};      ///< of the keys that the ACL is tried with
    bool anyPrefix = true;          ///< look for queues under every prefix, not only this one
    Millis within{15'000};          ///< for everything
    int mostKeys = 200'000;         ///< looked at by SCAN
    int mostQueues = 1'000;
};

/// Asks a server everything that `judgeRedis` wants to know, over one connection of its own that it closes again.
/// Writes one key of its own under the prefix and takes it away at once: only that shows whether the server takes writes. Completes once, on the caller's thread (which needs an event loop), always with facts: a
/// server that cannot be reached is a fact too.
void checkRedis(const RedisCheckOptions &options, const Clock &clock, Reply<RedisFacts> reply);

} // namespace trato
