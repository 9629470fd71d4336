#pragma once

#include "engine/api/questions/jobs.h"
#include "engine/api/questions/site.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace trato {

class Card;
class JobInspector;
class JobsPanel;
class LineChart;
class QueueMenu;
class SchedulesCard;
class StatePane;
class TableView;

/// Queues with their health, the flow of the chosen one, its jobs and one job in detail. Main thread; owned by
/// the main window.
class QueuesPage final : public Page
{
    Q_OBJECT
public:
    explicit QueuesPage(const PageContext &context, QWidget *parent = nullptr);
    void refresh() override;
    void takeFrame(const Frame &frame) override;
    void choose(const QueueName &queue);
    /// Shows one job, as soon as the queues are known.
    void open(const QueueName &queue, JobState state, const JobId &id);

    const ListTable<QueueView> &queues() const { return *m_queues; }
    JobsPanel &jobs() const { return *m_jobs; }
    JobInspector &inspector() const { return *m_inspector; }
    SchedulesCard &schedules() const { return *m_schedules; }
    QPushButton &pauseButton() const { return *m_pause; }
    QueueMenu &menu() const { return *m_menu; }
    QPushButton &dutyButton() const { return *m_duty; }
    QString storeText() const;

private:
    QWidget *makeQueueCard();
    QWidget *makeChartCard();
    void showQueues(const QList<QueueView> &queues);
    void showHistory(const QueueHistory &history);
    void showReason(const QueueView &queue);
    void askHistory();
    void chooseSpan(int minutes);
    void queueChosen();
    void offerPause();
    void togglePause();
    void showStatus(const EngineStatus &status);
    void toggleDuty();
    std::optional<QueueView> chosen() const;

    struct Wanted {
        QueueName queue{};
        JobState state = JobState::Waiting;
        JobId id{};
    };
    void openWanted();

    QueueName m_chosen{};
    std::optional<Wanted> m_wanted{};
    ListTable<QueueView> *m_queues;
    TableView *m_queueTable = nullptr;
    StatePane *m_queuePane = nullptr;
    QPushButton *m_pause = nullptr;
    QueueMenu *m_menu = nullptr;
    QPushButton *m_duty = nullptr;
    QHBoxLayout *m_columns = nullptr;
    QLabel *m_store = nullptr;
    bool m_shared = false;      ///< the store is the site's
    quint64 m_statusSeen = 0;
    Card *m_queueCard = nullptr;
    Card *m_chartCard = nullptr;
    LineChart *m_chart = nullptr;
    StatePane *m_chartPane = nullptr;
    JobsPanel *m_jobs;
    JobInspector *m_inspector;
    SchedulesCard *m_schedules;
    int m_minutes = 60;         ///< that the chart shows
    Instant m_chartAt{};
    std::unique_ptr<Asker<ask::ListQueues>> m_askQueues;
    std::unique_ptr<Asker<ask::QueueThroughput>> m_askHistory;
    std::unique_ptr<Asker<ask::ShowStatus>> m_askStatus;
    Asker<ask::PauseQueue> m_askPause;
    Asker<ask::ChooseDuty> m_askDuty;
};

} // namespace trato
