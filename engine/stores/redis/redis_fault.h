#pragma once

#include "engine/api/result.h"

#include <QAbstractSocket>
#include <QList>
#include <QLocalSocket>
#include <QSslError>

namespace trato {

class RedisValue;

/// Why a connection could not be made or kept: one cause each that a person mends in another way.
enum class RedisFault {
    None,
    Refused,            ///< nobody listens there
    HostUnknown,        ///< the name does not resolve
    Unreachable,        ///< no route, network down
    TimedOut,           ///< no connection, no greeting or no answer in time
    Closed,             ///< the server ended the connection
    SocketMissing,      ///< no such local socket
    SocketDenied,       ///< the local socket may not be opened by this user
    TlsUnknownAuthority,///< self-signed, or signed by an authority that this computer does not know
    TlsWrongName,       ///< the certificate is for another name
    TlsExpired,         ///< the certificate's time is over or has not begun
    TlsNoCertificate,   ///< the server wants a certificate of ours, or refuses the one it got
    TlsOnPlainPort,     ///< we speak TLS, the server does not
    PlainOnTlsPort,     ///< we do not speak TLS, the server does
    TlsOther,
    TlsFiles,           ///< our own certificate files cannot be read
    NeedsPassword,      ///< NOAUTH
    WrongPassword,      ///< WRONGPASS
    ProtectedMode,      ///< a server without a password takes clients of its own computer only
    NoPermission,       ///< NOPERM for what every connection needs (SELECT)
    NoSuchDatabase,     ///< SELECT is out of range
    Cluster,            ///< a cluster node
    Sentinel,           ///< a Sentinel, not a data server
    ReadOnly,           ///< a replica that takes no writes
    Loading,            ///< still reading its data, or its primary is down
    Busy,               ///< a script runs for too long; nothing else is answered
    TooManyClients,     ///< maxclients
    NotRedis,           ///< an answer that is not RESP, or beyond the limits
};

/// A person must change something first; repeating it sooner is no use.
bool needsPerson(RedisFault fault);

/// Stable word for logs, JSON and translations: "tls-wrong-name".
QByteArray redisFaultWord(RedisFault fault);

RedisFault redisFaultOf(QAbstractSocket::SocketError error);
RedisFault redisFaultOf(QLocalSocket::LocalSocketError error);
/// The gravest of the errors of a handshake.
RedisFault redisFaultOf(const QList<QSslError> &errors);
/// Of a refusal: NOAUTH, WRONGPASS, MOVED, READONLY, LOADING …; None when the connection is well.
RedisFault redisFaultOf(const RedisValue &refusal);

/// `fault` as an Error: Refused when a person must act, else Unavailable.
Error redisError(RedisFault fault, const QString &detail = {});

} // namespace trato
