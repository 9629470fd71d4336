#pragma once

#include <QMenu>

namespace trato {

class TableView;

/// Which columns of the jobs table are shown: a menu of them, remembered in the window's state file. Main thread; owned
/// by the jobs panel.
class JobColumns final : public QMenu
{
    Q_OBJECT
public:
    /// `stateFile` empty: nothing is remembered.
    JobColumns(TableView &table, const QString &stateFile, QWidget *parent);
    bool isShown(int column) const;
    void setShown(int column, bool shown);

private:
    void apply();
    void save() const;

    TableView &m_table;
    const QString m_stateFile;
    QList<QAction *> m_actions;   ///< by column; null for the one that is always there
};

} // namespace trato
