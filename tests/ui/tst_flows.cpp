#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/dialogs/flow_dialog.h"
#include "ui/dialogs/queue_limits_dialog.h"
#include "ui/pages/job_inspector.h"
#include "ui/pages/jobs_panel.h"
#include "ui/pages/queue_menu.h"
#include "ui/pages/queues_page.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTreeWidget>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {
const QueueName whatsapp{u"whatsapp-notifications"_s};
const QueueName print{u"print"_s};
}

/// Flows as a tree, and what is done to a queue as a whole.
class TestFlows : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<QueuesPage> m_page;

    void openPage()
    {
        m_page = std::make_unique<QueuesPage>(PageContext{*m_engine, *m_theme, *m_prompts, m_clock, {}});
        m_page->resize(1400, 780);
        m_page->show();
        QTRY_COMPARE(m_page->queues().rowCount(), 5);
        QTRY_VERIFY(m_page->jobs().model().job(0));
    }
    template <typename D>
    D *dialog() const
    {
        return m_page->findChild<D *>();
    }
    /// sum → (a, middle → leaf), told in pages of one child.
    static Result<JobFlow> flowOf(const ask::ShowFlow &q)
    {
        const JobRef sum{whatsapp, {u"sum"_s}}, middle{print, {u"middle"_s}};
        if (q.id == sum.id && q.cursor.isEmpty())
            return JobFlow{sum, {}, {.pending = 1, .processed = 1},
                           {{.job = middle, .kin = ChildState::Pending, .name = u"merge"_s, .state = JobState::WaitingChildren, .children = 1}}, u"next"_s};
        if (q.id == sum.id)
            return JobFlow{sum, {}, {.pending = 1, .processed = 1}, {{.job = {print, {u"a"_s}}, .kin = ChildState::Processed, .outcome = u"7"_s}}};
        if (q.id == middle.id)
            return JobFlow{middle, sum, {.pending = 1},
                           {{.job = {print, {u"leaf"_s}}, .kin = ChildState::Pending, .name = u"read"_s, .state = JobState::Active}}};
        if (q.id == JobId{u"leaf"_s})
            return JobFlow{{print, q.id}, middle, {}, {}};
        return Error{Error::Code::NotFound, u"no such job"_s};
    }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_theme = std::make_unique<Theme>(ThemeChoice::Light);
        m_prompts = std::make_unique<ScriptedPrompts>();
        SampleShop(m_clock.now()).script(*m_engine);
        m_engine->on<ask::ShowFlow>(flowOf);
    }
    void cleanup() { m_page.reset(); }

    void aTreeBeginsAtItsRootAndHoldsEveryPage()
    {
        FlowDialog dialog(PageContext{*m_engine, *m_theme, *m_prompts, m_clock, {}}, {print, {u"leaf"_s}});
        dialog.show();
        QTRY_COMPARE(dialog.tree().topLevelItemCount(), 1);
        const QTreeWidgetItem *root = dialog.tree().topLevelItem(0);
        QTRY_COMPARE(root->childCount(), 2);
        QTRY_COMPARE(root->child(0)->childCount(), 1);
        const QTreeWidgetItem *leaf = root->child(0)->child(0);
        QVERIFY(leaf->text(0).contains(u"leaf"_s) && leaf->font(0).bold());
        QCOMPARE(root->child(1)->text(2), u"removed"_s);
        QSignalSpy asked(&dialog, &FlowDialog::jobAsked);
        dialog.tree().setCurrentItem(root->child(1));
        QVERIFY(!dialog.showButton().isEnabled()); // it is no more
        dialog.tree().setCurrentItem(const_cast<QTreeWidgetItem *>(leaf));
        dialog.showButton().click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<JobRef>(), (JobRef{print, {u"leaf"_s}}));
    }

    void aFlowThatCannotBeReadSaysSo()
    {
        FlowDialog dialog(PageContext{*m_engine, *m_theme, *m_prompts, m_clock, {}}, {print, {u"nobody"_s}});
        dialog.show();
        QTRY_COMPARE(dialog.findChild<StatePane *>()->message(), u"This could not be loaded"_s);
        QCOMPARE(dialog.tree().topLevelItemCount(), 0);
    }

    void aTreeWhoseParentIsGoneBeginsBelowIt()
    {
        m_engine->on<ask::ShowFlow>([](const ask::ShowFlow &q) -> Result<JobFlow> {
            if (q.id != JobId{u"leaf"_s})
                return Error{Error::Code::NotFound, u"no such job"_s};
            return JobFlow{{print, q.id}, JobRef{whatsapp, {u"removed"_s}}, {}, {}};
        });
        FlowDialog dialog(PageContext{*m_engine, *m_theme, *m_prompts, m_clock, {}}, {print, {u"leaf"_s}});
        dialog.show();
        QTRY_VERIFY(dialog.findChild<StatePane *>()->showsContent());
        QVERIFY(dialog.tree().topLevelItem(0)->text(0).contains(u"leaf"_s));
    }

    void onlyJobsOfAFlowOfferIt()
    {
        m_engine->on<ask::ShowJob>([](const ask::ShowJob &q) -> Result<JobDetail> {
            JobDetail detail;
            detail.row = {.id = q.id, .queue = q.queue, .name = u"merge"_s, .state = JobState::Failed};
            if (q.id == JobId{u"4811"_s})
                detail.parent = JobRef{whatsapp, {u"sum"_s}};
            return detail;
        });
        openPage();
        JobsPanel &jobs = m_page->jobs();
        jobs.table().selectRow(0);
        QTRY_COMPARE(m_page->inspector().dataText(), u"{}"_s);
        QVERIFY(m_page->inspector().flowButton().isHidden());
        jobs.table().selectRow(1);
        QTRY_VERIFY(!m_page->inspector().flowButton().isHidden());
        m_page->inspector().flowButton().click();
        QVERIFY(dialog<FlowDialog>());
    }

    void aQueueIsRemovedAfterItsNameWasTyped()
    {
        m_engine->on<ask::ObliterateQueue>([](const ask::ObliterateQueue &) -> Result<BulkReport> { return BulkReport{12, 0, {}}; });
        openPage();
        m_page->menu().obliterateAction().trigger();
        QTRY_COMPARE(m_engine->askedOf<ask::ObliterateQueue>().size(), 1);
        const ask::ObliterateQueue asked = m_engine->askedOf<ask::ObliterateQueue>().first();
        QCOMPARE(m_prompts->words.first(), asked.queue.value);
        QTRY_VERIFY(m_prompts->told.join(u' ').contains(u"12"_s));
    }

    void limitsAreChangedInADialog()
    {
        m_engine->on<ask::LimitQueue>([](const ask::LimitQueue &q) -> Result<Done> {
            return q.limits.concurrency == 9 ? Result<Done>(Error{Error::Code::Unavailable, u"no store"_s}) : Result<Done>(Done{});
        });
        openPage();
        m_page->menu().limitsAction().trigger();
        auto *limits = dialog<QueueLimitsDialog>();
        QVERIFY(limits);
        QVERIFY(!limits->milliseconds().isEnabled());
        limits->concurrency().setValue(9);
        limits->accept();
        QTRY_VERIFY(!limits->problem().isEmpty());
        limits->concurrency().setValue(3);
        limits->most().setValue(20);
        QVERIFY(limits->milliseconds().isEnabled());
        limits->milliseconds().setValue(2000);
        QSignalSpy changed(limits, &QueueLimitsDialog::changed);
        limits->accept();
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(m_engine->askedOf<ask::LimitQueue>().last().limits, (QueueLimits{3, 20, Millis(2000)}));
    }
};

QTEST_MAIN(TestFlows)
#include "tst_flows.moc"
