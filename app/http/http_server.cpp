#include "app/http/http_server.h"

#include "app/http/http_peer.h"

#include <QFile>
#include <QLocale>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int backlog = 512;
constexpr Millis sweepEvery{500};

/// Null when the file holds no key that can be read without a password.
QSslKey keyOf(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec})
        if (QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey); !key.isNull())
            return key;
    return {};
}

Result<QSslConfiguration> tlsOf(const HttpServerOptions &options)
{
    QFile certificates(options.certificateFile);
    QFile key(options.keyFile);
    constexpr qint64 longest = 256 * 1024;
    if (!certificates.open(QIODevice::ReadOnly) || !key.open(QIODevice::ReadOnly))
        return Error{Error::Code::Invalid, u"http.certificate"_s};
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificates.read(longest), QSsl::Pem);
    const QSslKey secret = keyOf(key.read(longest));
    if (chain.isEmpty() || secret.isNull())
        return Error{Error::Code::Invalid, u"http.certificate"_s};
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(secret);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // a client shows a token, not a certificate
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    return tls;
}

} // namespace

HttpServer::HttpServer(HttpServerOptions options, const Clock &clock, Handler handle, BodyLimit limit, QObject *parent)
    : QTcpServer(parent), m_options(std::move(options)), m_clock(clock), m_handle(std::move(handle)), m_limit(std::move(limit))
{
    setListenBacklogSize(backlog);
    connect(&m_sweep, &QTimer::timeout, this, &HttpServer::sweep);
}

HttpServer::~HttpServer()
{
    close();
    for (HttpPeer *peer : std::exchange(m_peers, {})) {
        peer->disconnect(this);
        peer->abort();
        delete peer;
    }
}

Result<Done> HttpServer::start()
{
    if (isTls()) {
        auto tls = tlsOf(m_options);
        if (!tls)
            return tls.error();
        m_tls = std::move(tls).value();
    }
    if (!listen(QHostAddress(m_options.address.host), quint16(m_options.address.port)))
        return Error{Error::Code::Unavailable, u"http.port"_s};
    m_sweep.start(sweepEvery);
    return Done{};
}

QString HttpServer::address() const
{
    const QString host = m_options.address.host.contains(u':') ? u'[' + m_options.address.host + u']' : m_options.address.host;
    return (isTls() ? u"https://"_s : u"http://"_s) + host + u':' + QString::number(serverPort());
}

QByteArray HttpServer::date() const
{
    return QLocale::c().toString(toUtc(m_clock.now()), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

QList<std::pair<QByteArray, QByteArray>> HttpServer::standingHeaders(const HttpCall &call) const
{
    QList<std::pair<QByteArray, QByteArray>> out{{"X-Content-Type-Options", "nosniff"},
                                                 {"Cache-Control", "no-store"},
                                                 {"Referrer-Policy", "no-referrer"},
                                                 {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"}};
    if (isTls())
        out.emplaceBack("Strict-Transport-Security", "max-age=31536000");
    if (!m_options.corsOrigin.isEmpty()) {
        out.emplaceBack("Vary", "Origin");
        if (call.headers.value("origin") == m_options.corsOrigin) {
            out.emplaceBack("Access-Control-Allow-Origin", m_options.corsOrigin);
            if (call.method == "OPTIONS") {
                out.emplaceBack("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
                out.emplaceBack("Access-Control-Allow-Headers", "Authorization, Content-Type");
                out.emplaceBack("Access-Control-Max-Age", "600");
            }
        }
    }
    return out;
}

void HttpServer::incomingConnection(qintptr handle)
{
    QTcpSocket *socket = isTls() ? new QSslSocket : new QTcpSocket;
    if (!socket->setSocketDescriptor(handle) || (m_peers.size() >= m_options.mostPeers && !makeRoom())) {
        socket->abort();
        delete socket;
        return;
    }
    auto *peer = new HttpPeer(socket, *this);
    m_peers.append(peer);
    connect(peer, &HttpPeer::gone, this, [this, peer] { drop(peer); });
    if (auto *tls = qobject_cast<QSslSocket *>(socket)) {
        tls->setSslConfiguration(m_tls);
        tls->startServerEncryption();
    }
}

/// False when every connection has something in hand.
bool HttpServer::makeRoom()
{
    HttpPeer *oldest = nullptr;
    for (HttpPeer *peer : std::as_const(m_peers))
        if (peer->isWaitedFor() && (!oldest || peer->since() < oldest->since()))
            oldest = peer;
    if (oldest)
        oldest->abort();
    return oldest;
}

void HttpServer::sweep()
{
    const QList<HttpPeer *> peers = m_peers; // some go meanwhile
    for (HttpPeer *peer : peers)
        peer->sweep();
}

void HttpServer::drop(HttpPeer *peer)
{
    m_peers.removeOne(peer);
    peer->deleteLater();
}

} // namespace trato
