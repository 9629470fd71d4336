#include "ui/pages/jobs_panel.h"

#include "ui/format.h"
#include "ui/pages/job_acts.h"
#include "ui/pages/job_columns.h"
#include "ui/pages/job_exporter.h"
#include "ui/pages/job_sorting.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/tab_stop.h"
#include "ui/widgets/table_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

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

/// What an act can be done to.
bool fits(JobAct act, JobState state)
{
    switch (act) {
    case JobAct::Retry: return state == JobState::Failed || state == JobState::Completed;
    case JobAct::Promote: return state == JobState::Delayed;
    case JobAct::Remove: return state != JobState::Active;
    }
    return false;
}

} // namespace

JobsPanel::JobsPanel(const PageContext &context, QWidget *parent)
    : Card(tr("Jobs"), parent)
    , m_context(context)
    , m_model(new JobTableModel(context.engine, context.clock, this))
    , m_table(new TableView(context.theme, tr("Jobs")))
    , m_pane(new StatePane(m_table))
    , m_filter(new QLineEdit)
    , m_acts(new JobActs(context, this))
    , m_exporter(new JobExporter(context.engine, this))
    , m_typing(new QTimer(this))
    , m_find(context.engine,
             [this](const JobDetail &job) {
                 if (job.row.state != m_state && !m_opening.isEmpty())
                     return chooseState(job.row.state);
                 emit jobChosen(m_queue, std::exchange(m_opening, {}));   // it is not among the first that match
             },
             [this](const Error &) { m_opening = {}; /* the list says that no job matches */ })
{
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    using M = JobTableModel;
    m_table->setWeights({0, 10, 13, 13, 13, 4, 2, 20, 4, 4, 4, 4, 4}, {M::ErrorColumn, M::SubjectColumn, M::IdColumn, M::NameColumn});
    m_table->installEventFilter(this);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int column) {
        if (column != M::TickColumn)
            return;
        m_model->tickCount() > 0 ? m_model->clearTicks() : m_model->tickAll();
    });
    m_columns = new JobColumns(*m_table, context.stateFile, this);
    makeHead();
    makeStates();
    makeExport();
    body()->addWidget(m_pane, 11);

    connect(m_model, &JobTableModel::loaded, this, [this] {
        m_sorting->showOrder(m_model->order());
        showState();
        showOpened();
    });
    connect(m_model, &JobTableModel::ticksChanged, this, &JobsPanel::showState);
    connect(m_model, &JobTableModel::failed, this, [this](const Error &error) {
        if (m_model->rowCount() == 0)
            m_pane->showError(format::error(error));
    });
    connect(m_pane, &StatePane::actionAsked, this, [this] { m_queue.isEmpty() ? emit retryAsked() : requery(); });
    connect(m_acts, &JobActs::done, this, [this] {
        m_model->clearTicks();
        reload();
        emit acted();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        offer();
        const QList<JobId> ids = selected();
        emit jobChosen(m_queue, ids.size() == 1 ? ids.first() : JobId());
    });
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == JobTableModel::TickColumn)
            m_model->setTicked(index.row(), !m_model->isTicked(index.row()));
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        offer();
        emit jobChosen(m_queue, {});
    });
    offer();
}

void JobsPanel::makeHead()
{
    m_news = new QPushButton(tr("The list changed · show"));
    m_news->setProperty("kind", u"chip"_s);
    m_news->hide();
    addToHeader(m_news);
    m_retryAll = addButton(tr("Retry failed"), "primary");
    m_retry = addButton(format::name(JobAct::Retry));
    m_promote = addButton(format::name(JobAct::Promote));
    m_remove = addButton(format::name(JobAct::Remove), "danger");
    m_export = addButton(tr("Export…"));
    auto *columns = addButton(tr("Columns"));
    columns->setMenu(m_columns);
    connect(m_news, &QPushButton::clicked, this, &JobsPanel::reload);
    connect(m_retryAll, &QPushButton::clicked, this,
            [this] { m_acts->onMatching(JobAct::Retry, {.queue = m_queue, .state = JobState::Failed}); });
    for (const JobAct act : {JobAct::Retry, JobAct::Promote, JobAct::Remove})
        connect(&actButton(act), &QPushButton::clicked, this, [this, act] { this->act(act); });
}

