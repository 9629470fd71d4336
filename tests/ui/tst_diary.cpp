#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/diary/diary_grid.h"
#include "ui/dialogs/visit_card.h"
#include "ui/dialogs/visit_dialog.h"
#include "ui/main_window.h"
#include "ui/pages/diary_page.h"
#include "ui/pages/home_page.h"

#include <QComboBox>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// The diary page in front of a scripted engine: what keys and mouse ask for.
class TestDiary : public QObject
{
    Q_OBJECT

    FakeClock m_clock{fromMs(1'795'455'128'000)};   // 23/11/2026 14:32:08 in São Paulo
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<MainWindow> m_window;

    DiaryPage &page() const { return m_window->home().diary(); }
    DiaryGrid &grid() const { return page().grid(); }
    /// A visit that can still be moved.
    const diary::Block *openBlock() const
    {
        for (const diary::Block &block : grid().blocks())
            if (block.visit.status == VisitStatus::Confirmed)
                return &block;
        return nullptr;
    }
    template <typename Dialog>
    Dialog *dialog() const
    {
        const QList<Dialog *> all = page().findChildren<Dialog *>();
        return all.isEmpty() ? nullptr : all.last();
    }
    void drag(const QPoint &from, const QPoint &to)
    {
        QWidget *view = grid().viewport();
        QTest::mousePress(view, Qt::LeftButton, {}, from);
        for (const QPoint &step : {from + QPoint(0, 20), to - QPoint(0, 3), to}) { // QTest::mouseMove has no buttons
            QMouseEvent move(QEvent::MouseMove, step, view->mapToGlobal(step), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(view, &move);
        }
        QTest::mouseRelease(view, Qt::LeftButton, {}, to);
    }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_prompts = std::make_unique<ScriptedPrompts>();
        SampleShop(m_clock.now()).script(*m_engine);
        m_window = std::make_unique<MainWindow>(*m_engine, UiOptions{.clock = m_clock, .theme = ThemeChoice::Light}, *m_prompts);
        m_window->home().showPart(HomePage::Part::Diary);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_VERIFY(page().settled() && !grid().blocks().isEmpty());
    }
    void cleanup() { m_window.reset(); }

    void theDayShowsTheTeam()
    {
        QStringList titles;
        for (const diary::Column &column : grid().columns())
            titles << column.title;
        QCOMPARE(titles, (QStringList{u"Marcos"_s, u"Rafael"_s, u"Tiago"_s}));
        QCOMPARE(page().day(), QDate(2026, 11, 23));
        for (const diary::Block &block : grid().blocks())
            QVERIFY(grid().blockRect(block.visit.id.value).isValid());
        QVERIFY(page().summary().contains(u"visit"_s));
    }

    void shortVisitsDoNotCoverEachOther()
    {
        // Five, ten and fifteen minutes without a pause, then one with room below.
        m_engine->on<ask::ListVisits>([this](const ask::ListVisits &) -> Result<QList<VisitView>> {
            QList<VisitView> visits;
            Instant at = m_clock.now() - Minutes(32);   // 14:00
            for (const int minutes : {5, 10, 15, 15, 5}) {
                VisitView visit = SampleShop(m_clock.now()).visits().first();
                visit.id = {u"short-%1"_s.arg(visits.size())};
                visit.professional = u"Rafael"_s;
                visit.status = VisitStatus::Confirmed;
                visit.start = at;
                visit.end = at + Minutes(minutes);
                at = visit.end;
                visits.append(visit);
            }
            return visits;
        });
        page().refresh();
        QTRY_COMPARE(grid().blocks().size(), 5);
        for (const int zoom : {100, 150, 200}) {
            grid().setZoom(zoom);
            for (int i = 1; i < 5; ++i) {
                const QRect above = grid().blockRect(u"short-%1"_s.arg(i - 1));
                const QRect below = grid().blockRect(u"short-%1"_s.arg(i));
                QVERIFY2(!above.intersects(below), qPrintable(u"%1 at %2 %"_s.arg(i).arg(zoom)));
                QCOMPARE(above.width(), below.width());   // they follow each other: no lanes
            }
            QVERIFY(grid().blockRect(u"short-4"_s).height() >= 17);
        }
    }

