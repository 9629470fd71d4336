#include "ui/dialogs/client_dialog.h"

#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

ClientDialog::ClientDialog(const PageContext &context, const ClientId &id, QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit)
    , m_phone(new QLineEdit)
    , m_email(new QLineEdit)
    , m_notes(new QPlainTextEdit)
    , m_showNotes(new QPushButton(tr("Show notes"), this))
    , m_problem(makeLabel({}, "error"))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel))
    , m_read(context.engine,
             [this](const Client &client) {
                 m_client = client;
                 m_name->setText(client.name);
                 m_phone->setText(client.phone);
                 m_email->setText(client.email);
                 m_buttons->button(QDialogButtonBox::Save)->setEnabled(true);
                 m_showNotes->setEnabled(true);
             },
             [this](const Error &error) { refuse(error); })
    , m_save(context.engine,
             [this](const Client &client) {
                 QDialog::accept();
                 emit saved(client.id);
             },
             [this](const Error &error) {
                 m_buttons->button(QDialogButtonBox::Save)->setEnabled(true);
                 refuse(error);
             })
{
    setWindowTitle(id.isEmpty() ? tr("New client") : tr("Edit client"));
    setMinimumWidth(440);
    m_phone->setPlaceholderText(u"(11) 90000-0000"_s);
    m_notes->setMaximumHeight(110);
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setTabChangesFocus(true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *form = new QFormLayout;
    form->setSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Phone"), m_phone);
    form->addRow(tr("E-mail"), m_email);
    if (id.isEmpty()) {
        form->addRow(tr("Notes"), m_notes);
        m_showNotes->hide();
    } else {
        m_notes->hide();
        auto *notes = new QVBoxLayout;
        m_showNotes->setAutoDefault(false);
        notes->addWidget(m_showNotes, 0, Qt::AlignLeft);
        notes->addWidget(m_notes);
        form->addRow(tr("Notes"), notes);
        connect(m_showNotes, &QPushButton::clicked, this, [this] {
            m_notes->setPlainText(m_client.notes);
            m_notes->show();
            m_showNotes->hide();
            m_notes->setFocus();
        });
    }
    m_buttons->button(QDialogButtonBox::Save)->setText(tr("Save"));
    m_buttons->button(QDialogButtonBox::Save)->setProperty("kind", u"primary"_s);
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &ClientDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (!id.isEmpty()) {
        m_buttons->button(QDialogButtonBox::Save)->setEnabled(false);
        m_showNotes->setEnabled(false);
        m_read.ask({.id = id});
    }
}

QString ClientDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void ClientDialog::accept()
{
    m_problem->hide();
    m_client.name = m_name->text();
    m_client.phone = m_phone->text();
    m_client.email = m_email->text().trimmed();
    if (!m_notes->isHidden())
        m_client.notes = m_notes->toPlainText();
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(false);
    m_save.ask({.client = m_client});
}

void ClientDialog::refuse(const Error &error)
{
    if (error.detail.startsWith(u"phone"))
        m_phone->setFocus();
    else if (error.detail.startsWith(u"name"))
        m_name->setFocus();
    m_problem->setText(format::error(error));
    m_problem->show();
}

} // namespace trato
