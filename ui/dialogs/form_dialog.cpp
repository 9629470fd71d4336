#include "ui/dialogs/form_dialog.h"

#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

FormDialog::FormDialog(const QString &title, const QString &explanation, QWidget *parent)
    : QDialog(parent)
    , m_form(new QFormLayout)
    , m_problem(makeLabel({}, "error"))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setWindowTitle(title);
    setMinimumWidth(420);
    m_form->setSpacing(10);
    auto *words = makeLabel(explanation, "hint");
    words->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Change"));
    m_buttons->button(QDialogButtonBox::Ok)->setProperty("kind", u"primary"_s);
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(m_form);
    layout->addWidget(words);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] { accept(); });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString FormDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void FormDialog::begin()
{
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
}

void FormDialog::succeed()
{
    emit changed();
    QDialog::accept();
}

void FormDialog::refuse(const Error &error)
{
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(true);
    m_problem->setText(format::error(error));
    m_problem->show();
}

} // namespace trato
