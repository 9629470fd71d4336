#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace trato {

/// One connection to a Redis server.
struct RedisClient {
    QByteArray name{};   ///< as CLIENT SETNAME gave it
    QString host{};      ///< where it comes from: "10.0.0.7", "::1"; empty for a local socket
    friend bool operator==(const RedisClient &, const RedisClient &) = default;
};

/// The connections that have a name, out of the answer of CLIENT LIST. Pure.
QList<RedisClient> redisClientsOf(const QByteArray &list);

} // namespace trato
