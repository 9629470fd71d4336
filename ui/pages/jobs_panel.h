#pragma once

#include "engine/api/questions/jobs.h"
#include "ui/models/job_table_model.h"
#include "ui/pages/page.h"
#include "ui/widgets/card.h"

class QLineEdit;
class QPushButton;

namespace trato {

class StatePane;
class TableView;

/// The jobs of one queue: states with counts, filter, table, and acts on the chosen or on all failed ones.
/// Main thread; owned by the queues page.
class JobsPanel final : public Card
{
    Q_OBJECT
public:
    JobsPanel(const PageContext &context, QWidget *parent = nullptr);
    void setQueue(const QueueView &queue);
    void setCounts(const QueueView &queue);
    void takeFrame(const Frame &frame);
    void reload();
    void chooseState(JobState state);

    JobTableModel &model() const { return *m_model; }
    TableView &table() const { return *m_table; }
    QPushButton &retryAllButton() const { return *m_retryAll; }
    QPushButton &actButton(JobAct act) const;
    QLineEdit &filter() const { return *m_filter; }

signals:
    /// Empty id: nothing is chosen.
    void jobChosen(const trato::QueueName &queue, const trato::JobId &id);
    void acted();

private:
    void requery();
    void offer();
    void showState();
    QList<JobId> selected() const;
    void act(JobAct act);
    void askRetryAll();
    void confirmRetryAll(const FrozenSet &set);
    void report(const BulkReport &report);

    PageContext m_context;
    QueueName m_queue{};
    QueueCounts m_counts{};
    JobState m_state = JobState::Waiting;
    JobAct m_lastAct = JobAct::Retry;
    JobTableModel *m_model;
    TableView *m_table;
    StatePane *m_pane;
    QLineEdit *m_filter;
    QPushButton *m_news;
    QPushButton *m_retryAll;
    QPushButton *m_retry;
    QPushButton *m_promote;
    QPushButton *m_remove;
    QList<std::pair<JobState, QPushButton *>> m_states;
    Asker<ask::ActOnJobs> m_act;
    Asker<ask::FreezeJobs> m_freeze;
    Asker<ask::ActOnFrozen> m_actFrozen;
};

} // namespace trato
