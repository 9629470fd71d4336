#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <deque>
#include <random>

namespace trato {

/// A way to a server that is slow, cuts or tears: listens on a port of its own and passes bytes on, both ways. Lives in
/// the test's event loop.
class FaultyWire final : public QObject
{
public:
    explicit FaultyWire(quint16 serverPort);

    quint16 port() const { return m_server.serverPort(); }
    /// How long each packet takes, each way.
    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; }
    /// Every packet comes in two halves, the second a moment later.
    void setTorn(bool torn) { m_torn = torn; }
    /// Each connection ends after about this many bytes, in the middle of whatever is on its way; 0 = never.
    void setCutAfter(qint64 bytes) { m_cutAfter = bytes; }
    int cuts() const { return m_cuts; }

private:
    struct Line;
    void accept();
    void pass(const std::shared_ptr<Line> &line, QAbstractSocket *from, QAbstractSocket *to);
    void deliver(const std::shared_ptr<Line> &line, QAbstractSocket *to, const QByteArray &bytes);
    void end(const std::shared_ptr<Line> &line);

    const quint16 m_serverPort;
    QTcpServer m_server;
    std::chrono::milliseconds m_delay{0};
    bool m_torn = false;
    qint64 m_cutAfter = 0;
    int m_cuts = 0;
    std::mt19937 m_chance{7};
};

} // namespace trato
