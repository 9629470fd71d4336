#pragma once

#include "engine/queue/job_store.h"

namespace trato {

/// One run of one job as it ended, for metrics.
struct FinishedJob {
    QueueName queue{};
    JobId id{};
    Settlement::Kind kind = Settlement::Kind::Complete;
    std::optional<Millis> waited{};  ///< from "ready to run" to its start; first attempts only
    std::chrono::microseconds ran{0};
    Instant at{};
    friend bool operator==(const FinishedJob &, const FinishedJob &) = default;
};

} // namespace trato

Q_DECLARE_METATYPE(trato::FinishedJob)
