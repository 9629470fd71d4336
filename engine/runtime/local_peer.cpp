#include "engine/runtime/local_peer.h"

#include <QPointer>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 readAtOnce = 1024 * 1024;
constexpr qint64 slowBytes = 256 * 1024;   ///< unsent bytes from which on frames are held back
constexpr qsizetype mostWatched = 1000;

} // namespace

LocalPeer::LocalPeer(QLocalSocket *socket, const LocalServer::Asker &ask, std::shared_ptr<QtMailbox> home, QObject *parent)
    : QObject(parent), m_socket(socket), m_ask(ask), m_home(std::move(home))
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readAtOnce);
    connect(m_socket, &QLocalSocket::readyRead, this, &LocalPeer::read);
    connect(m_socket, &QLocalSocket::bytesWritten, this, &LocalPeer::sendHeldFrame);
    connect(m_socket, &QLocalSocket::disconnected, this, &LocalPeer::drop);
    connect(&m_helloTimer, &QTimer::timeout, this, &LocalPeer::drop);
    m_helloTimer.setSingleShot(true);
    m_helloTimer.start(LocalServer::helloPatience);
}

void LocalPeer::read()
{
    while (!m_over && m_socket->bytesAvailable() > 0) {
        m_reader.add(m_socket->readAll());
        for (;;) {
            const auto message = m_reader.next(m_greeted ? wire::longestMessage : wire::longestHello);
            if (!message)
                return drop();
            if (!message.value())
                break;
            if (!handle(*message.value()))
                return drop();
            if (m_over)
                return;
        }
    }
}

/// False when the peer breaks the rules.
bool LocalPeer::handle(const QCborMap &message)
{
    if (!m_greeted)
        return greet(message);
    if (message.contains(u"ask"_s))
        return take(message);
    QList<QueueName> queues;
    if (!message.contains(u"watch"_s) || !codec::decode(message.value(u"watch"_s), queues) || queues.size() > mostWatched)
        return false;
    m_watched = std::move(queues);
    emit watchChanged();
    return true;
}

bool LocalPeer::greet(const QCborMap &message)
{
    const QCborMap hello = message.value(u"hello"_s).toMap();
    if (!hello.value(u"protocol"_s).isInteger())
        return false;
    send(wire::hello());
    if (hello.value(u"protocol"_s).toInteger() != wire::protocol) { // it learns from our hello what we speak
        m_socket->disconnectFromServer();
        return true;
    }
    m_helloTimer.stop();
    m_greeted = true;
    return true;
}

bool LocalPeer::take(const QCborMap &message)
{
    if (!message.value(u"id"_s).isInteger())
        return false;
    const qint64 id = message.value(u"id"_s).toInteger();
    const wire::QuestionCodec *codec = wire::codecNamed(message.value(u"ask"_s).toString());
    if (!codec) {
        send(wire::error(id, {Error::Code::Invalid, u"a question this engine does not know"_s}));
        return true;
    }
    if (m_inHand >= LocalServer::mostInHand) {
        send(wire::error(id, {Error::Code::Unavailable, u"too many questions at once"_s}));
        return true;
    }
    Result<Question> question = codec->decode(message.value(u"q"_s));
    if (!question) {
        send(wire::error(id, question.error()));
        return true;
    }
    ++m_inHand;
    // The peer may be gone when the answer comes, and the answer may come on any thread: it goes by the mailbox.
    m_ask(std::move(question).value(), [home = m_home, peer = QPointer<LocalPeer>(this), id, codec](Result<std::any> result) {
        home->post([peer, id, codec, result = std::move(result)] {
            if (peer)
                peer->answer(id, *codec, result);
        });
    });
    return true;
}

void LocalPeer::answer(qint64 id, const wire::QuestionCodec &codec, const Result<std::any> &result)
{
    --m_inHand;
    if (!result)
        return send(wire::error(id, result.error()));
    const Result<QCborValue> value = codec.encodeAnswer(result.value());
    send(value ? wire::answer(id, value.value()) : wire::error(id, value.error()));
}

void LocalPeer::send(const QCborMap &message)
{
    if (m_over)
        return;
    QByteArray bytes = wire::pack(message);
    if (bytes.isEmpty()) // only an answer can be that long
        bytes = wire::pack(wire::error(message.value(u"id"_s).toInteger(), {Error::Code::Refused, u"the answer is too long; ask for less"_s}));
    m_socket->write(bytes);
    if (m_socket->bytesToWrite() > LocalServer::mostUnsent)
        drop();
}

void LocalPeer::publish(const Frame &frame)
{
    if (!m_greeted || m_over)
        return;
    if (m_held || m_socket->bytesToWrite() > slowBytes)
        m_held = m_held ? wire::merged(*m_held, frame) : frame;
    else
        send(wire::frame(frame));
}

void LocalPeer::sendHeldFrame()
{
    if (m_held && m_socket->bytesToWrite() == 0)
        send(wire::frame(*std::exchange(m_held, std::nullopt)));
}

void LocalPeer::drop()
{
    if (std::exchange(m_over, true))
        return;
    m_socket->abort();
    emit gone();
}

} // namespace trato
