#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/dialogs/delivery_dialog.h"
#include "ui/dialogs/visit_keeper.h"
#include "ui/dialogs/visit_story_dialog.h"
#include "ui/main_window.h"
#include "ui/message_format.h"
#include "ui/pages/costs_card.h"
#include "ui/pages/deliveries_page.h"
#include "ui/pages/home_page.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Where a shop sees what became of a message, and what messages cost.
class TestDeliveries : public QObject
{
    Q_OBJECT

    FakeClock m_clock{fromMs(1'795'455'128'000)};   // 23/11/2026 14:32:08 in São Paulo
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<MainWindow> m_window;

    DeliveriesPage &page() { return m_window->home().deliveries(); }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_prompts = std::make_unique<ScriptedPrompts>();
        SampleShop(m_clock.now()).script(*m_engine);
        m_window = std::make_unique<MainWindow>(*m_engine, UiOptions{.clock = m_clock, .theme = ThemeChoice::Light}, *m_prompts);
        m_window->show();
        m_window->home().showPart(HomePage::Part::Messages);
        QTRY_VERIFY(page().list().model().rowCount() > 0);
    }
    void cleanup() { m_window.reset(); }

    void messagesAreListedAndFoundByNameAndState()
    {
        QCOMPARE(page().list().model().rowCount(), 100);
        QVERIFY(page().list().moreButton().isVisible());
        page().list().moreButton().click();
        QTRY_VERIFY(page().list().model().rowCount() > 100);
        page().searchField().setText(u"Lucas"_s);
        QTRY_COMPARE(page().list().model().rowCount(), 1);
        QCOMPARE(m_engine->askedOf<ask::ListDeliveries>().last().limit, 100);
        page().searchField().setText(u"Ninguém"_s);
        QTRY_VERIFY(page().list().pane().message().contains(u"No message matches"_s));
        page().searchField().clear();
        page().stateField().setCurrentIndex(page().stateField().findData(u"failed"_s));
        emit page().stateField().activated(page().stateField().currentIndex());
        QTRY_COMPARE(page().list().model().rowCount(), 1);
        QCOMPARE(page().list().model().at(0).state, DeliveryState::Failed);
    }

    void aMessageTellsItsStory()
    {
        const QList<DeliveryView> rows = page().list().model().rows();
        const auto read = std::ranges::find(rows, DeliveryState::Read, &DeliveryView::state);
        QVERIFY(read != rows.end());
        const int row = int(read - rows.begin());
        emit page().list().table().activated(page().list().model().index(row, 0));
        auto *dialog = m_window->findChild<DeliveryDialog *>();
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->timeline().contains(u"Accepted"_s));
        for (const QString &word : {u"Sent"_s, u"Delivered"_s, u"Read"_s, u"the provider's report"_s})
            QVERIFY2(dialog->timeline().contains(word.toHtmlEscaped()), qPrintable(word));
        QList<QPushButton *> buttons = dialog->findChildren<QPushButton *>();
        const auto job = std::ranges::find_if(buttons, [](const QPushButton *b) { return b->text() == u"Show its job"; });
        QVERIFY(job != buttons.end());
        QVERIFY(std::ranges::any_of(buttons, [](const QPushButton *b) { return b->text() == u"Story of the visit…"; }));
        (*job)->click();
        QCOMPARE(m_window->currentTab(), MainWindow::Tab::Queues);
    }

    void anUncertainOneIsJudgedThere()
    {
        m_window->openDelivery({u"d9001"_s});
        auto *dialog = m_window->findChild<DeliveryDialog *>();
        QTRY_VERIFY(dialog->timeline().contains(u"Uncertain"_s));
        for (QPushButton *button : dialog->findChildren<QPushButton *>())
            if (button->text() == format::name(Verdict::Arrived))
                button->click();
        QTRY_VERIFY(!m_engine->askedOf<ask::JudgeDelivery>().isEmpty());
        QCOMPARE(m_engine->askedOf<ask::JudgeDelivery>().last().verdict, Verdict::Arrived);
    }

    void aVisitTellsItsStory()
    {
        const VisitView visit = SampleShop(m_clock.now()).visits().value(12);
        VisitStoryDialog dialog({*m_engine, m_window->theme(), *m_prompts, m_clock}, visit.id);
        QTRY_VERIFY(dialog.timeline().contains(u"In the diary"_s));
        // In the order in which it happened.
        qsizetype from = 0;
        for (const QString &word : {u"the imported diary"_s, u"Moved to"_s, u"Accepted"_s, u"Delivered"_s, u"Read"_s, u"The client answered: comes"_s,
                                    u"“SIM, até amanhã!”"_s, u"Confirmed"_s, u"R$\u00a0"_s}) {
            const qsizetype found = dialog.timeline().indexOf(word.toHtmlEscaped(), from);
            QVERIFY2(found > 0, qPrintable(word));
            from = found;
        }
        dialog.openMessage({u"d7"_s});
        auto *message = dialog.findChild<DeliveryDialog *>();
        QVERIFY(message);
        QTRY_VERIFY(message->timeline().contains(u"Accepted"_s));
        for (const QPushButton *button : message->findChildren<QPushButton *>())
            QVERIFY(button->text() != u"Story of the visit…"); // it is there already

        VisitStoryDialog gone({*m_engine, m_window->theme(), *m_prompts, m_clock}, {u"nobody"_s});
        QTRY_VERIFY(!gone.pane().message().isEmpty());
        QVERIFY(gone.timeline().isEmpty());
    }

    void costsStandBesideThem()
    {
        QTRY_VERIFY(page().costs().model().rowCount() > 0);
        QCOMPARE(page().costs().model().rowCount(), 3);
        QVERIFY2(page().costs().summary().contains(u"49.81"_s), qPrintable(page().costs().summary()));
        QVERIFY(page().costs().summary().contains(u"without a price"_s));
        QCOMPARE(page().costs().month(), u"2026-11"_s);
    }

    void amountsAreShownAsTheyAre()
    {
        QCOMPARE(format::cost(42'500), u"R$\u00a00.0425"_s);
        QCOMPARE(format::cost(12'400'000), u"R$\u00a012.40"_s);
        DeliveryView late;
        late.state = DeliveryState::Skipped;
        late.reason = u"expired"_s;
        QCOMPARE(format::mark(late).text, u"Too late"_s);
        late.reason = u"no_consent"_s;
        QCOMPARE(format::mark(late).text, u"Held back"_s);
    }
};

QTEST_MAIN(TestDeliveries)
#include "tst_deliveries.moc"
