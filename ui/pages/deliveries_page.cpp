#include "ui/pages/deliveries_page.h"

#include "ui/format.h"
#include "ui/pages/costs_card.h"
#include "ui/widgets/card.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

DeliveriesPage::DeliveriesPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_card(new Card(tr("Messages")))
    , m_search(new QLineEdit)
    , m_state(new QComboBox)
    , m_list(new DeliveryList(context))
    , m_costs(new CostsCard(context))
    , m_pause(new QTimer(this))
{
    m_usesDeliveries = true;
    m_usesStatus = true;   // prices and budget are settings
    m_askCosts = makeAsker<ask::ShowCosts>([this](const CostReport &report) { m_costs->fill(report); },
                                           [this](const Error &error) { m_costs->showError(format::error(error)); });
    m_search->setPlaceholderText(tr("Name, phone, e-mail, visit or id…"));
    m_search->setAccessibleName(tr("Search messages"));
    m_search->setClearButtonEnabled(true);
    m_state->setAccessibleName(tr("State"));
    m_state->addItem(tr("All states"));
    for (int i = 0; i < int(EnumNames<DeliveryState>::names.size()); ++i)
        m_state->addItem(format::mark(DeliveryState(i)).text, nameOf(DeliveryState(i)));
    auto *line = new QHBoxLayout;
    line->addWidget(m_search, 1);
    line->addWidget(m_state);
    m_card->body()->addLayout(line);
    m_card->body()->addWidget(m_list, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap);
    layout->addWidget(m_card, 8);
    layout->addWidget(m_costs, 4);
    m_pause->setSingleShot(true);
    m_pause->setInterval(250);
    connect(m_search, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(m_pause, &QTimer::timeout, this, &DeliveriesPage::search);
    connect(m_state, &QComboBox::activated, this, &DeliveriesPage::search);
    const auto answered = [this] {
        emit updated(m_context.clock.now());
        if (settled())
            emit becameSettled();
    };
    connect(m_list, &DeliveryList::listed, this, answered, Qt::QueuedConnection);   // when it is no longer busy
    connect(m_list, &DeliveryList::failed, this, answered, Qt::QueuedConnection);
    connect(m_costs, &CostsCard::monthChosen, this, [this] { ask(*m_askCosts, {.month = m_costs->month()}); });
    connect(m_costs, &CostsCard::pricesAsked, this, &DeliveriesPage::pricesAsked);
}

void DeliveriesPage::refresh()
{
    m_list->refresh();
    ask(*m_askCosts, {.month = m_costs->month()});
}

void DeliveriesPage::search()
{
    m_list->show({.search = m_search->text().trimmed(), .state = enumFromName<DeliveryState>(m_state->currentData().toString())});
}

} // namespace trato
