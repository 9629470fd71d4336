#include "ui/dialogs/job_copy_dialog.h"

#include "ui/format.h"
#include "ui/json_fold.h"
#include "ui/widgets/card.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostTries = 1000;
constexpr int longestDelay = 31 * 24 * 3600;   ///< seconds

/// On several lines, nothing left out.
QString laidOut(const QByteArray &json)
{
    constexpr auto all = std::numeric_limits<int>::max();
    return json_fold::fold(json, {.text = all / 8, .string = all / 8, .items = all, .depth = 512});
}

} // namespace

JobCopyDialog::JobCopyDialog(const PageContext &context, const JobDetail &original, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_original(original.row)
    , m_data(new QPlainTextEdit)
    , m_delay(new QSpinBox)
    , m_priority(new QSpinBox)
    , m_tries(new QSpinBox)
    , m_problem(makeLabel({}, "error"))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
    , m_copy(context.engine, [this](const Added &added) {
          emit copied(added.id);
          QDialog::accept();
      }, [this](const Error &error) { refuse(format::error(error)); })
{
    setWindowTitle(tr("Edit and run again"));
    setMinimumSize(560, 460);
    auto *explanation = makeLabel(tr("A new job with this data is added to %1. Job %2 stays as it is.")
                                      .arg(m_original.queue.value, m_original.id.value), "hint");
    explanation->setWordWrap(true);
    m_data->setProperty("role", u"mono"_s);
    m_data->setAccessibleName(tr("Data of the new job"));
    m_data->setTabChangesFocus(true);
    m_data->setPlainText(laidOut(original.data.utf8));
    m_delay->setRange(0, longestDelay);
    m_delay->setSuffix(tr(" s"));
    m_delay->setSpecialValueText(tr("at once"));
    m_priority->setRange(0, JobOptions::highestPriority);
    m_priority->setSpecialValueText(tr("none"));
    m_priority->setValue(m_original.priority);
    m_tries->setRange(1, mostTries);
    m_tries->setValue(m_original.attempts);

    auto *form = new QFormLayout;
    form->setSpacing(10);
    form->addRow(tr("Name"), makeLabel(m_original.name, "strong"));
    form->addRow(tr("Runs in"), m_delay);
    form->addRow(tr("Priority"), m_priority);
    form->addRow(tr("Tries"), m_tries);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Add the copy"));
    m_buttons->button(QDialogButtonBox::Ok)->setProperty("kind", u"primary"_s);
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(explanation);
    layout->addWidget(m_data, 1);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    connect(m_data, &QPlainTextEdit::textChanged, this, &JobCopyDialog::judge);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &JobCopyDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_data->setFocus();
}

QString JobCopyDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void JobCopyDialog::judge()
{
    const bool json = codec::isJson(m_data->toPlainText().toUtf8());
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(json);
    if (json)
        m_problem->hide();
    else
        refuse(tr("The data is not JSON. Look for a missing quote, comma or bracket."));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(json);
}

void JobCopyDialog::accept()
{
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    m_copy.ask({.queue = m_original.queue, .id = m_original.id, .data = JsonText{m_data->toPlainText().toUtf8()},
                .delay = Seconds(m_delay->value()), .priority = m_priority->value(), .attempts = m_tries->value()});
}

void JobCopyDialog::refuse(const QString &words)
{
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(true);
    m_problem->setText(words);
    m_problem->show();
}

} // namespace trato
