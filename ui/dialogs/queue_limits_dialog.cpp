#include "ui/dialogs/queue_limits_dialog.h"

#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int highestLimit = 1'000'000;
constexpr int longestWindow = 24 * 3600 * 1000;   ///< ms

QSpinBox *makeLimit(int value, const QString &none)
{
    auto *box = new QSpinBox;
    box->setRange(0, highestLimit);
    box->setSpecialValueText(none);
    box->setValue(value);
    return box;
}

} // namespace

QueueLimitsDialog::QueueLimitsDialog(const PageContext &context, const QueueView &queue, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_queue(queue.name)
    , m_concurrency(makeLimit(queue.limits.concurrency, tr("no limit")))
    , m_most(makeLimit(queue.limits.max, tr("no limit")))
    , m_window(new QSpinBox)
    , m_problem(makeLabel({}, "error"))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
    , m_limit(context.engine, [this](const Done &) {
          emit changed();
          QDialog::accept();
      }, [this](const Error &error) {
          m_buttons->button(QDialogButtonBox::Ok)->setEnabled(true);
          m_problem->setText(format::error(error));
          m_problem->show();
      })
{
    setWindowTitle(tr("Limits of the queue"));
    setMinimumWidth(420);
    m_window->setRange(1, longestWindow);
    m_window->setSuffix(tr(" ms"));
    m_window->setValue(queue.limits.max > 0 ? int(queue.limits.window.count()) : 1000);
    auto *form = new QFormLayout;
    form->setSpacing(10);
    form->addRow(tr("Queue"), makeLabel(m_queue.value, "strong"));
    form->addRow(tr("Jobs at the same time"), m_concurrency);
    form->addRow(tr("Jobs started"), m_most);
    form->addRow(tr("in each"), m_window);
    auto *explanation = makeLabel(tr("The limits hold for all workers of the queue together."), "hint");
    explanation->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Change"));
    m_buttons->button(QDialogButtonBox::Ok)->setProperty("kind", u"primary"_s);
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(explanation);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    const auto offerWindow = [this] { m_window->setEnabled(m_most->value() > 0); };
    connect(m_most, &QSpinBox::valueChanged, this, offerWindow);
    offerWindow();
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QueueLimitsDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString QueueLimitsDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void QueueLimitsDialog::accept()
{
    QueueLimits limits{.concurrency = m_concurrency->value(), .max = m_most->value()};
    if (limits.max > 0)
        limits.window = Millis(m_window->value());
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    m_limit.ask({.queue = m_queue, .limits = limits});
}

} // namespace trato
