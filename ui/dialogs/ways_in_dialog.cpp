#include "ui/dialogs/ways_in_dialog.h"

#include "engine/api/way_words.h"
#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QString detailOf(const WayIn &way)
{
    if (!way.trouble.isEmpty())
        return words::wayWords(way.trouble);
    QStringList names;
    for (const QString &need : way.missing)
        names << format::settingName(need == u"http/listen" ? u"http"_s : need); // the interface as a whole
    return names.isEmpty() ? QString() : WaysInDialog::tr("Missing: %1").arg(names.join(u", "_s));
}

format::Marked stateOf(const WayIn &way)
{
    if (!way.open)
        return {WaysInDialog::tr("closed"), Tone::Neutral};
    return way.trouble.isEmpty() ? format::Marked{WaysInDialog::tr("open"), Tone::Good} : format::Marked{WaysInDialog::tr("trouble"), Tone::Bad};
}

QString rightsOf(const TokenView &token)
{
    QStringList words;
    for (const TokenScope scope : token.scopes)
        words << (scope == TokenScope::Read ? WaysInDialog::tr("read") : WaysInDialog::tr("send messages"));
    return words.join(u", "_s);
}

} // namespace

QString unseenNotice(const WaysReport &report)
{
    QStringList what;
    for (const QString &key : report.unseen)
        what << words::wayWords(u"unseen."_s + key);
    return what.isEmpty() ? QString() : WaysInDialog::tr("Cannot be seen, because no way in brings it: %1.").arg(what.join(u"; "_s));
}

WaysInDialog::WaysInDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_unseen(makeLabel({}, "hint"))
    , m_http(makeLabel({}, "hint"))
    , m_keyNote(makeLabel({}, "hint"))
    , m_askWays(context.engine, [this](const WaysReport &report) { showWays(report); },
                [this](const Error &error) { m_wayPane->showError(format::error(error)); })
    , m_askTokens(context.engine, [this](const QList<TokenView> &tokens) { showTokens(tokens); },
                  [this](const Error &error) { m_tokenPane->showError(format::error(error)); })
    , m_askNew(context.engine, [this](const NewToken &made) { showNew(made); },
               [this](const Error &error) { refuse(tr("No token was made"), error); })
    , m_askRevoke(context.engine, [this](const TokenView &) { m_askTokens.ask(); },
                  [this](const Error &error) { refuse(tr("The token was not revoked"), error); })
    , m_storeKey(context.engine,
                 [this](const Done &) {
                     m_key->clear();
                     m_keyNote->setText(tr("%1 is kept in the computer's key store.").arg(m_keyName->currentText()));
                     m_keyNote->show();
                     offerActs();
                     m_askWays.ask();
                 },
                 [this](const Error &error) { refuse(tr("The key was not kept"), error); })
{
    setWindowTitle(tr("States and answers"));
    resize(860, 720);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(makeWays(), 3);
    layout->addWidget(makeTokens(), 2);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    for (auto *button : findChildren<QPushButton *>())
        button->setAutoDefault(false); // Return in a field does what stands beside it
    refresh();
}

QWidget *WaysInDialog::makeWays()
{
    using W = WayIn;
    const Clock &clock = m_context.clock;
    m_ways = new ListTable<W>({{tr("Way in"), textColumn<W>([](const W &w) { return words::wayWords(w.name); })},
                               {tr("State"), chipColumn<W>(stateOf)},
                               {tr("Events"), textColumn<W>([](const W &w) { return format::number(w.taken); }), true},
                               {tr("Newest"), textColumn<W>([&clock](const W &w) { return w.lastAt ? format::span(clock.now() - *w.lastAt) : u"—"_s; }, true)},
                               {tr("Detail"), textColumn<W>(detailOf, true)}},
                              [](const W &w) { return w.name; }, this);
    auto *card = new Card(tr("How states of messages and answers of clients come in"));
    auto *table = new TableView(m_context.theme, tr("Ways in"));
    table->setModel(m_ways);
    table->setWeights({26, 12, 9, 11, 42}, {4, 0});
    m_wayPane = new StatePane(table);
    connect(m_wayPane, &StatePane::actionAsked, this, &WaysInDialog::refresh);
    connect(card->addButton(tr("Refresh")), &QPushButton::clicked, this, &WaysInDialog::refresh);
    m_unseen->setWordWrap(true);
    m_http->setWordWrap(true);
    card->body()->addWidget(m_wayPane, 1);
    card->body()->addWidget(m_unseen);
    card->body()->addWidget(m_http);
    card->body()->addLayout(makeKeys());
    card->body()->addWidget(m_keyNote);
    return card;
}

