#pragma once

#include "engine/stores/redis/redis_address.h"
#include "engine/stores/redis/redis_fault.h"

#include <QObject>

class QAbstractSocket;
class QIODevice;
class QSslSocket;

namespace trato {

/// One attempt at one byte stream to a server: TCP, TLS or a local socket. Made, used and deleted on one thread;
/// owned by RedisConnection. Knows nothing of Redis.
class RedisSocket final : public QObject
{
    Q_OBJECT
public:
    RedisSocket(const RedisAddress &address, QObject *parent);
    ~RedisSocket() override;

    void start();
    /// Ends it at once, without a word and without `lost`; unsent bytes are dropped.
    void shut();
    /// Hands the bytes to the system at once, as far as it takes them.
    void write(QByteArrayView bytes);
    qint64 read(char *to, qint64 most);
    /// Bytes written that are certainly still here. (With TLS, more may be: encrypted and not yet sent.)
    qint64 untaken() const;
    /// TCP stands, the TLS handshake has not ended.
    bool isShakingHands() const;

signals:
    void ready();
    void readable();
    /// The system took some of what was written: `untaken()` is less.
    void taken();
    /// Once; what had arrived before was `readable`.
    void lost(trato::RedisFault fault, const QString &detail);

private:
    bool prepareTls(QSslSocket *socket);
    void startNetwork();
    void startLocal();
    void end(RedisFault fault, const QString &detail);

    const RedisAddress m_address;
    QIODevice *m_device = nullptr;      ///< child; one of the following two
    QAbstractSocket *m_network = nullptr;
    QLocalSocket *m_local = nullptr;
    QSslSocket *m_tls = nullptr;        ///< the same object as m_network, with TLS
    QList<QSslError> m_tlsErrors;
    bool m_over = false;
};

} // namespace trato
