#pragma once

#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/schedules.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTimer;

namespace trato {

class StatePane;
class TableView;

/// Makes a schedule, or changes one and shows what became of it. While the rule is typed its meaning and the next
/// five times appear; the engine decides whether it is right. A schedule can be kept by its queue instead of the shop (made
/// here on the site's Redis only); then the form asks for what such a one has. Main thread; child of the window.
class ScheduleDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Without a schedule: a new one.
    ScheduleDialog(const PageContext &context, const std::optional<ScheduleView> &edited, QWidget *parent = nullptr);

    QLineEdit &rule() const { return *m_rule; }
    QComboBox &home() const { return *m_home; }
    QSpinBox &every() const { return *m_every; }
    QString meaning() const;
    QString problem() const;
    const ListTable<ScheduleRun> &runs() const { return *m_runs; }

public slots:
    void accept() override;

private:
    QWidget *makeForm();
    QWidget *makeTimes();
    QWidget *makeHistory();
    void fill(const ScheduleDraft &draft);
    ScheduleDraft draft() const;
    bool isKeptByQueue() const;
    bool hasInterval() const;
    QueueName keeper() const;
    void showHome();
    void askPreview();
    void showPreview(const CronPreview &preview);
    void showTimes(const QList<Instant> &times, const QString &zone);
    void showRuns(const QList<ScheduleRun> &runs);
    void showResult();
    void refuse(const Error &error);
    void remove();

    PageContext m_context;
    const std::optional<ScheduleView> m_edited;
    ListTable<ScheduleRun> *m_runs;
    QFormLayout *m_form = nullptr;
    QComboBox *m_home;           ///< shown for a new one where queues can keep schedules
    QSpinBox *m_every;           ///< ms; 0: by the rule
    QSpinBox *m_limit;
    QLineEdit *m_id;
    QLineEdit *m_title;
    QLineEdit *m_rule;
    QLineEdit *m_zone;
    QComboBox *m_queue;
    QLineEdit *m_job;
    QPlainTextEdit *m_data;
    QComboBox *m_missed;
    QSpinBox *m_catchUp;
    QSpinBox *m_attempts;
    QLabel *m_meaning;
    QLabel *m_times;
    QLabel *m_problem;
    QLabel *m_result = nullptr;
    TableView *m_runTable = nullptr;
    StatePane *m_runPane = nullptr;
    QDialogButtonBox *m_buttons;
    QTimer *m_pause;             ///< the rule is asked about when typing rests
    Asker<ask::PreviewCron> m_preview;
    Asker<ask::ListQueues> m_queues;
    Asker<ask::ShowStatus> m_status;
    Asker<ask::ShowSchedule> m_show;
    Asker<ask::SaveSchedule> m_save;
    Asker<ask::RunSchedule> m_try;
    Asker<ask::RemoveSchedule> m_remove;
};

} // namespace trato
