#include "ui/pages/costs_card.h"

#include "ui/message_format.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

CostsCard::CostsCard(const PageContext &context, QWidget *parent)
    : Card(tr("Costs"), parent)
    , m_months(new QComboBox)
    , m_sum(makeLabel({}, "kpi"))
    , m_bar(new QProgressBar)
    , m_note(makeLabel({}, "hint"))
{
    using C = CostRow;
    m_model = new ListTable<C>({{tr("Way"), textColumn<C>([](const C &c) { return format::name(c.channel); })},
                                {tr("Category"), textColumn<C>([](const C &c) { return format::category(c.category); }, true)},
                                {tr("Messages"), textColumn<C>([](const C &c) { return format::number(c.messages); }), true},
                                {tr("Cost"), textColumn<C>([](const C &c) { return c.unpriced == c.messages ? u"—"_s : format::cost(c.micros); }), true}},
                               [](const C &c) { return nameOf(c.channel) + c.category; }, this);
    m_table = new TableView(context.theme, tr("Costs"));
    m_table->setModel(m_model);
    m_table->setWeights({3, 4, 2, 3}, {1, 0});
    m_pane = new StatePane(m_table);
    m_months->setAccessibleName(tr("Month"));
    m_months->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(8);
    m_bar->setAccessibleName(tr("Share of the budget that is spent"));
    m_note->setWordWrap(true);
    addToHeader(m_months);
    auto *prices = new QPushButton(tr("Prices and budget…"));
    connect(prices, &QPushButton::clicked, this, &CostsCard::pricesAsked);
    body()->addWidget(m_sum);
    body()->addWidget(m_bar);
    body()->addWidget(m_note);
    body()->addWidget(m_pane, 1);
    body()->addWidget(prices, 0, Qt::AlignLeft);
    m_bar->hide();
    connect(m_months, &QComboBox::activated, this, &CostsCard::monthChosen);
}

QString CostsCard::month() const { return m_months->currentData().toString(); }
QString CostsCard::summary() const { return m_sum->text() + u'\n' + m_note->text(); }
void CostsCard::showError(const QString &text) { m_pane->showError(text); }

void CostsCard::fill(const CostReport &report)
{
    QStringList months = report.months;
    if (!months.contains(report.month))
        months.prepend(report.month);
    const QSignalBlocker quiet(m_months);
    m_months->clear();
    for (const QString &month : std::as_const(months))
        m_months->addItem(format::monthName(month), month);
    m_months->setCurrentIndex(int(months.indexOf(report.month)));
    m_sum->setText(format::spent(report));
    m_bar->setVisible(report.budgetMicros.has_value());
    if (report.budgetMicros) {
        constexpr int whole = 1000;
        m_bar->setRange(0, whole);
        m_bar->setValue(*report.budgetMicros > 0 ? int(std::min<qint64>(whole, report.micros * whole / *report.budgetMicros)) : whole);
    }
    QStringList notes;
    if (report.budget == BudgetState::Near)
        notes << tr("The budget is nearly spent.");
    if (report.budget == BudgetState::Spent)
        notes << tr("The budget is spent: advertising is held back, reminders still go out.");
    if (report.unpriced > 0)
        notes << tr("%1 left without a price. Set your prices to see the whole sum.").arg(format::messages(report.unpriced));
    m_note->setText(notes.join(u' '));
    m_note->setVisible(!notes.isEmpty());
    m_model->set(report.rows);
    if (report.rows.isEmpty())
        m_pane->showEmpty(tr("Nothing was billed"), tr("Live messages are counted here by way and category, with your own prices."));
    else
        m_pane->showContent();
}

} // namespace trato
