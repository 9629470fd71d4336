#pragma once

#include "engine/api/questions/jobs.h"
#include "ui/pages/page.h"

#include <QThreadPool>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace trato {

class JobActs;
class JobTimeline;
class StatePane;

/// One job: its timeline, payload (masked until a person asks, folded when it is large), logs, stack traces, options, and
/// what can be done with it. Main thread; owned by the queues page. Large payloads are laid out on a pool thread.
class JobInspector final : public QWidget
{
    Q_OBJECT
public:
    JobInspector(const PageContext &context, QWidget *parent = nullptr);
    ~JobInspector() override;
    /// Empty id: shows nothing.
    void showJob(const QueueName &queue, const JobId &id);
    void takeFrame(const Frame &frame);
    QString dataText() const;
    QString timelineText() const;
    QPushButton &unmaskButton() const { return *m_unmask; }
    QPushButton &actButton() const { return *m_act; }
    QPushButton &editButton() const { return *m_edit; }
    QPushButton &copyButton() const { return *m_copy; }
    QPushButton &planButton() const { return *m_plan; }
    QPushButton &saveButton() const { return *m_save; }
    QPushButton &flowButton() const { return *m_flow; }

signals:
    /// A job was added or changed from here.
    void acted();
    /// A job of the same flow is to be shown.
    void jobAsked(const trato::JobRef &job, trato::JobState state);

private:
    enum View { Data, Result, Log, Errors, Options };
    QWidget *makeText();
    QWidget *makeActs();
    void fill(const JobDetail &detail);
    void fillText();
    void layOut(const QByteArray &json);
    void showText(const QString &text);
    void offer();
    void act();
    void edit();
    void duplicate();
    void plan();
    void save();
    void showFlow();

    PageContext m_context;
    QueueName m_queue{};
    JobId m_id{};
    std::optional<JobDetail> m_detail{};
    StatePane *m_pane;
    QLabel *m_title;
    JobTimeline *m_timeline;
    QPlainTextEdit *m_text;
    QPushButton *m_unmask;
    QPushButton *m_act = nullptr;      ///< retry, or run now
    QPushButton *m_edit = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_plan = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_flow = nullptr;     ///< jobs with a parent or children
    QList<QPushButton *> m_views;
    JobActs *m_acts;
    QFutureWatcher<QString> m_layOut;  ///< the newest text wins
    QFutureWatcher<QString> m_saving;  ///< what went wrong, or empty
    QThreadPool m_pool;                ///< one thread
    Asker<ask::ShowJob> m_ask;
    Asker<ask::CopyJob> m_askCopy;
};

} // namespace trato
