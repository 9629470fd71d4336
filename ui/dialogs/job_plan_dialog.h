#pragma once

#include "engine/api/questions/jobs.h"
#include "ui/pages/page.h"

#include <QDialog>

class QDateTimeEdit;
class QDialogButtonBox;
class QLabel;
class QSpinBox;

namespace trato {

/// Changes when a delayed job runs and which priority an unfinished one has. Main thread; child of the page.
class JobPlanDialog final : public QDialog
{
    Q_OBJECT
public:
    JobPlanDialog(const PageContext &context, const JobRow &job, QWidget *parent = nullptr);
    QString problem() const;
    QSpinBox &priority() const { return *m_priority; }
    QDateTimeEdit *due() const { return m_due; }

public slots:
    void accept() override;

signals:
    void changed();

private:
    PageContext m_context;
    const JobRow m_job;
    QDateTimeEdit *m_due = nullptr;   ///< delayed jobs only
    QSpinBox *m_priority;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
    Asker<ask::ChangeJob> m_change;
};

} // namespace trato
