#pragma once

#include "engine/api/questions/jobs.h"
#include "ui/pages/page.h"

namespace trato {

/// Retry, run now and remove, on chosen jobs or on everything that matches a filter: counts first, shows the exact
/// number, wants a typed word above `easily`, and tells what became of it. An act touches the counted jobs alone, and
/// of those only the ones that are still in the state they were shown in. Main thread; owned by the jobs panel.
class JobActs final : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 easily = 100;   ///< jobs an act takes on one click

    JobActs(const PageContext &context, QWidget *over);

    /// These jobs, which are shown in `state`.
    void onJobs(JobAct act, const QueueName &queue, JobState state, const QList<JobId> &ids);
    /// Every job that matches now.
    void onMatching(JobAct act, const ask::FreezeJobs &which);
    bool busy() const { return m_act.busy() || m_freeze.busy() || m_actFrozen.busy(); }

signals:
    /// Something may have changed.
    void done();

private:
    void confirm(qint64 count, bool cut, std::function<void()> yes);
    void report(const BulkReport &report);
    void failed(const Error &error);

    PageContext m_context;
    QWidget *m_over;
    JobAct m_last = JobAct::Retry;
    QueueName m_queue{};
    Asker<ask::ActOnJobs> m_act;
    Asker<ask::FreezeJobs> m_freeze;
    Asker<ask::ActOnFrozen> m_actFrozen;
};

} // namespace trato
