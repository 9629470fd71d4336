#pragma once

#include <QObject>

#include <functional>
#include <mutex>

namespace trato {

/// Brings answers of the engine back to the thread of the HTTP server, which may be gone by then. Shared by all who answer;
/// `close` is called on the server's thread before it ends. Thread-safe.
class AnswerBox
{
public:
    explicit AnswerBox(QObject *receiver) : m_receiver(receiver) {}
    /// Runs `work` on the receiver's thread, or drops it.
    void post(std::function<void()> work)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_receiver)
            QMetaObject::invokeMethod(m_receiver, std::move(work), Qt::QueuedConnection);
    }
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_receiver = nullptr;
    }

private:
    std::mutex m_mutex;
    QObject *m_receiver;   ///< guarded by m_mutex
};

} // namespace trato
