#pragma once

#include "engine/api/questions/diary.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

#include <QDialog>

class QPushButton;

namespace trato {

class StatePane;
class TableView;
class VisitKeeper;

/// Clients to call before their visit: who does not come, was not understood, did not answer or could not be asked; with the
/// number and what can be done. Main thread; child of the card that opens it.
class CallListDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit CallListDialog(const PageContext &context, QWidget *parent = nullptr);
    const ListTable<CallEntry> &calls() const { return *m_calls; }
    TableView &table() const { return *m_table; }
    QPushButton &comesButton() const { return *m_comes; }
    QPushButton &cancelButton() const { return *m_cancel; }

signals:
    /// What became of a visit was written down.
    void changed();

private:
    void fill(const QList<CallEntry> &calls);
    void choose();
    std::optional<VisitView> chosen() const;

    ListTable<CallEntry> *m_calls;
    TableView *m_table;
    StatePane *m_pane;
    VisitKeeper *m_keeper;
    QPushButton *m_comes;
    QPushButton *m_cancel;
    QPushButton *m_open;
    Asker<ask::ListCalls> m_ask;
};

} // namespace trato
