#include "engine/api/questions/diary.h"
#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/messages.h"
#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/dialogs/channels_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/preview_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/dialogs/visit_dialog.h"
#include "ui/format.h"
#include "ui/main_window.h"
#include "ui/pages/assisted_list.h"
#include "ui/pages/attention_list.h"
#include "ui/pages/figures_row.h"
#include "ui/pages/log_card.h"
#include "ui/pages/home_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/performance_page.h"
#include "ui/pages/system_page.h"
#include "ui/pages/trade_cards.h"
#include "ui/pages/visits_panel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// The window with its pages and dialogs in front of a scripted engine.
class TestWindow : public QObject
{
    Q_OBJECT

    FakeClock m_clock{fromMs(1'795'455'128'000)};
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<MainWindow> m_window;
    QList<QUrl> m_opened;

    void open(ChannelWay way = ChannelWay::Assisted)
    {
        SampleShop shop(m_clock.now());
        shop.way = way;
        shop.script(*m_engine);
        m_window = std::make_unique<MainWindow>(
            *m_engine,
            UiOptions{.clock = m_clock, .theme = ThemeChoice::Light, .profileName = u"Centro"_s,
                      .openUrl = [this](const QUrl &url) { m_opened << url; }},
            *m_prompts);
        m_window->show();
    }
    OverviewPage &overview() { return m_window->home().overview(); }
    using Figure = FiguresRow::Figure;
    KpiCard &card(Figure figure) { return overview().figures().card(figure); }
    QStringList bannerTexts() const
    {
        QStringList texts;
        for (const Banner *banner : m_window->findChildren<Banner *>())
            if (!banner->text().isEmpty())
                texts << banner->text();
        return texts;
    }
    PageContext context(const Theme &theme) { return {*m_engine, theme, *m_prompts, m_clock, {}}; }
    /// What a person works with by hand and must be able to reach by key.
    QList<QWidget *> controls() const
    {
        QList<QWidget *> found;
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            const QWidget *parent = widget->parentWidget();
            const bool part = qobject_cast<const QLineEdit *>(parent) || qobject_cast<const QTableView *>(parent)
                || qobject_cast<QHeaderView *>(widget);
            const bool control = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget)
                || qobject_cast<QTableView *>(widget) || qobject_cast<QPlainTextEdit *>(widget);
            if (control && !part && widget->isVisible() && widget->isEnabled())
                found << widget;
        }
        return found;
    }
    QPushButton *buttonNamed(const QString &text) const
    {
        for (QPushButton *button : m_window->findChildren<QPushButton *>())
            if (button->isVisible() && button->text() == text)
                return button;
        return nullptr;
    }
    std::unique_ptr<MainWindow> windowWithState(const QString &file, ThemeChoice theme)
    {
        return std::make_unique<MainWindow>(*m_engine, UiOptions{.clock = m_clock, .theme = theme, .stateFile = file}, *m_prompts);
    }
    bool act(const QString &keyStart, int action)
    {
        for (const AttentionItem &item : overview().attention().items())
            if (item.key.startsWith(keyStart)) {
                item.actions.at(action).act();
                return true;
            }
        return false;
    }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_prompts = std::make_unique<ScriptedPrompts>();
        m_opened.clear();
    }
    void cleanup() { m_window.reset(); }

    void hiddenPagesAskNothing()
    {
        open();
        QTRY_VERIFY(overview().visits().model().rowCount() > 0);
        QVERIFY(m_engine->askedOf<ask::ListQueues>().isEmpty());
        QVERIFY(m_engine->askedOf<ask::ShowTimings>().isEmpty());
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(m_window->currentTab(), MainWindow::Tab::Performance);
        QTRY_COMPARE(m_engine->askedOf<ask::ShowTimings>().size(), 1);
    }

    void revisionsBringFreshAnswersOnlyOnce()
    {
        open();
        QTRY_VERIFY(m_window->page(MainWindow::Tab::Overview).settled());
        const qsizetype before = m_engine->askedOf<ask::ListVisits>().size();
        Frame frame;
        frame.diaryRevision = 3;
        emit m_engine->frameReady(frame);
        QCOMPARE(m_engine->askedOf<ask::ListVisits>().size(), 2 * before); // each of its questions once more
        emit m_engine->frameReady(frame);
        QCOMPARE(m_engine->askedOf<ask::ListVisits>().size(), 2 * before);
    }

    void liveChangesKeepTheChosenVisit()
    {
        open();
        QTRY_VERIFY(overview().visits().model().rowCount() > 5);
        overview().visits().table().selectRow(3);
        const VisitId chosen = overview().visits().model().at(3).id;
        Frame frame;
        frame.diaryRevision = 9;
        emit m_engine->frameReady(frame);
        QTRY_VERIFY(overview().settled());
        const QModelIndexList rows = overview().visits().table().selectionModel()->selectedRows();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(overview().visits().model().at(rows.first().row()).id, chosen);
    }

    void troubleIsSaidWithAWayOut()
    {
        open();
        Frame frame;
        frame.problems = {{u"store.full"_s, u"jobs.db"_s, {}, true, m_clock.now() - Minutes(4)}};
        emit m_engine->frameReady(frame);
        QVERIFY(bannerTexts().join(u' ').contains(u"The disk is full"_s));
        emit m_engine->reachableChanged(false);
        QVERIFY(bannerTexts().join(u' ').contains(u"cannot be reached"_s));
        emit m_engine->reachableChanged(true);
        frame.problems.clear();
        emit m_engine->frameReady(frame);
        QTRY_VERIFY(bannerTexts().isEmpty());
    }

    void trainingIsAnnounced()
    {
        open(ChannelWay::Training);
        QTRY_VERIFY(bannerTexts().join(u' ').contains(u"nothing is sent"_s));
    }

    void goingLiveNeedsThePreviewsToken()
    {
        open(ChannelWay::Training);
        m_engine->on<ask::SetChannelWay>([](const ask::SetChannelWay &q) -> Result<ChannelView> {
            return ChannelView{q.channel, q.way, true, {}, {}};
        });
        QTRY_VERIFY(overview().settled());
        overview().wayButton(ChannelWay::Assisted).click();
        QTRY_VERIFY(m_window->findChild<PreviewDialog *>());
        QVERIFY(m_engine->askedOf<ask::SetChannelWay>().isEmpty());
        emit m_window->findChild<PreviewDialog *>()->chosen(1);
        QTRY_COMPARE(m_engine->askedOf<ask::SetChannelWay>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::SetChannelWay>().first().previewToken, u"preview-1"_s);
        const ask::PreviewReminders preview = m_engine->askedOf<ask::PreviewReminders>().first();
        QCOMPARE(preview.to - preview.from, Millis(Hours(24)));
    }

    void doubtfulMessageIsJudged()
    {
        open();
        m_engine->on<ask::JudgeDelivery>([](const ask::JudgeDelivery &) -> Result<DeliveryView> { return DeliveryView{}; });
        QTRY_VERIFY(overview().attention().count() > 0);
        QTRY_VERIFY(overview().settled());
        QVERIFY(act(u"d:d9001"_s, 0));
        QTRY_COMPARE(m_engine->askedOf<ask::JudgeDelivery>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::JudgeDelivery>().first().verdict, Verdict::Arrived);
        m_prompts->agree = false;
        QVERIFY(act(u"d:d9001"_s, 1));
        QVERIFY(m_prompts->asked.last().contains(u"twice"_s));
        QCOMPARE(m_engine->askedOf<ask::JudgeDelivery>().size(), 1);
    }

    void vanishedVisitIsKept()
    {
        open();
        m_engine->on<ask::ResolveVanished>([](const ask::ResolveVanished &) -> Result<Done> { return Done{}; });
        QTRY_VERIFY(overview().visits().model().rowCount() > 0);
        QTRY_VERIFY(overview().settled());
        QVERIFY(act(u"v:visit-13"_s, 1));
        QTRY_COMPARE(m_engine->askedOf<ask::ResolveVanished>().size(), 1);
        QVERIFY(!m_engine->askedOf<ask::ResolveVanished>().first().cancel);
    }

    void assistedMessageOpensThenIsMarked()
    {
        open();
        m_engine->on<ask::PrepareAssisted>([](const ask::PrepareAssisted &) -> Result<AssistedMessage> {
            return AssistedMessage{u"https://wa.me/5511900000000?text=Oi"_s, u"Oi"_s};
        });
        m_engine->on<ask::JudgeDelivery>([](const ask::JudgeDelivery &) -> Result<DeliveryView> { return DeliveryView{}; });
        QTRY_COMPARE(overview().assisted().count(), 4);
        const AttentionList &list = overview().assisted().list();
        list.items().first().actions.first().act();
        QTRY_COMPARE(m_opened.size(), 1);
        QCOMPARE(m_opened.first().host(), u"wa.me"_s);
        QTRY_COMPARE(list.items().first().actions.size(), 2);
        list.items().first().actions.at(1).act();
        QTRY_COMPARE(m_engine->askedOf<ask::JudgeDelivery>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::JudgeDelivery>().first().verdict, Verdict::NotSent);
    }

    void importShowsBadRowsAndApplies()
    {
        SampleShop(m_clock.now()).script(*m_engine);
        const Theme theme(ThemeChoice::Light);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"agenda.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Data;Cliente\n");
        file.close();
        ImportDialog dialog(context(theme));
        QSignalSpy imported(&dialog, &ImportDialog::imported);
        dialog.load(file.fileName());
        QTRY_COMPARE(dialog.badRows().rowCount(), 2);
        QCOMPARE(m_engine->askedOf<ask::PreviewImport>().first().content, QByteArray("Data;Cliente\n"));
        QCOMPARE(dialog.badRows().index(0, 3).data().toString(), u"The area code of the phone does not exist"_s);
        dialog.applyButton().click();
        QTRY_COMPARE(imported.size(), 1);
        QCOMPARE(m_engine->askedOf<ask::ApplyImport>().first().token, u"import-1"_s);
    }

    void importOfAMissingFileSaysSo()
    {
        const Theme theme(ThemeChoice::Light);
        ImportDialog dialog(context(theme));
        dialog.load(u"/nowhere/agenda.csv"_s);
        QTRY_VERIFY(!dialog.problem().isEmpty());
        QVERIFY(m_engine->askedOf<ask::PreviewImport>().isEmpty());
    }

    void refusedVisitNamesTheField()
    {
        m_engine->on<ask::AddVisit>([](const ask::AddVisit &) -> Result<VisitView> {
            return Error{Error::Code::Invalid, u"phone: phone.too_short"_s};
        });
        const Theme theme(ThemeChoice::Light);
        VisitDialog dialog(context(theme), std::nullopt);
        dialog.accept();
        QTRY_VERIFY(dialog.problem().contains(u"area code"_s));
        QCOMPARE(dialog.result(), int(QDialog::Rejected));
    }

    void movedVisitKeepsTheShopsWallClock()
    {
        VisitView visit;
        visit.id = {u"v1"_s};
        visit.zone = u"America/Sao_Paulo"_s;
        visit.start = m_clock.now();   // 14:32 there
        m_engine->on<ask::MoveVisit>([](const ask::MoveVisit &) -> Result<VisitView> { return VisitView{}; });
        const Theme theme(ThemeChoice::Light);
        VisitDialog dialog(context(theme), visit);
        dialog.accept();
        QTRY_COMPARE(m_engine->askedOf<ask::MoveVisit>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::MoveVisit>().first().localStart, u"2026-11-23T14:32"_s);
    }

    void settingsSendOnlyChanges()
    {
        SampleShop(m_clock.now()).script(*m_engine);
        const Theme theme(ThemeChoice::Light);
        SettingsDialog dialog(context(theme));
        QTRY_VERIFY(dialog.editorOf(u"reminders/dayBeforeHours"_s));
        QVERIFY(!dialog.editorOf(u"whatsapp/way"_s));
        auto *spin = qobject_cast<QSpinBox *>(dialog.editorOf(u"reminders/dayBeforeHours"_s));
        QCOMPARE(spin->maximum(), 72);
        spin->setValue(20);
        dialog.accept();
        QTRY_COMPARE(m_engine->askedOf<ask::ChangeSettings>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::ChangeSettings>().first().values,
                 (QMap<QString, QString>{{u"reminders/dayBeforeHours"_s, u"20"_s}}));
        QTRY_COMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void waysAreTestedAndSwitched()
    {
        SampleShop(m_clock.now()).script(*m_engine);
        m_engine->on<ask::TestChannel>([](const ask::TestChannel &q) -> Result<ChannelTest> {
            return ChannelTest{q.channel, false, u"twilio.20003: Authenticate"_s};
        });
        m_engine->on<ask::SetChannelWay>([](const ask::SetChannelWay &q) -> Result<ChannelView> {
            return ChannelView{q.channel, q.way, true, {}, {}};
        });
        const Theme theme(ThemeChoice::Light);
        ChannelsDialog dialog(context(theme));
        QTRY_COMPARE(dialog.table().model()->rowCount(), 3);
        dialog.table().selectRow(1);
        QVERIFY(!dialog.testButton().isEnabled() && !dialog.switchButton().isEnabled());
        QVERIFY(dialog.note().contains(format::settingName(u"email/from"_s)));
        dialog.table().selectRow(2);
        const qsizetype listed = m_engine->askedOf<ask::ListChannels>().size();
        dialog.testButton().click();
        QTRY_COMPARE(m_engine->askedOf<ask::ListChannels>().size(), listed + 1);
        QTRY_VERIFY(dialog.testButton().isEnabled());
        QVERIFY2(dialog.note().contains(u"Twilio"_s), qPrintable(dialog.note())); // the fresh list does not wipe it out
        dialog.switchButton().click();
        QTRY_VERIFY(dialog.findChild<PreviewDialog *>());
        QVERIFY(m_engine->askedOf<ask::SetChannelWay>().isEmpty());
        emit dialog.findChild<PreviewDialog *>()->chosen(1);
        QTRY_COMPARE(m_engine->askedOf<ask::SetChannelWay>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::SetChannelWay>().first().channel, Channel::Sms);
        QCOMPARE(m_engine->askedOf<ask::SetChannelWay>().first().previewToken, u"preview-1"_s);
    }

    void fewWordsAreChosenNotTyped()
    {
        SampleShop(m_clock.now()).script(*m_engine);
        const Theme theme(ThemeChoice::Light);
        SettingsDialog dialog(context(theme));
        QTRY_VERIFY(dialog.editorOf(u"email/provider"_s));
        auto *provider = qobject_cast<QComboBox *>(dialog.editorOf(u"email/provider"_s));
        auto *order = qobject_cast<QComboBox *>(dialog.editorOf(u"messages/order"_s));
        QVERIFY(provider && order);
        QCOMPARE(order->currentText(), u"WhatsApp → SMS → E-mail"_s);
        provider->setCurrentIndex(provider->findData(u"smtp"_s));
        order->setCurrentIndex(order->findData(u"email"_s));
        dialog.accept();
        QTRY_COMPARE(m_engine->askedOf<ask::ChangeSettings>().size(), 1);
        QCOMPARE(m_engine->askedOf<ask::ChangeSettings>().first().values,
                 (QMap<QString, QString>{{u"email/provider"_s, u"smtp"_s}, {u"messages/order"_s, u"email"_s}}));
    }

    void logFollowsFramesAndLevel()
    {
        open();
        m_window->showTab(MainWindow::Tab::System);
        auto &page = static_cast<SystemPage &>(m_window->page(MainWindow::Tab::System));
        QTRY_VERIFY(page.log().text().contains(u"74 reminders"_s));
        page.log().chooseLevel(LogLevel::Error);
        QTRY_VERIFY(!page.log().text().contains(u"74 reminders"_s));
        Frame frame;
        frame.log = {{m_clock.now(), LogLevel::Info, u"x"_s, u"quiet"_s}, {m_clock.now(), LogLevel::Error, u"x"_s, u"loud"_s}};
        emit m_engine->frameReady(frame);
        QVERIFY(page.log().text().contains(u"loud"_s));
        QVERIFY(!page.log().text().contains(u"quiet"_s));
    }

    void everyControlIsReachedByTab_data()
    {
        QTest::addColumn<int>("tab");
        QTest::newRow("Overview") << int(MainWindow::Tab::Overview);
        QTest::newRow("Performance") << int(MainWindow::Tab::Performance);
        QTest::newRow("Queues") << int(MainWindow::Tab::Queues);
        QTest::newRow("System") << int(MainWindow::Tab::System);
    }
    void everyControlIsReachedByTab()
    {
        QFETCH(int, tab);
        open();
        m_window->showTab(MainWindow::Tab(tab));
        QTRY_VERIFY(m_window->page(MainWindow::Tab(tab)).settled());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        for (QTableView *table : m_window->page(MainWindow::Tab(tab)).findChildren<QTableView *>())
            if (table->isVisible())
                table->selectRow(0);   // acts on a row are offered when there is one
        QCoreApplication::processEvents();

        QSet<QWidget *> reached;
        for (QWidget *at = QApplication::focusWidget(); at && !reached.contains(at); at = QApplication::focusWidget()) {
            reached.insert(at);
            QTest::keyClick(at, Qt::Key_Tab);
        }
        const QList<QWidget *> wanted = controls();
        QVERIFY(wanted.size() >= 10);
        for (QWidget *widget : wanted) {
            // Tab enters a group of choices at the chosen one; arrows go on from there.
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            const bool byArrow = button && button->group() && reached.contains(button->group()->checkedButton());
            QVERIFY2(byArrow || reached.contains(widget),
                     qPrintable(button ? button->text() : QLatin1String(widget->metaObject()->className()) + widget->accessibleName()));
        }
    }

    void choicesAreMadeByArrows()
    {
        open();
        m_window->showTab(MainWindow::Tab::System);
        QTRY_VERIFY(m_window->page(MainWindow::Tab::System).settled());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QPushButton *normal = buttonNamed(u"Normal"_s);
        QVERIFY(normal);
        normal->setFocus();
        QTest::keyClick(normal, Qt::Key_Right);
        QVERIFY(buttonNamed(u"Warnings"_s)->isChecked());
        QCOMPARE(m_engine->askedOf<ask::ListLog>().last().level, LogLevel::Warning);
    }

    void placeTabAndThemeAreKept()
    {
        SampleShop(m_clock.now()).script(*m_engine);
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"window.ini"_s);
        m_window = windowWithState(file, ThemeChoice::System);
        m_window->resize(1080, 700);
        m_window->showTab(MainWindow::Tab::Queues);
        m_window->setTheme(ThemeChoice::Dark);
        m_window.reset();

        m_window = windowWithState(file, ThemeChoice::System);
        QCOMPARE(m_window->height(), 700);
        QCOMPARE(m_window->currentTab(), MainWindow::Tab::Queues);
        QVERIFY(m_window->theme().isDark());
        m_window.reset();
        m_window = windowWithState(file, ThemeChoice::Light);   // named at the start
        QVERIFY(!m_window->theme().isDark());
        m_window.reset();
        m_window = windowWithState({}, ThemeChoice::System);
        QCOMPARE(m_window->currentTab(), MainWindow::Tab::Overview);
    }

    void windowWithoutAnEngineSaysWhy()
    {
        m_window = std::make_unique<MainWindow>(*m_engine, UiOptions{.clock = m_clock, .theme = ThemeChoice::Dark}, *m_prompts);
        m_window->show();
        QTRY_VERIFY(overview().settled());
        QCOMPARE(overview().visits().model().rowCount(), 0);
        for (int i = 0; i < FiguresRow::count; ++i)
            QCOMPARE(card(Figure(i)).figure(), u"–"_s);
        QVERIFY(!overview().days().pane().showsContent());
        QVERIFY(!overview().popular().pane().showsContent());
    }
};

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
