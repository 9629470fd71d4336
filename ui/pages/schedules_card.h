#pragma once

#include "engine/api/questions/schedules.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace trato {

class StatePane;
class TableView;

/// What runs by the clock: when, next time, last outcome; with acts on the chosen schedule. Works while its page is
/// shown. Main thread; owned by the queues page.
class SchedulesCard final : public Card
{
    Q_OBJECT
public:
    explicit SchedulesCard(const PageContext &context, QWidget *parent = nullptr);
    void refresh();
    void takeFrame(const Frame &frame);

    const ListTable<ScheduleView> &schedules() const { return *m_schedules; }
    TableView &table() const { return *m_table; }
    QPushButton &runButton() const { return *m_run; }
    QPushButton &pauseButton() const { return *m_pause; }

private:
    void fill(const QList<ScheduleView> &schedules);
    void offerActs();
    void openDialog(const std::optional<ScheduleView> &schedule);
    void refuse(const QString &title, const Error &error);
    std::optional<ScheduleView> chosen() const;

    PageContext m_context;
    ListTable<ScheduleView> *m_schedules;
    TableView *m_table;
    StatePane *m_pane;
    QPushButton *m_new;
    QPushButton *m_run;
    QPushButton *m_pause;
    QPushButton *m_edit;
    quint64 m_revision = 0;
    Instant m_askedAt{};
    Asker<ask::ListSchedules> m_list;
    Asker<ask::RunSchedule> m_runNow;
    Asker<ask::PauseSchedule> m_setPaused;
};

} // namespace trato
