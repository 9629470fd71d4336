#include "engine/runtime/mailbox.h"

#include <QCoreApplication>
#include <QEvent>

namespace trato {

class QtMailbox::Receiver final : public QObject
{
public:
    explicit Receiver(QtMailbox &box) : m_box(box) {}

    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        std::vector<std::function<void()>> batch;
        {
            const std::lock_guard lock(m_box.m_mutex);
            batch.swap(m_box.m_waiting);
            m_box.m_woken = false;
        }
        for (const auto &work : batch)
            work();
        return true;
    }

private:
    QtMailbox &m_box;
};

QtMailbox::QtMailbox(QThread *thread) : m_receiver(new Receiver(*this))
{
    if (thread)
        m_receiver->moveToThread(thread);
}

QtMailbox::~QtMailbox()
{
    close();
}

void QtMailbox::post(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return;
        m_waiting.push_back(std::move(work));
        if (std::exchange(m_woken, true))
            return;
    }
    // With the other mutex, or the thread that wakes up would have to wait for this one.
    const std::lock_guard lock(m_receiverMutex);
    if (m_receiver)
        QCoreApplication::postEvent(m_receiver, new QEvent(QEvent::User));
}

void QtMailbox::close()
{
    std::vector<std::function<void()>> dropped; // destroyed after the lock is gone: replies may post again
    Receiver *receiver = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        dropped.swap(m_waiting);
    }
    {
        const std::lock_guard lock(m_receiverMutex);
        receiver = std::exchange(m_receiver, nullptr);
    }
    delete receiver; // takes its pending events with it
}

} // namespace trato
