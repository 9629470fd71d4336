#pragma once

#include "engine/api/questions/jobs.h"
#include "ui/models/job_table_model.h"
#include "ui/pages/page.h"
#include "ui/widgets/card.h"

class QLineEdit;
class QPushButton;
class QTimer;

namespace trato {

class JobActs;
class JobColumns;
class JobExporter;
class JobSorting;
class StatePane;
class TableView;

/// The jobs of one queue: states with counts, filter, table, ticks, and acts on the ticked or chosen ones, on everything
/// that matches or on all failed ones; export of the list. Main thread; owned by the queues page.
class JobsPanel final : public Card
{
    Q_OBJECT
public:
    JobsPanel(const PageContext &context, QWidget *parent = nullptr);
    void setQueue(const QueueView &queue);
    void setCounts(const QueueView &queue);
    /// Whether the store can sort jobs: a server that is shared does not.
    void setSortable(bool sortable);
    void takeFrame(const Frame &frame);
    void reload();
    void chooseState(JobState state);
    /// Filters for this job and chooses it; `state` is where it was last, the list follows when it is elsewhere.
    void open(JobState state, const JobId &id);
    /// There is no queue to show jobs of: an error, or none yet.
    void showNoQueue(const std::optional<Error> &error);

    JobTableModel &model() const { return *m_model; }
    TableView &table() const { return *m_table; }
    JobColumns &columns() const { return *m_columns; }
    JobExporter &exporter() const { return *m_exporter; }
    JobSorting &sorting() const { return *m_sorting; }
    QPushButton &retryAllButton() const { return *m_retryAll; }
    QPushButton &actButton(JobAct act) const;
    QLineEdit &filter() const { return *m_filter; }
    void askExport(bool json);

signals:
    /// Empty id: nothing is chosen.
    void jobChosen(const trato::QueueName &queue, const trato::JobId &id);
    void acted();
    /// The queues could not be listed: they are asked for again.
    void retryAsked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeHead();
    void makeStates();
    void makeExport();
    void requery();
    void offer();
    void showState();
    void tickSelected();
    bool choose(const JobId &id);
    void showOpened();
    QList<int> selectedRows() const;
    QList<JobId> selected() const;
    void act(JobAct act);

    PageContext m_context;
    QueueName m_queue{};
    QueueCounts m_counts{};
    JobState m_state = JobState::Waiting;
    JobTableModel *m_model;
    TableView *m_table;
    StatePane *m_pane;
    QLineEdit *m_filter;
    JobActs *m_acts;
    JobColumns *m_columns;
    JobExporter *m_exporter;
    JobSorting *m_sorting = nullptr;
    QPushButton *m_news = nullptr;
    QPushButton *m_retryAll = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_promote = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_export = nullptr;
    QList<std::pair<JobState, QPushButton *>> m_states;
    QTimer *m_typing;          ///< a filter is applied when nothing was typed for a moment
    JobId m_opening{};         ///< chosen as soon as it is in the list
    Asker<ask::ShowJob> m_find;
};

} // namespace trato
