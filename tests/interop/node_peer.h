#pragma once

#include <QJsonDocument>
#include <QProcess>

namespace trato {

/// `peer.mjs` as a process: npm BullMQ of one line, on the Node of tests/interop/node_modules. Blocks with event loop
/// free waits only in `run` and `next`.
class NodePeer
{
public:
    NodePeer(QString line, QString redisUrl) : m_line(std::move(line)), m_url(std::move(redisUrl)) {}
    ~NodePeer();

    /// Runs a command to its end; the last line it said.
    QJsonDocument run(const QStringList &command);
    /// Begins a command that goes on; `next` waits for its next line.
    bool start(const QStringList &command);
    QJsonDocument next();
    /// Ends its input and waits for its last word.
    QJsonDocument finish();
    /// Without warning (SIGKILL).
    void kill();

private:
    const QString m_line;
    const QString m_url;
    QProcess m_process;
};

} // namespace trato
