#pragma once

#include "engine/api/engine_api.h"
#include "engine/runtime/mailbox.h"

#include <QLocalServer>

namespace trato {

class LocalPeer;

/// Lets other processes of the same user ask the engine. Lives on the engine thread, owned by the engine's graph;
/// only the holder of the profile lock makes one, because `listen` takes the name from whoever had it.
class LocalServer final : public QObject
{
    Q_OBJECT
public:
    using Asker = std::function<void(Question, Reply<std::any>)>;
    static constexpr int mostPeers = 64;
    static constexpr int mostInHand = 1000;                       ///< questions of one peer
    static constexpr qint64 mostUnsent = 64 * 1024 * 1024;        ///< bytes a slow reader may owe
    static constexpr std::chrono::milliseconds helloPatience{1000};

    /// `ask` is called on this thread; its reply may be completed on any.
    LocalServer(const QString &profileFolder, Asker ask, QObject *parent = nullptr);
    ~LocalServer() override;

    Result<Done> listen();
    int peers() const { return int(m_peers.size()); }

public slots:
    /// Sends news to every peer; one that is slow gets the newest state later.
    void publish(const trato::Frame &frame);

signals:
    /// Queues that at least one peer watches.
    void watched(QList<trato::QueueName> queues);

private:
    void welcome();
    void tellWatched();

    const QString m_name;
    const Asker m_ask;
    const std::shared_ptr<QtMailbox> m_home = std::make_shared<QtMailbox>();
    QLocalServer m_server;
    QList<LocalPeer *> m_peers;   ///< children; each leaves the list when it goes
    QList<QueueName> m_watched;
};

} // namespace trato
