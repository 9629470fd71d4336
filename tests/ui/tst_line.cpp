#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/main_window.h"
#include "ui/pages/home_page.h"
#include "ui/pages/line_page.h"
#include "ui/widgets/table_view.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// The waiting line's page in front of a scripted engine.
class TestLine : public QObject
{
    Q_OBJECT

    FakeClock m_clock{fromMs(1'795'455'128'000)};
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<MainWindow> m_window;

    LinePage &page() const { return m_window->home().line(); }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_prompts = std::make_unique<ScriptedPrompts>();
        SampleShop(m_clock.now()).script(*m_engine);
        m_window = std::make_unique<MainWindow>(*m_engine, UiOptions{.clock = m_clock, .theme = ThemeChoice::Light}, *m_prompts);
        m_window->home().showPart(HomePage::Part::Line);
        m_window->show();
        QTRY_VERIFY(page().settled() && page().model().rowCount() > 0);
    }
    void cleanup() { m_window.reset(); }

    void whoComesInIsAdded()
    {
        page().nameField().setText(u"Zeca Exemplo"_s);
        QTest::keyClick(&page().nameField(), Qt::Key_Return);
        QTRY_COMPARE(m_engine->askedOf<ask::JoinLine>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::JoinLine>().first().draft.clientName, u"Zeca Exemplo"_s);
        QVERIFY(m_engine->askedOf<ask::JoinLine>().first().draft.service.isEmpty());   // "Service…" is no service
        QTRY_VERIFY(page().nameField().text().isEmpty());
    }

    void whoseTurnItIsDoesNotWaitForZeroSeconds()
    {
        LineEntry entry;
        entry.id = {u"line-x"_s};
        entry.clientName = u"Igor Amostra"_s;
        entry.position = 1;
        entry.joinedAt = m_clock.now();
        entry.waitMinutes = 0;
        m_engine->on<ask::ListLine>([entry](const auto &) -> Result<QList<LineEntry>> { return QList{entry}; });
        m_window->refresh();
        QTRY_COMPARE(page().model().rowCount(), 1);
        QCOMPARE(page().model().index(0, 5).data().toString(), u"now"_s);
    }

    void aRefusalIsSaidAndWhatWasTypedStays()
    {
        m_engine->on<ask::JoinLine>([](const auto &) -> Result<LineEntry> { return Error{Error::Code::Invalid, u"clientName: line.twice"_s}; });
        page().nameField().setText(u"Ana"_s);
        page().join();
        QTRY_VERIFY(page().problem().contains(u"waits already"_s));
        QCOMPARE(page().nameField().text(), u"Ana"_s);
    }

    void theNextOneIsCalled()
    {
        page().nextButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::CallNext>().size(), 1);
    }

    void actsFitTheChosenOne()
    {
        QVERIFY(!page().actButton(LineAct::Leave).isEnabled());
        page().table().selectRow(0);   // called
        QVERIFY(!page().actButton(LineAct::Call).isEnabled());
        QVERIFY(page().actButton(LineAct::Attend).isEnabled());
        page().table().selectRow(2);
        QVERIFY(page().actButton(LineAct::Call).isEnabled());
        page().actButton(LineAct::Pass).click();
        QTRY_COMPARE(m_engine->askedOf<ask::ActOnLine>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::ActOnLine>().first().id, page().model().at(2).id);
        QCOMPARE(m_engine->askedOf<ask::ActOnLine>().first().act, LineAct::Pass);
        page().table().selectRow(page().model().rowCount() - 1);   // sat down
        QVERIFY(!page().actButton(LineAct::Leave).isEnabled());
    }

    void waitingTimesGrowWithoutNews()
    {
        const qsizetype before = m_engine->askedOf<ask::ListLine>().size();
        emit m_engine->frameReady(Frame{});
        QCOMPARE(m_engine->askedOf<ask::ListLine>().size(), before);
        m_clock.advance(Seconds(61));
        emit m_engine->frameReady(Frame{});
        QCOMPARE(m_engine->askedOf<ask::ListLine>().size(), before + 1);
    }

    void anEmptyLineSaysSo()
    {
        m_engine->on<ask::ListLine>([](const auto &) -> Result<QList<LineEntry>> { return QList<LineEntry>{}; });
        page().refresh();
        QTRY_COMPARE(page().model().rowCount(), 0);
        QVERIFY(!page().nextButton().isEnabled());
    }
};

QTEST_MAIN(TestLine)
#include "tst_line.moc"