    void onlyTheShownPageAsks()
    {
        for (const ask::ListDeliveries &asked : m_engine->askedOf<ask::ListDeliveries>())
            QVERIFY(asked.state); // the window's own look at what needs a person, not the overview's list
        QVERIFY(m_engine->askedOf<ask::ListClients>().isEmpty());
        const qsizetype before = m_engine->askedOf<ask::ListVisits>().size();
        Frame frame;
        frame.diaryRevision = 7;
        emit m_engine->frameReady(frame);
        QTRY_COMPARE(m_engine->askedOf<ask::ListVisits>().size(), before + 1);
    }

    void newsMovesNothing()
    {
        const diary::Block *chosen = openBlock();
        QVERIFY(chosen);
        const QString id = chosen->visit.id.value;
        grid().select({chosen->column, chosen->from, id});
        const QRect place = grid().blockRect(id);
        const int scroll = grid().verticalScrollBar()->value();
        m_engine->on<ask::ListVisits>([this](const ask::ListVisits &) -> Result<QList<VisitView>> {
            QList<VisitView> visits = SampleShop(m_clock.now()).visits();
            VisitView early = visits.first();
            early.id = {u"early"_s};
            early.start = m_clock.now() - Hours(12);
            early.end = early.start + Minutes(30);
            visits.prepend(early);
            return visits;
        });
        page().refresh();
        QTRY_VERIFY(diary::blockOf(u"early"_s, grid().blocks()));
        QCOMPARE(grid().selected()->visit.id.value, id);
        QCOMPARE(grid().blockRect(id), place);
        QCOMPARE(grid().verticalScrollBar()->value(), scroll);
    }

    void newsWaitsWhileAVisitIsMoved()
    {
        const diary::Block *block = openBlock();
        grid().setFocus();
        grid().select({block->column, block->from, block->visit.id.value});
        QTest::keyClick(&grid(), Qt::Key_M);
        QVERIFY(grid().isMoving());
        const qsizetype before = grid().blocks().size();
        m_engine->on<ask::ListVisits>([](const auto &) -> Result<QList<VisitView>> { return QList<VisitView>{}; });
        page().refresh();
        QTRY_VERIFY(page().settled());
        QCOMPARE(grid().blocks().size(), before);
        QTest::keyClick(&grid(), Qt::Key_Escape);
        QVERIFY(!grid().isMoving());
        QVERIFY(grid().blocks().isEmpty());
        QVERIFY(m_engine->askedOf<ask::MoveVisit>().isEmpty());
    }

    void aVisitIsMovedByKeys()
    {
        const diary::Block block = *openBlock();
        grid().setFocus();
        grid().select({block.column, block.from, block.visit.id.value});
        QTest::keyClick(&grid(), Qt::Key_M);
        QTest::keyClick(&grid(), Qt::Key_Down);
        QTest::keyClick(&grid(), Qt::Key_Down);
        QTest::keyClick(&grid(), block.column == 0 ? Qt::Key_Right : Qt::Key_Left);
        QTest::keyClick(&grid(), Qt::Key_Return);
        QTRY_COMPARE(m_engine->askedOf<ask::MoveVisit>().size(), 1);
        const ask::MoveVisit move = m_engine->askedOf<ask::MoveVisit>().first();
        const int minute = diary::snapped(block.from) + 30;
        QCOMPARE(move.localStart, u"2026-11-23T%1:%2"_s.arg(minute / 60, 2, 10, QChar(u'0')).arg(minute % 60, 2, 10, QChar(u'0')));
        QCOMPARE(move.professional, grid().columns().at(block.column == 0 ? 1 : block.column - 1).professional);
        QCOMPARE(m_prompts->asked.size(), 1);
    }

