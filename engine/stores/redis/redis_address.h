#pragma once

#include "engine/api/result.h"

#include <QByteArray>
#include <QDebug>
#include <QString>

#include <functional>

namespace trato {

/// How a TLS connection is made. Certificates are checked unless a person says otherwise.
struct RedisTls {
    bool on = false;
    bool check = true;        ///< the server's certificate: signed by a known authority and made for its name
    QString caFile{};         ///< PEM with further authorities; empty = the system's only
    QString serverName{};     ///< the name that must be in the certificate (and SNI); empty = the host
    QString certificateFile{};///< PEM of the client's certificate (chain), when the server asks for one
    QString keyFile{};        ///< PEM of its key (RSA or EC)
    friend bool operator==(const RedisTls &, const RedisTls &) = default;
};

/// Where a Redis server is and as whom to speak to it. Never printed whole: `display()` has no secret in it.
struct RedisAddress {
    QString host{QStringLiteral("localhost")};
    quint16 port = 6379;
    QString localSocket{};    ///< path of a Unix socket; when set, host, port and TLS are not used
    int database = 0;
    QByteArray user{};        ///< ACL user; empty = "default"
    QByteArray password{};    ///< empty = no AUTH
    RedisTls tls{};

    /// "redis://user@host:6379/0": for people and logs.
    QString display() const;
    friend bool operator==(const RedisAddress &, const RedisAddress &) = default;
};
QDebug operator<<(QDebug log, const RedisAddress &address);

/// Whether a password may stand in the URL: not on a command line, where every user of the machine reads it.
enum class UrlSecret { Allowed, Refused };

/// `redis://[user[:password]@]host[:port][/db]`, `rediss://…` (TLS), `redis+unix:///path[?db=N]` or `unix://…`.
/// Query: `db`, and for TLS `ca`, `cert`, `key`, `server_name`, `verify=no`. Percent-encoding is undone. Pure.
/// Invalid: not such a URL. Refused: Sentinel or Cluster (several hosts or their schemes), a secret where none may be.
Result<RedisAddress> redisAddressOf(const QString &url, UrlSecret secret = UrlSecret::Allowed);

/// From the environment of the web system (domain 6.6): REDIS_URL, or REDIS_HOST, REDIS_PORT, REDIS_USERNAME,
/// REDIS_PASSWORD, REDIS_DB, REDIS_TLS_ENABLED; ours besides: REDIS_SOCKET, REDIS_TLS_CA_FILE, REDIS_TLS_CERT_FILE,
/// REDIS_TLS_KEY_FILE, REDIS_TLS_SERVER_NAME, REDIS_TLS_VERIFY. A single value fills what REDIS_URL leaves open.
/// `value` answers an empty text for a variable that is not set. Pure. NotFound: none of them is set.
Result<RedisAddress> redisAddressFrom(const std::function<QString(const QString &name)> &value);

/// `address` with what the environment knows and a URL left open: user, password and the TLS settings. Pure. Invalid: a
/// switch that is neither true nor false.
Result<RedisAddress> withRedisSecrets(RedisAddress address, const std::function<QString(const QString &name)> &value);

/// BullMQ's key prefix ("bull", "{bull}" with a hash tag): not empty, at most 100 bytes, no ':' at its ends, no
/// control characters, and a hash tag that is closed and not empty. Pure.
Result<QByteArray> redisPrefixOf(const QString &text);

} // namespace trato
