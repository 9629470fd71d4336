#include "ui/dialogs/shortcuts_dialog.h"

#include "ui/theme.h"
#include "ui/widgets/card.h"

#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

ShortcutsDialog::ShortcutsDialog(const QList<WindowAct> &acts, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setMinimumWidth(440);
    auto *form = new QFormLayout;
    form->setSpacing(8);
    const auto line = [form](const QString &key, const QString &what) { form->addRow(makeLabel(key, "strong"), makeLabel(what, "")); };
    for (const WindowAct &act : acts)
        if (!act.key.isEmpty())
            line(act.key.toString(QKeySequence::NativeText), act.name);
    const auto part = [](Qt::Key key) { return QKeySequence(Qt::ALT | key).toString(QKeySequence::NativeText); };
    line(part(Qt::Key_1) + u" … "_s + part(Qt::Key_5), tr("Overview: the overview, diary, waiting line, clients, messages"));
    line(u"N, M, T"_s, tr("Diary: new visit, move the chosen one, today"));
    line(tr("Ctrl+Left, Ctrl+Right"), tr("Diary: earlier, later"));
    line(tr("Space"), tr("Job list: tick what is chosen"));
    line(QKeySequence(Qt::CTRL | Qt::Key_A).toString(QKeySequence::NativeText), tr("Job list: tick everything that matches"));
    line(u"F10"_s, tr("Open the menu"));
    line(tr("Tab, arrows"), tr("Go from control to control, and inside a group"));
    line(tr("Space, Enter"), tr("Press what has the focus"));
    line(u"Esc"_s, tr("Close a dialog"));
    auto *close = new QPushButton(tr("Close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(Theme::gap);
    layout->addLayout(form);
    layout->addWidget(close, 0, Qt::AlignRight);
}

} // namespace trato
