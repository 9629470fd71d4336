#pragma once

#include "engine/api/result.h"
#include "engine/api/time.h"
#include "engine/runtime/mailbox.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace trato {

/// A clock that stands where the writer puts it. Thread-safe.
class PastClock final : public Clock
{
public:
    void set(Instant at) { m_ms = toMs(at); }
    Instant now() const override { return fromMs(m_ms); }
    std::chrono::nanoseconds steady() const override { return Millis(m_ms); }

private:
    std::atomic<qint64> m_ms = 0;
};

/// Runs replies on the waiting thread. There is no event loop yet.
class PastMailbox final : public Mailbox
{
public:
    void post(std::function<void()> work) override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_work.push_back(std::move(work));
        }
        m_wake.notify_one();
    }
    template <typename T, typename Call>
    Result<T> await(Call &&call)
    {
        std::optional<Result<T>> got;
        call(Reply<T>([&got](Result<T> result) { got = std::move(result); }));
        while (!got) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return !m_work.empty(); });
            const std::function<void()> work = std::move(m_work.front());
            m_work.pop_front();
            lock.unlock();
            work();
        }
        return std::move(*got);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_work;   ///< guarded by m_mutex
};

} // namespace trato
