#pragma once

#include "engine/queue/lease_keeper.h"
#include "engine/queue/worker.h"

/// What a Worker is made of inside; included by its own sources only.
namespace trato {

inline constexpr auto workerComponent = "worker";   ///< in the log

inline QString nameOfJob(const ClaimedJob &job) { return job.queue.value + u'/' + job.id.value; }

/// One place in which a job of a queue may run.
struct Worker::Slot {
    QString name{};
    qint64 done = 0;
    quint64 run = 0;   ///< 0 = idle
};

struct Worker::Served {
    explicit Served(ServedQueue served)
        : queue(std::move(served)), traits(queue.handler->traits()), demand(queue.concurrency)
    {
    }
    ServedQueue queue;
    Handler::Traits traits;
    ClaimDemand demand;
    std::vector<Slot> places{};
    int running = 0;                        ///< places taken
    bool held = false;                      ///< nothing of it is claimed
    std::chrono::nanoseconds stalledDue{0}; ///< steady
    int refused = 0;                        ///< results in hand that the store refused
    int failures = 0;                       ///< exchanges that the store refused for this queue alone, in a row
    std::chrono::nanoseconds holdOff{0};    ///< steady; nothing of it is sent before
};

/// One job in hand, from its claim until the store took its settlement.
struct Worker::Run {
    enum class Phase {
        Running,
        Ended,   ///< its settlement waits in m_ended
        Sent,    ///< its settlement is on its way
    };
    quint64 number = 0;
    Served *served = nullptr;
    std::shared_ptr<RunningJob> job{};
    size_t place = 0;
    Phase phase = Phase::Running;
    Settlement settlement{};
    Instant startedAt{};
    std::optional<std::chrono::nanoseconds> begun{}; ///< steady; not set while it waits for a pool thread
    std::chrono::microseconds ran{0};
    bool overTime = false;                           ///< was asked to end because its time is over
    int refusals = 0;                                ///< of its settlement, while its queue was served
    std::chrono::nanoseconds refusedSince{0};        ///< steady
    std::chrono::nanoseconds holdOff{0};             ///< steady; its settlement is not sent before
};

/// One exchange on its way.
struct Worker::Sent {
    struct Ask {
        Served *served = nullptr;
        int count = 0;
    };
    QByteArray token{};
    QList<std::shared_ptr<Run>> settled{};
    QList<Ask> asks{};
    Instant at{};
    std::chrono::nanoseconds steady{0};
};

} // namespace trato
