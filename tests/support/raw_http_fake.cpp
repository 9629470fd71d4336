#include "tests/support/raw_http_fake.h"

#include "tests/support/test_certificate.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>
#include <QTemporaryFile>

namespace trato {

using namespace Qt::StringLiterals;

struct RawHttpFake::Peer {
    QTcpSocket *socket = nullptr;
    int number = 0;
    QByteArray received{};
};

RawHttpFake::RawHttpFake(bool tls, Handle handle, quint16 port) : m_tls(tls), m_handle(std::move(handle))
{
    if (tls) {
        auto server = std::make_unique<QSslServer>();
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(QByteArray(testtls::certificate).trimmed()));
        configuration.setPrivateKey(QSslKey(QByteArray(testtls::key).trimmed(), QSsl::Ec));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        server->setSslConfiguration(configuration);
        m_server = std::move(server);
        m_caFile = std::make_unique<QTemporaryFile>();
        m_caFile->open();
        m_caFile->write(QByteArray(testtls::certificate).trimmed());
        m_caFile->flush();
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] { accept(); });
    m_clock.start();
    m_server->listen(QHostAddress::LocalHost, port);
}

RawHttpFake::~RawHttpFake() = default;

QString RawHttpFake::url() const
{
    return u"%1://127.0.0.1:%2"_s.arg(m_tls ? u"https"_s : u"http"_s).arg(port());
}

QString RawHttpFake::caFile() const
{
    return m_caFile ? m_caFile->fileName() : QString();
}

void RawHttpFake::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        const auto peer = std::make_shared<Peer>();
        peer->socket = socket;
        peer->number = ++m_connections;
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (m_closeAtOnce) {
            socket->abort();
            continue;
        }
        connect(socket, &QTcpSocket::readyRead, this, [this, peer] { read(peer); });
        if (socket->bytesAvailable() > 0)
            read(peer);
    }
}

void RawHttpFake::read(const std::shared_ptr<Peer> &peer)
{
    peer->received += peer->socket->readAll();
    const qsizetype headEnd = peer->received.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    Request request;
    const QList<QByteArray> lines = peer->received.left(headEnd).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    request.method = first.value(0);
    request.path = first.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const qint64 length = request.headers.value("content-length").toLongLong();
    if (peer->received.size() < headEnd + 4 + length)
        return;
    request.body = peer->received.mid(headEnd + 4, length);
    request.raw = peer->received.left(headEnd + 4 + length);
    peer->received.remove(0, headEnd + 4 + length);
    request.connection = peer->number;
    request.atMs = m_clock.elapsed();
    m_requests << request;
    answer(*peer->socket, m_handle(request));
}

void RawHttpFake::answer(QTcpSocket &socket, const Answer &what)
{
    if (what.way == Answer::Way::Stall)
        return;
    if (what.way == Answer::Way::CloseSilently)
        return socket.disconnectFromHost();
    QByteArray head = "HTTP/1.1 " + QByteArray::number(what.status) + " Told\r\n";
    bool typed = false;
    for (const auto &[name, value] : what.headers) {
        head += name + ": " + value + "\r\n";
        typed = typed || name.toLower() == "content-type";
    }
    if (!typed)
        head += "Content-Type: application/json\r\n";
    head += "Content-Length: " + QByteArray::number(what.body.size()) + "\r\n\r\n";
    if (what.way == Answer::Way::CutBody) {
        socket.write(head + what.body.left(what.body.size() / 2));
        return socket.disconnectFromHost();
    }
    socket.write(head + what.body);
}

} // namespace trato
