#pragma once

#include "engine/api/questions/jobs.h"
#include "ui/pages/page.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace trato {

class StatePane;

/// The flow that a job belongs to as a tree: from its topmost parent down, children read when a job is opened, a page at a
/// time. Shows any of them on the queues page. Main thread; child of the page.
class FlowDialog final : public QDialog
{
    Q_OBJECT
public:
    FlowDialog(const PageContext &context, const JobRef &job, QWidget *parent = nullptr);
    QTreeWidget &tree() const { return *m_tree; }
    QPushButton &showButton() const { return *m_show; }

signals:
    void jobAsked(const trato::JobRef &job, trato::JobState state);

private:
    void climb(const JobFlow &flow);
    void begin();
    void take(const JobFlow &flow);
    void describe(QTreeWidgetItem *item, const FlowChild &child);
    void read(QTreeWidgetItem *item);
    void readNext();
    void showChosen();

    PageContext m_context;
    const JobRef m_job;
    StatePane *m_pane;
    QTreeWidget *m_tree;
    QPushButton *m_show;
    QTreeWidgetItem *m_reading = nullptr;   ///< its children are on their way
    QList<QTreeWidgetItem *> m_toRead;
    int m_climbed = 0;
    Asker<ask::ShowFlow> m_ask;
    Asker<ask::ShowJob> m_askRoot;
};

} // namespace trato
