#include "engine/queue/handler_pool.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace trato {

struct HandlerPool::State {
    explicit State(int most) : limit(std::max(1, most)) {}

    void run()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            wake.wait(lock, [this] { return stopping || !queue.empty(); });
            if (stopping)
                break;
            const std::function<void()> work = std::move(queue.front());
            queue.pop_front();
            --idle;
            lock.unlock();
            work();
            lock.lock();
            ++idle;
        }
        --idle;
        --alive;
        ended.notify_all();
    }

    const int limit;
    std::mutex mutex;
    std::condition_variable wake;
    std::condition_variable ended;
    std::deque<std::function<void()>> queue; ///< guarded by mutex
    std::vector<std::thread> threads;        ///< guarded by mutex
    int alive = 0;                           ///< guarded by mutex
    int idle = 0;                            ///< threads without work; guarded by mutex
    bool stopping = false;                   ///< guarded by mutex
};

HandlerPool::HandlerPool(int threads, Millis grace) : m_grace(grace), m_state(std::make_shared<State>(threads)) {}

HandlerPool::~HandlerPool()
{
    std::deque<std::function<void()>> dropped; // destroyed without the lock: replies may call anybody
    std::vector<std::thread> threads;
    bool hung = false;
    {
        std::unique_lock lock(m_state->mutex);
        m_state->stopping = true;
        dropped.swap(m_state->queue);
        threads.swap(m_state->threads);
        m_state->wake.notify_all();
        hung = !m_state->ended.wait_for(lock, m_grace, [this] { return m_state->alive == 0; });
    }
    for (std::thread &thread : threads) {
        if (hung)
            thread.detach(); // which of them hangs is not known; each keeps the state it needs
        else
            thread.join();
    }
}

void HandlerPool::post(std::function<void()> work)
{
    const std::lock_guard lock(m_state->mutex);
    if (m_state->stopping)
        return;
    m_state->queue.push_back(std::move(work));
    if (int(m_state->queue.size()) > m_state->idle && int(m_state->threads.size()) < m_state->limit) {
        ++m_state->alive;
        ++m_state->idle;
        m_state->threads.emplace_back([state = m_state] { state->run(); });
    }
    m_state->wake.notify_one();
}

int HandlerPool::threads() const
{
    const std::lock_guard lock(m_state->mutex);
    return int(m_state->threads.size());
}

int HandlerPool::waiting() const
{
    const std::lock_guard lock(m_state->mutex);
    return int(m_state->queue.size());
}

} // namespace trato
