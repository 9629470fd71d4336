#include "tests/support/manual_mailbox.h"

namespace trato {

void ManualMailbox::post(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(work));
    }
    m_wake.notify_one();
}

int ManualMailbox::drain()
{
    int ran = 0;
    for (;; ++ran) {
        std::function<void()> work;
        {
            const std::lock_guard lock(m_mutex);
            if (m_waiting.empty())
                return ran;
            work = std::move(m_waiting.front());
            m_waiting.pop_front();
        }
        work();
    }
}

bool ManualMailbox::runUntil(const std::function<bool()> &done, std::chrono::milliseconds limit)
{
    const auto deadline = std::chrono::steady_clock::now() + limit;
    for (;;) {
        drain();
        if (done())
            return true;
        std::unique_lock lock(m_mutex);
        if (!m_wake.wait_until(lock, deadline, [this] { return !m_waiting.empty(); }))
            return false;
    }
}

} // namespace trato
