#pragma once

#include "ui/models/list_table.h"
#include "ui/theme.h"

#include "engine/api/appointment.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace trato {

class TableView;

/// Shows messages with the texts that would go out, and asks for a decision where there is one to take. Main thread; child of
/// a page.
class PreviewDialog final : public QDialog
{
    Q_OBJECT
public:
    PreviewDialog(const Theme &theme, const QString &title, const QString &intro, const QString &emptyText,
                  const QList<MessagePreview> &messages, QWidget *parent = nullptr);
    /// A button that closes the dialog and emits `chosen(choice)`.
    QPushButton *addChoice(int choice, const QString &text, const char *kind);
    const QList<MessagePreview> &messages() const { return m_messages; }
    TableView &table() const { return *m_table; }
    QString shownText() const;

signals:
    void chosen(int choice);

private:
    void showMessage(int row);

    QList<MessagePreview> m_messages;
    TableView *m_table;
    QLabel *m_reason;
    QPlainTextEdit *m_text;
    class QHBoxLayout *m_buttons;
};

} // namespace trato
