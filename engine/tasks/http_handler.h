#pragma once

#include "engine/api/settings.h"
#include "engine/notify/channels/http_transport.h"
#include "engine/queue/handler.h"

namespace trato {

/// Posts the job as JSON {id, name, queue, attempt, attemptsMade, timestamp, data} to an address and takes the answer as the
/// job's result. 2xx completes; 429 and 503 with Retry-After wait as told and cost no attempt; other 4xx, and whatever
/// comes with the header `X-Do-Not-Retry: true`, fail for good; the rest fails and follows the job's own attempts, not
/// sooner than a Retry-After says. `Idempotency-Key` is the same at each repetition of a job and `X-Attempt` counts them.
/// Lives on the engine thread; the parts outlive it.
class HttpHandler final : public Handler
{
public:
    HttpHandler(HttpTransport &transport, QUrl address, const EngineSettings &settings, const Clock &clock, QString caFile = {});
    Traits traits() const override;
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override;

private:
    HttpTransport &m_transport;
    const QUrl m_address;
    const EngineSettings &m_settings;   ///< read at each job
    const Clock &m_clock;
    const QString m_caFile;
};

/// What an answer means for the job, which was begun `waits` times already without losing an attempt (it waited as it was told, or an
/// engine that stopped gave it back): each wait has a least length, longer than the one before, and none is longer than a day. Pure.
JobOutcome judgeHttpJob(const HttpResult &result, Instant now, int waits = 0);

} // namespace trato
