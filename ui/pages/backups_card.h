#pragma once

#include "engine/api/questions/backups.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"
#include "ui/widgets/card.h"

class QLabel;
class QPushButton;

namespace trato {

class StatePane;
class TableView;

/// The safety copies: age, size and state; making, checking and restoring one. Works while its page is shown. Main
/// thread; owned by the system page.
class BackupsCard final : public Card
{
    Q_OBJECT
public:
    explicit BackupsCard(const PageContext &context, QWidget *parent = nullptr);
    void refresh();
    void takeFrame(const Frame &frame);

    const ListTable<BackupView> &copies() const { return *m_copies; }
    TableView &table() const { return *m_table; }
    QPushButton &createButton() const { return *m_create; }
    QPushButton &restoreButton() const { return *m_restore; }
    QString note() const;

private:
    void fill(const BackupList &list);
    void offerActs();
    void offerRestore();
    void checked(const BackupView &copy);
    void refuse(const QString &title, const Error &error);
    std::optional<BackupView> chosen() const;

    PageContext m_context;
    ListTable<BackupView> *m_copies;
    TableView *m_table;
    StatePane *m_pane;
    QPushButton *m_create;
    QPushButton *m_verify;
    QPushButton *m_restore;
    QPushButton *m_takeBack;
    QLabel *m_note;
    QString m_pending{};
    QMap<QString, QString> m_checked{};   ///< trouble that a check of this session found, by name; empty text: whole
    quint64 m_revision = 0;
    bool m_making = false;
    Asker<ask::ListBackups> m_list;
    Asker<ask::CreateBackup> m_make;
    Asker<ask::VerifyBackup> m_check;
    Asker<ask::OrderRestore> m_order;
};

} // namespace trato
