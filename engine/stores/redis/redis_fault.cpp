#include "engine/stores/redis/redis_fault.h"

#include "engine/stores/redis/redis_value.h"

namespace trato {

using namespace Qt::StringLiterals;
using Fault = RedisFault;

bool needsPerson(RedisFault fault)
{
    switch (fault) {
    case Fault::TlsUnknownAuthority:
    case Fault::TlsWrongName:
    case Fault::TlsExpired:
    case Fault::TlsNoCertificate:
    case Fault::TlsOnPlainPort:
    case Fault::PlainOnTlsPort:
    case Fault::TlsFiles:
    case Fault::NeedsPassword:
    case Fault::WrongPassword:
    case Fault::ProtectedMode:
    case Fault::NoPermission:
    case Fault::NoSuchDatabase:
    case Fault::Cluster:
    case Fault::Sentinel:
    case Fault::SocketDenied:
        return true;
    default: // may pass by itself
        return false;
    }
}

QByteArray redisFaultWord(RedisFault fault)
{
    switch (fault) {
    case Fault::None:
        return "none";
    case Fault::Refused:
        return "refused";
    case Fault::HostUnknown:
        return "host-unknown";
    case Fault::Unreachable:
        return "unreachable";
    case Fault::TimedOut:
        return "timed-out";
    case Fault::Closed:
        return "closed";
    case Fault::SocketMissing:
        return "socket-missing";
    case Fault::SocketDenied:
        return "socket-denied";
    case Fault::TlsUnknownAuthority:
        return "tls-unknown-authority";
    case Fault::TlsWrongName:
        return "tls-wrong-name";
    case Fault::TlsExpired:
        return "tls-expired";
    case Fault::TlsNoCertificate:
        return "tls-no-certificate";
    case Fault::TlsOnPlainPort:
        return "tls-on-plain-port";
    case Fault::PlainOnTlsPort:
        return "plain-on-tls-port";
    case Fault::TlsOther:
        return "tls-other";
    case Fault::TlsFiles:
        return "tls-files";
    case Fault::NeedsPassword:
        return "needs-password";
    case Fault::WrongPassword:
        return "wrong-password";
    case Fault::ProtectedMode:
        return "protected-mode";
    case Fault::NoPermission:
        return "no-permission";
    case Fault::NoSuchDatabase:
        return "no-such-database";
    case Fault::Cluster:
        return "cluster";
    case Fault::Sentinel:
        return "sentinel";
    case Fault::ReadOnly:
        return "read-only";
    case Fault::Loading:
        return "loading";
    case Fault::Busy:
        return "busy";
    case Fault::TooManyClients:
        return "too-many-clients";
    case Fault::NotRedis:
        return "not-redis";
    }
    Q_UNREACHABLE();
}

RedisFault redisFaultOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return Fault::Refused;
    case QAbstractSocket::HostNotFoundError:
        return Fault::HostUnknown;
    case QAbstractSocket::SocketTimeoutError:
        return Fault::TimedOut;
    case QAbstractSocket::RemoteHostClosedError:
        return Fault::Closed;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return Fault::TlsOther;
    default:
        return Fault::Unreachable;
    }
}

RedisFault redisFaultOf(QLocalSocket::LocalSocketError error)
{
    switch (error) {
    case QLocalSocket::ServerNotFoundError:
        return Fault::SocketMissing;
    case QLocalSocket::SocketAccessError:
        return Fault::SocketDenied;
    case QLocalSocket::ConnectionRefusedError:
        return Fault::Refused;
    case QLocalSocket::SocketTimeoutError:
        return Fault::TimedOut;
    case QLocalSocket::PeerClosedError:
        return Fault::Closed;
    default:
        return Fault::Unreachable;
    }
}

RedisFault redisFaultOf(const QList<QSslError> &errors)
{
    // Who signed it matters more than the name, the name more than the date.
    const auto rank = [](Fault fault) {
        return fault == Fault::TlsUnknownAuthority ? 3 : fault == Fault::TlsWrongName ? 2 : fault == Fault::TlsExpired ? 1 : 0;
    };
    Fault worst = Fault::TlsOther;
    for (const QSslError &error : errors) {
        Fault fault = Fault::TlsOther;
        switch (error.error()) {
        case QSslError::HostNameMismatch:
            fault = Fault::TlsWrongName;
            break;
        case QSslError::CertificateExpired:
        case QSslError::CertificateNotYetValid:
            fault = Fault::TlsExpired;
            break;
        case QSslError::SelfSignedCertificate:
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetIssuerCertificate:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted:
        case QSslError::CertificateSignatureFailed:
        case QSslError::InvalidCaCertificate:
        case QSslError::NoPeerCertificate:
            fault = Fault::TlsUnknownAuthority;
            break;
        default:
            break;
        }
        if (rank(fault) > rank(worst))
            worst = fault;
    }
    return worst;
}

RedisFault redisFaultOf(const RedisValue &refusal)
{
    static const QHash<QByteArray, Fault> words{
        {"NOAUTH", Fault::NeedsPassword}, {"DENIED", Fault::ProtectedMode}, {"READONLY", Fault::ReadOnly},
        {"LOADING", Fault::Loading},      {"MASTERDOWN", Fault::Loading},   {"CLUSTERDOWN", Fault::Cluster},
        {"MOVED", Fault::Cluster},        {"ASK", Fault::Cluster},          {"UNBLOCKED", Fault::Closed},
    };
    if (!refusal.isError())
        return Fault::None;
    if (refusal.bytes().startsWith("ERR max number of clients"))
        return Fault::TooManyClients;
    return words.value(refusal.errorCode(), Fault::None);
}

Error redisError(RedisFault fault, const QString &detail)
{
    const QString word = u"Redis connection: "_s + QString::fromLatin1(redisFaultWord(fault));
    return {needsPerson(fault) ? Error::Code::Refused : Error::Code::Unavailable,
            detail.isEmpty() ? word : word + u": "_s + detail};
}

} // namespace trato
