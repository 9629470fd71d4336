#pragma once

#include "engine/api/job.h"
#include "ui/theme.h"

#include <QWidget>

class QLabel;

namespace trato {

/// What happened to one job: added, each try with the time it waited and ran and with its own error, what comes next.
/// Main thread; owned by the inspector.
class JobTimeline final : public QWidget
{
    Q_OBJECT
public:
    JobTimeline(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    void show(const JobDetail &detail);
    /// What is shown, as rich text.
    QString text() const;

private:
    void write();

    const Theme &m_theme;
    const Clock &m_clock;
    std::optional<JobDetail> m_detail;
    QLabel *m_text;
};

} // namespace trato
