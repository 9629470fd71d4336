#pragma once

#include "ui/pages/delivery_list.h"

#include "engine/api/questions/costs.h"

class QComboBox;
class QLineEdit;
class QTimer;

namespace trato {

class Card;
class CostsCard;

/// What became of every message, and what messages cost. Main thread; owned by the home page.
class DeliveriesPage final : public Page
{
    Q_OBJECT
public:
    explicit DeliveriesPage(const PageContext &context, QWidget *parent = nullptr);
    void refresh() override;
    bool settled() const override { return Page::settled() && !m_list->busy(); }
    DeliveryList &list() const { return *m_list; }
    CostsCard &costs() const { return *m_costs; }
    QLineEdit &searchField() const { return *m_search; }
    QComboBox &stateField() const { return *m_state; }

signals:
    void pricesAsked();

private:
    void search();

    Card *m_card;
    QLineEdit *m_search;
    QComboBox *m_state;
    DeliveryList *m_list;
    CostsCard *m_costs;
    QTimer *m_pause;
    std::unique_ptr<Asker<ask::ShowCosts>> m_askCosts;
};

} // namespace trato