/// Keys go in and are never shown again.
QLayout *WaysInDialog::makeKeys()
{
    m_keyName = new QComboBox;
    m_keyName->setAccessibleName(tr("Key"));
    for (const QString &secret : waySecrets())
        m_keyName->addItem(format::settingName(secret), secret);
    m_key = new QLineEdit;
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setPlaceholderText(tr("The key, as the provider shows it"));
    m_key->setAccessibleName(m_key->placeholderText());
    m_keep = new QPushButton(tr("Keep"));
    m_keyNote->setWordWrap(true);
    m_keyNote->hide();
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_keyName);
    line->addWidget(m_key, 1);
    line->addWidget(m_keep);
    connect(m_key, &QLineEdit::textChanged, this, &WaysInDialog::offerActs);
    connect(m_key, &QLineEdit::returnPressed, m_keep, &QPushButton::click);
    connect(m_keep, &QPushButton::clicked, this, &WaysInDialog::keepKey);
    return line;
}

void WaysInDialog::keepKey()
{
    m_storeKey.ask({.secret = m_keyName->currentData().toString(), .value = m_key->text().trimmed().toUtf8()});
    offerActs(); // the key store may ask its owner first, and what is typed meanwhile would be lost
}

QWidget *WaysInDialog::makeTokens()
{
    using T = TokenView;
    m_tokens = new ListTable<T>({{tr("Name"), textColumn<T>([](const T &t) { return t.name; })},
                                 {tr("May"), textColumn<T>(rightsOf)},
                                 {tr("Made"), textColumn<T>([](const T &t) { return format::dateTime(t.createdAt); }, true)},
                                 {tr("Last used"), textColumn<T>([](const T &t) { return t.usedAt ? format::dateTime(*t.usedAt) : u"—"_s; }, true)},
                                 {tr("State"), chipColumn<T>([](const T &t) {
                                      return t.revokedAt ? format::Marked{tr("revoked"), Tone::Neutral} : format::Marked{tr("valid"), Tone::Good};
                                  })}},
                                [](const T &t) { return t.id; }, this);
    auto *card = new Card(tr("Tokens of the HTTP interface"));
    m_tokenTable = new TableView(m_context.theme, tr("Tokens"));
    m_tokenTable->setModel(m_tokens);
    m_tokenTable->setWeights({30, 22, 18, 18, 12}, {0, 1});
    m_tokenPane = new StatePane(m_tokenTable);
    connect(m_tokenPane, &StatePane::actionAsked, this, &WaysInDialog::refresh);
    card->body()->addWidget(m_tokenPane, 1);

    m_name = new QLineEdit;
    m_name->setPlaceholderText(tr("Who it is for"));
    m_name->setAccessibleName(m_name->placeholderText());
    m_name->setMaxLength(80);
    m_maySend = new QCheckBox(tr("may send messages"));
    m_create = new QPushButton(tr("Make a token"));
    m_revoke = new QPushButton(tr("Revoke…"));
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_name, 1);
    line->addWidget(m_maySend);
    line->addWidget(m_create);
    line->addWidget(m_revoke);
    card->body()->addLayout(line);
    m_newToken = new QLineEdit;
    m_newToken->setReadOnly(true);
    m_newToken->setAccessibleName(tr("The new token"));
    m_newToken->hide();
    m_newHint = makeLabel(tr("Copy it now: it is shown this once, only its hash is kept."), "hint");
    m_newHint->hide();
    card->body()->addWidget(m_newToken);
    card->body()->addWidget(m_newHint);

    connect(m_name, &QLineEdit::textChanged, this, &WaysInDialog::offerActs);
    connect(m_name, &QLineEdit::returnPressed, m_create, &QPushButton::click);
    connect(m_tokenTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WaysInDialog::offerActs);
    connect(m_create, &QPushButton::clicked, this, [this] {
        m_create->setEnabled(false);
        m_askNew.ask({m_name->text().trimmed(), m_maySend->isChecked() ? QList{TokenScope::Read, TokenScope::Send} : QList{TokenScope::Read}});
    });
    connect(m_revoke, &QPushButton::clicked, this, &WaysInDialog::askToRevoke);
    offerActs();
    return card;
}

