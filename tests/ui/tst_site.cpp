#include "engine/api/questions/site.h"
#include "tests/support/fake_clock.h"
#include "tests/support/sample_site.h"
#include "tests/support/scripted_prompts.h"
#include "ui/dialogs/site_dialog.h"
#include "ui/main_window.h"
#include "ui/models/job_table_model.h"
#include "ui/pages/job_sorting.h"
#include "ui/pages/jobs_panel.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/system_page.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace trato;
using namespace Qt::StringLiterals;

/// The window beside the site: the dialog that connects, who works on what, who owns the shop.
class TestSite : public QObject
{
    Q_OBJECT

    FakeClock m_clock{fromMs(1'795'455'128'000)};
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<MainWindow> m_window;

    SampleSite site() const { return SampleSite(SampleShop(m_clock.now())); }
    void open(const SampleSite &sample, bool attached = true)
    {
        m_window.reset();
        m_engine = std::make_unique<FakeEngine>();
        m_prompts = std::make_unique<ScriptedPrompts>();
        sample.script(*m_engine);
        sample.shop.script(*m_engine);
        if (attached)
            sample.script(*m_engine);
        m_window = std::make_unique<MainWindow>(*m_engine, UiOptions{.clock = m_clock}, *m_prompts);
        m_window->show();
    }
    PageContext context() const { return {*m_engine, m_window->theme(), *m_prompts, m_clock, {}}; }
    template <typename P>
    P &page(MainWindow::Tab tab)
    {
        m_window->showTab(tab);
        return static_cast<P &>(m_window->page(tab));
    }

private slots:
    void cleanup() { m_window.reset(); }

    void anAddressInParts()
    {
        QCOMPARE(siteUrl({.host = u"redis.example.com"_s}), u"redis://redis.example.com:6379/0"_s);
        QCOMPARE(siteUrl({.host = u"h"_s, .port = 6380, .database = 2, .user = u"trato"_s, .password = u"secret"_s, .tls = true, .caFile = u"/a b/ca.pem"_s}),
                 u"rediss://trato@h:6380/2?ca=/a%20b/ca.pem"_s);
        const auto pasted = pastedSite(u" rediss://trato:s%40fe@h:6380/2 "_s, {});
        QVERIFY(pasted);
        QCOMPARE(*pasted, (SiteParts{.host = u"h"_s, .port = 6380, .database = 2, .user = u"trato"_s, .password = u"s@fe"_s, .tls = true}));
        QVERIFY(!pastedSite(u"redis.example.com"_s, {}));
        QVERIFY(!pastedSite(u"https://h"_s, {}));
    }

    void nothingIsConnectedBeforeATest()
    {
        open(site(), false);
        SiteDialog dialog(context());
        QVERIFY(!dialog.connectButton().isEnabled());
        dialog.testButton().click();
        QVERIFY(!dialog.problem().isEmpty()); // no server yet
        dialog.hostField().setText(u"redis://trato:geheim@redis.example.com/1"_s);
        QCOMPARE(dialog.hostField().text(), u"redis.example.com"_s);
        QCOMPARE(dialog.passwordField().text(), u"geheim"_s);
        dialog.testButton().click();
        QTRY_VERIFY(dialog.connectButton().isEnabled());
        const ask::CheckSite asked = m_engine->askedOf<ask::CheckSite>().last();
        QCOMPARE(asked.site.url, u"redis://trato@redis.example.com:6379/1"_s);
        QCOMPARE(asked.site.password, u"geheim"_s);
        QVERIFY(dialog.findings().contains(u"clocks"));
        QVERIFY(!dialog.dutyField(u"email-notifications"_s)); // there is nothing here that could work on it
        QCOMPARE(dialog.dutyField(u"system-cleanup"_s)->currentData().toString(), u"watch"_s);
        dialog.dutyField(u"system-cleanup"_s)->setCurrentIndex(1);
        QSignalSpy moved(&dialog, &SiteDialog::moved);
        dialog.connectButton().click();
        QTRY_COMPARE(moved.size(), 1);
        const ask::ConnectSite order = m_engine->askedOf<ask::ConnectSite>().last();
        QCOMPARE(order.duties.value(u"system-cleanup"_s), u"work"_s);
        QCOMPARE(order.duties.value(u"whatsapp-notifications"_s), u"work"_s);
    }

    void whatWasTestedIsForgottenWhenTheAddressChanges()
    {
        open(site(), false);
        SiteDialog dialog(context());
        dialog.hostField().setText(u"h"_s);
        dialog.testButton().click();
        QTRY_VERIFY(dialog.connectButton().isEnabled());
        dialog.passwordField().setText(u"other"_s);
        QVERIFY(!dialog.connectButton().isEnabled());
        QVERIFY(dialog.findings().isEmpty());
    }

    void anUnsafeServerIsExplainedAndNotOffered()
    {
        SampleSite sample = site();
        sample.unsafe = true;
        open(sample, false);
        SiteDialog dialog(context());
        dialog.hostField().setText(u"h"_s);
        dialog.testButton().click();
        QTRY_VERIFY(dialog.findings().contains(u"noeviction"));
        QVERIFY(!dialog.connectButton().isEnabled());
    }

