#include "engine/api/questions/engine.h"
#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/pages/log_card.h"
#include "ui/pages/performance_page.h"
#include "ui/pages/resources_row.h"
#include "ui/pages/system_page.h"
#include "ui/widgets/table_view.h"

#include <QFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// The tabs with figures: times of one queue, what the program takes, the log.
class TestFigures : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    FakeEngine m_engine;
    Theme m_theme{ThemeChoice::Light};
    ScriptedPrompts m_prompts;

    PageContext context() { return {m_engine, m_theme, m_prompts, m_clock, {}}; }

private slots:
    void initTestCase() { SampleShop(m_clock.now()).script(m_engine); }

    void performanceShowsOneSubject()
    {
        PerformancePage page(context());
        page.show();
        QTRY_VERIFY(page.timings().rowCount() > 0);
        const Timing chosen = page.timings().at(1);
        emit page.table().activated(page.table().model()->index(1, 0));
        QTRY_COMPARE(m_engine.askedOf<ask::ShowTimings>().last().subject, chosen.subject);
        page.chooseSubject({});
        QTRY_VERIFY(m_engine.askedOf<ask::ShowTimings>().last().subject.isEmpty());
    }

    /// A page that comes up holds nobody up, and is whole a moment later.
    void cardsArePaintedInTurns()
    {
        PerformancePage page(context());
        page.resize(1200, 800);
        page.show();
        const auto waiting = [&page] {
            const QList<QFrame *> frames = page.findChildren<QFrame *>();
            return std::ranges::count_if(frames, [](QFrame *frame) { return frame->property("card").toBool() && !frame->updatesEnabled(); });
        };
        QVERIFY(waiting() > 0);
        QTRY_COMPARE(waiting(), 0);
        page.hide();
        page.show();   // once more, before everything was painted
        page.hide();
        QTRY_COMPARE(waiting(), 0);
    }

    void aYearIsAskedForAsAWhole()
    {
        PerformancePage page(context());
        page.show();
        page.chooseSpan(365 * 24 * 60);
        QTRY_COMPARE(m_engine.askedOf<ask::ShowTimings>().last().minutes, 365 * 24 * 60);
    }

    void systemShowsWhatTheProgramTakes()
    {
        SystemPage page(context());
        page.show();
        QTRY_VERIFY(page.resources().figures().first().contains(u'%'));
        QVERIFY(page.resources().figures().at(1).contains(u"84"_s));
    }

    void logPausesAndFilters()
    {
        SystemPage page(context());
        page.show();
        LogCard &log = page.log();
        QTRY_VERIFY(log.text().contains(u"74 reminders"_s));
        log.pauseButton().setChecked(true);
        Frame frame;
        frame.log = {{m_clock.now(), LogLevel::Info, u"x"_s, u"later"_s}};
        page.takeFrame(frame);
        QVERIFY(!log.text().contains(u"later"_s));
        QVERIFY(log.pauseButton().text().contains(u'1'));
        log.pauseButton().setChecked(false);
        QVERIFY(log.text().contains(u"later"_s));   // nothing is lost by pausing
        log.filter().setText(u"REMINDERS"_s);
        QTRY_COMPARE(m_engine.askedOf<ask::ListLog>().last().text, u"REMINDERS"_s);
        QTRY_VERIFY(!log.text().contains(u"later"_s));
        QVERIFY(log.text().contains(u"74 reminders"_s));
    }
};

QTEST_MAIN(TestFigures)
#include "tst_figures.moc"
