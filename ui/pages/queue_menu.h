#pragma once

#include "engine/api/questions/jobs.h"
#include "ui/pages/page.h"

class QAction;
class QMenu;

namespace trato {

/// What is done to a queue as a whole besides pausing: its limits, and its end. Main thread; owned by the queues page.
class QueueMenu final : public QObject
{
    Q_OBJECT
public:
    QueueMenu(const PageContext &context, QWidget *over);

    QMenu *menu() const { return m_menu; }
    QAction &limitsAction() const { return *m_limits; }
    QAction &obliterateAction() const { return *m_obliterate; }
    /// The queue that is meant from now on.
    void setQueue(const std::optional<QueueView> &queue);

signals:
    /// The queue has changed or is no more.
    void done();

private:
    void changeLimits();
    void obliterate();

    PageContext m_context;
    QWidget *m_over;
    std::optional<QueueView> m_queue{};
    QMenu *m_menu;
    QAction *m_limits;
    QAction *m_obliterate;
    Asker<ask::ObliterateQueue> m_ask;
};

} // namespace trato
