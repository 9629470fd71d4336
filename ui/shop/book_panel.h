#pragma once

#include "engine/api/result.h"
#include "ui/pages/page.h"

class QAbstractItemModel;
class QCheckBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace trato {

class StatePane;
class TableView;

/// One list of the shop's book: named things in a table, and a line below to add or change one. The kinds fill it with
/// their columns and fields. Main thread; owned by the shop's dialog.
class BookPanel : public QWidget
{
    Q_OBJECT
public:
    TableView &table() const { return *m_table; }
    QLineEdit &nameField() const { return *m_name; }
    QString problem() const;
    /// Empties the line for a new one.
    void begin();
    virtual void save() = 0;

signals:
    void changed();

protected:
    struct Words {
        QString list{};         ///< what the table holds
        QString name{};         ///< of the field
        QString active{};       ///< the tick that says it is in use
        QString none{};
        QString hint{};         ///< how the first one comes
    };
    BookPanel(const PageContext &context, Words words, QWidget *parent);
    void showEvent(QShowEvent *event) override;

    void setModel(QAbstractItemModel *model, const QList<int> &weights);
    /// A field between name and tick.
    void addField(QWidget *field, const QString &name);
    bool isTicked() const;

    /// Asks for the list.
    virtual void load() = 0;
    /// Takes a row, or with -1 a new one, as what is edited; its own fields are filled here. Answers name and tick.
    virtual std::pair<QString, bool> edit(int row) = 0;

    void listed(bool any);
    void refuseList(const Error &error);
    void saved();
    void refuse(const Error &error);

private:
    void take(int row);

    const Words m_words;
    TableView *m_table;
    StatePane *m_pane;
    QHBoxLayout *m_line;
    QLineEdit *m_name;
    QCheckBox *m_active;
    QPushButton *m_save;
    QLabel *m_problem;
};

} // namespace trato
