#pragma once

#include "engine/api/result.h"
#include "engine/runtime/mailbox.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace trato {

/// A mailbox whose test decides when work runs. Waits with a condition variable, never with a sleep.
class ManualMailbox final : public Mailbox
{
public:
    void post(std::function<void()> work) override;
    /// Runs what is there; answers how much it was.
    int drain();
    /// Runs work as it comes until `done` holds; false after `limit`.
    bool runUntil(const std::function<bool()> &done, std::chrono::milliseconds limit = std::chrono::seconds(20));

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_waiting; ///< guarded by m_mutex
};

/// Calls an asynchronous operation and runs the mailbox until its reply is there.
///     auto added = await<QList<Added>>(box, [&](auto reply) { store.add(jobs, reply); });
template <typename T, typename Call>
Result<T> await(ManualMailbox &box, Call &&call)
{
    std::optional<Result<T>> got;
    call(Reply<T>([&got](Result<T> result) { got = std::move(result); }));
    if (!box.runUntil([&] { return got.has_value(); }))
        return Error{Error::Code::Timeout, QStringLiteral("no reply")};
    return std::move(*got);
}

} // namespace trato
