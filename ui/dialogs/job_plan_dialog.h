#pragma once

#include "engine/api/questions/jobs.h"
#include "ui/dialogs/form_dialog.h"
#include "ui/pages/page.h"

class QDateTimeEdit;
class QSpinBox;

namespace trato {

/// Changes when a delayed job runs and which priority an unfinished one has. Main thread; child of the page.
class JobPlanDialog final : public FormDialog
{
    Q_OBJECT
public:
    JobPlanDialog(const PageContext &context, const JobRow &job, QWidget *parent = nullptr);
    QSpinBox &priority() const { return *m_priority; }
    QDateTimeEdit *due() const { return m_due; }

public slots:
    void accept() override;

private:
    const JobRow m_job;
    QDateTimeEdit *m_due = nullptr;   ///< delayed jobs only
    QSpinBox *m_priority;
    Asker<ask::ChangeJob> m_change;
};

} // namespace trato
