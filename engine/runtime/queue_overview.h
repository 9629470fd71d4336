#pragma once

#include "engine/api/frame.h"
#include "engine/queue/job_store.h"

namespace trato {

/// How every queue is doing, for lists and frames: counts from the store, failures of the last hour from its
/// per-minute history, health judged from both. Engine thread.
class QueueOverview
{
public:
    /// Who serves a queue in this engine.
    struct Served {
        QString handler{};
        int concurrency = 0;
    };
    /// Who else is on a queue of a shared store, and what this engine does there.
    struct Standing {
        QueueDuty duty = QueueDuty::Work;
        QStringList others{};
        bool othersUnknown = false;
    };
    /// Without `standing` each served queue is worked on, and the others are only seen.
    QueueOverview(JobStore &store, const Clock &clock, QHash<QueueName, Served> served,
                  std::function<Standing(const QueueName &)> standing = {});

    /// Every queue of the store and every served one, by name.
    void refresh(Reply<QList<QueueView>> reply);
    /// Queues that could not be read at the last refresh; critical: one that this engine works on.
    const QList<Problem> &problems() const { return m_problems; }

private:
    struct Round;
    void describe(const std::shared_ptr<Round> &round, qsizetype index);

    JobStore &m_store;
    const Clock &m_clock;
    const QHash<QueueName, Served> m_served;
    const std::function<Standing(const QueueName &)> m_standing;
    QList<Problem> m_problems;
};

} // namespace trato
