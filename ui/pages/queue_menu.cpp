#include "ui/pages/queue_menu.h"

#include "ui/dialogs/queue_limits_dialog.h"
#include "ui/format.h"

#include <QMenu>

namespace trato {

QueueMenu::QueueMenu(const PageContext &context, QWidget *over)
    : QObject(over)
    , m_context(context)
    , m_over(over)
    , m_menu(new QMenu(over))
    , m_limits(m_menu->addAction(tr("Limits…")))
    , m_obliterate(m_menu->addAction(tr("Remove the queue…")))
    , m_ask(context.engine,
            [this](const BulkReport &report) {
                m_context.prompts.tell(m_over, tr("The queue was removed"), tr("With it went %1.").arg(format::jobs(report.done)));
                emit done();
            },
            [this](const Error &error) {
                m_context.prompts.tell(m_over, tr("The queue was not removed"), format::error(error));
                emit done();
            })
{
    connect(m_limits, &QAction::triggered, this, &QueueMenu::changeLimits);
    connect(m_obliterate, &QAction::triggered, this, &QueueMenu::obliterate);
    setQueue({});
}

void QueueMenu::setQueue(const std::optional<QueueView> &queue)
{
    m_queue = queue;
    for (QAction *action : {m_limits, m_obliterate})
        action->setEnabled(queue.has_value());
}

void QueueMenu::changeLimits()
{
    auto *dialog = new QueueLimitsDialog(m_context, *m_queue, m_over);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QueueLimitsDialog::changed, this, &QueueMenu::done);
    dialog->open();
}

void QueueMenu::obliterate()
{
    const QueueCounts &c = m_queue->counts;
    const qint64 jobs = c.waiting + c.prioritized + c.delayed + c.active + c.waitingChildren + c.completed + c.failed;
    QString text = tr("%1: the queue and %2 in it, waiting and finished ones alike, are removed for good, with their figures and settings.")
                       .arg(m_queue->name.value, format::jobs(jobs));
    const bool force = c.active > 0;
    if (force)
        text += u'\n' + tr("%1 running now: they are taken from their workers.").arg(format::jobs(c.active));
    m_context.prompts.confirm(m_over,
                              {.title = tr("Remove this queue?"), .text = text, .action = tr("Remove the queue"), .destructive = true,
                               .word = m_queue->name.value},
                              [this, question = ask::ObliterateQueue{.queue = m_queue->name, .force = force}] { m_ask.ask(question); });
}

} // namespace trato