void WaysInDialog::refresh()
{
    m_askWays.ask();
    m_askTokens.ask();
}

QString WaysInDialog::keyNote() const { return m_keyNote->text(); }
QString WaysInDialog::unseenText() const { return m_unseen->text(); }
QString WaysInDialog::httpText() const { return m_http->text(); }

void WaysInDialog::showWays(const WaysReport &report)
{
    m_ways->set(report.ways);
    m_wayPane->showContent();
    const QString notice = unseenNotice(report);
    m_unseen->setText(notice.isEmpty() ? tr("Everything that providers tell of live channels comes in.") : notice);
    m_http->setText(!report.httpTrouble.isEmpty() ? tr("HTTP interface: %1").arg(words::wayWords(report.httpTrouble))
                    : report.http.isEmpty()       ? tr("The HTTP interface is off. The settings “HTTP interface” switch it on.")
                                                  : tr("The HTTP interface listens on %1.").arg(report.http));
}

void WaysInDialog::showTokens(const QList<TokenView> &tokens)
{
    m_tokens->set(tokens);
    if (tokens.isEmpty())
        m_tokenPane->showEmpty(tr("No token yet"), tr("Programs that ask the HTTP interface show one. Webhooks need none: they are signed."));
    else
        m_tokenPane->showContent();
    offerActs();
}

void WaysInDialog::showNew(const NewToken &made)
{
    m_name->clear();
    m_newToken->setText(made.token);
    m_newToken->show();
    m_newHint->show();
    m_newToken->setFocus();
    m_newToken->selectAll();
    m_askTokens.ask();
}

const TokenView *WaysInDialog::chosen() const
{
    const QModelIndex current = m_tokenTable->currentIndex();
    return current.isValid() && current.row() < m_tokens->rowCount() ? &m_tokens->at(current.row()) : nullptr;
}

void WaysInDialog::offerActs()
{
    const bool keeping = m_storeKey.busy();
    m_keyName->setEnabled(!keeping);
    m_key->setEnabled(!keeping);
    m_keep->setEnabled(!m_key->text().trimmed().isEmpty() && !keeping);
    m_create->setEnabled(!m_name->text().trimmed().isEmpty() && !m_askNew.busy());
    const TokenView *token = chosen();
    m_revoke->setEnabled(token && !token->revokedAt);
}

void WaysInDialog::askToRevoke()
{
    const TokenView *token = chosen();
    if (!token)
        return;
    m_context.prompts.confirm(this, {tr("Revoke this token?"), tr("Whoever uses “%1” gets no more answers from this moment.").arg(token->name), tr("Revoke"), true},
                              [this, id = token->id] { m_askRevoke.ask({id}); });
}

void WaysInDialog::refuse(const QString &title, const Error &error)
{
    offerActs();
    m_context.prompts.tell(this, title, format::error(error));
}

} // namespace trato
