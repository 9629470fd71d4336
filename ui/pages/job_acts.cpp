#include "ui/pages/job_acts.h"

#include "ui/format.h"

namespace trato {

using namespace Qt::StringLiterals;

JobActs::JobActs(const PageContext &context, QWidget *over)
    : QObject(over)
    , m_context(context)
    , m_over(over)
    , m_act(context.engine, [this](const BulkReport &r) { report(r); }, [this](const Error &error) { failed(error); })
    , m_freeze(context.engine,
               [this](const FrozenSet &set) {
                   confirm(set.count, set.cut, [this, token = set.token] { m_actFrozen.ask({.token = token, .act = m_last}); });
               },
               [this](const Error &error) {
                   m_context.prompts.tell(m_over, tr("The jobs could not be counted"), format::error(error));
               })
    , m_actFrozen(context.engine, [this](const BulkReport &r) { report(r); }, [this](const Error &error) { failed(error); })
{
}

void JobActs::onJobs(JobAct act, const QueueName &queue, JobState state, const QList<JobId> &ids)
{
    if (ids.isEmpty())
        return;
    m_last = act;
    m_queue = queue;
    const ask::ActOnJobs question{.queue = queue, .act = act, .ids = ids, .state = state};
    if (act != JobAct::Remove && ids.size() == 1) {
        m_act.ask(question);
        return;
    }
    confirm(ids.size(), false, [this, question] { m_act.ask(question); });
}

void JobActs::onMatching(JobAct act, const ask::FreezeJobs &which)
{
    m_last = act;
    m_queue = which.queue;
    m_freeze.ask(which);
}

void JobActs::confirm(qint64 count, bool cut, std::function<void()> yes)
{
    const QString jobs = format::jobs(count);
    if (count == 0) {
        m_context.prompts.tell(m_over, format::name(m_last), tr("No job is there any more that this could be done to."));
        emit done();
        return;
    }
    QString text;
    switch (m_last) {
    case JobAct::Retry: text = tr("Exactly %1 of %2 will run again. Jobs that fail later are not touched."); break;
    case JobAct::Promote: text = tr("Exactly %1 of %2 will run now. Jobs that are added later are not touched."); break;
    case JobAct::Remove: text = tr("Exactly %1 of %2 will be removed for good. Jobs that come later are not touched."); break;
    }
    text = text.arg(jobs, m_queue.value);
    if (cut)
        text += u'\n' + tr("More match; these are the newest. Repeat it for the rest.");
    m_context.prompts.confirm(m_over,
                              {.title = format::name(m_last) + u'?', .text = text, .action = format::name(m_last) + u": "_s + jobs,
                               .destructive = m_last == JobAct::Remove,
                               .word = count > easily ? format::name(m_last).toLower() : QString()},
                              std::move(yes));
}

void JobActs::report(const BulkReport &report)
{
    if (report.done != 1 || report.skipped > 0)
        m_context.prompts.tell(m_over, format::name(m_last), format::bulk(report));
    emit done();
}

void JobActs::failed(const Error &error)
{
    m_context.prompts.tell(m_over, tr("The jobs were not changed"), format::error(error));
    emit done();
}

} // namespace trato
