#pragma once

#include "ui/models/list_table.h"
#include "ui/theme.h"

#include "engine/api/appointment.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;

namespace trato {

class TableView;

/// Shows reminders with the texts that would go out, and asks for a decision. Main thread; child of a page.
class PreviewDialog final : public QDialog
{
    Q_OBJECT
public:
    PreviewDialog(const Theme &theme, const QString &title, const QString &intro, const QString &emptyText,
                  const QList<ReminderPreview> &reminders, QWidget *parent = nullptr);
    /// A button that closes the dialog and emits `chosen(choice)`.
    QPushButton *addChoice(int choice, const QString &text, const char *kind);

signals:
    void chosen(int choice);

private:
    QList<ReminderPreview> m_reminders;
    TableView *m_table;
    QPlainTextEdit *m_text;
    class QHBoxLayout *m_buttons;
};

} // namespace trato
