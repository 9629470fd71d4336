#include "engine/runtime/local_server.h"

#include "engine/runtime/local_peer.h"
#include "engine/runtime/profile_lock.h"

namespace trato {

using namespace Qt::StringLiterals;

LocalServer::LocalServer(const QString &profileFolder, Asker ask, QObject *parent)
    : QObject(parent), m_name(localSocketName(profileFolder)), m_ask(std::move(ask))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(mostPeers);
    connect(&m_server, &QLocalServer::newConnection, this, &LocalServer::welcome);
}

LocalServer::~LocalServer()
{
    m_server.close();
    m_home->close();
    for (LocalPeer *peer : std::exchange(m_peers, {})) {
        peer->disconnect(this);
        delete peer;
    }
}

Result<Done> LocalServer::listen()
{
    QLocalServer::removeServer(m_name); // what a killed engine left behind
    if (!m_server.listen(m_name))
        return Error{Error::Code::Unavailable, u"the local socket cannot be opened: "_s + m_server.errorString()};
    return Done{};
}

void LocalServer::welcome()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        if (m_peers.size() >= mostPeers) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto *peer = new LocalPeer(socket, m_ask, m_home, this);
        m_peers.append(peer);
        connect(peer, &LocalPeer::watchChanged, this, &LocalServer::tellWatched);
        connect(peer, &LocalPeer::gone, this, [this, peer] {
            m_peers.removeOne(peer);
            peer->deleteLater();
            tellWatched();
        });
    }
}

void LocalServer::publish(const Frame &frame)
{
    const QList<LocalPeer *> peers = m_peers; // one may go while it is written to
    for (LocalPeer *peer : peers)
        peer->publish(frame);
}

void LocalServer::tellWatched()
{
    QList<QueueName> all;
    for (const LocalPeer *peer : std::as_const(m_peers))
        for (const QueueName &queue : peer->watched())
            if (!all.contains(queue))
                all.append(queue);
    if (std::exchange(m_watched, all) != all)
        emit watched(all);
}

} // namespace trato
