#pragma once

#include "engine/api/questions/shop.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace trato {

class StatePane;
class TableView;

/// The services: list, add, change, with usual length and price, active or not. Main thread; owned by the shop's dialog.
class ServicesPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ServicesPanel(const PageContext &context, QWidget *parent = nullptr);
    const ListTable<Service> &model() const { return *m_model; }
    TableView &table() const { return *m_table; }
    /// Fills the form for a new one.
    void begin();
    void save();
    QLineEdit &nameField() const { return *m_name; }
    QSpinBox &minutesField() const { return *m_minutes; }
    QString problem() const;

signals:
    void changed();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showChosen();

    PageContext m_context;
    ListTable<Service> *m_model;
    TableView *m_table;
    StatePane *m_pane;
    QLineEdit *m_name;
    QSpinBox *m_minutes;
    QDoubleSpinBox *m_price;
    QCheckBox *m_active;
    QPushButton *m_save;
    QLabel *m_problem;
    Service m_edited;
    Asker<ask::ListServices> m_list;
    Asker<ask::SaveService> m_saveOne;
};

} // namespace trato
