#pragma once

#include "engine/api/queue.h"

namespace trato {

/// How much of what the work store acknowledged survives a crash of its server or computer.
enum class Durability { Always, EverySecond, Snapshots, None, Unknown };
template <>
struct EnumNames<Durability> {
    static constexpr std::array names{"always", "every-second", "snapshots", "none", "unknown"};
};

/// The work store of an engine: a file of its own, or a Redis server that it shares.
struct StoreView {
    QString address{};        ///< "jobs.db", or "redis://user@host:6379/0"; never a secret
    bool shared = false;      ///< a server; others may work on the same queues
    QString prefix{};         ///< BullMQ's, of a shared one
    QString server{};         ///< "Redis 7.0.15"; empty until it was asked
    Durability durability = Durability::Unknown;
    friend bool operator==(const StoreView &, const StoreView &) = default;
    static constexpr auto fields()
    {
        using S = StoreView;
        return fieldList(field("address", &S::address), field("shared", &S::shared), field("prefix", &S::prefix),
                          field("server", &S::server), field("durability", &S::durability));
    }
};

/// An engine of ours on a shared store.
struct EngineSeen {
    QString name{};
    bool owner = false;       ///< plans, sends and runs the schedules of the shop
    bool standsBy = false;    ///< would become the owner if there were none
    Instant since{};          ///< when it started
    Instant lastSeen{};       ///< by the server's clock
    Millis quiet{0};          ///< since then
    bool silent = false;      ///< for longer than its lease: it ended without a word, or cannot reach the server
    friend bool operator==(const EngineSeen &, const EngineSeen &) = default;
    static constexpr auto fields()
    {
        using E = EngineSeen;
        return fieldList(field("name", &E::name), field("owner", &E::owner), field("standsBy", &E::standsBy),
                          field("since", &E::since), field("lastSeen", &E::lastSeen),
                          field("quiet", &E::quiet), field("silent", &E::silent));
    }
};

/// Where the site's Redis is. The password goes its own way and is kept in the system's keychain.
struct SiteAddress {
    QString url{};            ///< `redis[s]://[user@]host[:port][/db]`, with `ca=FILE` and the like behind a '?'
    QString prefix{QStringLiteral("bull")};
    QString password{};       ///< empty: the one that is known already, if any
    friend bool operator==(const SiteAddress &, const SiteAddress &) = default;
    static constexpr auto fields()
    {
        using A = SiteAddress;
        return fieldList(field("url", &A::url), field("prefix", &A::prefix), field("password", &A::password));
    }
};

/// A queue that was found on the site's Redis.
struct SiteQueue {
    QueueName name{};
    QString version{};        ///< of the library that used it last: "bullmq:5.81.5"
    QStringList workers{};    ///< who serves it now, engines of ours left out
    bool ours = false;        ///< this program has a handler for it
    QueueDuty duty = QueueDuty::Watch;   ///< chosen before, else what is proposed
    bool workersUnknown = false;         ///< the server does not tell who is connected
    friend bool operator==(const SiteQueue &, const SiteQueue &) = default;
    static constexpr auto fields()
    {
        using Q = SiteQueue;
        return fieldList(field("name", &Q::name), field("version", &Q::version), field("workers", &Q::workers),
                          field("ours", &Q::ours), field("duty", &Q::duty), field("workersUnknown", &Q::workersUnknown));
    }
};

} // namespace trato
