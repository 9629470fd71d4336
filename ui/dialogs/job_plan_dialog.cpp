#include "ui/dialogs/job_plan_dialog.h"

#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {
constexpr int highestPriority = 2'097'151;
}

JobPlanDialog::JobPlanDialog(const PageContext &context, const JobRow &job, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_job(job)
    , m_priority(new QSpinBox)
    , m_problem(makeLabel({}, "error"))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
    , m_change(context.engine, [this](const Done &) {
          emit changed();
          QDialog::accept();
      }, [this](const Error &error) {
          m_buttons->button(QDialogButtonBox::Ok)->setEnabled(true);
          m_problem->setText(format::error(error));
          m_problem->show();
      })
{
    setWindowTitle(tr("Time and priority"));
    setMinimumWidth(400);
    auto *form = new QFormLayout;
    form->setSpacing(10);
    form->addRow(tr("Job"), makeLabel(m_job.id.value, "strong"));
    if (m_job.state == JobState::Delayed && m_job.dueAt) {
        m_due = new QDateTimeEdit(toUtc(*m_job.dueAt).toLocalTime());
        m_due->setDisplayFormat(QLocale().language() == QLocale::Portuguese ? u"dd/MM/yyyy HH:mm:ss"_s : u"yyyy-MM-dd HH:mm:ss"_s);
        m_due->setCalendarPopup(true);
        form->addRow(tr("Runs at"), m_due);
    }
    m_priority->setRange(0, highestPriority);
    m_priority->setSpecialValueText(tr("none"));
    m_priority->setValue(m_job.priority);
    form->addRow(tr("Priority"), m_priority);
    auto *explanation = makeLabel(tr("1 is the first of the prioritized jobs. Jobs without a priority run before them."), "hint");
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
    connect(m_buttons, &QDialogButtonBox::accepted, this, &JobPlanDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString JobPlanDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void JobPlanDialog::accept()
{
    ask::ChangeJob change{.queue = m_job.queue, .id = m_job.id};
    if (m_due && m_due->dateTime() != toUtc(m_job.dueAt.value_or(Instant{})).toLocalTime())
        change.dueAt = fromMs(m_due->dateTime().toMSecsSinceEpoch());
    if (m_priority->value() != m_job.priority)
        change.priority = m_priority->value();
    if (!change.dueAt && !change.priority) {
        QDialog::reject();
        return;
    }
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    m_change.ask(change);
}

} // namespace trato
