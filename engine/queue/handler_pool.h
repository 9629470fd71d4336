#pragma once

#include "engine/api/time.h"

#include <functional>
#include <memory>

namespace trato {

/// The threads of handlers that block: at most `threads`, made when there is work for them. Thread-safe; owned
/// by the composition, outlives the worker. The destructor drops what has not begun, waits a short grace for
/// what runs, and leaves a thread that hangs in foreign code to the end of the program rather than hang with it.
class HandlerPool
{
public:
    explicit HandlerPool(int threads, Millis grace = Seconds(2));
    ~HandlerPool();
    HandlerPool(const HandlerPool &) = delete;
    HandlerPool &operator=(const HandlerPool &) = delete;

    void post(std::function<void()> work);
    int threads() const;   ///< made so far
    int waiting() const;   ///< pieces of work that have not begun

private:
    struct State;
    const Millis m_grace;
    const std::shared_ptr<State> m_state; ///< shared with the threads: one that hangs may outlive the pool
};

} // namespace trato
