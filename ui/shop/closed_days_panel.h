#pragma once

#include "engine/api/questions/shop.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

class QCheckBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace trato {

class StatePane;
class TableView;

/// Holidays and closed days of a year, days to add, and the visits that are booked on them. Main thread; owned by the shop's
/// dialog.
class ClosedDaysPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ClosedDaysPanel(const PageContext &context, QWidget *parent = nullptr);
    const ListTable<ClosedDay> &model() const { return *m_model; }
    const ListTable<ClosedVisit> &visits() const { return *m_visits; }
    TableView &table() const { return *m_table; }
    QLineEdit &nameField() const { return *m_name; }
    QDateEdit &dayField() const { return *m_day; }
    void add();
    /// Opens a holiday, or takes back what was set for the chosen day.
    void toggleChosen();
    QString problem() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void offer();

    PageContext m_context;
    ListTable<ClosedDay> *m_model;
    ListTable<ClosedVisit> *m_visits;
    TableView *m_table;
    StatePane *m_pane;
    StatePane *m_visitPane;
    QSpinBox *m_year;
    QDateEdit *m_day;
    QLineEdit *m_name;
    QCheckBox *m_everyYear;
    QPushButton *m_toggle;
    QLabel *m_problem;
    Asker<ask::ListClosedDays> m_list;
    Asker<ask::ListClosedVisits> m_listVisits;
    Asker<ask::SetClosedDay> m_set;
    Asker<ask::ForgetClosedDay> m_forget;
};

} // namespace trato
