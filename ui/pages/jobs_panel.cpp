#include "ui/pages/jobs_panel.h"

#include "ui/format.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/tab_stop.h"
#include "ui/widgets/table_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

qint64 countOf(const QueueCounts &counts, JobState state)
{
    switch (state) {
    case JobState::Waiting: return counts.waiting;
    case JobState::Prioritized: return counts.prioritized;
    case JobState::Delayed: return counts.delayed;
    case JobState::Active: return counts.active;
    case JobState::WaitingChildren: return counts.waitingChildren;
    case JobState::Completed: return counts.completed;
    case JobState::Failed: return counts.failed;
    case JobState::Unknown: return 0;
    }
    return 0;
}

} // namespace

JobsPanel::JobsPanel(const PageContext &context, QWidget *parent)
    : Card(tr("Jobs"), parent)
    , m_context(context)
    , m_model(new JobTableModel(context.engine, context.clock, this))
    , m_table(new TableView(context.theme, tr("Jobs")))
    , m_pane(new StatePane(m_table))
    , m_filter(new QLineEdit)
    , m_act(context.engine, [this](const BulkReport &r) { report(r); },
            [this](const Error &error) {
                m_context.prompts.tell(this, tr("The jobs were not changed"), format::error(error));
                reload();
            })
    , m_freeze(context.engine, [this](const FrozenSet &set) { confirmRetryAll(set); },
               [this](const Error &error) {
                   m_context.prompts.tell(this, tr("The failed jobs could not be counted"), format::error(error));
               })
    , m_actFrozen(context.engine, [this](const BulkReport &r) { report(r); },
                  [this](const Error &error) {
                      m_context.prompts.tell(this, tr("The jobs were not changed"), format::error(error));
                      reload();
                  })
{
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setWeights({10, 13, 24, 2, 20, 4, 4},
                        {JobTableModel::ErrorColumn, JobTableModel::SubjectColumn, JobTableModel::IdColumn, JobTableModel::NameColumn});

    m_news = new QPushButton(tr("The list changed · show"));
    m_news->setProperty("kind", u"chip"_s);
    m_news->hide();
    addToHeader(m_news);
    m_retryAll = addButton(tr("Retry failed"), "primary");
    m_retry = addButton(format::name(JobAct::Retry));
    m_promote = addButton(format::name(JobAct::Promote));
    m_remove = addButton(format::name(JobAct::Remove), "danger");

    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    auto *group = new QButtonGroup(this);
    for (const JobState state : {JobState::Waiting, JobState::Prioritized, JobState::Active, JobState::Delayed,
                                 JobState::Failed, JobState::Completed}) {
        auto *button = makeChipButton(format::name(state));
        group->addButton(button, int(state));
        line->addWidget(button);
        m_states.append({state, button});
    }
    keepTabStop(*group);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { chooseState(JobState(id)); });
    line->addStretch(1);
    m_filter->setPlaceholderText(tr("Filter: error, name, id…"));
    m_filter->setAccessibleName(tr("Filter jobs"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(200);
    line->addWidget(m_filter);
    body()->addLayout(line);
    body()->addWidget(m_pane, 11);

    auto *pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(250);
    connect(m_filter, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, &JobsPanel::requery);
    connect(m_model, &JobTableModel::loaded, this, &JobsPanel::showState);
    connect(m_model, &JobTableModel::failed, this, [this](const Error &error) {
        if (m_model->rowCount() == 0)
            m_pane->showError(format::error(error));
    });
    connect(m_pane, &StatePane::actionAsked, this, &JobsPanel::requery);
    connect(m_news, &QPushButton::clicked, this, &JobsPanel::reload);
    connect(m_retryAll, &QPushButton::clicked, this, &JobsPanel::askRetryAll);
    connect(m_retry, &QPushButton::clicked, this, [this] { act(JobAct::Retry); });
    connect(m_promote, &QPushButton::clicked, this, [this] { act(JobAct::Promote); });
    connect(m_remove, &QPushButton::clicked, this, [this] { act(JobAct::Remove); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        offer();
        const QList<JobId> ids = selected();
        emit jobChosen(m_queue, ids.size() == 1 ? ids.first() : JobId());
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        offer();
        emit jobChosen(m_queue, {});
    });
    offer();
}

QPushButton &JobsPanel::actButton(JobAct act) const
{
    switch (act) {
    case JobAct::Retry: return *m_retry;
    case JobAct::Promote: return *m_promote;
    case JobAct::Remove: break;
    }
    return *m_remove;
}

void JobsPanel::setQueue(const QueueView &queue)
{
    const bool same = m_queue == queue.name;
    m_queue = queue.name;
    setCounts(queue);
    if (same)
        return;
    // The state that tells most about the queue comes first.
    const QueueCounts &c = queue.counts;
    chooseState(c.failed > 0 ? JobState::Failed : c.active > 0 ? JobState::Active : c.waiting > 0 ? JobState::Waiting
                    : c.delayed > 0 ? JobState::Delayed : JobState::Completed);
}

void JobsPanel::setCounts(const QueueView &queue)
{
    m_counts = queue.counts;
    for (const auto &[state, button] : m_states)
        button->setText(format::name(state) + u' ' + format::number(countOf(m_counts, state)));
    m_retryAll->setText(tr("Retry %1 failed").arg(format::number(m_counts.failed)));
    m_retryAll->setVisible(m_counts.failed > 0);
}

void JobsPanel::chooseState(JobState state)
{
    m_state = state;
    for (const auto &[each, button] : m_states)
        button->setChecked(each == state);
    requery();
}

void JobsPanel::requery()
{
    m_news->hide();
    if (m_queue.isEmpty())
        return;
    m_pane->showLoading();
    m_model->setQuery({.queue = m_queue, .state = m_state, .search = m_filter->text().trimmed()});
}

void JobsPanel::reload()
{
    m_news->hide();
    if (!m_queue.isEmpty())
        m_model->reload();
}

void JobsPanel::takeFrame(const Frame &frame)
{
    if (!m_model->apply(frame))
        return;
    // Rows must not move under a person who has chosen one or scrolled: then the news waits for a click.
    const bool busy = m_table->selectionModel()->hasSelection() || m_table->verticalScrollBar()->value() > 0;
    if (busy)
        m_news->show();
    else if (!m_model->isLoading())
        reload();
}

void JobsPanel::showState()
{
    const bool filtered = !m_filter->text().trimmed().isEmpty();
    if (m_model->rowCount() > 0)
        m_pane->showContent();
    else if (filtered)
        m_pane->showEmpty(tr("No job matches"), tr("The filter looks at id, name and error."));
    else
        m_pane->showEmpty(tr("No jobs in this state"), tr("Choose another state above."));
    setHint(m_model->rowCount() > 0
                ? (m_model->totalIsEstimate() ? tr("about %1").arg(format::jobs(m_model->total())) : format::jobs(m_model->total()))
                : QString());
    offer();
}

QList<JobId> JobsPanel::selected() const
{
    QList<JobId> ids;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        if (const JobRow *row = m_model->job(index.row()))
            ids.append(row->id);
    return ids;
}

void JobsPanel::offer()
{
    const bool any = !selected().isEmpty();
    m_retry->setEnabled(any && m_state == JobState::Failed);
    m_promote->setEnabled(any && m_state == JobState::Delayed);
    m_remove->setEnabled(any && m_state != JobState::Active);
    m_promote->setVisible(m_state == JobState::Delayed);
    m_retry->setVisible(m_state == JobState::Failed);
}

void JobsPanel::act(JobAct act)
{
    const QList<JobId> ids = selected();
    if (ids.isEmpty())
        return;
    m_lastAct = act;
    const ask::ActOnJobs question{m_queue, act, ids};
    if (act != JobAct::Remove && ids.size() == 1) {
        m_act.ask(question);
        return;
    }
    const QString text = act == JobAct::Remove ? tr("%1 will be removed for good.").arg(format::jobs(ids.size()))
        : act == JobAct::Retry                 ? tr("%1 will run again.").arg(format::jobs(ids.size()))
                                               : tr("%1 will run now.").arg(format::jobs(ids.size()));
    m_context.prompts.confirm(this, {format::name(act), text, format::name(act), act == JobAct::Remove},
                              [this, question] { m_act.ask(question); });
}

void JobsPanel::askRetryAll() { m_freeze.ask({.queue = m_queue, .state = JobState::Failed, .cause = {}}); }

void JobsPanel::confirmRetryAll(const FrozenSet &set)
{
    m_lastAct = JobAct::Retry;
    m_context.prompts.confirm(this,
                              {tr("Retry failed jobs?"),
                               tr("Exactly %1 of %2 will run again. Jobs that fail later are not touched.")
                                   .arg(format::jobs(set.count), m_queue.value),
                               tr("Retry %1").arg(format::jobs(set.count)), false},
                              [this, token = set.token] { m_actFrozen.ask({.token = token, .act = JobAct::Retry}); });
}

void JobsPanel::report(const BulkReport &report)
{
    if (report.done != 1 || report.skipped > 0)
        m_context.prompts.tell(this, format::name(m_lastAct), format::bulk(report));
    reload();
    emit acted();
}

} // namespace trato
