#pragma once

#include "engine/api/questions/costs.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"
#include "ui/widgets/card.h"

class QComboBox;
class QProgressBar;

namespace trato {

class StatePane;
class TableView;

/// What the messages of a month cost, against the budget. Main thread; owned by its page.
class CostsCard final : public Card
{
    Q_OBJECT
public:
    explicit CostsCard(const PageContext &context, QWidget *parent = nullptr);
    QString month() const;
    void fill(const CostReport &report);
    void showError(const QString &text);
    QString summary() const;
    const ListTable<CostRow> &model() const { return *m_model; }

signals:
    void monthChosen();
    void pricesAsked();

private:
    QComboBox *m_months;
    QLabel *m_sum;
    QProgressBar *m_bar;
    QLabel *m_note;
    ListTable<CostRow> *m_model;
    TableView *m_table;
    StatePane *m_pane;
};

} // namespace trato
