#include "app/http/http_peer.h"

#include <QHostAddress>
#include <QPointer>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 readBuffer = 64 * 1024;
constexpr qint64 mostDropped = 1024 * 1024;

} // namespace

HttpPeer::HttpPeer(QTcpSocket *socket, HttpServer &server) : QObject(&server), m_socket(socket), m_server(server), m_since(server.now())
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readBuffer);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpPeer::read);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpPeer::written);
    connect(m_socket, &QTcpSocket::disconnected, this, &HttpPeer::abort);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &HttpPeer::abort);
}

void HttpPeer::enter(Phase phase)
{
    m_phase = phase;
    m_since = m_server.now();
}

void HttpPeer::abort()
{
    if (std::exchange(m_over, true))
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    emit gone();
}

void HttpPeer::sweep()
{
    const HttpServerOptions &limits = m_server.options();
    const auto limit = m_phase == Phase::Idle ? limits.idleFor
        : m_phase == Phase::Head              ? limits.headWithin
        : m_phase == Phase::Body              ? limits.bodyWithin
        : m_phase == Phase::InHand            ? limits.answerWithin
        : m_phase == Phase::Writing           ? limits.writeWithin
                                              : limits.leaveWithin;
    if (m_server.now() - m_since < limit)
        return;
    if (m_phase == Phase::Body || (m_phase == Phase::Head && !m_in.isEmpty()))
        return refuse(408);
    if (m_phase == Phase::InHand) {
        ++m_request;
        return answer(errorAnswer(504, u"timeout"_s, u"the engine did not answer in time"_s));
    }
    abort();
}

void HttpPeer::read()
{
    while (!m_over && m_socket->bytesAvailable() > 0) {
        if (m_phase == Phase::InHand || m_phase == Phase::Writing)
            return; // it waits in the system's buffers
        if (m_phase == Phase::Leaving) {
            m_dropped += m_socket->skip(m_socket->bytesAvailable());
            if (m_dropped > mostDropped)
                abort();
            continue;
        }
        m_in += m_socket->read(readBuffer);
        m_phase == Phase::Body ? readBodyNow() : readHeadNow();
    }
}

void HttpPeer::readHeadNow()
{
    if (m_phase == Phase::Idle)
        enter(Phase::Head);
    m_head = readHead(m_in);
    if (m_head.state == HttpHead::State::Incomplete)
        return;
    if (m_head.state == HttpHead::State::Refused)
        return refuse(m_head.status);
    m_in.remove(0, m_head.length);
    m_keepAlive = m_head.keepAlive;
    m_head.call.peer = m_socket->peerAddress().toString();
    if (m_head.bodyLength > m_server.bodyLimit(m_head.call))
        return refuse(413);
    if (m_head.expectsContinue && m_in.size() < m_head.bodyLength)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    enter(Phase::Body);
    readBodyNow();
}

void HttpPeer::readBodyNow()
{
    if (m_in.size() < m_head.bodyLength)
        return;
    m_head.call.body = m_in.first(m_head.bodyLength);
    m_in.remove(0, m_head.bodyLength);
    hand();
}

void HttpPeer::hand()
{
    enter(Phase::InHand);
    const quint64 request = ++m_request;
    m_server.handler()(m_head.call, [peer = QPointer<HttpPeer>(this), request](const HttpAnswer &answer) {
        if (peer && peer->m_phase == Phase::InHand && peer->m_request == request)
            peer->answer(answer);
    });
}

void HttpPeer::answer(const HttpAnswer &answer)
{
    if (m_over)
        return;
    HttpAnswer whole = answer;
    whole.headers += m_server.standingHeaders(m_head.call);
    enter(Phase::Writing);
    m_socket->write(answerBytes(whole, m_server.date(), m_keepAlive, m_head.call.method != "HEAD"));
}

void HttpPeer::refuse(int status)
{
    m_keepAlive = false;
    m_refused = true;
    m_in.clear();
    m_head.call.method.clear();
    answer(errorAnswer(status, u"refused"_s, QString::fromLatin1(reasonPhrase(status))));
}

void HttpPeer::written()
{
    if (m_over || m_phase != Phase::Writing || m_socket->bytesToWrite() > 0)
        return;
    if (!m_keepAlive && m_refused) { // closing over unread bytes would take the answer away again: the sender closes, or time does
        enter(Phase::Leaving);
        return read();
    }
    if (!m_keepAlive)
        return m_socket->disconnectFromHost();
    enter(Phase::Idle);
    if (!m_in.isEmpty())
        readHeadNow();
    read();
}

} // namespace trato
