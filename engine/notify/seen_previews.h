#pragma once

#include "engine/local/sql_thread.h"

namespace trato {

/// Proofs that a person has looked at what would go out in the next 24 hours: a token each, in console.db with its age,
/// so that the look and the switch to live may be two runs of a program (promise 7). Lives on the engine thread; the
/// owner keeps `console` alive longer.
class SeenPreviews
{
public:
    static constexpr Minutes life{30};

    SeenPreviews(SqlThread &console, const Clock &clock) : m_console(console), m_clock(clock) {}
    /// Answers the token of a look that was taken now.
    void note(Reply<QString> reply);
    /// True for 30 minutes after `note` answered this token; never before it, should the clock have been set back.
    void isFresh(QString token, Reply<bool> reply);

private:
    SqlThread &m_console;
    const Clock &m_clock;
};

} // namespace trato
