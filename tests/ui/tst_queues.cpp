#include "engine/api/questions/jobs.h"
#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/charts/line_chart.h"
#include "ui/models/list_table.h"
#include "ui/pages/job_columns.h"
#include "ui/pages/job_inspector.h"
#include "ui/pages/job_sorting.h"
#include "ui/pages/jobs_panel.h"
#include "ui/pages/queues_page.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTimer>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {
const QueueName whatsapp{u"whatsapp-notifications"_s};
}

/// The queues tab: a long list from memory, live changes that disturb nobody, acts with exact counts.
class TestQueues : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<QueuesPage> m_page;

    void open(qint64 total = 1240)
    {
        SampleShop shop(m_clock.now());
        shop.jobTotal = total;
        shop.script(*m_engine);
        m_page = std::make_unique<QueuesPage>(PageContext{*m_engine, *m_theme, *m_prompts, m_clock, {}});
        m_page->resize(1400, 780);
        m_page->show();
        QTRY_COMPARE(m_page->queues().rowCount(), 5);
        QTRY_VERIFY(m_page->jobs().model().rowCount() > 0);
    }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_theme = std::make_unique<Theme>(ThemeChoice::Light);
        m_prompts = std::make_unique<ScriptedPrompts>();
    }
    void cleanup() { m_page.reset(); }

    void aMillionRowsArriveInPages()
    {
        open(1'000'000);
        JobTableModel &model = m_page->jobs().model();
        m_page->jobs().chooseState(JobState::Completed);
        QTRY_COMPARE(model.rowCount(), 1'000'000);
        const qsizetype before = m_engine->askedOf<ask::ListJobs>().size();
        QVERIFY(!model.job(500'000));
        m_page->jobs().table().scrollTo(model.index(500'000, 0));
        QTRY_VERIFY(model.job(500'000));
        const QList<ask::ListJobs> asked = m_engine->askedOf<ask::ListJobs>().mid(before);
        QVERIFY(asked.size() >= 1 && asked.size() <= 3);
        for (const ask::ListJobs &question : asked)
            QCOMPARE(question.query.limit, JobTableModel::pageSize);
    }

    void modelKeepsTheRulesOfModels()
    {
        SampleShop(m_clock.now()).script(*m_engine);
        JobTableModel model(*m_engine, m_clock, nullptr);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy loaded(&model, &JobTableModel::loaded);
        model.setQuery({.queue = whatsapp, .state = JobState::Completed});
        QTRY_COMPARE(model.rowCount(), 1240);
        JobRow changed = *model.job(3);
        changed.attemptsMade = 2;
        Frame frame;
        frame.jobs = {changed};
        QVERIFY(!model.apply(frame));
        QCOMPARE(model.index(3, JobTableModel::AttemptsColumn).data().toString(), u"2/3"_s);
        model.setQuery({.queue = whatsapp, .state = JobState::Failed});
        QTRY_COMPARE(model.rowCount(), 5);
    }

    void listKeepsTheRulesOfModelsAndTheSelection()
    {
        struct Item {
            QString key;
            int value = 0;
            bool operator==(const Item &) const = default;
        };
        ListTable<Item> table({{u"k"_s, textColumn<Item>([](const Item &i) { return i.key; })}},
                              [](const Item &i) { return i.key; }, nullptr);
        const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        table.set({{u"a"_s, 1}, {u"b"_s, 1}, {u"c"_s, 1}});
        const QPersistentModelIndex held(table.index(2, 0));
        table.set({{u"x"_s, 1}, {u"c"_s, 2}, {u"a"_s, 1}, {u"d"_s, 1}});
        QCOMPARE(held.row(), 1);
        QCOMPARE(held.data().toString(), u"c"_s);
        QCOMPARE(table.rowCount(), 4);
        QCOMPARE(table.rowOf(u"b"_s), -1);
    }

    void liveChangesKeepSelectionAndScroll()
    {
        open();
        JobsPanel &jobs = m_page->jobs();
        jobs.chooseState(JobState::Completed);
        QTRY_COMPARE(jobs.model().rowCount(), 1240);
        QTRY_VERIFY(jobs.model().job(2));
        jobs.table().selectRow(2);
        const JobId chosen = jobs.model().job(2)->id;
        jobs.table().verticalScrollBar()->setValue(40);
        const int scroll = jobs.table().verticalScrollBar()->value();

        JobRow known = *jobs.model().job(2);
        known.attemptsMade = 3;
        JobRow fresh = known;
        fresh.id = {u"9999"_s};
        Frame frame;
        frame.jobs = {known, fresh};
        const qsizetype asked = m_engine->askedOf<ask::ListJobs>().size();
        m_page->takeFrame(frame);

        QCOMPARE(jobs.model().job(2)->attemptsMade, 3);
        QCOMPARE(jobs.table().selectionModel()->selectedRows().first().row(), 2);
        QCOMPARE(jobs.model().job(2)->id, chosen);
        QCOMPARE(jobs.table().verticalScrollBar()->value(), scroll);
        QCOMPARE(m_engine->askedOf<ask::ListJobs>().size(), asked);   // the newcomer waits for a click
    }

    void retryAllShowsTheFrozenCount()
    {
        open();
        m_engine->on<ask::FreezeJobs>([](const ask::FreezeJobs &) -> Result<FrozenSet> { return FrozenSet{u"set-1"_s, 7}; });
        m_engine->on<ask::ActOnFrozen>([](const ask::ActOnFrozen &) -> Result<BulkReport> {
            return BulkReport{6, 1, {{u"accepted"_s, 1}}};
        });
        QVERIFY(m_page->jobs().retryAllButton().isVisible());
        m_page->jobs().retryAllButton().click();
        QTRY_COMPARE(m_prompts->told.size(), 1);
        QVERIFY(m_prompts->asked.first().contains(u"Exactly 7"_s));
        QCOMPARE(m_engine->askedOf<ask::ActOnFrozen>().first().token, u"set-1"_s);
        QVERIFY(m_prompts->told.first().contains(u"6 job"_s));
        QVERIFY(m_prompts->told.first().contains(u"1 × The provider took it already"_s));
    }

    void refusedConfirmationDoesNothing()
    {
        open();
        m_prompts->agree = false;
        m_page->jobs().table().selectAll();
        m_page->jobs().actButton(JobAct::Remove).click();
        QCOMPARE(m_prompts->asked.size(), 1);
        QVERIFY(m_prompts->asked.first().contains(u"5 job"_s));
        QVERIFY(m_engine->askedOf<ask::ActOnJobs>().isEmpty());
    }

    void filterGoesToTheEngine()
    {
        open();
        m_page->jobs().filter().setText(u"132015"_s);
        QTRY_COMPARE(m_engine->askedOf<ask::ListJobs>().last().query.search, u"132015"_s);
        QTRY_COMPARE(m_page->jobs().model().rowCount(), 1);
    }

    void titlesSortWhatTheStoreCanSort()
    {
        open();
        JobsPanel &jobs = m_page->jobs();
        jobs.columns().setShown(JobTableModel::CreatedColumn, true);
        const auto click = [&](int column) {
            QHeaderView *header = jobs.table().horizontalHeader();
            const int x = header->sectionViewportPosition(column) + header->sectionSize(column) / 2;
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, header->height() / 2));
        };
        const auto last = [&] { return m_engine->askedOf<ask::ListJobs>().last().query; };
        QTRY_VERIFY(jobs.table().columnWidth(JobTableModel::CreatedColumn) > 20);
        QCOMPARE(jobs.table().horizontalHeader()->sortIndicatorSection(), int(JobTableModel::TimeColumn));
        QCOMPARE(jobs.table().horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
        click(JobTableModel::CreatedColumn);
        QCOMPARE(last().sort, JobSort::Created);
        QVERIFY(!last().reversed);
        QTRY_COMPARE(jobs.table().horizontalHeader()->sortIndicatorSection(), int(JobTableModel::CreatedColumn));
        click(JobTableModel::CreatedColumn);
        QVERIFY(last().reversed);
        QCOMPARE(jobs.table().horizontalHeader()->sortIndicatorOrder(), Qt::AscendingOrder);
        const qsizetype asked = m_engine->askedOf<ask::ListJobs>().size();
        click(JobTableModel::NameColumn);   // cannot be sorted
        QCOMPARE(m_engine->askedOf<ask::ListJobs>().size(), asked);
        QVERIFY(!jobs.sorting().canSortBy(JobTableModel::NameColumn));

        // By keyboard: the same orders in a menu, and its button is reached by Tab.
        QStringList names;
        for (const QAction *action : jobs.sorting().actions())
            if (action->isVisible() && !action->isSeparator())
                names << action->text();
        QCOMPARE(names, (QStringList{u"Priority"_s, u"Tries"_s, u"Created"_s, u"Started"_s, u"Took"_s, u"Time"_s, u"The other way round"_s}));
        jobs.sorting().actions().at(JobTableModel::TookColumn)->trigger();
        QCOMPARE(last().sort, JobSort::Took);
        QVERIFY(!last().reversed);
        jobs.sorting().actions().last()->trigger();
        QVERIFY(last().reversed);
    }

    void aMillionJobsKeepTheirOwnOrder()
    {
        open(1'000'000);
        JobsPanel &jobs = m_page->jobs();
        jobs.sorting().choose(JobTableModel::TookColumn);
        QCOMPARE(m_engine->askedOf<ask::ListJobs>().last().query.sort, JobSort::Took);
        jobs.chooseState(JobState::Completed);
        QCOMPARE(m_engine->askedOf<ask::ListJobs>().last().query.sort, JobSort::Own);
        QVERIFY(!jobs.sorting().canSortBy(JobTableModel::TookColumn));
        QVERIFY(jobs.sorting().canSortBy(JobTableModel::TimeColumn));
        QCOMPARE(jobs.table().horizontalHeader()->sortIndicatorSection(), int(JobTableModel::TimeColumn));
    }

    void aListThatGrewTooLongShowsItsRealOrder()
    {
        open();
        m_engine->on<ask::ListJobs>([](const ask::ListJobs &) { return JobPage{.rows = {{.id = {u"1"_s}}}, .total = 1, .sort = JobSort::Own}; });
        m_page->jobs().sorting().choose(JobTableModel::CreatedColumn);
        QTRY_COMPARE(m_page->jobs().table().horizontalHeader()->sortIndicatorSection(), int(JobTableModel::TimeColumn));
        QVERIFY(!m_page->jobs().sorting().canSortBy(JobTableModel::CreatedColumn));
    }

    void aJobThatIsOpenedIsShown()
    {
        open();
        m_page->open(whatsapp, JobState::Failed, {u"4812"_s});
        QTRY_COMPARE(m_page->jobs().table().selectionModel()->selectedRows().size(), 1);
        QTRY_VERIFY(m_page->inspector().dataText().contains(u"phoneNumber"_s));
        QCOMPARE(m_engine->askedOf<ask::ShowJob>().last().id, JobId{u"4812"_s});
        for (const QTimer *timer : m_page->jobs().findChildren<QTimer *>())   // no filter is applied a moment later
            QVERIFY(timer->interval() == 0 || !timer->isActive());
    }

    void aJobThatMovedOnIsFollowed()
    {
        open();
        m_engine->on<ask::ListJobs>([](const ask::ListJobs &q) {
            JobPage page;
            if (q.query.state == JobState::Completed)
                page = {.rows = {{.id = {u"77"_s}, .queue = q.query.queue, .state = JobState::Completed}}, .total = 1};
            return page;
        });
        m_engine->on<ask::ShowJob>([](const ask::ShowJob &q) {
            JobDetail detail;
            detail.row = {.id = q.id, .queue = q.queue, .state = JobState::Completed};
            return detail;
        });
        m_page->open(whatsapp, JobState::Failed, {u"77"_s});
        QTRY_COMPARE(m_page->jobs().table().selectionModel()->selectedRows().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::ListJobs>().last().query.state, std::optional(JobState::Completed));
    }

    void withoutQueuesEveryPanelSaysWhy()
    {
        m_page = std::make_unique<QueuesPage>(PageContext{*m_engine, *m_theme, *m_prompts, m_clock, {}});
        m_page->show();
        QTRY_VERIFY(m_page->settled());
        int errors = 0;
        for (const StatePane *pane : m_page->findChildren<StatePane *>()) {
            QVERIFY2(pane->message() != u"Loading…"_s, qPrintable(pane->parentWidget()->accessibleName()));
            errors += pane->message() == u"This could not be loaded"_s;
        }
        QVERIFY(errors >= 3);
        const qsizetype before = m_engine->askedOf<ask::ListQueues>().size();
        auto *jobs = m_page->jobs().findChild<StatePane *>();
        emit jobs->actionAsked();
        QCOMPARE(m_engine->askedOf<ask::ListQueues>().size(), before + 1);
        m_engine->on<ask::ListQueues>([](const auto &) { return QList<QueueView>(); });
        m_page->refresh();
        QTRY_COMPARE(jobs->message(), u"No jobs yet"_s);
    }

    void statesWrapWhereThereIsNoRoom()
    {
        open();
        const auto lines = [this] {
            QSet<int> tops;
            for (const QPushButton *chip : m_page->jobs().findChildren<QPushButton *>())
                if (chip->property("kind").toString() == u"chip" && chip->isVisible() && chip->text().contains(QRegularExpression(u"^(Waiting|Failed|Completed) "_s)))
                    tops.insert(chip->y());
            return tops.size();
        };
        QTRY_COMPARE(lines(), 1);
        m_page->resize(900, 780);
        QTRY_VERIFY(lines() > 1);
        for (const QPushButton *chip : m_page->jobs().findChildren<QPushButton *>())
            if (chip->isVisible())
                QVERIFY2(chip->width() >= chip->minimumSizeHint().width(), qPrintable(chip->text()));
    }

    void inspectorHidesPersonalDataUntilAsked()
    {
        open();
        m_page->jobs().table().selectRow(0);
        JobInspector &inspector = m_page->inspector();
        QTRY_VERIFY(inspector.dataText().contains(u"phoneNumber"_s));
        QVERIFY(!inspector.dataText().contains(u"987654821"_s));
        inspector.unmaskButton().click();
        QVERIFY(inspector.dataText().contains(u"987654821"_s));
        QVERIFY(inspector.timelineText().contains(u"132015"_s));
    }

    void pauseAsksFirst()
    {
        open();
        m_engine->on<ask::PauseQueue>([](const ask::PauseQueue &) -> Result<Done> { return Done{}; });
        m_page->pauseButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::PauseQueue>().size(), 1);
        QVERIFY(m_engine->askedOf<ask::PauseQueue>().first().paused);
        QCOMPARE(m_engine->watched, QList<QueueName>{whatsapp});
    }

    void queueThatNeedsAPersonIsChosenFirst()
    {
        QList<QueueView> queues = SampleShop(m_clock.now()).queues();
        std::ranges::reverse(queues);   // the critical one comes last
        SampleShop(m_clock.now()).script(*m_engine);
        m_engine->on<ask::ListQueues>([queues](const ask::ListQueues &) -> Result<QList<QueueView>> { return queues; });
        m_page = std::make_unique<QueuesPage>(PageContext{*m_engine, *m_theme, *m_prompts, m_clock, {}});
        m_page->show();
        QTRY_COMPARE(m_engine->watched, QList<QueueName>{whatsapp});
        m_page->choose(queues.first().name);
        m_page->refresh();
        QTRY_VERIFY(m_page->settled());
        QCOMPARE(m_engine->watched, QList<QueueName>{queues.first().name});   // what a person chose stays
    }

    void columnsFitTheirContentAndRowsAreWhole()
    {
        struct Item {
            QString time;
            QString note;
            bool operator==(const Item &) const = default;
        };
        ListTable<Item> model({{u"t"_s, textColumn<Item>([](const Item &i) { return i.time; })},
                               {u"n"_s, textColumn<Item>([](const Item &i) { return i.note; })}},
                              [](const Item &i) { return i.time; }, nullptr);
        auto *table = new TableView(*m_theme, u"x"_s);
        table->setModel(&model);
        table->setWeights({1, 1}, {1});
        StatePane pane(table);
        pane.resize(260, 217);
        pane.show();
        model.set({{u"tomorrow 09:30"_s, QString(200, u'm')}});
        pane.showContent();
        const int needed = table->fontMetrics().horizontalAdvance(u"tomorrow 09:30"_s) + 16;
        QTRY_VERIFY(table->columnWidth(0) >= needed);
        QCOMPARE(table->columnWidth(0) + table->columnWidth(1), table->viewport()->width());
        QCOMPARE(table->viewport()->height() % table->verticalHeader()->defaultSectionSize(), 0);
        QVERIFY(table->viewport()->height() >= 5 * table->verticalHeader()->defaultSectionSize());
    }

    void valueBetweenGapsIsADot()
    {
        LineChart chart(*m_theme, {{u"p50"_s, Tone::Accent}});
        LineChart::Values values(60);
        values[59] = 30;
        chart.setValues(m_clock.now(), Minutes(1), {values});
        QCOMPARE(chart.dotCount(), 1);
        values[10] = values[11] = 20;
        chart.setValues(m_clock.now(), Minutes(1), {values});
        QCOMPARE(chart.dotCount(), 1);
        QCOMPARE(chart.segmentCount(), 1);
        chart.setValues(m_clock.now(), Minutes(1), {{5.0}});
        QCOMPARE(chart.pointCount(), 1);
        QCOMPARE(chart.dotCount(), 1);
    }

    void chartShowsGapsAndLimitsPoints()
    {
        LineChart chart(*m_theme, {{u"p50"_s, Tone::Accent}});
        LineChart::Values values(1440, 5.0);
        values[300].reset();
        for (int i = 700; i < 720; ++i)
            values[i].reset();
        chart.setValues(m_clock.now(), Minutes(1), {values});
        QVERIFY(chart.pointCount() <= LineChart::mostPoints);
        QCOMPARE(chart.segmentCount(), 2);   // one lost minute of a day is inside a slot, twenty are a gap
    }
};

QTEST_MAIN(TestQueues)
#include "tst_queues.moc"