    void aMoveThatIsDoubtfulSaysWhyAndCanBeLeft()
    {
        m_engine->on<ask::CheckSlot>([this](const auto &) -> Result<SlotCheck> {
            return SlotCheck{SampleShop(m_clock.now()).visits().mid(0, 1), u"holiday.christmas"_s, true};
        });
        m_prompts->agree = false;
        const diary::Block block = *openBlock();
        const QPoint from = grid().blockRect(block.visit.id.value).center();
        drag(from, from + QPoint(0, 112));
        QTRY_COMPARE(m_prompts->asked.size(), 1);
        QVERIFY(m_prompts->asked.first().contains(u"Double booked"_s));
        QVERIFY(m_prompts->asked.first().contains(u"Christmas"_s));
        QVERIFY(m_engine->askedOf<ask::MoveVisit>().isEmpty());
        QCOMPARE(m_engine->askedOf<ask::CheckSlot>().first().visit, block.visit.id);
    }

    void aVisitIsDraggedInQuarters()
    {
        const diary::Block block = *openBlock();
        const QPoint from = grid().blockRect(block.visit.id.value).center();
        const int twoHours = grid().slotRect(0, 120).top() - grid().slotRect(0, 0).top();
        drag(from, from + QPoint(0, twoHours + 4));
        QTRY_COMPARE(m_engine->askedOf<ask::MoveVisit>().size(), 1);
        const int minute = diary::snapped(block.from + 120 + 7);
        QVERIFY(m_engine->askedOf<ask::MoveVisit>().first().localStart.endsWith(
            u"T%1:%2"_s.arg(minute / 60, 2, 10, QChar(u'0')).arg(minute % 60, 2, 10, QChar(u'0'))));
    }

    void aClickIntoAFreeTimeAddsThere()
    {
        const QRect free = grid().slotRect(1, 20 * 60 + 30);
        grid().scrollTo(18 * 60);
        const QRect place = grid().slotRect(1, 20 * 60 + 30);
        QVERIFY(free.isValid() && grid().viewport()->rect().contains(place.center()));
        QTest::mouseClick(grid().viewport(), Qt::LeftButton, {}, place.center());
        QTRY_VERIFY(dialog<VisitDialog>());
        dialog<VisitDialog>()->accept();
        QTRY_VERIFY(!m_engine->askedOf<ask::AddVisit>().isEmpty());
        QCOMPARE(m_engine->askedOf<ask::AddVisit>().first().draft.localStart, u"2026-11-23T20:30"_s);
        QCOMPARE(m_engine->askedOf<ask::AddVisit>().first().draft.professional, u"Rafael"_s);
        QCOMPARE(m_engine->askedOf<ask::AddVisit>().first().draft.unit, (UnitId{u"unit-1"_s}));
    }

    void keysAddAndOpen()
    {
        grid().setFocus();
        grid().select({0, 21 * 60, {}});
        QTest::keyClick(&grid(), Qt::Key_N);
        QTRY_VERIFY(dialog<VisitDialog>());
        dialog<VisitDialog>()->reject();
        const diary::Block *block = openBlock();
        grid().select({block->column, block->from, block->visit.id.value});
        QTest::keyClick(&grid(), Qt::Key_Return);
        QTRY_VERIFY(dialog<VisitCard>());
        QPushButton *attended = nullptr;
        for (QPushButton *button : dialog<VisitCard>()->findChildren<QPushButton *>())
            if (button->text() == u"Attended"_s)
                attended = button;
        QVERIFY(attended);
        attended->click();
        QTRY_COMPARE(m_engine->askedOf<ask::SetVisitStatus>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::SetVisitStatus>().first().status, VisitStatus::Done);
    }

