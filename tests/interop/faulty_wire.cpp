#include "tests/interop/faulty_wire.h"

#include <QPointer>

namespace trato {

using namespace std::chrono_literals;

/// One connection; its sockets go with it.
struct FaultyWire::Line {
    QPointer<QAbstractSocket> client;
    QPointer<QAbstractSocket> server;
    qint64 left = 0;   ///< bytes until it is cut; 0 = never
};

FaultyWire::FaultyWire(quint16 serverPort) : m_serverPort(serverPort)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] { accept(); });
    m_server.listen(QHostAddress::LocalHost);
}

void FaultyWire::accept()
{
    auto line = std::make_shared<Line>();
    line->client = m_server.nextPendingConnection();
    line->server = new QTcpSocket(this);
    line->client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (m_cutAfter > 0)
        line->left = std::uniform_int_distribution<qint64>(m_cutAfter / 2, m_cutAfter * 3 / 2)(m_chance);
    connect(line->client, &QAbstractSocket::readyRead, this, [this, line] { pass(line, line->client, line->server); });
    connect(line->server, &QAbstractSocket::readyRead, this, [this, line] { pass(line, line->server, line->client); });
    connect(line->client, &QAbstractSocket::disconnected, this, [this, line] { end(line); });
    connect(line->server, &QAbstractSocket::disconnected, this, [this, line] { end(line); });
    line->server->connectToHost(QHostAddress::LocalHost, m_serverPort);
}

void FaultyWire::pass(const std::shared_ptr<Line> &line, QAbstractSocket *from, QAbstractSocket *to)
{
    QByteArray bytes = from->readAll();
    const bool cut = line->left > 0 && bytes.size() >= line->left;
    if (cut)
        bytes.truncate(line->left);
    else if (line->left > 0)
        line->left -= bytes.size();
    const auto first = m_torn ? bytes.first(bytes.size() / 2) : bytes;
    QTimer::singleShot(m_delay, Qt::PreciseTimer, this, [this, line, to = QPointer(to), first] { deliver(line, to, first); });
    if (m_torn) // timers of the same length keep their order, so the halves of all packets stay in order
        QTimer::singleShot(m_delay, Qt::PreciseTimer, this, [this, line, to = QPointer(to), rest = bytes.sliced(first.size())] {
            if (to)
                to->flush();
            deliver(line, to, rest);
        });
    if (!cut)
        return;
    ++m_cuts;
    QTimer::singleShot(m_delay + 1ms, this, [this, line] { end(line); });
}

void FaultyWire::deliver(const std::shared_ptr<Line> &, QAbstractSocket *to, const QByteArray &bytes)
{
    if (!to || to->state() == QAbstractSocket::UnconnectedState)
        return;
    to->write(bytes); // before it is connected, Qt keeps them
    to->flush();
}

void FaultyWire::end(const std::shared_ptr<Line> &line)
{
    for (const QPointer<QAbstractSocket> &socket : {line->client, line->server}) {
        if (!socket)
            continue;
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

} // namespace trato
