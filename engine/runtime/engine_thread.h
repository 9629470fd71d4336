#pragma once

#include "engine/runtime/engine_core.h"

#include <QThread>

namespace trato {

/// The engine's own thread and the door to it. Lives on the owner's thread (the window's, or main); makes the
/// core on the engine thread, forwards questions, and joins in its destructor after an orderly stop. A core that asks for
/// it is stopped in order and made anew; meanwhile the engine is not reachable.
class EngineThread final : public EngineApi
{
    Q_OBJECT
public:
    /// `make` runs on the engine thread. After `failed` questions answer its error.
    using Make = std::function<Result<std::unique_ptr<EngineCore>>()>;
    explicit EngineThread(Make make, QObject *parent = nullptr);
    /// What is fetched on the engine thread before each `make`, without blocking it; it calls `then` when it is ready.
    using Prepare = std::function<void(std::function<void()> then)>;
    void prepareWith(Prepare prepare);
    ~EngineThread() override;
    /// Starts the thread; `started` or `failed` follows. Connect before.
    void start();

    void watch(QList<QueueName> queues) override;
    /// The thread the core will live on, for a mailbox that must exist before it.
    QThread *engineThread() { return &m_thread; }
    /// Starts the orderly stop; `stopped` follows within 6 s, whatever hangs.
    void stop();

signals:
    void started();
    void failed(const trato::Error &error);
    void stopRequested();
    void stopped();

protected:
    void post(Question question, Reply<std::any> reply) override;

private:
    class Host;
    QThread m_thread;
    Host *m_host = nullptr;   ///< lives on m_thread, deleted by its end
    bool m_stopping = false;
};

} // namespace trato
