#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

class QThread;

namespace trato {

/// Where work for another thread is put. `post` may be called from any thread and never blocks; the work runs
/// later on the mailbox's own thread, in order. Work posted after the owner closed it is dropped.
class Mailbox
{
public:
    virtual ~Mailbox() = default;
    virtual void post(std::function<void()> work) = 0;
};

/// Runs the work on the Qt event loop of one thread; one event a batch, however much was posted. Shared by everyone
/// who posts; `close` is called on that thread before it ends.
class QtMailbox final : public Mailbox
{
public:
    /// `thread` may not have started yet; it is the maker's own by default.
    explicit QtMailbox(QThread *thread = nullptr);
    ~QtMailbox() override;
    void post(std::function<void()> work) override;
    /// On the owner's thread. Drops what has not run.
    void close();

private:
    class Receiver;
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_waiting; ///< guarded by m_mutex
    bool m_woken = false;                         ///< guarded by m_mutex
    bool m_closed = false;                        ///< guarded by m_mutex
    std::mutex m_receiverMutex;                   ///< never taken with the other
    Receiver *m_receiver = nullptr;               ///< guarded by m_receiverMutex; null once closed
};

} // namespace trato
