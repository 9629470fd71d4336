#include "tests/support/fake_clock.h"
#include "tests/support/fake_engine.h"
#include "tests/support/scripted_prompts.h"
#include "ui/dialogs/ways_in_dialog.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// The dialog of the ways in: what is open, what is missing, what nobody sees, and tokens.
class TestWaysIn : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    FakeEngine m_engine;
    Theme m_theme{ThemeChoice::Light};
    ScriptedPrompts m_prompts;
    WaysReport m_report;
    QList<TokenView> m_tokens;

    PageContext context() { return {m_engine, m_theme, m_prompts, m_clock, {}}; }

private slots:
    void init()
    {
        m_report = {.ways = {{.name = u"webhook.whatsapp"_s, .open = true, .taken = 12, .lastAt = m_clock.now() - Minutes(4)},
                             {.name = u"pull"_s, .missing = {u"ways/relay"_s, u"RELAY_TOKEN"_s}}},
                    .unseen = {u"sms.replies"_s}};
        m_tokens = {{.id = u"0a0b0c0d"_s, .name = u"site"_s, .scopes = {TokenScope::Read}, .createdAt = m_clock.now()}};
        m_engine.on<ask::ListWays>([this](const ask::ListWays &) -> Result<WaysReport> { return m_report; });
        m_engine.on<ask::ListTokens>([this](const ask::ListTokens &) -> Result<QList<TokenView>> { return m_tokens; });
        m_engine.on<ask::CreateToken>([this](const ask::CreateToken &q) -> Result<NewToken> {
            m_tokens.prepend({.id = u"11111111"_s, .name = q.label, .scopes = q.scopes, .createdAt = m_clock.now()});
            return NewToken{u"trato_11111111_secret"_s, m_tokens.first()};
        });
        m_engine.on<ask::RevokeToken>([this](const ask::RevokeToken &q) -> Result<TokenView> {
            for (TokenView &token : m_tokens)
                if (token.id == q.id)
                    token.revokedAt = m_clock.now();
            return m_tokens.first();
        });
    }

    void whatComesInAndWhatDoesNot()
    {
        WaysInDialog dialog(context());
        QTRY_COMPARE(dialog.ways().rowCount(), 2);
        const auto cell = [&](int row, int column) { return dialog.ways().index(row, column).data().toString(); };
        QCOMPARE(cell(0, 1), u"open"_s);
        QCOMPARE(cell(0, 2), u"12"_s);
        QCOMPARE(cell(1, 1), u"closed"_s);
        QVERIFY2(cell(1, 4).contains(u"RELAY_TOKEN"), qPrintable(cell(1, 4)));
        QVERIFY2(dialog.unseenText().contains(u"answers and opt-outs by SMS"), qPrintable(dialog.unseenText()));
        QVERIFY(dialog.httpText().contains(u"is off"));
        m_report.unseen.clear();
        QVERIFY(unseenNotice(m_report).isEmpty());
    }

    void aKeyGoesInAndIsNotShownAgain()
    {
        m_engine.on<ask::StoreSecret>([](const auto &) -> Result<Done> { return Done{}; });
        WaysInDialog dialog(context());
        dialog.show();
        QTRY_COMPARE(dialog.ways().rowCount(), 2);
        QVERIFY(!dialog.keepButton().isEnabled());
        QCOMPARE(dialog.keyField().echoMode(), QLineEdit::Password);
        dialog.keyBox().setCurrentIndex(dialog.keyBox().findData(u"RELAY_TOKEN"_s));
        QTest::keyClicks(&dialog.keyField(), u" relay-token-of-the-shop "_s);
        const qsizetype before = m_engine.askedOf<ask::ListWays>().size();
        QTest::keyClick(&dialog.keyField(), Qt::Key_Return);
        QTRY_VERIFY(dialog.keyField().text().isEmpty());
        const ask::StoreSecret kept = m_engine.askedOf<ask::StoreSecret>().constLast();
        QCOMPARE(kept.secret, u"RELAY_TOKEN"_s);
        QCOMPARE(kept.value, "relay-token-of-the-shop");
        QVERIFY2(dialog.keyNote().contains(u"RELAY_TOKEN") && !dialog.keyNote().contains(u"of-the-shop"), qPrintable(dialog.keyNote()));
        QTRY_VERIFY(m_engine.askedOf<ask::ListWays>().size() > before);
        m_engine.on<ask::StoreSecret>([](const auto &) -> Result<Done> { return Error{Error::Code::Unavailable, u"secret.keychain"_s}; });
        QTest::keyClicks(&dialog.keyField(), u"other"_s);
        QTest::mouseClick(&dialog.keepButton(), Qt::LeftButton);
        QTRY_COMPARE(m_prompts.told.size(), 1);
        QCOMPARE(dialog.keyField().text(), u"other"_s); // to try again
    }

    void aTokenIsShownOnce()
    {
        WaysInDialog dialog(context());
        dialog.show();
        QTRY_COMPARE(dialog.tokens().rowCount(), 1);
        QVERIFY(!dialog.createButton().isEnabled());
        QVERIFY(dialog.newToken().isHidden());
        QTest::keyClicks(&dialog.nameField(), u"quadro"_s);
        dialog.sendBox().setChecked(true);
        QTest::mouseClick(&dialog.createButton(), Qt::LeftButton);
        QTRY_COMPARE(dialog.newToken().text(), u"trato_11111111_secret"_s);
        const ask::CreateToken asked = m_engine.askedOf<ask::CreateToken>().constFirst();
        QCOMPARE(asked.label, u"quadro"_s);
        QCOMPARE(asked.scopes, (QList{TokenScope::Read, TokenScope::Send}));
        QTRY_COMPARE(dialog.tokens().rowCount(), 2);
        QVERIFY(dialog.nameField().text().isEmpty());
    }

    void aTokenIsRevoked()
    {
        WaysInDialog dialog(context());
        QTRY_COMPARE(dialog.tokens().rowCount(), 1);
        QVERIFY(!dialog.revokeButton().isEnabled());
        dialog.tokenTable().setCurrentIndex(dialog.tokens().index(0, 0));
        QTRY_VERIFY(dialog.revokeButton().isEnabled());
        m_prompts.agree = true;
        dialog.revokeButton().click();
        QTRY_COMPARE(m_engine.askedOf<ask::RevokeToken>().size(), 1);
        QTRY_COMPARE(dialog.tokens().index(0, 4).data().toString(), u"revoked"_s);
        QTRY_VERIFY(!dialog.revokeButton().isEnabled());
    }
};

QTEST_MAIN(TestWaysIn)
#include "tst_ways_in.moc"
