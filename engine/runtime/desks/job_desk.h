#pragma once

#include "engine/api/questions/jobs.h"
#include "engine/queue/job_store.h"
#include "engine/runtime/queue_overview.h"

#include <QObject>

namespace trato {

/// Answers the questions about jobs and queues. Engine thread.
class JobDesk final : public QObject
{
    Q_OBJECT
public:
    struct Parts {
        JobStore &store;
        QueueOverview &overview;
        const Clock &clock;
        std::function<QList<WorkerView>()> workers;
        /// The keys of a message job's fence, today's first; empty for any other job.
        std::function<QStringList(const JobDetail &)> fenceKeys;
        /// Queues whose jobs may have a fence.
        QList<QueueName> fenced;
        /// Calls, at once or later, when it is known who else works on a shared store; not set: nobody does.
        std::function<void(std::function<void()>)> whenOthersKnown{};
    };
    explicit JobDesk(Parts parts);

    void answer(const ask::ListQueues &, Reply<QList<QueueView>> reply);
    void answer(const ask::QueueThroughput &question, Reply<QueueHistory> reply);
    void answer(const ask::ListJobs &question, Reply<JobPage> reply);
    void answer(const ask::ShowJob &question, Reply<JobDetail> reply);
    void answer(const ask::AddJobs &question, Reply<QList<Added>> reply);
    void answer(const ask::AddFlow &question, Reply<QList<Added>> reply);
    void answer(const ask::ShowFlow &question, Reply<JobFlow> reply);
    void answer(const ask::ActOnJobs &question, Reply<BulkReport> reply);
    void answer(const ask::FreezeJobs &question, Reply<FrozenSet> reply);
    void answer(const ask::ActOnFrozen &question, Reply<BulkReport> reply);
    void answer(const ask::CopyJob &question, Reply<Added> reply);
    void answer(const ask::ChangeJob &question, Reply<Done> reply);
    void answer(const ask::PauseQueue &question, Reply<Done> reply);
    void answer(const ask::DrainQueue &question, Reply<BulkReport> reply);
    void answer(const ask::CleanQueue &question, Reply<BulkReport> reply);
    void answer(const ask::ObliterateQueue &question, Reply<BulkReport> reply);
    void answer(const ask::LimitQueue &question, Reply<Done> reply);
    void answer(const ask::ListWorkers &, Reply<QList<WorkerView>> reply);

private:
    struct Frozen {
        QueueName queue{};
        JobState state = JobState::Unknown;
        QList<JobId> ids{};
        Instant madeAt{};
    };
    struct Bulk;
    void whenOthersKnown(std::function<void()> then);
    void next(const std::shared_ptr<Bulk> &bulk);
    void act(const std::shared_ptr<Bulk> &bulk, const QList<JobId> &ids);
    void keepUnfenced(const std::shared_ptr<Bulk> &bulk, const QList<JobId> &ids);

    const Parts m_parts;
    QHash<QString, Frozen> m_frozen;
};

} // namespace trato
