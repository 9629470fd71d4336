#pragma once

#include "engine/api/questions/secrets.h"
#include "engine/api/questions/ways.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace trato {

class StatePane;
class TableView;

/// How states of messages and answers of clients come in, what none of the ways brings, and the tokens of the HTTP interface.
/// Main thread; child of the window or of a page.
class WaysInDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit WaysInDialog(const PageContext &context, QWidget *parent = nullptr);

    const ListTable<WayIn> &ways() const { return *m_ways; }
    const ListTable<TokenView> &tokens() const { return *m_tokens; }
    TableView &tokenTable() const { return *m_tokenTable; }
    QLineEdit &nameField() const { return *m_name; }
    QCheckBox &sendBox() const { return *m_maySend; }
    QPushButton &createButton() const { return *m_create; }
    QPushButton &revokeButton() const { return *m_revoke; }
    QLineEdit &newToken() const { return *m_newToken; }
    QComboBox &keyBox() const { return *m_keyName; }
    QLineEdit &keyField() const { return *m_key; }
    QPushButton &keepButton() const { return *m_keep; }
    QString keyNote() const;
    QString unseenText() const;
    QString httpText() const;

private:
    QWidget *makeWays();
    QLayout *makeKeys();
    QWidget *makeTokens();
    void refresh();
    void showWays(const WaysReport &report);
    void showTokens(const QList<TokenView> &tokens);
    void showNew(const NewToken &made);
    void keepKey();
    void offerActs();
    void askToRevoke();
    const TokenView *chosen() const;
    void refuse(const QString &title, const Error &error);

    PageContext m_context;
    ListTable<WayIn> *m_ways = nullptr;
    ListTable<TokenView> *m_tokens = nullptr;
    TableView *m_tokenTable = nullptr;
    StatePane *m_wayPane = nullptr;
    StatePane *m_tokenPane = nullptr;
    QLabel *m_unseen;
    QLabel *m_http;
    QComboBox *m_keyName = nullptr;
    QLineEdit *m_key = nullptr;
    QPushButton *m_keep = nullptr;
    QLabel *m_keyNote;
    QLineEdit *m_name = nullptr;
    QCheckBox *m_maySend = nullptr;
    QPushButton *m_create = nullptr;
    QPushButton *m_revoke = nullptr;
    QLineEdit *m_newToken = nullptr;
    QLabel *m_newHint = nullptr;
    Asker<ask::ListWays> m_askWays;
    Asker<ask::ListTokens> m_askTokens;
    Asker<ask::CreateToken> m_askNew;
    Asker<ask::RevokeToken> m_askRevoke;
    Asker<ask::StoreSecret> m_storeKey;
};

/// "Cannot be seen: …; …", for a notice; empty when everything comes in. Pure.
QString unseenNotice(const WaysReport &report);

} // namespace trato
