#pragma once

#include "engine/api/questions/mail_domain.h"
#include "ui/pages/page.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace trato {

/// Whether the domain that e-mail comes from has SPF, DKIM and DMARC, what that means, and what to do. Main thread; child of the
/// window.
class MailDomainDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit MailDomainDialog(const PageContext &context, QWidget *parent = nullptr);
    QLineEdit &domainField() const { return *m_domain; }
    QPushButton &checkButton() const { return *m_check; }
    /// What was found, as text.
    QString findings() const;
    QString note() const;

private:
    void check();
    void fill(const MailDomainReport &report);

    QLineEdit *m_domain;
    QPushButton *m_check;
    QLabel *m_note;
    QVBoxLayout *m_lines;
    QStringList m_said;
    Asker<ask::CheckMailDomain> m_ask;
};

} // namespace trato