    void aRefusalIsSaid()
    {
        open(site(), false);
        m_engine->on<ask::ConnectSite>([](const ask::ConnectSite &) -> Result<Done> { return Error{Error::Code::Refused, u"site.keychain"_s}; });
        SiteDialog dialog(context());
        dialog.hostField().setText(u"h"_s);
        dialog.testButton().click();
        QTRY_VERIFY(dialog.connectButton().isEnabled());
        dialog.connectButton().click();
        QTRY_VERIFY(dialog.problem().contains(u"REDIS_PASSWORD"));
        QVERIFY(dialog.testButton().isEnabled());
    }

    void leavingAsksFirst()
    {
        open(site());
        SiteDialog dialog(context());
        QTRY_VERIFY(!dialog.leaveButton().isHidden());
        m_prompts->agree = false;
        dialog.leaveButton().click();
        QVERIFY(m_engine->askedOf<ask::LeaveSite>().isEmpty());
        m_prompts->agree = true;
        dialog.leaveButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::LeaveSite>().size(), 1);
    }

    void theQueuesTabSaysWhoWorks()
    {
        open(site());
        auto &queues = page<QueuesPage>(MainWindow::Tab::Queues);
        QTRY_VERIFY(queues.storeText().contains(u"Redis 7.0.15"));
        QVERIFY(queues.storeText().contains(u"1 s"));
        const auto tables = queues.findChildren<QTableView *>();
        const auto it = std::ranges::find(tables, u"Queues"_s, &QTableView::accessibleName);
        QVERIFY(it != tables.end());
        const QTableView &table = **it;
        m_window->resize(1440, 900);
        for (int column = 0; column < table.model()->columnCount(); ++column)
            QTRY_VERIFY2(!table.isColumnHidden(column), qPrintable(QString::number(column)));
        QVERIFY(table.columnWidth(0) >= static_cast<const QAbstractItemView &>(table).sizeHintForColumn(0));   // names are read in full
        m_window->resize(1080, 640);   // rather no duty, which the button says too, than no names
        constexpr int duty = 4;
        QTRY_VERIFY(table.isColumnHidden(duty));
        queues.choose({u"system-cleanup"_s});
        QTRY_VERIFY(!queues.dutyButton().isHidden());
        queues.dutyButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::ChooseDuty>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::ChooseDuty>().first().duty, QueueDuty::Work);
        queues.choose({u"email-notifications"_s});
        QVERIFY(queues.dutyButton().isHidden());
        for (int column = 0; column < JobTableModel::ColumnCount; ++column) // the server sorts nothing
            QVERIFY(column == JobTableModel::TimeColumn || column == JobTableModel::PriorityColumn || !queues.jobs().sorting().canSortBy(column));
    }

    void anUnsafeServerIsRedInTheQueuesTab()
    {
        SampleSite sample = site();
        sample.unsafe = true;
        open(sample);
        auto &queues = page<QueuesPage>(MainWindow::Tab::Queues);
        QTRY_VERIFY(queues.storeText().contains(u"CONFIG SET maxmemory-policy noeviction"));
    }

    void aFileOfItsOwnHasNoOthers()
    {
        open(site(), false);
        auto &queues = page<QueuesPage>(MainWindow::Tab::Queues);
        QTRY_VERIFY(queues.storeText().contains(u"jobs.db"));
        QVERIFY(queues.dutyButton().isHidden());
        auto &system = page<SystemPage>(MainWindow::Tab::System);
        QTRY_VERIFY(!m_engine->askedOf<ask::ShowStatus>().isEmpty());
        QVERIFY(system.ownerText().isEmpty());
    }

    void anEngineThatSaysNothingIsSilent()
    {
        SampleSite sample = site();
        open(sample);
        m_engine->on<ask::ShowStatus>([sample](const ask::ShowStatus &) -> Result<EngineStatus> {
            EngineStatus status = sample.status();
            status.engines.append({.name = u"servidor-00"_s, .quiet = Seconds(65), .silent = true});
            return status;
        });
        auto &system = page<SystemPage>(MainWindow::Tab::System);
        QTRY_VERIFY2(system.ownerText().contains(u"servidor-00 is silent, last seen 1 min ago"), qPrintable(system.ownerText()));
    }

    void takingOverAsksFirst()
    {
        SampleSite sample = site();
        open(sample);
        auto &owned = page<SystemPage>(MainWindow::Tab::System);
        QTRY_VERIFY(!owned.ownerText().isEmpty());
        QVERIFY(owned.takeOverButton().isHidden());
        sample.owner = false;
        open(sample);
        auto &system = page<SystemPage>(MainWindow::Tab::System);
        QTRY_VERIFY(system.ownerText().contains(u"servidor-01-7c21f0"));
        QVERIFY(!system.takeOverButton().isHidden());
        system.takeOverButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::TakeOver>().size(), 1);
        QVERIFY(m_prompts->asked.first().contains(u"reminders"));
    }
};

QTEST_MAIN(TestSite)
#include "tst_site.moc"
