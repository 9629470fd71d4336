#include "ui/prompts.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace trato {

using namespace Qt::StringLiterals;

void DialogPrompts::confirm(QWidget *over, const ConfirmRequest &request, std::function<void()> yes)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, request.title, request.text, QMessageBox::NoButton, over);
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *act = box->addButton(request.action, QMessageBox::AcceptRole);
    act->setProperty("kind", request.destructive ? u"danger"_s : u"primary"_s);
    auto *stay = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(request.destructive ? stay : act);
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
    box->open();
}

void DialogPrompts::chooseFile(QWidget *over, const QString &title, const QString &filter,
                               std::function<void(QString)> chosen)
{
    auto *dialog = new QFileDialog(over, title, {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, over,
                     [chosen = std::move(chosen)](const QString &path) { chosen(path); });
    dialog->open();
}

} // namespace trato
