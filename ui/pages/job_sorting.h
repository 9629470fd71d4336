#pragma once

#include "engine/api/job.h"

#include <QMenu>

class QPushButton;

namespace trato {

class JobTableModel;
class TableView;

/// The order of the jobs table: by a click on a title, or by the menu of a button, which the keyboard reaches. Only what the
/// store can sort is offered; the other titles do not look as if. Main thread; owned by the jobs panel.
class JobSorting final : public QMenu
{
    Q_OBJECT
public:
    JobSorting(TableView &table, JobTableModel &model, QPushButton &button, QWidget *parent);
    /// The list that is asked for next. An order that it does not have is given up.
    void setList(JobState state, qint64 jobs);
    /// A store that sorts nothing: no title looks as if.
    void setAvailable(bool available);
    /// The order that the list turned out to have.
    void showOrder(JobSort sort);
    JobSort sort() const { return m_sort; }
    bool reversed() const { return m_reversed; }
    bool canSortBy(int column) const { return sortOf(column).has_value(); }
    /// As a click on the title does: sorts by this column, or turns the order round.
    void choose(int column);

signals:
    void chosen();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::optional<JobSort> sortOf(int column) const;
    int column() const;
    void mark();

    TableView &m_table;
    JobTableModel &m_model;
    QPushButton &m_button;
    QList<QAction *> m_columns;      ///< one for each column
    QAction *m_turned = nullptr;
    JobState m_state = JobState::Waiting;
    qint64 m_jobs = 0;
    bool m_available = true;
    JobSort m_sort = JobSort::Own;
    bool m_reversed = false;
};

} // namespace trato
