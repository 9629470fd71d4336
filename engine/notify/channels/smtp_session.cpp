#include "engine/notify/channels/smtp_session.h"

#include <QSslConfiguration>

namespace trato::smtp {

using namespace Qt::StringLiterals;
using Do = Dialogue::Step::Do;

Session::Session(QObject *parent, Server server, Dialogue dialogue, QByteArray content, Millis timeout, Reply<SendOutcome> reply)
    : QObject(parent), m_server(std::move(server)), m_dialogue(std::move(dialogue)), m_content(std::move(content)), m_timeout(timeout),
      m_reply(std::move(reply))
{
    if (!m_server.authorities.isEmpty()) {
        QSslConfiguration ssl = m_socket.sslConfiguration();
        ssl.addCaCertificates(m_server.authorities);
        m_socket.setSslConfiguration(ssl);
    }
    m_socket.setReadBufferSize(64 * 1024);
    connect(&m_socket, &QSslSocket::readyRead, this, [this] { read(); });
    connect(&m_socket, &QSslSocket::encrypted, this, [this] {
        if (!m_server.isEncrypted)
            take(m_dialogue.onEncrypted());
    });
    connect(&m_socket, &QSslSocket::encryptedBytesWritten, this, [this] { sendDotWhenGone(); });
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        read(); // a last word of the server comes before its end
        lost(u"network error %1"_s.arg(int(error)));
    });
    connect(&m_socket, &QSslSocket::disconnected, this, [this] {
        read();
        lost(u"the connection broke off"_s);
    });
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { lost(u"no complete answer within %1 ms"_s.arg(m_timeout.count())); });
}

void Session::start()
{
    m_deadline.start(m_timeout);
    if (m_server.isEncrypted)
        m_socket.connectToHostEncrypted(m_server.host, m_server.port);
    else
        m_socket.connectToHost(m_server.host, m_server.port);
}

void Session::read()
{
    while (!m_isDone && m_socket.bytesAvailable() > 0)
        m_reader.feed(m_socket.read(64 * 1024));
    while (!m_isDone) {
        const std::optional<ServerReply> reply = m_reader.next();
        if (m_reader.isBroken())
            return lost(u"not a mail server's answer"_s);
        if (!reply)
            return;
        take(m_dialogue.onReply(*reply));
    }
}

void Session::take(const Dialogue::Step &step)
{
    switch (step.what) {
    case Do::Send:
        m_socket.write(step.line + "\r\n");
        return;
    case Do::Encrypt:
        if (m_reader.hasMore()) // somebody put words into the server's mouth
            return lost(u"words before the encryption"_s);
        m_socket.startClientEncryption();
        return;
    case Do::Content:
        m_isSendingContent = true;
        m_socket.write(m_content);
        return;
    case Do::End:
        if (m_socket.isEncrypted())
            m_socket.write(step.line + "\r\n");
        return finish(m_dialogue.outcome());
    }
}

/// The dot leaves once all before it has left this computer's buffers: until then nothing is uncertain.
void Session::sendDotWhenGone()
{
    if (!m_isSendingContent || m_isDone || m_socket.bytesToWrite() > 0 || m_socket.encryptedBytesToWrite() > 0)
        return;
    m_isSendingContent = false;
    m_dialogue.dotLeaves();
    m_socket.write(".\r\n");
}

void Session::lost(const QString &why)
{
    if (!m_isDone)
        finish(m_dialogue.onLost(why));
}

void Session::finish(const SendOutcome &outcome)
{
    m_isDone = true;
    m_deadline.stop();
    m_socket.disconnect(this);
    m_socket.disconnectFromHost(); // what is written still leaves
    deleteLater();
    m_reply(outcome);
}

} // namespace trato::smtp
