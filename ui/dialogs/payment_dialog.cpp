#include "ui/dialogs/payment_dialog.h"

#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

PaymentDialog::PaymentDialog(const PageContext &context, const VisitView &visit, QWidget *parent)
    : QDialog(parent)
    , m_visit(visit.id)
    , m_amount(new QDoubleSpinBox)
    , m_method(new QComboBox)
    , m_problem(makeLabel({}, "error"))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel))
    , m_pay(context.engine, [this](const VisitView &) { QDialog::accept(); },
            [this](const Error &error) {
                m_buttons->button(QDialogButtonBox::Save)->setEnabled(true);
                m_problem->setText(format::error(error));
                m_problem->show();
                m_amount->setFocus();
            })
{
    setWindowTitle(tr("Payment received"));
    setMinimumWidth(400);
    m_amount->setRange(0, 100'000);
    m_amount->setDecimals(2);
    m_amount->setPrefix(u"R$\u00A0"_s);
    m_amount->setValue(double(std::max<qint64>(visit.priceCents - visit.paidCents, 0)) / 100.0);
    for (qsizetype i = 0; i < qsizetype(EnumNames<PaymentMethod>::names.size()); ++i)
        m_method->addItem(format::name(PaymentMethod(i)));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *form = new QFormLayout;
    form->setSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Client"), makeLabel(visit.clientName, "strong"));
    form->addRow(tr("Visit"), makeLabel(format::dateTime(visit.start, visit.zone), ""));
    form->addRow(tr("Amount"), m_amount);
    form->addRow(tr("Paid by"), m_method);
    m_buttons->button(QDialogButtonBox::Save)->setText(tr("Record"));
    m_buttons->button(QDialogButtonBox::Save)->setProperty("kind", u"primary"_s);
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    const auto offer = [this] { m_buttons->button(QDialogButtonBox::Save)->setEnabled(m_amount->value() > 0); };
    connect(m_amount, &QDoubleSpinBox::valueChanged, this, offer);
    offer();
    connect(m_buttons, &QDialogButtonBox::accepted, this, &PaymentDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_amount->setFocus();
    m_amount->selectAll();
}

QString PaymentDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void PaymentDialog::accept()
{
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(false);
    m_pay.ask({.id = m_visit, .amountCents = qRound64(m_amount->value() * 100), .method = PaymentMethod(m_method->currentIndex())});
}

} // namespace trato
