#pragma once

#include "engine/api/questions/shop.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace trato {

class StatePane;
class TableView;

/// The professionals: list, add, rename, active or not. Main thread; owned by the shop's dialog.
class TeamPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit TeamPanel(const PageContext &context, QWidget *parent = nullptr);
    const ListTable<Professional> &model() const { return *m_model; }
    TableView &table() const { return *m_table; }
    /// Fills the form for a new one.
    void begin();
    void save();
    QLineEdit &nameField() const { return *m_name; }
    QString problem() const;

signals:
    void changed();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showChosen();

    PageContext m_context;
    ListTable<Professional> *m_model;
    TableView *m_table;
    StatePane *m_pane;
    QLineEdit *m_name;
    QCheckBox *m_active;
    QPushButton *m_save;
    QLabel *m_problem;
    Professional m_edited;
    Asker<ask::ListProfessionals> m_list;
    Asker<ask::SaveProfessional> m_saveOne;
};

} // namespace trato
