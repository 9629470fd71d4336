#include "ui/dialogs/queue_limits_dialog.h"

#include "ui/widgets/card.h"

#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>

namespace trato {

namespace {

constexpr int highestLimit = 1'000'000;
constexpr int longestWindow = 24 * 3600 * 1000;   ///< ms

QSpinBox *makeLimit(int value, const QString &none)
{
    auto *box = new QSpinBox;
    box->setRange(0, highestLimit);
    box->setGroupSeparatorShown(true);
    box->setSpecialValueText(none);
    box->setValue(value);
    return box;
}

} // namespace

QueueLimitsDialog::QueueLimitsDialog(const PageContext &context, const QueueView &queue, QWidget *parent)
    : FormDialog(tr("Limits of the queue"), tr("The limits hold for all workers of the queue together."), parent)
    , m_queue(queue.name)
    , m_concurrency(makeLimit(queue.limits.concurrency, tr("no limit")))
    , m_most(makeLimit(queue.limits.max, tr("no limit")))
    , m_window(new QSpinBox)
    , m_limit(context.engine, [this](const Done &) { succeed(); }, [this](const Error &error) { refuse(error); })
{
    m_window->setRange(1, longestWindow);
    m_window->setGroupSeparatorShown(true);
    m_window->setSuffix(tr(" ms"));
    m_window->setValue(queue.limits.max > 0 ? int(queue.limits.window.count()) : 1000);
    form().addRow(tr("Queue"), makeLabel(m_queue.value, "strong"));
    form().addRow(tr("Jobs at the same time"), m_concurrency);
    form().addRow(tr("Jobs started"), m_most);
    form().addRow(tr("in each"), m_window);
    const auto offerWindow = [this] { m_window->setEnabled(m_most->value() > 0); };
    connect(m_most, &QSpinBox::valueChanged, this, offerWindow);
    offerWindow();
}

void QueueLimitsDialog::accept()
{
    QueueLimits limits{.concurrency = m_concurrency->value(), .max = m_most->value()};
    if (limits.max > 0)
        limits.window = Millis(m_window->value());
    begin();
    m_limit.ask({.queue = m_queue, .limits = limits});
}

} // namespace trato
