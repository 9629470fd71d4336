#include "tests/support/fake_clock.h"
#include "tests/support/sample_schedules.h"
#include "tests/support/sample_site.h"
#include "tests/support/scripted_prompts.h"
#include "ui/dialogs/schedule_dialog.h"
#include "ui/pages/backups_card.h"
#include "ui/pages/schedules_card.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// What runs by the clock and the safety copies, as people see and change them.
class TestScheduleViews : public QObject
{
    Q_OBJECT
    FakeClock m_clock;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ScriptedPrompts> m_prompts;

    PageContext context() { return {*m_engine, *m_theme, *m_prompts, m_clock, {}}; }
    ScheduleView sample(int index) { return SampleSchedules(m_clock.now()).schedules().at(index); }
    static QPushButton *button(QDialog &dialog, QDialogButtonBox::StandardButton which)
    {
        return dialog.findChild<QDialogButtonBox *>()->button(which);
    }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_theme = std::make_unique<Theme>(ThemeChoice::Light);
        m_prompts = std::make_unique<ScriptedPrompts>();
        SampleSchedules(m_clock.now()).script(*m_engine);
    }

    void theCardActsOnTheChosenSchedule()
    {
        m_engine->on<ask::RunSchedule>([](const auto &) { return ScheduleRun{}; });
        m_engine->on<ask::PauseSchedule>([](const auto &) { return ScheduleView{}; });
        SchedulesCard card(context());
        card.show();
        card.refresh();
        QTRY_COMPARE(card.schedules().rowCount(), 4);
        QVERIFY(!card.runButton().isEnabled()); // nothing is chosen
        QCOMPARE(card.schedules().index(1, 1).data(Qt::AccessibleTextRole).toString(), u"every day at 02:00"_s);
        QCOMPARE(card.schedules().index(2, 2).data().toString(), u"paused"_s);
        card.table().selectRow(1);
        card.runButton().click();
        QCOMPARE(m_engine->askedOf<ask::RunSchedule>().first().id, u"daily-cleanup"_s);
        QVERIFY(!m_engine->askedOf<ask::RunSchedule>().first().dryRun);
        card.table().selectRow(2);
        QCOMPARE(card.pauseButton().text(), u"Resume"_s);
        card.pauseButton().click();
        QVERIFY(!m_engine->askedOf<ask::PauseSchedule>().first().paused);
        // Live news keep the choice.
        card.takeFrame({.statusRevision = 9});
        QTRY_COMPARE(card.table().currentIndex().row(), 2);
        QTest::keyClick(&card.table(), Qt::Key_Return);
        QTRY_VERIFY(card.findChild<ScheduleDialog *>() || card.window()->findChild<ScheduleDialog *>());
    }
    void theCardSaysWhyThereIsNothing()
    {
        m_engine->on<ask::ListSchedules>([](const auto &) { return QList<ScheduleView>{}; });
        SchedulesCard empty(context());
        empty.show();
        empty.refresh();
        QTRY_COMPARE(empty.schedules().rowCount(), 0);
        m_engine->on<ask::RunSchedule>([](const auto &) { return Error{Error::Code::NotFound, u"schedule.missing"_s}; });
        SampleSchedules(m_clock.now()).script(*m_engine);
        empty.refresh();
        QTRY_COMPARE(empty.schedules().rowCount(), 4);
        empty.table().selectRow(0);
        empty.runButton().click();
        QTRY_COMPARE(m_prompts->told.size(), 1);
        QVERIFY(m_prompts->told.first().contains(u"The schedule no longer exists"_s));
    }

    void whatAQueueKeepsCannotBePaused()
    {
        const ScheduleView kept = SampleSite(SampleShop(m_clock.now())).kept();
        m_engine->on<ask::ListSchedules>([kept](const auto &) { return QList<ScheduleView>{kept}; });
        m_engine->on<ask::RunSchedule>([](const auto &) { return ScheduleRun{}; });
        SchedulesCard card(context());
        card.show();
        card.refresh();
        QTRY_COMPARE(card.schedules().rowCount(), 1);
        QCOMPARE(card.schedules().index(0, 0).data().toString(), u"sync-caixa · sync"_s);
        QCOMPARE(card.schedules().index(0, 1).data().toString(), u"every 5 minutes"_s);
        card.table().selectRow(0);
        QVERIFY(!card.pauseButton().isEnabled() && !card.pauseButton().toolTip().isEmpty());
        card.runButton().click();
        QCOMPARE(m_engine->askedOf<ask::RunSchedule>().first().queue.value, u"sync"_s);
        // Its dialog changes and removes it where it is.
        m_engine->on<ask::SaveSchedule>([](const auto &) { return ScheduleView{}; });
        m_engine->on<ask::RemoveSchedule>([](const auto &) { return Done{}; });
        ScheduleDialog dialog(context(), kept);
        dialog.show();
        QCOMPARE(dialog.meaning(), u"every 5 minutes"_s);
        QVERIFY(!dialog.rule().isEnabled());
        dialog.accept();
        QCOMPARE(m_engine->askedOf<ask::SaveSchedule>().first().schedule, kept.draft);
        m_prompts->agree = true;
        for (QPushButton *candidate : dialog.findChildren<QPushButton *>())
            if (candidate->text() == u"Remove…")
                candidate->click();
        QCOMPARE(m_engine->askedOf<ask::RemoveSchedule>().first().queue.value, u"sync"_s);
    }
    void aNewScheduleMayBeKeptByItsQueueOnASharedStore()
    {
        ScheduleDialog own(context(), std::nullopt);
        own.show();
        QVERIFY(own.home().isHidden()); // a file keeps none
        SampleSite(SampleShop(m_clock.now())).script(*m_engine);
        m_engine->on<ask::SaveSchedule>([](const auto &) { return ScheduleView{}; });
        ScheduleDialog dialog(context(), std::nullopt);
        dialog.show();
        QTRY_VERIFY(dialog.home().isVisible());
        QVERIFY(dialog.every().isHidden());
        dialog.home().setCurrentIndex(1);
        QVERIFY(dialog.every().isVisible());
        dialog.every().setValue(90'000);
        QCOMPARE(dialog.meaning(), u"every 90 seconds"_s);
        dialog.accept();
        const ScheduleDraft saved = m_engine->askedOf<ask::SaveSchedule>().first().schedule;
        QCOMPARE(saved.home, ScheduleHome::Queue);
        QCOMPARE(saved.every, Millis(90'000));
        QVERIFY(saved.pattern.isEmpty());
    }

    void theRuleIsExplainedWhileItIsTyped()
    {
        ScheduleDialog dialog(context(), std::nullopt);
        dialog.show();
        QTRY_COMPARE(dialog.meaning(), u"every day at 02:00"_s);
        dialog.rule().selectAll();
        QTest::keyClicks(&dialog.rule(), u"0 25 * * *"_s);
        QTRY_COMPARE(dialog.meaning(), u"Hour: This value is too small or too large"_s);
        dialog.rule().selectAll();
        QTest::keyClicks(&dialog.rule(), u"*/15 8-18 * * 1-6"_s);
        QTRY_COMPARE(dialog.meaning(), u"every 15 minutes, in the hours 8 to 18, Monday to Saturday"_s);
    }
    void whatIsSavedIsWhatIsShown()
    {
        m_engine->on<ask::SaveSchedule>([](const auto &) { return ScheduleView{}; });
        ScheduleView edited = sample(1);
        ScheduleDialog dialog(context(), edited);
        dialog.show();
        dialog.accept();
        const auto asked = m_engine->askedOf<ask::SaveSchedule>();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().schedule, edited.draft);
        QVERIFY(!asked.first().mustBeNew);
        QTRY_COMPARE(dialog.result(), int(QDialog::Accepted));
    }
    void aRefusalPointsAtTheField()
    {
        m_engine->on<ask::SaveSchedule>([](const auto &) { return Error{Error::Code::Invalid, u"zone: schedule.zone"_s}; });
        ScheduleDialog dialog(context(), sample(1));
        dialog.show();
        button(dialog, QDialogButtonBox::Save)->click();
        QTRY_COMPARE(dialog.problem(), u"Time zone: Use an IANA name such as America/Sao_Paulo."_s);
        QVERIFY(dialog.isVisible());
        QCOMPARE(dialog.focusWidget()->accessibleName(), u"Time zone"_s);
    }
    void historyTellsWhatBecameOfEachTime()
    {
        ScheduleDialog dialog(context(), sample(1));
        dialog.show();
        QTRY_COMPARE(dialog.runs().rowCount(), 5);
        QCOMPARE(dialog.runs().index(4, 1).data().toString(), u"missed"_s);
        const auto labels = dialog.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->text().contains(u"Finished jobs: 412"_s); }));
    }
    void removingAsksFirst()
    {
        m_engine->on<ask::RemoveSchedule>([](const auto &) { return Done{}; });
        m_prompts->agree = false;
        ScheduleDialog dialog(context(), sample(1));
        dialog.show();
        for (QPushButton *candidate : dialog.findChildren<QPushButton *>())
            if (candidate->text() == u"Remove…")
                candidate->click();
        QCOMPARE(m_prompts->asked.size(), 1);
        QVERIFY(m_engine->askedOf<ask::RemoveSchedule>().isEmpty());
        m_prompts->agree = true;
        for (QPushButton *candidate : dialog.findChildren<QPushButton *>())
            if (candidate->text() == u"Remove…")
                candidate->click();
        QCOMPARE(m_engine->askedOf<ask::RemoveSchedule>().first().id, u"daily-cleanup"_s);
    }
    void everyEditorHasAName()
    {
        ScheduleDialog dialog(context(), std::nullopt);
        for (const QWidget *editor : dialog.findChildren<QWidget *>())
            if (editor->focusPolicy() & Qt::TabFocus && !qobject_cast<const QPushButton *>(editor) && editor->parentWidget() != nullptr
                && !qobject_cast<const QComboBox *>(editor->parentWidget()) && !qobject_cast<const QSpinBox *>(editor->parentWidget()) && editor->isVisibleTo(&dialog))
                QVERIFY2(!editor->accessibleName().isEmpty(), editor->metaObject()->className());
    }

    void copiesAreShownAndRestoredAfterAQuestion()
    {
        m_engine->on<ask::OrderRestore>([](const auto &) { return Done{}; });
        BackupsCard card(context());
        card.show();
        card.refresh();
        QTRY_COMPARE(card.copies().rowCount(), 4);
        QCOMPARE(card.copies().index(3, 3).data().toString(), u"damaged"_s);
        QVERIFY(!card.restoreButton().isEnabled());
        card.table().selectRow(3);
        QVERIFY(!card.restoreButton().isEnabled()); // a damaged one
        card.table().selectRow(1);
        m_prompts->agree = false;
        card.restoreButton().click();
        QCOMPARE(m_prompts->asked.size(), 1);
        QVERIFY(m_engine->askedOf<ask::OrderRestore>().isEmpty());
        m_prompts->agree = true;
        card.restoreButton().click();
        QCOMPARE(m_engine->askedOf<ask::OrderRestore>().first().copy, card.copies().at(1).name);
    }
    void aPendingRestoreIsToldAndCanBeTakenBack()
    {
        m_engine->on<ask::ListBackups>([this](const auto &) {
            BackupList list = SampleSchedules(m_clock.now()).copies();
            list.pendingRestore = list.copies.first().name;
            return list;
        });
        m_engine->on<ask::OrderRestore>([](const auto &) { return Done{}; });
        BackupsCard card(context());
        card.show();
        card.refresh();
        QTRY_VERIFY(card.note().contains(u"takes the place of the present data"_s));
        for (QPushButton *candidate : card.findChildren<QPushButton *>())
            if (candidate->text() == u"Do not restore") {
                QVERIFY(candidate->isVisible());
                candidate->click();
            }
        QVERIFY(m_engine->askedOf<ask::OrderRestore>().first().copy.isEmpty());
    }
    void aCopyThatFailsSaysWhy()
    {
        m_engine->on<ask::CreateBackup>([](const auto &) { return Error{Error::Code::Full, u"backup.space"_s}; });
        BackupsCard card(context());
        card.show();
        card.createButton().click();
        QTRY_COMPARE(m_prompts->told.size(), 1);
        QVERIFY(m_prompts->told.first().contains(u"too little free disk space"_s));
        QVERIFY(card.createButton().isEnabled());
    }
};

QTEST_MAIN(TestScheduleViews)
#include "tst_schedule_views.moc"
