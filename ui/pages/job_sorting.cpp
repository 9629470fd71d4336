#include "ui/pages/job_sorting.h"

#include "ui/models/job_table_model.h"
#include "ui/widgets/table_view.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPushButton>
#include <QToolTip>

namespace trato {

using namespace Qt::StringLiterals;
using M = JobTableModel;

JobSorting::JobSorting(TableView &table, JobTableModel &model, QPushButton &button, QWidget *parent)
    : QMenu(parent)
    , m_table(table)
    , m_model(model)
    , m_button(button)
{
    QHeaderView *header = table.horizontalHeader();
    header->setSectionsClickable(true);
    header->viewport()->setMouseTracking(true);
    header->viewport()->installEventFilter(this);
    connect(header, &QHeaderView::sectionClicked, this, &JobSorting::choose);
    auto *group = new QActionGroup(this);
    for (int column = 0; column < M::ColumnCount; ++column) {
        QAction *action = addAction(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, column] {
            if (sortOf(column) != m_sort)
                choose(column);
        });
        m_columns.append(action);
    }
    addSeparator();
    m_turned = addAction(tr("The other way round"));
    m_turned->setCheckable(true);
    connect(m_turned, &QAction::triggered, this, [this] { choose(column()); });
    button.setMenu(this);
    mark();
}

std::optional<JobSort> JobSorting::sortOf(int column) const
{
    const auto offered = [this](JobSort sort) {
        return m_available && m_jobs <= mostSortedJobs && canSort(sort, m_state) ? std::optional(sort) : std::nullopt;
    };
    switch (column) {
    case M::TimeColumn: return m_state == JobState::Prioritized ? std::nullopt : std::optional(JobSort::Own);
    case M::PriorityColumn:
        return m_state == JobState::Prioritized ? JobSort::Own : m_state == JobState::Waiting ? std::nullopt : offered(JobSort::Priority);
    case M::AttemptsColumn: return offered(JobSort::Tries);
    case M::CreatedColumn: return offered(JobSort::Created);
    case M::StartedColumn: return offered(JobSort::Started);
    case M::TookColumn: return offered(JobSort::Took);
    default: return std::nullopt;
    }
}

int JobSorting::column() const
{
    for (int column = 0; column < M::ColumnCount; ++column)
        if (sortOf(column) == m_sort)
            return column;
    return -1;
}

void JobSorting::setList(JobState state, qint64 jobs)
{
    m_state = state;
    m_jobs = jobs;
    if (column() < 0) {
        m_sort = JobSort::Own;
        m_reversed = false;
    }
    mark();
}

void JobSorting::setAvailable(bool available)
{
    if (std::exchange(m_available, available) != available)
        setList(m_state, m_jobs);
}

void JobSorting::showOrder(JobSort sort)
{
    if (sort == m_sort)
        return;
    m_sort = sort;
    m_jobs = std::max(m_jobs, mostSortedJobs + 1);   // it has grown too long meanwhile
    mark();
}

void JobSorting::choose(int column)
{
    const std::optional<JobSort> sort = sortOf(column);
    if (!sort)
        return;
    m_reversed = *sort == m_sort && !m_reversed;
    m_sort = *sort;
    mark();
    emit chosen();
}

void JobSorting::mark()
{
    const int sorted = column();
    const bool greatestFirst = m_sort == JobSort::Own ? m_state == JobState::Completed || m_state == JobState::Failed
                                                      : m_sort != JobSort::Priority;
    const bool down = greatestFirst != m_reversed;
    m_table.horizontalHeader()->setSortIndicator(sorted, down ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_model.markSorted(sorted, down);   // an arrow of the style would take its room from every title
    const QString title = sorted < 0 ? QString() : m_columns.at(sorted)->text();
    m_button.setText((down ? u"↓ "_s : u"↑ "_s) + title);
    m_button.setAccessibleName(tr("Order of the list: %1").arg(title));
    m_button.setToolTip(m_button.accessibleName());
    for (int i = 0; i < m_columns.size(); ++i) {
        m_columns.at(i)->setVisible(canSortBy(i));
        m_columns.at(i)->setChecked(i == sorted);
    }
    m_turned->setChecked(m_reversed);
    m_table.fitColumns();
}

bool JobSorting::eventFilter(QObject *watched, QEvent *event)
{
    QHeaderView *header = m_table.horizontalHeader();
    if (watched != header->viewport())
        return QMenu::eventFilter(watched, event);
    if (event->type() == QEvent::MouseMove) {
        const int column = header->logicalIndexAt(static_cast<QMouseEvent *>(event)->pos());
        header->viewport()->setCursor(column == M::TickColumn || canSortBy(column) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    } else if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (canSortBy(header->logicalIndexAt(help->pos()))) {
            QToolTip::showText(help->globalPos(), tr("Click to sort by this column"), header->viewport());
            return true;
        }
    }
    return QMenu::eventFilter(watched, event);
}

} // namespace trato
