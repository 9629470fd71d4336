#pragma once

#include "engine/api/settings.h"
#include "engine/queue/job_store.h"
#include "engine/shop/message_wishes.h"

namespace trato {

class LogBook;

/// The job in `whatsapp-notifications` that carries the message of a wish. Its id comes from the wish's key, so that adding it
/// again adds nothing; it names client and visit and says nothing about them. Pure.
NewJob wishJob(const MessageWish &wish, Instant now);

/// Makes a job of each open wish. What was wished for while no engine ran, or when one died before its job was there, gets its
/// job with the next look. A wish that a newer one replaced needs nothing: its job finds it gone. One look at a time; another
/// one asked for meanwhile follows it. It is also where late ones begin to wait for a person. Lives on the engine thread, which is where the parts answer; they outlive it.
class WishPlanner
{
public:
    WishPlanner(MessageWishes &wishes, JobStore &store, const EngineSettings &settings, const Clock &clock, LogBook &log);
    ~WishPlanner();

    /// Call each minute and after each change of the shop; whoever owns the planner decides whether to.
    void tick();
    /// Sends or discards what waits for a person. What is sent leaves at once.
    void decideLate(bool send, Reply<BulkReport> reply);

private:
    void finish(const Error *error);

    MessageWishes &m_wishes;
    JobStore &m_store;
    const EngineSettings &m_settings;
    const Clock &m_clock;
    LogBook &m_log;
    std::shared_ptr<bool> m_alive;       ///< replies that come after the end find it false
    bool m_looking = false;
    bool m_again = false;
};

} // namespace trato
