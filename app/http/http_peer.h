#pragma once

#include "app/http/http_server.h"

#include <QTcpSocket>

namespace trato {

/// One connection of the HTTP server. Lives on its thread, owned by it; `gone` is emitted once.
class HttpPeer final : public QObject
{
    Q_OBJECT
public:
    enum class Phase { Idle, Head, Body, InHand, Writing, Leaving };

    /// Takes the socket; `ready`: the bytes of a request may come, else a TLS handshake does.
    HttpPeer(QTcpSocket *socket, HttpServer &server);

    Phase phase() const { return m_phase; }
    /// Since when its phase lasts.
    std::chrono::nanoseconds since() const { return m_since; }
    /// Whether it only keeps us waiting.
    bool isWaitedFor() const { return m_phase != Phase::InHand && m_phase != Phase::Writing; }
    /// Ends it when its phase has lasted too long.
    void sweep();
    void abort();

signals:
    void gone();

private:
    void enter(Phase phase);
    void read();
    void readHeadNow();
    void readBodyNow();
    void hand();
    void answer(const HttpAnswer &answer);
    void refuse(int status);
    void written();

    QTcpSocket *const m_socket;
    HttpServer &m_server;
    Phase m_phase = Phase::Head;
    std::chrono::nanoseconds m_since;
    QByteArray m_in;
    HttpHead m_head;
    qint64 m_dropped = 0;          ///< bytes of a refused sender
    bool m_keepAlive = false;
    bool m_refused = false;        ///< its request was not read to the end
    bool m_over = false;
    quint64 m_request = 0;         ///< number of the one in hand: a late answer to another one is none
};

} // namespace trato
