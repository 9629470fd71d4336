#pragma once

#include "engine/backup/safety_copies.h"
#include "engine/queue/handler.h"

namespace trato {

/// Makes a safety copy of the profile's databases; its result says what is in it. Lives on the engine thread; `copies`
/// outlives it.
class BackupJob final : public Handler
{
public:
    BackupJob(SafetyCopies &copies, const Clock &clock) : m_copies(copies), m_clock(clock) {}
    Traits traits() const override;
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override;

private:
    SafetyCopies &m_copies;
    const Clock &m_clock;
};

} // namespace trato
