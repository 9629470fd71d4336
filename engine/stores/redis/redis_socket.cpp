#include "engine/stores/redis/redis_socket.h"

#include <QFile>
#include <QNetworkProxy>
#include <QPointer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpSocket>

namespace trato {

using namespace Qt::StringLiterals;
using Fault = RedisFault;

namespace {

QList<QSslCertificate> certificatesIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QSslCertificate::fromDevice(&file, QSsl::Pem) : QList<QSslCertificate>();
}

QSslKey keyIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    for (const auto algorithm : {QSsl::Ec, QSsl::Rsa})
        if (const QSslKey key(text, algorithm, QSsl::Pem, QSsl::PrivateKey); !key.isNull())
            return key;
    return {};
}

/// OpenSSL tells what went wrong after or during the handshake in words only.
Fault tlsFaultOf(const QString &words)
{
    if (words.contains(u"wrong version number") || words.contains(u"packet length too long")
        || words.contains(u"record layer failure"))
        return Fault::TlsOnPlainPort;
    if (words.contains(u"certificate required") || words.contains(u"alert bad certificate")
        || words.contains(u"alert unknown ca") || words.contains(u"alert handshake failure"))
        return Fault::TlsNoCertificate;
    return Fault::None;
}

} // namespace

RedisSocket::RedisSocket(const RedisAddress &address, QObject *parent) : QObject(parent), m_address(address) {}

RedisSocket::~RedisSocket()
{
    shut();
}

void RedisSocket::shut()
{
    m_over = true;
    if (m_network)
        m_network->abort(); // disconnectFromHost() would wait for unsent bytes
    if (m_local)
        m_local->abort();
}

void RedisSocket::start()
{
    if (m_address.localSocket.isEmpty())
        startNetwork();
    else
        startLocal();
}

void RedisSocket::startNetwork()
{
    if (m_address.tls.on)
        m_network = m_tls = new QSslSocket(this);
    else
        m_network = new QTcpSocket(this);
    m_device = m_network;
    m_network->setProxy(QNetworkProxy::NoProxy);
    connect(m_network, &QAbstractSocket::connected, this, [this] {
        m_network->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_network->setSocketOption(QAbstractSocket::KeepAliveOption, 1); // an idle way that dies silently (E35)
        if (!m_tls)
            emit ready();
    });
    connect(m_network, &QIODevice::readyRead, this, &RedisSocket::readable);
    connect(m_network, &QIODevice::bytesWritten, this, [this] { emit taken(); });
    connect(m_network, &QAbstractSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        Fault fault = redisFaultOf(error);
        if (m_tls && !m_tlsErrors.isEmpty())
            fault = redisFaultOf(m_tlsErrors);
        else if (const Fault told = tlsFaultOf(m_network->errorString()); m_tls && told != Fault::None)
            fault = told;
        end(fault, m_tlsErrors.isEmpty() ? m_network->errorString() : m_tlsErrors.constFirst().errorString());
    });
    connect(m_network, &QAbstractSocket::disconnected, this, [this] { end(Fault::Closed, {}); });
    if (!m_tls)
        return m_network->connectToHost(m_address.host, m_address.port);
    connect(m_tls, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    connect(m_tls, &QSslSocket::encrypted, this, &RedisSocket::ready);
    if (prepareTls(m_tls))
        m_tls->connectToHostEncrypted(m_address.host, m_address.port,
                                      m_address.tls.serverName.isEmpty() ? m_address.host : m_address.tls.serverName);
}

bool RedisSocket::prepareTls(QSslSocket *socket)
{
    const RedisTls &tls = m_address.tls;
    const auto fail = [this](const QString &what) {
        QMetaObject::invokeMethod(this, [this, what] { end(Fault::TlsFiles, what); }, Qt::QueuedConnection);
        return false;
    };
    if (!QSslSocket::supportsSsl())
        return fail(u"this system's Qt has no TLS"_s);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(tls.check ? QSslSocket::VerifyPeer : QSslSocket::VerifyNone);
    if (!tls.caFile.isEmpty()) {
        const auto authorities = certificatesIn(tls.caFile);
        if (authorities.isEmpty())
            return fail(u"no certificate in the authority file"_s);
        configuration.addCaCertificates(authorities);
    }
    if (!tls.certificateFile.isEmpty() || !tls.keyFile.isEmpty()) {
        const auto chain = certificatesIn(tls.certificateFile);
        // One file may hold both.
        const QSslKey key = keyIn(tls.keyFile.isEmpty() ? tls.certificateFile : tls.keyFile);
        if (chain.isEmpty())
            return fail(u"no certificate in the client's certificate file"_s);
        if (key.isNull())
            return fail(u"no usable key without a passphrase in the client's key file"_s);
        configuration.setLocalCertificateChain(chain);
        configuration.setPrivateKey(key);
    }
    socket->setSslConfiguration(configuration);
    return true;
}

void RedisSocket::startLocal()
{
    m_local = new QLocalSocket(this);
    m_device = m_local;
    connect(m_local, &QLocalSocket::connected, this, &RedisSocket::ready);
    connect(m_local, &QIODevice::readyRead, this, &RedisSocket::readable);
    connect(m_local, &QIODevice::bytesWritten, this, [this] { emit taken(); });
    connect(m_local, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        end(redisFaultOf(error), m_local->errorString());
    });
    connect(m_local, &QLocalSocket::disconnected, this, [this] { end(Fault::Closed, {}); });
    m_local->connectToServer(m_address.localSocket);
}

void RedisSocket::write(QByteArrayView bytes)
{
    m_device->write(bytes.data(), bytes.size());
    if (m_network)
        m_network->flush();
    else
        m_local->flush();
}

qint64 RedisSocket::untaken() const
{
    return m_device->bytesToWrite();
}

qint64 RedisSocket::read(char *to, qint64 most)
{
    return m_device ? m_device->read(to, most) : 0;
}

bool RedisSocket::isShakingHands() const
{
    return m_tls && !m_tls->isEncrypted() && m_tls->state() == QAbstractSocket::ConnectedState;
}

void RedisSocket::end(RedisFault fault, const QString &detail)
{
    if (m_over)
        return;
    // Answers that came before the end count.
    const QPointer<RedisSocket> self(this);
    if (m_device->isOpen() && m_device->bytesAvailable() > 0)
        emit readable();
    if (!self || m_over)
        return;
    m_over = true;
    emit lost(fault, detail);
}

} // namespace trato
