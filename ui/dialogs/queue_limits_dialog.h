#pragma once

#include "engine/api/questions/jobs.h"
#include "ui/pages/page.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QSpinBox;

namespace trato {

/// How many jobs of a queue run at the same time, and how many start in a stretch of time, over all its workers. Main
/// thread; child of the page.
class QueueLimitsDialog final : public QDialog
{
    Q_OBJECT
public:
    QueueLimitsDialog(const PageContext &context, const QueueView &queue, QWidget *parent = nullptr);
    QString problem() const;
    QSpinBox &concurrency() const { return *m_concurrency; }
    QSpinBox &most() const { return *m_most; }
    QSpinBox &milliseconds() const { return *m_window; }

public slots:
    void accept() override;

signals:
    void changed();

private:
    PageContext m_context;
    const QueueName m_queue;
    QSpinBox *m_concurrency;
    QSpinBox *m_most;
    QSpinBox *m_window;       ///< milliseconds
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
    Asker<ask::LimitQueue> m_limit;
};

} // namespace trato
