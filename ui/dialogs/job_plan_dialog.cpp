#include "ui/dialogs/job_plan_dialog.h"

#include "ui/widgets/card.h"

#include <QDateTimeEdit>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>

namespace trato {

using namespace Qt::StringLiterals;

namespace {
}

JobPlanDialog::JobPlanDialog(const PageContext &context, const JobRow &job, QWidget *parent)
    : FormDialog(tr("Time and priority"), tr("1 is the first of the prioritized jobs. Jobs without a priority run before them."), parent)
    , m_job(job)
    , m_priority(new QSpinBox)
    , m_change(context.engine, [this](const Done &) { succeed(); }, [this](const Error &error) { refuse(error); })
{
    form().addRow(tr("Job"), makeLabel(m_job.id.value, "strong"));
    if (m_job.state == JobState::Delayed && m_job.dueAt) {
        m_due = new QDateTimeEdit(toUtc(*m_job.dueAt).toLocalTime());
        m_due->setDisplayFormat(QLocale().language() == QLocale::Portuguese ? u"dd/MM/yyyy HH:mm:ss"_s : u"yyyy-MM-dd HH:mm:ss"_s);
        m_due->setCalendarPopup(true);
        form().addRow(tr("Runs at"), m_due);
    }
    m_priority->setRange(0, JobOptions::highestPriority);
    m_priority->setSpecialValueText(tr("none"));
    m_priority->setValue(m_job.priority);
    form().addRow(tr("Priority"), m_priority);
}

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
    begin();
    m_change.ask(change);
}

} // namespace trato
