#pragma once

#include <QDialog>
#include <QKeySequence>

#include <functional>

namespace trato {

/// One act of the window with its key; the menu, the palette and the sheet of shortcuts are made from these.
struct WindowAct {
    QString name{};
    QKeySequence key{};
    std::function<void()> run{};
};

/// F1: which key does what. Main thread; child of the window.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT
public:
    ShortcutsDialog(const QList<WindowAct> &acts, QWidget *parent = nullptr);
};

} // namespace trato
