#pragma once

#include "engine/api/questions/diary.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

class QLineEdit;

namespace trato {

class Card;
class ClientPanel;
class StatePane;
class TableView;

/// The clients: a list that can be searched, and the file of the chosen one. Main thread; owned by the home page.
class ClientsPage final : public Page
{
    Q_OBJECT
public:
    explicit ClientsPage(const PageContext &context, QWidget *parent = nullptr);
    void refresh() override;
    /// Shows this client: in the list, and the file beside it.
    void find(const Client &client);
    const ListTable<Client> &model() const { return *m_model; }
    TableView &table() const { return *m_table; }
    ClientPanel &file() const { return *m_file; }
    QLineEdit &searchField() const { return *m_search; }

signals:
    void shopAsked();

private:
    void showChosen();
    void add();

    ListTable<Client> *m_model;
    TableView *m_table;
    Card *m_card;
    StatePane *m_pane;
    QLineEdit *m_search;
    ClientPanel *m_file;
    ClientId m_chosen;
    std::unique_ptr<Asker<ask::ListClients>> m_list;
};

} // namespace trato
