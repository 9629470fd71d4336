#pragma once

#include "engine/api/questions/site.h"
#include "ui/pages/page.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace trato {

class StatePane;

/// The parts of a Redis address, as they stand in the fields.
struct SiteParts {
    QString host{};
    int port = 6379;
    int database = 0;
    QString user{};
    QString password{};
    bool tls = false;
    QString caFile{};
    QString prefix{QStringLiteral("bull")};
    friend bool operator==(const SiteParts &, const SiteParts &) = default;
};

/// `redis[s]://[user@]host:port/db[?ca=FILE]`, without the password. Pure.
QString siteUrl(const SiteParts &parts);
/// A whole address that was pasted into the host's field; what it does not say stays as in `before`. Not set when the text is
/// no such address. Pure.
std::optional<SiteParts> pastedSite(const QString &text, SiteParts before);

/// Connect to the site: where its Redis is, a test that names what is wrong, the queues it found with what this program
/// shall do on each, and the connection itself. Nothing changes before “Connect”. Main thread; child of the window.
class SiteDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit SiteDialog(const PageContext &context, QWidget *parent = nullptr);

    QLineEdit &hostField() const { return *m_host; }
    QLineEdit &passwordField() const { return *m_password; }
    QPushButton &testButton() const { return *m_test; }
    QPushButton &connectButton() const { return *m_connect; }
    QPushButton &leaveButton() const { return *m_leave; }
    /// The findings of the last test as they are read; empty before.
    QString findings() const { return m_findings; }
    QString problem() const;
    /// What was chosen for a queue; null for one that this program cannot work on.
    QComboBox *dutyField(const QString &queue) const { return m_duties.value(queue); }

signals:
    /// The engine starts anew on another store.
    void moved();

private:
    QWidget *makeAddress();
    QWidget *makeReport();
    SiteParts parts() const;
    void setParts(const SiteParts &parts);
    void fill(const QMap<QString, QString> &values);
    void showStatus(const EngineStatus &status);
    void test();
    void forget();
    void show(const SiteReport &report);
    void addFinding(const HealthCheck &check);
    void addQueue(const SiteQueue &queue);
    void refuse(const Error &error);
    void connectNow();
    void askToLeave();
    void setBusy(const QString &text);

    PageContext m_context;
    QLabel *m_now;
    QLineEdit *m_host = nullptr;
    QSpinBox *m_port = nullptr;
    QSpinBox *m_database = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QCheckBox *m_tls = nullptr;
    QLineEdit *m_ca = nullptr;
    QPushButton *m_browse = nullptr;
    QLineEdit *m_prefix = nullptr;
    StatePane *m_pane = nullptr;
    QGridLayout *m_lines = nullptr;      ///< of the findings, then of the queues
    QLabel *m_problem;
    QLabel *m_busy;
    QPushButton *m_leave;
    QPushButton *m_test;
    QPushButton *m_connect;
    QString m_findings;
    QMap<QString, QComboBox *> m_duties;
    SiteAddress m_tested{};
    Asker<ask::ReadSettings> m_read;
    Asker<ask::ShowStatus> m_status;
    Asker<ask::CheckSite> m_check;
    Asker<ask::ConnectSite> m_move;
    Asker<ask::LeaveSite> m_goBack;
};

} // namespace trato
