#pragma once

#include "engine/queue/job_store.h"

namespace trato {

/// What a handler says about the job it was given.
struct JobOutcome {
    enum class Kind {
        Completed,
        Failed,         ///< try again while attempts are left
        Unrecoverable,  ///< fail now, whatever attempts are left
        TryAgainIn,     ///< not the job's fault (rate, breaker, provider not reached): after `delay`, costs no attempt
    };
    Kind kind = Kind::Completed;
    QByteArray result{"null"};   ///< JSON text
    QString reason{};
    Millis delay{0};             ///< of TryAgainIn; of Failed the shortest wait before the next attempt

    static JobOutcome completed(QByteArray json = "null") { return {Kind::Completed, std::move(json), {}, {}}; }
    static JobOutcome failed(QString why, Millis wait = {}) { return {Kind::Failed, "null", std::move(why), wait}; }
    static JobOutcome unrecoverable(QString why) { return {Kind::Unrecoverable, "null", std::move(why), {}}; }
    static JobOutcome tryAgainIn(Millis delay, QString why) { return {Kind::TryAgainIn, "null", std::move(why), delay}; }
};

/// What a running handler may know and say. Handlers hold it until they have answered. Thread-safe.
class JobContext
{
public:
    virtual ~JobContext() = default;
    virtual const ClaimedJob &job() const = 0;
    /// True when the job should end soon: a person cancelled it, its time is over, its lease is lost, or the
    /// engine stops. What a handler answers afterwards may be discarded.
    virtual bool cancelled() const = 0;
    /// How long the lease is sure to hold; check before anything that must not happen twice.
    virtual Instant leaseUntil() const = 0;
    virtual void progress(QByteArray json) = 0;
    virtual void log(QString line) = 0;
};

/// Runs jobs of one kind. Made once, used for many jobs at the same time.
class Handler
{
public:
    struct Traits {
        Millis timeLimit{60'000};   ///< then the lease is released and a late answer discarded
        bool blocking = false;      ///< run on the handler pool instead of the engine thread
        int attempts = 0;           ///< used when the job has no attempts of its own; 0 = 1
        Backoff backoff{};          ///< used when the job has none of its own
    };
    virtual ~Handler() = default;
    virtual Traits traits() const { return {}; }
    /// Completes `reply` exactly once, on any thread. An Error counts as Failed with its detail.
    virtual void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) = 0;
};

/// A queue that a worker serves.
struct ServedQueue {
    QueueName queue{};
    int concurrency = 1;
    std::shared_ptr<Handler> handler{};
    QString handlerName{};
    RateLimit rate{};
    Millis lease{30'000};
    /// How often a job may lose its worker before it fails (BullMQ's default is 1). Message queues allow more:
    /// their fence, not this count, keeps a message from going out twice.
    int maxStalled = 1;
    KeepRule keepCompleted{};
    KeepRule keepFailed{};
};

} // namespace trato
