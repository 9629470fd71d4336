#pragma once

#include "engine/api/engine_api.h"
#include "engine/runtime/local_wire.h"

#include <QHash>
#include <QLocalSocket>
#include <QTimer>

namespace trato {

/// The engine of a profile in another process, through its local socket. Lives on the asker's thread, owned by
/// it. Connects by itself and again after a loss. Questions wait for the first connection for `startPatience`
/// (the engine may just be starting); later, without a connection, they answer Unavailable at once. Questions that
/// were sent when the connection went answer Cancelled: nobody knows what became of them.
class RemoteEngine final : public EngineApi
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds helloPatience{1000};
    static constexpr std::chrono::milliseconds startPatience{3000};
    static constexpr std::chrono::milliseconds retryInterval{200};
    static constexpr std::chrono::seconds answerPatience{60};     ///< silence of an engine that owes an answer

    explicit RemoteEngine(const QString &profileFolder, QObject *parent = nullptr);
    ~RemoteEngine() override;

    bool isReachable() const { return m_reachable; }
    void watch(QList<QueueName> queues) override;

protected:
    void post(Question question, Reply<std::any> reply) override;

private:
    struct Asked {
        const wire::QuestionCodec *codec = nullptr;
        Reply<std::any> reply{};
    };
    struct Waiting {
        Question question;
        Reply<std::any> reply{};
    };

    void connectNow();
    void onConnected();
    void read();
    bool handle(const QCborMap &message);
    bool greet(const QCborMap &message);
    void settle(const QCborMap &message);
    void send(Question question, Reply<std::any> reply);
    void lose(const QString &why);
    void giveUpWaiting();
    void setReachable(bool reachable);

    const QString m_name;
    QLocalSocket m_socket;
    wire::MessageReader m_reader;
    QTimer m_retry;
    QTimer m_patience;            ///< of the hello, later of answers
    QTimer m_start;               ///< how long questions wait for the first connection
    bool m_greeted = false;
    bool m_reachable = false;
    bool m_starting = true;
    QString m_trouble;
    qint64 m_nextId = 1;
    QHash<qint64, Asked> m_asked;
    QList<Waiting> m_waiting;
    QList<QueueName> m_watched;
};

} // namespace trato
