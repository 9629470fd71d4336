#pragma once

#include "engine/api/questions/jobs.h"
#include "ui/dialogs/form_dialog.h"
#include "ui/pages/page.h"

class QSpinBox;

namespace trato {

/// How many jobs of a queue run at the same time, and how many start in a stretch of time, over all its workers. Main
/// thread; child of the page.
class QueueLimitsDialog final : public FormDialog
{
    Q_OBJECT
public:
    QueueLimitsDialog(const PageContext &context, const QueueView &queue, QWidget *parent = nullptr);
    QSpinBox &concurrency() const { return *m_concurrency; }
    QSpinBox &most() const { return *m_most; }
    QSpinBox &milliseconds() const { return *m_window; }

public slots:
    void accept() override;

private:
    const QueueName m_queue;
    QSpinBox *m_concurrency;
    QSpinBox *m_most;
    QSpinBox *m_window;       ///< milliseconds
    Asker<ask::LimitQueue> m_limit;
};

} // namespace trato
