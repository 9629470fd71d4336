#include "ui/prompts.h"

#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QStyle>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// A line below the text; the act is offered while the word stands in it.
void askForWord(QMessageBox &box, QPushButton &act, const QString &word)
{
    auto *layout = qobject_cast<QGridLayout *>(box.layout());
    if (!layout)
        return;
    auto *label = new QLabel(DialogPrompts::tr("Type “%1” to go on:").arg(word));
    auto *line = new QLineEdit;
    line->setAccessibleName(label->text());
    label->setBuddy(line);
    const int row = layout->rowCount();
    layout->addWidget(label, row, 0, 1, layout->columnCount());
    layout->addWidget(line, row + 1, 0, 1, layout->columnCount());
    if (QWidget *buttons = box.findChild<QWidget *>(QStringLiteral("qt_msgbox_buttonbox"))) {
        layout->removeWidget(buttons);
        layout->addWidget(buttons, row + 2, 0, 1, layout->columnCount());
    }
    act.setEnabled(false);
    QObject::connect(line, &QLineEdit::textChanged, &act, [&act, word](const QString &text) {
        act.setEnabled(text.trimmed().compare(word, Qt::CaseInsensitive) == 0);
    });
    line->setFocus();
}

} // namespace

void DialogPrompts::confirm(QWidget *over, const ConfirmRequest &request, std::function<void()> yes)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, request.title, request.text, QMessageBox::NoButton, over);
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *act = box->addButton(request.action, QMessageBox::AcceptRole);
    act->setProperty("kind", request.destructive ? u"danger"_s : u"primary"_s);
    act->style()->unpolish(act); // a message box polishes its buttons as it adds them
    act->style()->polish(act);
    auto *stay = box->addButton(tr("Cancel"), QMessageBox::RejectRole); // Qt has its own texts in few languages only
    box->setDefaultButton(request.destructive || !request.word.isEmpty() ? stay : act);
    if (!request.word.isEmpty())
        askForWord(*box, *act, request.word);
    box->setEscapeButton(stay);
    QObject::connect(box, &QMessageBox::buttonClicked, over, [act, yes = std::move(yes)](QAbstractButton *clicked) {
        if (clicked == act)
            yes();
    });
    box->open();
}

void DialogPrompts::tell(QWidget *over, const QString &title, const QString &text)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, title, text, QMessageBox::Ok, over);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->button(QMessageBox::Ok)->setText(tr("OK"));
    box->open();
}

void DialogPrompts::chooseFile(QWidget *over, const QString &title, const QString &filter,
                               std::function<void(QString)> chosen)
{
    auto *dialog = new QFileDialog(over, title, {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    // Not fileSelected: a typed path beside a file of the same name in the list makes two, and Qt then says neither.
    QObject::connect(dialog, &QFileDialog::filesSelected, over,
                     [chosen = std::move(chosen)](const QStringList &paths) { chosen(paths.value(0)); });
    dialog->open();
}

void DialogPrompts::saveFile(QWidget *over, const QString &title, const QString &suggested, const QString &filter,
                             std::function<void(QString)> chosen)
{
    const QDir place(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    auto *dialog = new QFileDialog(over, title, place.filePath(suggested), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QFileInfo(suggested).suffix());
    QObject::connect(dialog, &QFileDialog::fileSelected, over,
                     [chosen = std::move(chosen)](const QString &path) { chosen(path); });
    dialog->open();
}

} // namespace trato
