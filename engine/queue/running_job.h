#pragma once

#include "engine/queue/handler.h"

#include <atomic>
#include <mutex>

namespace trato {

/// What a handler holds while it runs one job. Shared by the handler, the worker and the lease keeper; a
/// handler that answers late, or never, may keep it longer than the worker and the store live. Thread-safe.
class RunningJob final : public JobContext
{
public:
    /// Why the job should end. The first reason stays.
    enum class Stop { None, Person, TimeLimit, LeaseLost, Engine };

    RunningJob(ClaimedJob job, JobStore &store, Instant leaseUntil)
        : m_job(std::move(job)), m_leaseUntil(toMs(leaseUntil)), m_store(&store)
    {
    }

    const ClaimedJob &job() const override { return m_job; }
    bool cancelled() const override { return m_stop != Stop::None; }
    Instant leaseUntil() const override { return fromMs(m_leaseUntil); }
    void progress(QByteArray json) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_store)
            m_store->setProgress(m_job.queue, m_job.id, std::move(json), {});
    }
    void log(QString line) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_store)
            m_store->addLog(m_job.queue, m_job.id, std::move(line), {});
    }

    Stop stopReason() const { return m_stop; }
    void requestStop(Stop reason)
    {
        Stop none = Stop::None;
        m_stop.compare_exchange_strong(none, reason);
    }
    void setLeaseUntil(Instant until) { m_leaseUntil = toMs(until); }
    LeaseRef lease() const { return {m_job.queue, m_job.id, m_job.token}; }
    /// From now on nothing the handler says reaches the store.
    void detach()
    {
        const std::lock_guard lock(m_mutex);
        m_store = nullptr;
    }

private:
    const ClaimedJob m_job;
    std::atomic<Stop> m_stop = Stop::None;
    std::atomic<qint64> m_leaseUntil;
    std::mutex m_mutex;
    JobStore *m_store; ///< guarded by m_mutex; null when the run is over
};

} // namespace trato
