#pragma once

#include "engine/queue/job_store.h"
#include "engine/runtime/log_book.h"
#include "engine/runtime/queue_overview.h"

#include <QObject>

namespace trato {

/// Turns changes into frames: reads the store's change feed, so a job finished by anybody shows up the same
/// way, and the revisions of the diary and the ledger. `tick` is called by a timer every 250 ms; a tick in
/// which nothing changed makes no frame. Engine thread.
class FramePublisher final : public QObject
{
    Q_OBJECT
public:
    /// Figures that other parts keep; asked at each tick, must be cheap.
    struct Sources {
        std::function<QList<Problem>()> problems{};
        std::function<quint64()> diaryRevision{};
        std::function<quint64()> deliveryRevision{};
        std::function<quint64()> statusRevision{};
    };
    FramePublisher(JobStore &store, QueueOverview &overview, const LogBook &log, const Clock &clock, Sources sources);

    void watch(QList<QueueName> queues);
    void tick();
    /// The next frame tells of every queue, though no job changed: who works on them did.
    void askAgain() { m_queuesChanged = true; }

signals:
    void frameReady(const trato::Frame &frame);

private:
    void addQueues(const std::shared_ptr<Frame> &frame, const Changes &changes);
    void addRows(const std::shared_ptr<Frame> &frame, const QHash<QueueName, QList<JobId>> &changed);
    void publish(const Frame &frame);

    JobStore &m_store;
    QueueOverview &m_overview;
    const LogBook &m_log;
    const Clock &m_clock;
    const Sources m_sources;
    QSet<QueueName> m_watched;
    Frame m_last{};          ///< what the faces know already
    quint64 m_cursor = 0;
    quint64 m_logCursor = 0;
    bool m_busy = false;     ///< a tick waits for the store
    bool m_first = true;
    bool m_queuesChanged = false;
};

} // namespace trato