    void theMenuOffersWhatFits()
    {
        const diary::Block *block = openBlock();
        grid().select({block->column, block->from, block->visit.id.value});
        emit grid().menuAsked(block->visit.id.value, QPoint(10, 10));
        QMenu *menu = page().findChild<QMenu *>();
        QVERIFY(menu);
        QStringList texts;
        for (const QAction *action : menu->actions())
            texts << action->text();
        QVERIFY(texts.contains(u"Did not come"_s));
        QVERIFY(!texts.contains(u"Confirm"_s));   // it is confirmed
        for (QAction *action : menu->actions())
            if (action->text() == u"Cancel visit…"_s)
                action->trigger();
        QTRY_COMPARE(m_engine->askedOf<ask::SetVisitStatus>().size(), 1);
        QCOMPARE(m_prompts->asked.size(), 1);   // asked before
        menu->close();
    }

    void arrowsLeaveTheDayAtItsEdge()
    {
        grid().setFocus();
        grid().select({0, 600, {}});
        QTest::keyClick(&grid(), Qt::Key_Left);
        QCOMPARE(page().day(), QDate(2026, 11, 22));
        QTest::keyClick(&grid(), Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(page().day(), QDate(2026, 11, 23));
        QTest::keyClick(&grid(), Qt::Key_Right, Qt::ControlModifier);
        QTest::keyClick(&grid(), Qt::Key_T);
        QCOMPARE(page().day(), QDate(2026, 11, 23));
    }

    void aWeekHasSevenDays()
    {
        page().choose(DiaryPage::Range::Week);
        QCOMPARE(grid().columns().size(), 7);
        QTRY_VERIFY(page().settled());
        const ask::ListVisits asked = m_engine->askedOf<ask::ListVisits>().last();
        QCOMPARE(asked.to - asked.from, Hours(24 * 7));
        QVERIFY(std::ranges::any_of(grid().columns(), [](const diary::Column &c) { return c.closed == u"Festa do bairro"_s; }));
        page().turn(1);
        QCOMPARE(page().day(), QDate(2026, 11, 30));
    }

    void zoomKeepsTheTimeInSight()
    {
        grid().scrollTo(10 * 60);
        const int before = grid().slotRect(0, 60).top() - grid().slotRect(0, 0).top();
        QTest::keyClick(&grid(), Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(grid().zoom(), 125);
        for (int i = 0; i < 9; ++i)
            QTest::keyClick(&grid(), Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(grid().zoom(), 200);
        QCOMPARE(grid().slotRect(0, 60).top() - grid().slotRect(0, 0).top(), 2 * before);
        QVERIFY(std::abs(grid().slotRect(0, 600).top() - grid().slotRect(0, 0).top() - grid().verticalScrollBar()->value()) <= 2);
        QTest::keyClick(&grid(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(grid().zoom(), 100);
    }

    void aServiceBringsItsUsualLength()
    {
        const Theme theme(ThemeChoice::Light);
        VisitDialog form({*m_engine, theme, *m_prompts, m_clock, {}}, std::nullopt);
        form.propose({}, QDateTime(QDate(2026, 11, 25), QTime(10, 0), Qt::UTC), u"Rafael"_s);
        QTRY_COMPARE(form.serviceField().count(), 4);   // the inactive one is not offered
        form.serviceField().setCurrentIndex(1);
        emit form.serviceField().activated(1);
        QCOMPARE(form.minutesField().value(), 60);
    }

    void warningsFollowWhatIsTyped()
    {
        m_engine->on<ask::CheckSlot>([](const ask::CheckSlot &q) -> Result<SlotCheck> { return SlotCheck{{}, {}, q.minutes > 60}; });
        const Theme theme(ThemeChoice::Light);
        VisitDialog form({*m_engine, theme, *m_prompts, m_clock, {}}, std::nullopt);
        form.show();
        form.minutesField().setValue(90);
        QTRY_VERIFY(form.warning().contains(u"working hours"_s));
        form.minutesField().setValue(30);
        QTRY_VERIFY(form.warning().isEmpty());
    }
};

QTEST_MAIN(TestDiary)
#include "tst_diary.moc"
