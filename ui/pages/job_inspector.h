#pragma once

#include "engine/api/questions/jobs.h"
#include "ui/pages/page.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace trato {

class StatePane;

/// One job with its timeline, payload (masked until a person asks), logs and stack traces. Main thread; owned
/// by the queues page.
class JobInspector final : public QWidget
{
    Q_OBJECT
public:
    JobInspector(const PageContext &context, QWidget *parent = nullptr);
    /// Empty id: shows nothing.
    void showJob(const QueueName &queue, const JobId &id);
    void takeFrame(const Frame &frame);
    QString dataText() const;
    QString timelineText() const;
    QPushButton &unmaskButton() const { return *m_unmask; }

private:
    void fill(const JobDetail &detail);
    void fillTimeline();
    void fillText();

    PageContext m_context;
    QueueName m_queue{};
    JobId m_id{};
    std::optional<JobDetail> m_detail{};
    StatePane *m_pane;
    QLabel *m_title;
    QLabel *m_timeline;
    QPlainTextEdit *m_text;
    QPushButton *m_unmask;
    QList<QPushButton *> m_views;   ///< data, logs, errors
    Asker<ask::ShowJob> m_ask;
};

} // namespace trato
