#pragma once

#include "engine/stores/redis/redis_address.h"
#include "engine/stores/redis/redis_reader.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace trato::redisrig {

/// A server that greets as Redis does and then answers each command with whatever bytes a test wants.
class FakeRedis : public QObject
{
public:
    struct Answer {
        QByteArray bytes{};
        bool close = false;
        bool dribble = false; ///< one byte every 20 ms
    };
    using Handle = std::function<Answer(const QList<QByteArray> &command)>;

    explicit FakeRedis(Handle handle, bool greets = true) : m_handle(std::move(handle)), m_greets(greets)
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                const auto reader = std::make_shared<RedisReader>();
                connect(socket, &QTcpSocket::readyRead, this, [this, socket, reader] { read(socket, *reader); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
    RedisAddress address() const
    {
        RedisAddress address;
        address.host = QStringLiteral("127.0.0.1");
        address.port = m_server.serverPort();
        return address;
    }
    QList<int> commandsARead() const { return m_commandsARead; }

private:
    void read(QTcpSocket *socket, RedisReader &reader)
    {
        reader.feed(socket->readAll());
        int commands = 0;
        for (;;) {
            auto next = reader.next();
            if (!next || !next.value())
                break;
            QList<QByteArray> words;
            for (const RedisValue &word : next.value()->items())
                words.append(word.bytes());
            const QByteArray name = words.value(0);
            if (m_greets && name == "CLIENT") {
                socket->write(":7\r\n");
                continue;
            }
            if (m_greets && name == "INFO") {
                socket->write("$22\r\nredis_version:7.0.15\r\n\r\n");
                continue;
            }
            if (m_greets && name == "PING") {
                socket->write("+PONG\r\n");
                continue;
            }
            ++commands;
            const Answer answer = m_handle(words);
            if (answer.dribble)
                dribble(socket, answer.bytes);
            else
                socket->write(answer.bytes);
            if (answer.close)
                return socket->disconnectFromHost();
        }
        if (commands > 0)
            m_commandsARead.append(commands);
    }
    void dribble(QTcpSocket *socket, const QByteArray &bytes)
    {
        auto *timer = new QTimer(socket);
        connect(timer, &QTimer::timeout, socket, [socket, timer, rest = bytes]() mutable {
            socket->write(rest.left(1));
            rest.remove(0, 1);
            if (rest.isEmpty())
                timer->stop();
        });
        timer->start(20);
    }

    const Handle m_handle;
    const bool m_greets;
    QTcpServer m_server;
    QList<int> m_commandsARead;
};

} // namespace trato::redisrig
