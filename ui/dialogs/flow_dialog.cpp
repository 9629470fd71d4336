#include "ui/dialogs/flow_dialog.h"

#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int childrenAtOnce = 200;
constexpr int highestClimb = 64;
constexpr int mostOpened = 50;   ///< jobs whose children are read without being asked for

enum Role { QueueRole = Qt::UserRole, IdRole, StateRole, CursorRole, ReadRole };
enum Column { JobColumn, QueueColumn, StateColumn, KinColumn };

JobRef refOf(const QTreeWidgetItem &item)
{
    return {{item.data(JobColumn, QueueRole).toString()}, {item.data(JobColumn, IdRole).toString()}};
}

QString kinText(ChildState kin)
{
    switch (kin) {
    case ChildState::Pending: return FlowDialog::tr("is waited for");
    case ChildState::Failed: return FlowDialog::tr("failed, its parent too");
    case ChildState::Ignored: return FlowDialog::tr("failed, passed over");
    case ChildState::Processed: return FlowDialog::tr("done");
    }
    return {};
}

} // namespace

FlowDialog::FlowDialog(const PageContext &context, const JobRef &job, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_job(job)
    , m_tree(new QTreeWidget)
    , m_show(new QPushButton(tr("Show job")))
    , m_ask(context.engine, [this](const JobFlow &flow) { m_reading ? take(flow) : climb(flow); },
            [this](const Error &error) {
                if (m_tree->topLevelItemCount() == 0)
                    return m_pane->showError(format::error(error));
                if (!m_pane->showsContent())
                    return begin();   // the parent is gone: the tree begins below it
                m_reading = nullptr;
                readNext();
            })
    , m_askRoot(context.engine, [this](const JobDetail &detail) {
          describe(m_tree->topLevelItem(0), {.job = {detail.row.queue, detail.row.id}, .name = detail.row.name, .state = detail.row.state});
      }, [](const Error &) {})   // its name is not worth a message: the tree is there
{
    setWindowTitle(tr("Flow of job %1").arg(job.id.value));
    resize(760, 460);
    m_tree->setHeaderLabels({tr("Job"), tr("Queue"), tr("State"), tr("For its parent")});
    m_tree->setAccessibleName(tr("Jobs of the flow"));
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setSectionResizeMode(JobColumn, QHeaderView::Stretch);
    for (const int column : {QueueColumn, StateColumn, KinColumn})
        m_tree->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(false);
    m_pane = new StatePane(m_tree);
    m_pane->showLoading();
    auto *explanation = makeLabel(tr("A job runs when the jobs below it are done."), "hint");
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    m_show->setProperty("kind", u"primary"_s);
    m_show->setEnabled(false);
    buttons->addButton(m_show, QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(explanation);
    layout->addWidget(m_pane, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_show, &QPushButton::clicked, this, &FlowDialog::showChosen);
    connect(m_tree, &QTreeWidget::itemActivated, this, &FlowDialog::showChosen);
    connect(m_tree, &QTreeWidget::itemExpanded, this, &FlowDialog::read);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        m_show->setEnabled(item && item->data(JobColumn, StateRole).toInt() != int(JobState::Unknown));
    });
    connect(m_pane, &StatePane::actionAsked, this, [this] {
        m_pane->showLoading();
        m_ask.ask({.queue = m_job.queue, .id = m_job.id, .limit = 1});
    });
    m_ask.ask({.queue = m_job.queue, .id = m_job.id, .limit = 1});
}

/// Up to the root, then down from there.
void FlowDialog::climb(const JobFlow &flow)
{
    auto *root = m_tree->topLevelItemCount() > 0 ? m_tree->topLevelItem(0) : new QTreeWidgetItem(m_tree);
    describe(root, {.job = flow.job, .children = flow.counts.all()});
    root->setText(KinColumn, {});
    if (flow.parent && ++m_climbed < highestClimb)
        return m_ask.ask({.queue = flow.parent->queue, .id = flow.parent->id, .limit = 1});
    begin();
}

void FlowDialog::begin()
{
    QTreeWidgetItem *root = m_tree->topLevelItem(0);
    m_pane->showContent();
    m_tree->setCurrentItem(root);
    m_askRoot.ask({.queue = refOf(*root).queue, .id = refOf(*root).id});
    read(root);
}

void FlowDialog::describe(QTreeWidgetItem *item, const FlowChild &child)
{
    item->setData(JobColumn, QueueRole, child.job.queue.value);
    item->setData(JobColumn, IdRole, child.job.id.value);
    item->setData(JobColumn, StateRole, int(child.state));
    item->setText(JobColumn, child.name.isEmpty() ? child.job.id.value : child.name + u" · "_s + child.job.id.value);
    item->setText(QueueColumn, child.job.queue.value);
    item->setText(StateColumn, child.state == JobState::Unknown ? tr("removed") : format::name(child.state));
    QFont font = item->font(JobColumn);
    font.setBold(child.job == m_job);
    item->setFont(JobColumn, font);
}

void FlowDialog::read(QTreeWidgetItem *item)
{
    if (item->data(JobColumn, ReadRole).toBool())
        return;
    item->setData(JobColumn, ReadRole, true);
    m_toRead.append(item);
    readNext();
}

void FlowDialog::readNext()
{
    if (m_reading || m_toRead.isEmpty())
        return;
    m_reading = m_toRead.takeFirst();
    const JobRef job = refOf(*m_reading);
    m_ask.ask({.queue = job.queue, .id = job.id, .cursor = m_reading->data(JobColumn, CursorRole).toString(), .limit = childrenAtOnce});
}

void FlowDialog::take(const JobFlow &flow)
{
    QTreeWidgetItem *parent = std::exchange(m_reading, nullptr);
    for (const FlowChild &child : flow.children) {
        auto *item = new QTreeWidgetItem(parent);
        describe(item, child);
        item->setText(KinColumn, kinText(child.kin));
        item->setToolTip(KinColumn, child.outcome);
        if (child.children == 0)
            continue;
        item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
        if (m_tree->topLevelItem(0)->childCount() <= mostOpened)
            item->setExpanded(true);
    }
    parent->setExpanded(true);
    if (!flow.next.isEmpty()) {
        parent->setData(JobColumn, CursorRole, flow.next);
        m_toRead.prepend(parent);
    }
    readNext();
}

void FlowDialog::showChosen()
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    if (!item || !m_show->isEnabled())
        return;
    emit jobAsked(refOf(*item), JobState(item->data(JobColumn, StateRole).toInt()));
    accept();
}

} // namespace trato
