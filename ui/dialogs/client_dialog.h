#pragma once

#include "engine/api/questions/diary.h"
#include "ui/pages/page.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace trato {

/// Adds a client, or changes one. Notes are not in sight until asked for; what is not seen is not changed. Main thread;
/// child of the page that opens it.
class ClientDialog final : public QDialog
{
    Q_OBJECT
public:
    /// An empty id: a new client.
    ClientDialog(const PageContext &context, const ClientId &id, QWidget *parent = nullptr);
    QLineEdit &nameField() const { return *m_name; }
    QLineEdit &phoneField() const { return *m_phone; }
    QString problem() const;

signals:
    void saved(const trato::ClientId &id);

public slots:
    void accept() override;

private:
    void refuse(const Error &error);

    Client m_client;
    QLineEdit *m_name;
    QLineEdit *m_phone;
    QLineEdit *m_email;
    QPlainTextEdit *m_notes;
    QPushButton *m_showNotes;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
    Asker<ask::ShowClient> m_read;
    Asker<ask::SaveClient> m_save;
};

} // namespace trato
