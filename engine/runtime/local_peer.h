#pragma once

#include "engine/runtime/local_server.h"
#include "engine/runtime/local_wire.h"

#include <QLocalSocket>
#include <QTimer>

namespace trato {

/// One connection of the local server: reads questions, writes answers and frames, keeps the limits. Lives on
/// the engine thread, owned by the server.
class LocalPeer final : public QObject
{
    Q_OBJECT
public:
    /// Takes the socket.
    LocalPeer(QLocalSocket *socket, const LocalServer::Asker &ask, std::shared_ptr<QtMailbox> home, QObject *parent);

    void publish(const Frame &frame);
    const QList<QueueName> &watched() const { return m_watched; }

signals:
    void watchChanged();
    /// The connection is over. Told once.
    void gone();

private:
    void read();
    bool handle(const QCborMap &message);
    bool greet(const QCborMap &message);
    bool take(const QCborMap &message);
    void answer(qint64 id, const wire::QuestionCodec &codec, const Result<std::any> &result);
    void send(const QCborMap &message);
    void sendHeldFrame();
    void drop();

    QLocalSocket *const m_socket;
    const LocalServer::Asker &m_ask;
    const std::shared_ptr<QtMailbox> m_home;
    wire::MessageReader m_reader;
    QTimer m_helloTimer;
    bool m_greeted = false;
    bool m_over = false;
    int m_inHand = 0;
    QList<QueueName> m_watched;
    std::optional<Frame> m_held;   ///< news that wait until the peer has read what it got
};

} // namespace trato
