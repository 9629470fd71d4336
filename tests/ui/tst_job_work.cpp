#include "engine/api/questions/jobs.h"
#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/charts/line_chart.h"
#include "ui/dialogs/job_copy_dialog.h"
#include "ui/dialogs/job_plan_dialog.h"
#include "ui/pages/job_columns.h"
#include "ui/pages/job_exporter.h"
#include "ui/pages/job_inspector.h"
#include "ui/pages/jobs_panel.h"
#include "ui/pages/queues_page.h"
#include "ui/widgets/table_view.h"

#include <QDateTimeEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {
const QueueName whatsapp{u"whatsapp-notifications"_s};
}

/// What a person does with jobs: tick, act, export, look into one, change or copy it.
class TestJobWork : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<QueuesPage> m_page;
    QTemporaryDir m_folder;

    void open(const QString &stateFile = {})
    {
        SampleShop(m_clock.now()).script(*m_engine);
        m_engine->on<ask::ActOnJobs>([](const ask::ActOnJobs &q) -> Result<BulkReport> { return BulkReport{q.ids.size(), 0, {}}; });
        m_engine->on<ask::FreezeJobs>([](const ask::FreezeJobs &) -> Result<FrozenSet> { return FrozenSet{u"set-1"_s, 1238, false}; });
        m_engine->on<ask::ActOnFrozen>([](const ask::ActOnFrozen &) -> Result<BulkReport> { return BulkReport{1238, 0, {}}; });
        m_page = std::make_unique<QueuesPage>(PageContext{*m_engine, *m_theme, *m_prompts, m_clock, {}, stateFile});
        m_page->resize(1400, 780);
        m_page->show();
        QTRY_COMPARE(m_page->queues().rowCount(), 5);
        QTRY_VERIFY(m_page->jobs().model().job(4));
    }
    void openInspector(int row = 0)
    {
        open();
        m_page->jobs().table().selectRow(row);
        QTRY_VERIFY(m_page->inspector().dataText().contains(u"phoneNumber"_s));
    }
    QWidget *dialog() const
    {
        const QList<QDialog *> found = m_page->inspector().findChildren<QDialog *>();
        return found.isEmpty() ? nullptr : found.last();
    }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_theme = std::make_unique<Theme>(ThemeChoice::Light);
        m_prompts = std::make_unique<ScriptedPrompts>();
    }
    void cleanup() { m_page.reset(); }

    void spaceTicksAndTheActTakesExactlyThose()
    {
        open();
        JobsPanel &jobs = m_page->jobs();
        jobs.table().selectRow(1);
        QTest::keyClick(&jobs.table(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&jobs.table(), Qt::Key_Space);
        QCOMPARE(jobs.model().tickCount(), 2);
        QVERIFY(!jobs.model().isTicked(0) && jobs.model().isTicked(1) && jobs.model().isTicked(2));
        jobs.table().selectRow(0);   // a choice does not change what is ticked
        QCOMPARE(jobs.actButton(JobAct::Remove).text(), u"Remove 2"_s);
        jobs.actButton(JobAct::Remove).click();
        QTRY_COMPARE(m_engine->askedOf<ask::ActOnJobs>().size(), 1);
        const ask::ActOnJobs asked = m_engine->askedOf<ask::ActOnJobs>().first();
        QCOMPARE(QSet<JobId>(asked.ids.begin(), asked.ids.end()), (QSet<JobId>{{u"4811"_s}, {u"4810"_s}}));
        QCOMPARE(asked.state, JobState::Failed);
        QVERIFY(m_prompts->words.first().isEmpty());   // two are no danger
        QTRY_COMPARE(jobs.model().tickCount(), 0);
    }

    void everythingThatMatchesIsCountedFirstAndNeedsAWord()
    {
        open();
        JobsPanel &jobs = m_page->jobs();
        jobs.chooseState(JobState::Completed);
        QTRY_COMPARE(jobs.model().rowCount(), 1240);
        QTRY_VERIFY(jobs.model().job(3));
        QTest::keyClick(&jobs.table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(jobs.model().tickCount(), 1240);
        const JobId spared = jobs.model().job(3)->id;
        jobs.model().setTicked(3, false);
        QCOMPARE(jobs.model().tickCount(), 1239);
        jobs.actButton(JobAct::Remove).click();
        QTRY_COMPARE(m_engine->askedOf<ask::ActOnFrozen>().size(), 1);
        const ask::FreezeJobs frozen = m_engine->askedOf<ask::FreezeJobs>().first();
        QCOMPARE(frozen.state, JobState::Completed);
        QCOMPARE(frozen.except, QList<JobId>{spared});
        QVERIFY(m_prompts->asked.first().contains(u"1,238"_s) || m_prompts->asked.first().contains(u"1.238"_s));
        QCOMPARE(m_prompts->words.first(), u"remove"_s);
        QVERIFY(m_engine->askedOf<ask::ActOnJobs>().isEmpty());
    }

    void ticksStayWhenTheListMovesAndGoWithTheFilter()
    {
        open();
        JobsPanel &jobs = m_page->jobs();
        jobs.model().setTicked(1, true);
        jobs.model().setTicked(2, true);
        JobRow left = *jobs.model().job(1);
        left.state = JobState::Waiting;
        Frame frame;
        frame.jobs = {left};
        m_page->takeFrame(frame);
        QCOMPARE(jobs.model().tickCount(), 1);   // what is no longer failed is not among the ticked failed ones
        const JobId other = jobs.model().job(2)->id;
        jobs.reload();
        QTRY_VERIFY(!jobs.model().isLoading());
        QVERIFY(jobs.model().tickedIds() == QList<JobId>{other});
        jobs.chooseState(JobState::Completed);
        QCOMPARE(jobs.model().tickCount(), 0);
    }

    void columnsAreRemembered()
    {
        const QString file = m_folder.filePath(u"window.ini"_s);
        open(file);
        QVERIFY(m_page->jobs().table().isColumnHidden(JobTableModel::PriorityColumn));
        m_page->jobs().columns().setShown(JobTableModel::PriorityColumn, true);
        m_page->jobs().columns().setShown(JobTableModel::ErrorColumn, false);
        m_page.reset();
        open(file);
        QVERIFY(!m_page->jobs().table().isColumnHidden(JobTableModel::PriorityColumn));
        QVERIFY(m_page->jobs().table().isColumnHidden(JobTableModel::ErrorColumn));
        QVERIFY(!m_page->jobs().table().isColumnHidden(JobTableModel::TickColumn));
    }

    void exportWritesEveryPageAndNothingPersonal()
    {
        open();
        JobPage first = SampleShop(m_clock.now()).jobs({.queue = whatsapp, .state = JobState::Failed, .limit = 3});
        first.rows[0].failedReason = u"=no answer of +5511987654821"_s;
        first.next = u"1:2"_s;
        JobPage second = SampleShop(m_clock.now()).jobs({.queue = whatsapp, .state = JobState::Failed, .limit = 2, .offset = 3});
        m_engine->on<ask::ListJobs>([=](const ask::ListJobs &q) -> Result<JobPage> { return q.query.cursor == u"1:2"_s ? second : first; });
        m_prompts->file = m_folder.filePath(u"out.csv"_s);
        m_page->jobs().askExport(false);
        QTRY_COMPARE(m_prompts->told.size(), 1);
        QFile file(m_prompts->file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.count('\n'), 6);   // head and five jobs
        QVERIFY(text.contains("'=no answer"));
        QVERIFY(!text.contains("987654821"));
        const QList<ask::ListJobs> asked = m_engine->askedOf<ask::ListJobs>();
        QCOMPARE(asked.at(asked.size() - 2).query.cursor, u""_s);
        QCOMPARE(asked.last().query.state, JobState::Failed);
    }

    void aCancelledExportLeavesNothing()
    {
        open();
        m_engine->on<ask::ListJobs>([this](const ask::ListJobs &q) -> Result<JobPage> {
            JobPage page = SampleShop(m_clock.now()).jobs({.queue = whatsapp, .state = JobState::Failed, .limit = 3});
            page.next = q.query.cursor.value_or(QString()) + u"x"_s;   // a list without end
            return page;
        });
        JobExporter &exporter = m_page->jobs().exporter();
        QSignalSpy progressed(&exporter, &JobExporter::progressed);
        QSignalSpy cancelled(&exporter, &JobExporter::cancelled);
        m_prompts->file = m_folder.filePath(u"endless.csv"_s);
        m_page->jobs().askExport(false);
        QTRY_VERIFY(progressed.size() > 2);
        exporter.cancel();
        QCOMPARE(cancelled.size(), 1);
        m_page.reset();   // the writing thread has ended
        QVERIFY(QDir(m_folder.path()).entryList({u"endless*"_s}, QDir::Files | QDir::Hidden).isEmpty());
    }

    void anExportThatCannotBeWrittenSaysSo()
    {
        open();
        m_prompts->file = m_folder.filePath(u"no/such/folder/out.csv"_s);
        m_page->jobs().askExport(true);
        QTRY_COMPARE(m_prompts->told.size(), 1);
        QVERIFY(!m_page->jobs().exporter().running());
    }

    void theTimelineTellsEachTry()
    {
        open();
        const Instant begin = m_clock.now() - Minutes(5);
        m_engine->on<ask::ShowJob>([begin](const ask::ShowJob &q) -> Result<JobDetail> {
            JobDetail detail;
            detail.row = JobRow{.id = q.id, .queue = q.queue, .name = u"x"_s, .state = JobState::Failed, .attempts = 2, .createdAt = begin};
            detail.data.utf8 = R"({"phoneNumber":"1"})";
            using A = JobAttempt;
            detail.attempts = {{1, A::Outcome::Failed, begin, begin + Millis(900), begin + Millis(1312), u"first error"_s, u"balcao#1"_s},
                               {2, A::Outcome::Failed, begin + Seconds(10), begin + Seconds(12), begin + Seconds(15), u"second error"_s, {}}};
            return detail;
        });
        m_page->jobs().table().selectRow(0);
        QTRY_VERIFY(m_page->inspector().timelineText().contains(u"second error"_s));
        const QString text = m_page->inspector().timelineText();
        QVERIFY(text.contains(u"first error"_s));
        QVERIFY(text.contains(u"waited 900 ms"_s));
        QVERIFY(text.contains(u"ran 412 ms"_s));
        QVERIFY(text.contains(u"try 2 of 2"_s));
    }

    void aLargePayloadIsFoldedAndSavedWhole()
    {
        open();
        QByteArray large = "{\"phoneNumber\":\"+5511987654821\",\"blob\":\"" + QByteArray(10'000'000, 'x') + "\",\"list\":[";
        for (int i = 0; i < 200'000; ++i)
            large += "\"+5511987654821\",";
        large += "0]}";
        m_engine->on<ask::ShowJob>([large](const ask::ShowJob &q) -> Result<JobDetail> {
            JobDetail detail;
            detail.row = JobRow{.id = q.id, .queue = q.queue, .state = JobState::Failed, .createdAt = Instant(Minutes(1))};
            detail.data.utf8 = large;
            return detail;
        });
        m_page->jobs().table().selectRow(0);
        JobInspector &inspector = m_page->inspector();
        QTRY_VERIFY(inspector.dataText().contains(u"blob"_s));
        QVERIFY(inspector.dataText().size() < 60'000);
        QVERIFY(!inspector.dataText().contains(u"987654821"_s));
        QVERIFY(!inspector.editButton().isEnabled());   // not in a text field
        m_prompts->file = m_folder.filePath(u"data.json"_s);
        QVERIFY(inspector.saveButton().isVisible());
        inspector.saveButton().click();
        QTRY_COMPARE(QFileInfo(m_prompts->file).size(), large.size());
    }

    void anEditedCopyIsAddedWhenItIsJson()
    {
        openInspector();
        m_engine->on<ask::CopyJob>([](const ask::CopyJob &) -> Result<Added> { return Added{{u"77"_s}, false}; });
        m_page->inspector().editButton().click();
        auto *copy = qobject_cast<JobCopyDialog *>(dialog());
        QVERIFY(copy);
        QVERIFY(copy->data().toPlainText().contains(u"987654821"_s));   // who edits must see it
        copy->data().setPlainText(u"{\"n\": 1"_s);
        QVERIFY(!copy->problem().isEmpty());
        copy->data().setPlainText(u"{\"n\": 1}"_s);
        QVERIFY(copy->problem().isEmpty());
        QSignalSpy acted(&m_page->inspector(), &JobInspector::acted);
        copy->accept();
        QTRY_COMPARE(acted.size(), 1);
        const ask::CopyJob asked = m_engine->askedOf<ask::CopyJob>().first();
        QCOMPARE(asked.data.value().utf8, "{\"n\": 1}");
        QCOMPARE(asked.id.value, u"4812"_s);
    }

    void aRefusedCopyKeepsTheDialog()
    {
        openInspector();
        m_engine->on<ask::CopyJob>([](const ask::CopyJob &) -> Result<Added> { return Error{Error::Code::Refused, u"send.fence"_s}; });
        m_page->inspector().editButton().click();
        auto *copy = qobject_cast<JobCopyDialog *>(dialog());
        copy->accept();
        QTRY_VERIFY(copy->problem().contains(u"not sent again"_s));
        QVERIFY(copy->isVisible());
    }

    void aDuplicateAsksFirst()
    {
        openInspector();
        m_engine->on<ask::CopyJob>([](const ask::CopyJob &) -> Result<Added> { return Added{{u"77"_s}, false}; });
        m_prompts->agree = false;
        m_page->inspector().copyButton().click();
        QVERIFY(m_engine->askedOf<ask::CopyJob>().isEmpty());
        m_prompts->agree = true;
        m_page->inspector().copyButton().click();
        QTRY_COMPARE(m_prompts->told.size(), 1);
        QVERIFY(!m_engine->askedOf<ask::CopyJob>().first().data);
    }

    void aDelayedJobIsRunNowOrPlannedAnew()
    {
        open();
        m_engine->on<ask::ShowJob>([this](const ask::ShowJob &q) -> Result<JobDetail> {
            JobDetail detail;
            detail.row = SampleShop(m_clock.now()).jobs({.queue = whatsapp, .state = JobState::Delayed, .limit = 1}).rows.first();
            detail.row.id = q.id;
            detail.data.utf8 = R"({"phoneNumber":"1"})";
            return detail;
        });
        m_engine->on<ask::ChangeJob>([](const ask::ChangeJob &) -> Result<Done> { return Done{}; });
        m_page->jobs().chooseState(JobState::Delayed);
        QTRY_COMPARE(m_page->jobs().model().rowCount(), 3);
        QTRY_VERIFY(m_page->jobs().model().job(0));
        m_page->jobs().table().selectRow(0);
        JobInspector &inspector = m_page->inspector();
        QTRY_VERIFY(inspector.dataText().contains(u"phoneNumber"_s));
        QCOMPARE(inspector.actButton().text(), u"Run now"_s);
        inspector.actButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::ActOnJobs>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::ActOnJobs>().first().act, JobAct::Promote);

        inspector.planButton().click();
        auto *plan = qobject_cast<JobPlanDialog *>(dialog());
        QVERIFY(plan && plan->due());
        const QDateTime later = plan->due()->dateTime().addSecs(3600);
        plan->due()->setDateTime(later);
        plan->priority().setValue(9);
        plan->accept();
        QTRY_COMPARE(m_engine->askedOf<ask::ChangeJob>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::ChangeJob>().first().dueAt.value(), fromMs(later.toMSecsSinceEpoch()));
        QCOMPARE(m_engine->askedOf<ask::ChangeJob>().first().priority.value(), 9);
    }

    void theChartShowsTheChosenRange()
    {
        open();
        for (QPushButton *button : m_page->findChildren<QPushButton *>())
            if (button->text() == u"7 d")
                button->click();
        QTRY_COMPARE(m_engine->askedOf<ask::QueueThroughput>().last().minutes, 7 * 1440);
    }
};

QTEST_MAIN(TestJobWork)
#include "tst_job_work.moc"
