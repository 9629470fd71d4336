#pragma once

#include "engine/api/result.h"

#include <QDialog>

class QDialogButtonBox;
class QFormLayout;
class QLabel;

namespace trato {

/// A short form with one act: fields, a line that explains them, what went wrong, and the buttons “Change” and “Close”. Whoever
/// derives fills the form and asks in `accept`. Main thread; child of the page.
class FormDialog : public QDialog
{
    Q_OBJECT
public:
    QString problem() const;

signals:
    void changed();

protected:
    FormDialog(const QString &title, const QString &explanation, QWidget *parent);
    QFormLayout &form() const { return *m_form; }
    /// The act is on its way and cannot be asked for twice.
    void begin();
    void succeed();
    void refuse(const Error &error);

private:
    QFormLayout *m_form;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
};

} // namespace trato
