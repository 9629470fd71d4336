#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/messages.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace trato {

class StatePane;
class TableView;

/// Which messages a shop sends to its clients: each on or off, with how it reads, and what goes out in the next 24 hours. What
/// is switched holds at once. Main thread; child of the window.
class MessagesDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit MessagesDialog(const PageContext &context, QWidget *parent = nullptr);
    const ListTable<MessageKindView> &kinds() const { return *m_kinds; }
    TableView &table() const { return *m_table; }
    QPushButton &switchButton() const { return *m_switch; }
    QPushButton &previewButton() const { return *m_preview; }
    QComboBox &unitField() const { return *m_where; }
    QString example() const;
    QString problem() const;

private:
    void showUnits(const QList<Unit> &units);
    void askKinds();
    void showKind();
    void turn();
    void refuse(const Error &error);
    void openPreview(const PreviewList &list);

    PageContext m_context;
    QList<Unit> m_units;
    ListTable<MessageKindView> *m_kinds;
    TableView *m_table;
    StatePane *m_pane;
    QComboBox *m_where;
    QPlainTextEdit *m_example;
    QLabel *m_note;
    QLabel *m_problem;
    QPushButton *m_switch;
    QPushButton *m_preview;
    Asker<ask::ListUnits> m_askUnits;
    Asker<ask::ListMessageKinds> m_askKinds;
    Asker<ask::SetMessageKind> m_set;
    Asker<ask::PreviewReminders> m_askPreview;
};

} // namespace trato
