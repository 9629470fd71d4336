#pragma once

#include "engine/api/questions/kinds.h"
#include "engine/api/questions/shop.h"
#include "engine/api/questions/waits.h"
#include "ui/format.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace trato {

class Banner;
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
    /// Why nothing is offered; empty: it is.
    QString notice() const;
    Banner &banner() const { return *m_banner; }

private:
    void fill(const WaitList &list);
    void offerActs();
    format::Marked mark(const WaitEntry &entry) const;
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
    Banner *m_banner;
    QMap<QString, Instant> m_askedUntil{};   ///< open offers, by entry
    UnitId m_unit{};
    quint64 m_seen = 0;                      ///< revision of the diary
    bool m_switched = false;
    Asker<ask::ListWaits> m_list;
    Asker<ask::AddWait> m_addWait;
    Asker<ask::RemoveWait> m_removeWait;
    Asker<ask::SetMessageKind> m_switchOn;
    Asker<ask::ListServices> m_services;
    Asker<ask::ListProfessionals> m_team;
};

} // namespace trato
