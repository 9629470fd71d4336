#pragma once

#include "engine/api/questions/shop.h"
#include "engine/api/questions/waits.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace trato {

class StatePane;
class TableView;

/// Clients who would come on a full day, the free places that were offered to them, and a form for one more. Main thread;
/// child of the page that opens it.
class WaitListDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit WaitListDialog(const PageContext &context, QWidget *parent = nullptr);
    const ListTable<WaitEntry> &waits() const { return *m_waits; }
    const ListTable<SlotOffer> &offers() const { return *m_offers; }
    TableView &table() const { return *m_table; }
    QLineEdit &nameField() const { return *m_name; }
    QLineEdit &phoneField() const { return *m_phone; }
    QDateEdit &dayField() const { return *m_day; }
    QPushButton &addButton() const { return *m_add; }
    QPushButton &removeButton() const { return *m_remove; }
    QString problem() const;

private:
    void fill(const WaitList &list);
    void add();
    void removeChosen();
    void refuse(const Error &error);

    PageContext m_context;
    ListTable<WaitEntry> *m_waits;
    ListTable<SlotOffer> *m_offers;
    TableView *m_table;
    StatePane *m_waitPane;
    StatePane *m_offerPane;
    QLineEdit *m_name;
    QLineEdit *m_phone;
    QDateEdit *m_day;
    QComboBox *m_service;
    QComboBox *m_professional;
    QPushButton *m_add;
    QPushButton *m_remove;
    QLabel *m_problem;
    Asker<ask::ListWaits> m_list;
    Asker<ask::AddWait> m_addWait;
    Asker<ask::RemoveWait> m_removeWait;
    Asker<ask::ListServices> m_services;
    Asker<ask::ListProfessionals> m_team;
};

} // namespace trato
