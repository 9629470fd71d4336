#pragma once

#include "engine/queue/running_job.h"

#include <condition_variable>
#include <map>
#include <thread>
#include <vector>

namespace trato {

/// Extends every held lease each third of its length, from a thread of its own, so that a handler which blocks
/// the engine thread cannot let leases run out. Owned by the worker; `hold` and `release` on any thread. Lost
/// leases are told on the thread on which the store completes its replies.
class LeaseKeeper
{
public:
    using Lost = std::function<void(const std::shared_ptr<RunningJob> &)>;
    LeaseKeeper(JobStore &store, const Clock &clock, Lost lost);
    ~LeaseKeeper();
    LeaseKeeper(const LeaseKeeper &) = delete;
    LeaseKeeper &operator=(const LeaseKeeper &) = delete;

    void hold(std::shared_ptr<RunningJob> job, Millis lease);
    void release(const RunningJob &job, Millis lease);
    /// Extends what is due, on the calling thread and before its next call of the store: a computer that slept
    /// must not take its own jobs for stalled ones.
    void extendDue();
    /// Looks at the clock at once; for tests whose clock does not run by itself.
    void poke();

private:
    using Steady = std::chrono::nanoseconds;
    using Jobs = std::map<const RunningJob *, std::shared_ptr<RunningJob>>;
    /// Leases of one queue and one length are extended together: a store may refuse one queue and serve the others.
    using Key = std::pair<QueueName, Millis>;
    struct Group {
        Jobs jobs{};
        Steady due{};
        Instant dueWall{};   ///< leases end by the wall clock, which goes on while the computer sleeps
    };
    struct State;

    void loop();
    using Due = std::vector<std::pair<Key, Jobs>>;
    Due takeDue(std::optional<Steady> &next); ///< with the state's mutex held
    void extend(const Key &key, Jobs jobs);

    JobStore &m_store;
    const Clock &m_clock;
    const std::shared_ptr<State> m_state; ///< shared with replies that may come after the end
    std::thread m_thread;
};

} // namespace trato
