#pragma once

#include "engine/api/questions/messages.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

class QLabel;
class QPushButton;

namespace trato {

class StatePane;
class TableView;

/// Messages and what became of them, newest first; Enter opens a message's story. Asks by itself. Main thread; owned by its page
/// or dialog.
class DeliveryList final : public QWidget
{
    Q_OBJECT
public:
    explicit DeliveryList(const PageContext &context, QWidget *parent = nullptr);

    /// Shows what matches; the number of rows grows with `showMore` only.
    void show(ask::ListDeliveries question);
    void refresh();
    bool busy() const { return m_ask->busy(); }
    const ListTable<DeliveryView> &model() const { return *m_model; }
    TableView &table() const { return *m_table; }
    StatePane &pane() const { return *m_pane; }
    QPushButton &moreButton() const { return *m_more; }

signals:
    void listed(const trato::DeliveryPage &page);
    void failed();
    /// Something was decided about a message.
    void changed();

private:
    void showPage(const DeliveryPage &page);
    void showMore();
    void open(const DeliveryView &delivery);

    PageContext m_context;
    ask::ListDeliveries m_question;
    ListTable<DeliveryView> *m_model;
    TableView *m_table;
    StatePane *m_pane;
    QLabel *m_count;
    QPushButton *m_more;
    std::unique_ptr<Asker<ask::ListDeliveries>> m_ask;
};

} // namespace trato
