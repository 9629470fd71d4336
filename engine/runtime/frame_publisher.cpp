#include "engine/runtime/frame_publisher.h"

#include <QPointer>

namespace trato {
namespace {

constexpr int rowsPerFrame = 200;
constexpr int logLinesPerFrame = 100;

} // namespace

FramePublisher::FramePublisher(JobStore &store, QueueOverview &overview, const LogBook &log, const Clock &clock,
                               Sources sources)
    : m_store(store), m_overview(overview), m_log(log), m_clock(clock), m_sources(std::move(sources))
{
}

void FramePublisher::watch(QList<QueueName> queues)
{
    m_watched = QSet<QueueName>(queues.begin(), queues.end());
    m_first = true; // a new watcher knows nothing yet
}

void FramePublisher::tick()
{
    if (std::exchange(m_busy, true))
        return;
    m_store.since(m_cursor, [this, self = QPointer(this)](Result<Changes> changes) {
        if (!self)
            return;
        auto frame = std::make_shared<Frame>();
        frame->at = m_clock.now();
        frame->problems = m_sources.problems();
        frame->diaryRevision = m_sources.diaryRevision();
        frame->deliveryRevision = m_sources.deliveryRevision();
        frame->statusRevision = m_sources.statusRevision();
        frame->log = m_log.since(m_logCursor, logLinesPerFrame);
        if (!changes) { // the store's trouble is one of the problems
            publish(*frame);
            return;
        }
        const bool gap = changes.value().gap;
        m_cursor = changes.value().cursor;
        const bool asked = std::exchange(m_queuesChanged, false);
        if (changes.value().jobs.isEmpty() && changes.value().queues.isEmpty() && !gap && !m_first && !asked) {
            publish(*frame);
            return;
        }
        frame->moreJobs = gap || m_first;
        addQueues(frame, changes.value());
    });
}

void FramePublisher::addQueues(const std::shared_ptr<Frame> &frame, const Changes &changes)
{
    QHash<QueueName, QList<JobId>> changed;
    int rows = 0;
    QSet<std::pair<QueueName, JobId>> seen;
    for (auto it = changes.jobs.crbegin(); it != changes.jobs.crend(); ++it) { // newest first, last state wins
        if (!m_watched.contains(it->queue) || seen.contains({it->queue, it->id}))
            continue;
        if (++rows > rowsPerFrame) {
            frame->moreJobs = true;
            break;
        }
        seen.insert({it->queue, it->id});
        if (it->state == JobState::Unknown)
            frame->jobs.append(JobRow{.id = it->id, .queue = it->queue, .state = JobState::Unknown});
        else
            changed[it->queue].append(it->id);
    }
    m_overview.refresh([this, self = QPointer(this), frame, changed](Result<QList<QueueView>> queues) {
        if (!self)
            return;
        if (queues)
            frame->queues = std::move(queues).value();
        addRows(frame, changed);
    });
}

void FramePublisher::addRows(const std::shared_ptr<Frame> &frame, const QHash<QueueName, QList<JobId>> &changed)
{
    if (changed.isEmpty()) {
        publish(*frame);
        return;
    }
    auto missing = std::make_shared<qsizetype>(changed.size());
    for (auto it = changed.begin(); it != changed.end(); ++it) {
        m_store.rows(it.key(), it.value(), [this, self = QPointer(this), frame, missing](Result<QList<JobRow>> rows) {
            if (!self)
                return;
            if (rows)
                frame->jobs += rows.value();
            if (--*missing == 0)
                publish(*frame);
        });
    }
}

void FramePublisher::publish(const Frame &news)
{
    m_busy = false;
    Frame frame = news;
    const bool same = frame.queues.isEmpty() && frame.jobs.isEmpty() && !frame.moreJobs && frame.log.isEmpty()
                      && frame.problems == m_last.problems && frame.diaryRevision == m_last.diaryRevision
                      && frame.deliveryRevision == m_last.deliveryRevision && frame.statusRevision == m_last.statusRevision;
    if (same && !m_first)
        return;
    m_first = false;
    frame.number = m_last.number + 1;
    m_last = frame;
    emit frameReady(frame);
}

} // namespace trato