void JobsPanel::makeStates()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    auto *chips = new FlowLayout(6);
    auto *group = new QButtonGroup(this);
    for (const JobState state : {JobState::Waiting, JobState::Prioritized, JobState::Active, JobState::Delayed,
                                 JobState::WaitingChildren, JobState::Failed, JobState::Completed}) {
        auto *button = makeChipButton(format::name(state));
        group->addButton(button, int(state));
        chips->addWidget(button);
        m_states.append({state, button});
    }
    keepTabStop(*group);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) {
        m_opening = {};
        chooseState(JobState(id));
    });
    line->addLayout(chips, 1);
    auto *order = new QPushButton;
    m_sorting = new JobSorting(*m_table, *m_model, *order, this);
    line->addWidget(order, 0, Qt::AlignTop);
    m_filter->setPlaceholderText(tr("Filter: error, name, id…"));
    m_filter->setAccessibleName(tr("Filter jobs"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(170);
    m_filter->setMaximumWidth(260);
    line->addWidget(m_filter, 0, Qt::AlignTop);
    body()->addLayout(line);

    m_typing->setSingleShot(true);
    m_typing->setInterval(250);
    connect(m_filter, &QLineEdit::textChanged, this, [this] {
        m_opening = {};
        m_typing->start();
    });
    connect(m_typing, &QTimer::timeout, this, &JobsPanel::requery);
    connect(m_sorting, &JobSorting::chosen, this, &JobsPanel::requery);
}

void JobsPanel::makeExport()
{
    auto *menu = new QMenu(this);
    connect(menu->addAction(tr("As CSV, for spreadsheets…")), &QAction::triggered, this, [this] { askExport(false); });
    connect(menu->addAction(tr("As JSON lines…")), &QAction::triggered, this, [this] { askExport(true); });
    m_export->setMenu(menu);
    const auto over = [this, menu] {
        m_export->setText(tr("Export…"));
        m_export->setMenu(menu);
    };
    connect(m_export, &QPushButton::clicked, m_exporter, &JobExporter::cancel);   // with a menu there are no clicks
    connect(m_exporter, &JobExporter::progressed, this,
            [this](qint64 jobs) { m_export->setText(tr("Cancel export · %1").arg(format::number(jobs))); });
    connect(m_exporter, &JobExporter::finished, this, [this, over](qint64 jobs) {
        over();
        m_context.prompts.tell(this, tr("Exported"), tr("%1 written. Phone numbers and e-mail addresses are masked.").arg(format::jobs(jobs)));
    });
    connect(m_exporter, &JobExporter::cancelled, this, over);
    connect(m_exporter, &JobExporter::failed, this, [this, over](const Error &error) {
        over();
        m_context.prompts.tell(this, tr("The list was not exported"), format::error(error));
    });
}

void JobsPanel::askExport(bool json)
{
    const QString name = u"%1-%2.%3"_s.arg(m_queue.value, nameOf(m_state), json ? u"jsonl"_s : u"csv"_s);
    const QString filter = json ? tr("JSON lines (*.jsonl)") : tr("CSV (*.csv)");
    m_context.prompts.saveFile(this, tr("Export jobs"), name, filter, [this, json, query = m_model->query()](const QString &path) {
        // Spreadsheets split where the decimal mark is not.
        const bool comma = QLocale().decimalPoint() == u",";
        m_export->setMenu(nullptr);
        m_export->setText(tr("Cancel export"));
        m_exporter->start(query, path, json ? job_export::Format::JsonLines : job_export::Format::Csv,
                          {.separator = comma ? ';' : ',', .byteOrderMark = true});
    });
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

void JobsPanel::setSortable(bool sortable) { m_sorting->setAvailable(sortable); }

void JobsPanel::setCounts(const QueueView &queue)
{
    m_counts = queue.counts;
    for (const auto &[state, button] : m_states) {
        button->setText(format::name(state) + u' ' + format::number(countOf(m_counts, state)));
        if (state == JobState::WaitingChildren) // few queues have flows
            button->setVisible(m_counts.waitingChildren > 0 || m_state == state);
    }
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
    m_sorting->setList(m_state, countOf(m_counts, m_state));
    m_model->setQuery({.queue = m_queue, .state = m_state, .search = m_filter->text().trimmed(), .reversed = m_sorting->reversed(),
                       .sort = m_sorting->sort()});
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
    const bool busy = m_table->selectionModel()->hasSelection() || m_table->verticalScrollBar()->value() > 0 || m_model->tickCount() > 0;
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
    else if (m_model->isLoading())
        m_pane->showLoading();
    else if (filtered)
        m_pane->showEmpty(tr("No job matches"), tr("The filter looks at id, name and error."));
    else
        m_pane->showEmpty(tr("No jobs in this state"), tr("Choose another state above."));
    QString hint;
    if (m_model->rowCount() > 0)
        hint = m_model->totalIsEstimate() ? tr("about %1").arg(format::jobs(m_model->total())) : format::jobs(m_model->total());
    if (const qint64 ticks = m_model->tickCount(); ticks > 0)
        hint = tr("%1 ticked of %2").arg(format::number(ticks), hint);
    setHint(hint);
    offer();
}

QList<int> JobsPanel::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
        rows += m_model->rowsInMemory(range.top(), range.bottom());
    return rows;
}

QList<JobId> JobsPanel::selected() const
{
    QList<JobId> ids;
    for (const int row : selectedRows())
        ids.append(m_model->job(row)->id);
    return ids;
}

void JobsPanel::open(JobState state, const JobId &id)
{
    m_filter->setText(id.value);
    m_typing->stop();
    m_opening = id;
    chooseState(state);
}

void JobsPanel::showOpened()
{
    if (m_opening.isEmpty() || m_model->isLoading())
        return;
    if (choose(m_opening))
        m_opening = {};
    else
        m_find.ask({.queue = m_queue, .id = m_opening});
}

bool JobsPanel::choose(const JobId &id)
{
    for (int row = 0; row < m_model->rowCount() && row < JobTableModel::pageSize; ++row)
        if (const JobRow *job = m_model->job(row); job && job->id == id) {
            m_table->selectRow(row);
            return true;
        }
    return false;
}

void JobsPanel::showNoQueue(const std::optional<Error> &error)
{
    if (!m_queue.isEmpty())
        return;
    if (error)
        m_pane->showError(format::error(*error));
    else
        m_pane->showEmpty(tr("No jobs yet"), tr("They appear with their queue."));
}

/// Space ticks what is chosen, or takes its ticks back when all of it is ticked.
void JobsPanel::tickSelected()
{
    const QList<int> rows = selectedRows();
    const bool all = std::ranges::all_of(rows, [this](int row) { return m_model->isTicked(row); });
    for (const int row : rows)
        m_model->setTicked(row, !all);
}

bool JobsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier) {
            tickSelected();
            return true;
        }
        if (key->matches(QKeySequence::SelectAll)) {
            m_model->tickAll();
            return true;
        }
        if (key->key() == Qt::Key_Escape && m_model->tickCount() > 0) {
            m_model->clearTicks();
            return true;
        }
    }
    return Card::eventFilter(watched, event);
}

void JobsPanel::offer()
{
    const qint64 ticks = m_model->tickCount();
    const qint64 count = ticks > 0 ? ticks : selected().size();
    for (const JobAct act : {JobAct::Retry, JobAct::Promote, JobAct::Remove}) {
        QPushButton &button = actButton(act);
        button.setVisible(fits(act, m_state));
        button.setEnabled(count > 0 && fits(act, m_state) && !m_acts->busy());
        button.setText(count > 1 ? format::name(act) + u' ' + format::number(count) : format::name(act));
    }
}

void JobsPanel::act(JobAct act)
{
    if (m_model->allTicked())
        m_acts->onMatching(act, {.queue = m_queue, .state = m_state, .search = m_model->query().search, .except = m_model->tickedIds()});
    else
        m_acts->onJobs(act, m_queue, m_state, m_model->tickCount() > 0 ? m_model->tickedIds() : selected());
}

} // namespace trato
