#pragma once

#include "engine/api/studio.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;

namespace trato {

class TableView;

/// The texts that a template had; one of them can be restored. Main thread; child of the studio.
class TemplateVersionsDialog final : public QDialog
{
    Q_OBJECT
public:
    TemplateVersionsDialog(const PageContext &context, const QString &title, const QList<TemplateVersion> &versions, QWidget *parent = nullptr);
    TableView &table() const { return *m_table; }
    QPushButton &restoreButton() const { return *m_restore; }

signals:
    void chosen(int number);

private:
    void showChosen();

    ListTable<TemplateVersion> *m_model;
    TableView *m_table;
    QPlainTextEdit *m_text;
    QPushButton *m_restore;
};

} // namespace trato
