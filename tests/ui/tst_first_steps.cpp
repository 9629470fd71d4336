#include "engine/api/questions/engine.h"
#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/dialogs/command_palette.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/main_window.h"
#include "ui/pages/assisted_list.h"
#include "ui/pages/attention_list.h"
#include "ui/pages/clients_page.h"
#include "ui/pages/home_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/welcome_page.h"
#include "ui/widgets/notice_toast.h"
#include "ui/widgets/table_view.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// Counts how often a widget was styled.
class StyleCount final : public QObject
{
public:
    StyleCount() { qApp->installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        times += event->type() == QEvent::StyleChange;
        return false;
    }
    int times = 0;
};

} // namespace

/// What a person meets around the four tabs: the first steps, the palette, notices, places of windows, looks.
class TestFirstSteps : public QObject
{
    Q_OBJECT

    FakeClock m_clock{fromMs(1'795'455'128'000)};
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;
    bool m_closes = false;
    int m_quits = 0;

    void open(ChannelWay way = ChannelWay::Training, bool emptyDiary = false)
    {
        SampleShop shop(m_clock.now());
        shop.way = way;
        shop.script(*m_engine);
        if (emptyDiary)
            m_engine->on<ask::ShowDiary>([](const ask::ShowDiary &) -> Result<DiaryStatus> { return DiaryStatus{}; });
        DesktopActs desktop;
        desktop.quit = [this] { ++m_quits; };
        desktop.closed = [this] { return m_closes; };
        m_window = std::make_unique<MainWindow>(*m_engine,
                                                UiOptions{.clock = m_clock, .theme = ThemeChoice::Light,
                                                          .stateFile = m_folder->filePath(u"window.ini"_s), .desktop = desktop},
                                                *m_prompts);
        m_window->show();
    }
    CommandPalette *openPalette()
    {
        if (!QTest::qWaitForWindowActive(m_window.get()))   // keys of a window work while it is active
            return nullptr;
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        return m_window->findChild<CommandPalette *>();
    }
    OverviewPage &overview() { return m_window->home().overview(); }

private slots:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_prompts = std::make_unique<ScriptedPrompts>();
        m_folder = std::make_unique<QTemporaryDir>();
        m_quits = 0;
        m_closes = false;
    }
    void cleanup() { m_window.reset(); }

    void anEmptyDiaryBringsTheFirstSteps()
    {
        open(ChannelWay::Training, true);
        QTRY_VERIFY(m_window->showsWelcome());
        m_window->showTab(MainWindow::Tab::Overview);
        m_window.reset();
        open(ChannelWay::Training, true);   // left once: not again by itself
        QTRY_VERIFY(!m_engine->askedOf<ask::ShowDiary>().isEmpty());
        QCoreApplication::processEvents();
        QVERIFY(!m_window->showsWelcome());
    }

    void aShopWithVisitsBeginsWithTheOverview()
    {
        open();
        QTRY_VERIFY(overview().settled());
        QVERIFY(!m_window->showsWelcome());
        m_window->openWelcome();
        QVERIFY(m_window->showsWelcome());
    }

    void theShopIsSavedOnce()
    {
        open(ChannelWay::Training, true);
        m_engine->on<ask::SaveUnit>([](const ask::SaveUnit &q) -> Result<Unit> {
            if (q.unit.phone == u"12")
                return Error{Error::Code::Invalid, u"phone: phone.too_short"_s};
            return q.unit;
        });
        QTRY_VERIFY(m_window->showsWelcome());
        WelcomePage &page = m_window->welcome();
        QTRY_VERIFY(!page.shopName().text().isEmpty());
        page.shopName().setText(u"Barbearia Modelo"_s);
        page.shopPhone().setText(u"12"_s);
        page.saveButton().click();
        QTRY_VERIFY(page.shopState().contains(u"area code"_s));
        page.shopPhone().setText(u"(11) 90000-0001"_s);
        page.saveButton().click();
        QTRY_COMPARE(page.shopState(), u"Saved."_s);
        const Unit saved = m_engine->askedOf<ask::SaveUnit>().last().unit;
        QVERIFY(!saved.id.isEmpty());
        QCOMPARE(saved.name, u"Barbearia Modelo"_s);
        QCOMPARE(saved.zone, page.shopZone().currentData().toString());
    }

    void whatIsTypedStaysWhenTheDiaryChanges()
    {
        open(ChannelWay::Training, true);
        QTRY_VERIFY(m_window->showsWelcome());
        QTRY_VERIFY(m_window->welcome().settled());
        m_window->welcome().shopName().setText(u"Meu Sal"_s);
        Frame frame;
        frame.diaryRevision = 4;
        emit m_engine->frameReady(frame);
        QTRY_VERIFY(m_window->welcome().settled());
        QCOMPARE(m_window->welcome().shopName().text(), u"Meu Sal"_s);
    }

    void theFirstReminderIsTriedOnTheOwner_data()
    {
        QTest::addColumn<ChannelWay>("way");
        QTest::newRow("training") << ChannelWay::Training;
        QTest::newRow("live: never from here") << ChannelWay::Live;
    }
    void theFirstReminderIsTriedOnTheOwner()
    {
        QFETCH(ChannelWay, way);
        open(way);
        m_engine->on<ask::ListUnits>([](const ask::ListUnits &) -> Result<QList<Unit>> {
            return QList<Unit>{{{u"unit-1"_s}, u"Barbearia Modelo"_s, u"America/Sao_Paulo"_s, u"+5511900000001"_s}};
        });
        m_engine->on<ask::PreviewReminders>([this](const ask::PreviewReminders &) -> Result<PreviewList> {
            VisitView visit = SampleShop(m_clock.now()).visits().last();
            ReminderView reminder = visit.reminders.first();
            reminder.state = ReminderView::State::Planned;
            return PreviewList{{}, {{visit, reminder, u"Olá! Passando para lembrar."_s}}};
        });
        m_engine->on<ask::SendMessage>([](const ask::SendMessage &) -> Result<DeliveryView> { return DeliveryView{}; });
        m_window->openWelcome();
        WelcomePage &page = m_window->welcome();
        QTRY_COMPARE(page.reminderText(), u"Olá! Passando para lembrar."_s);
        QTRY_VERIFY(page.settled());
        QCOMPARE(page.trialButton().isVisible(), way == ChannelWay::Training);
        if (way != ChannelWay::Training)
            return;
        page.trialButton().click();
        QTRY_VERIFY(page.trialState().contains(u"would send"_s));
        QCOMPARE(m_engine->askedOf<ask::SendMessage>().first().to, u"+5511900000001"_s);
    }

    /// As when the language changes: the sheet of the first window must not slow the building of the second.
    void anotherWindowIsBuiltAsQuickly()
    {
        const auto styled = [this] {
            m_window.reset();
            const StyleCount count;
            open();
            return count.times;
        };
        qApp->setStyleSheet({});
        const int first = styled();
        const int second = styled();
        QVERIFY2(first > 0 && second < first * 2, qPrintable(u"%1, then %2"_s.arg(first).arg(second)));
    }

    void zonesOfBrazilAreKnown()
    {
        for (const auto &[zone, name] : brazilianZones())
            QVERIFY2(QTimeZone(zone.toLatin1()).isValid(), qPrintable(zone));
    }

    void wordsAreFoundWithoutAccents()
    {
        QVERIFY(paletteMatches(u"Importar diário…"_s, u"dia imp"_s));
        QVERIFY(paletteMatches(u"Configurações…"_s, u"CONFIGURACOES"_s));
        QVERIFY(!paletteMatches(u"Importar diário…"_s, u"iario"_s));
        QVERIFY(paletteMatches(u"anything"_s, {}));
    }

    void thePaletteWorksByKeyboardAlone()
    {
        open();
        CommandPalette *palette = openPalette();
        QVERIFY(palette);
        QTest::keyClicks(&palette->field(), u"queues"_s);
        QTRY_VERIFY(palette->list().count() > 0);
        QTest::keyClick(&palette->field(), Qt::Key_Return);
        QCOMPARE(m_window->currentTab(), MainWindow::Tab::Queues);
    }

    void thePaletteFindsPeopleMessagesAndJobs()
    {
        open();
        m_engine->on<ask::ListClients>([](const ask::ListClients &q) -> Result<QList<Client>> {
            QList<Client> found;
            if (u"Zeca Exemplo"_s.contains(q.search))
                found.append({.id = {u"c1"_s}, .name = u"Zeca Exemplo"_s, .phone = u"+55 11 9····-0001"_s});
            return found;
        });
        m_engine->on<ask::ListDeliveries>([](const ask::ListDeliveries &q) -> Result<DeliveryPage> {
            DeliveryPage found;
            if (u"Zeca E."_s.contains(q.search))
                found.rows.append({.id = {u"d1"_s}, .clientName = u"Zeca E."_s});
            return found;
        });
        CommandPalette *palette = openPalette();
        QVERIFY(palette);
        QTest::keyClicks(&palette->field(), u"Zeca"_s);
        const auto lines = [palette] {
            QStringList all;
            for (int i = 0; i < palette->list().count(); ++i)
                all << palette->list().item(i)->text();
            return all.join(u'\n');
        };
        QTRY_VERIFY(lines().contains(u"Zeca Exemplo"_s));
        QTRY_VERIFY(lines().contains(u"— Job"_s));
        QTRY_VERIFY(lines().contains(u"— Message"_s));
        QTest::keyClick(&palette->field(), Qt::Key_Up);
        const int client = int(lines().split(u'\n').indexOf(QRegularExpression(u".*Zeca Exemplo.*Client.*"_s)));
        QVERIFY(client >= 0);
        palette->list().setCurrentRow(client);
        QTest::keyClick(&palette->field(), Qt::Key_Enter);
        QCOMPARE(m_window->currentTab(), MainWindow::Tab::Overview);
        QCOMPARE(m_window->home().currentPart(), HomePage::Part::Clients);
        QCOMPARE(m_window->home().clients().searchField().text(), u"Zeca Exemplo"_s);
        m_window->showOverview();
        QCOMPARE(m_window->home().currentPart(), HomePage::Part::Overview);
    }

    void thePaletteSaysWhenTheEngineIsGone()
    {
        m_window = std::make_unique<MainWindow>(*m_engine, UiOptions{.clock = m_clock}, *m_prompts);
        m_window->show();
        CommandPalette *palette = openPalette();
        QVERIFY(palette);
        QTest::keyClicks(&palette->field(), u"xyz"_s);
        QTRY_VERIFY(!palette->hint().isEmpty() && palette->hint() != u"Searching…"_s);
        QCOMPARE(palette->list().count(), 0);
        QVERIFY(!palette->hint().contains(u"Nothing was found"_s));
    }

    void aFoundJobIsShown()
    {
        open();
        auto &queues = static_cast<QueuesPage &>(m_window->page(MainWindow::Tab::Queues));
        queues.open({u"email-notifications"_s}, JobState::Waiting, {u"4801"_s});   // before the page was ever shown
        m_window->showTab(MainWindow::Tab::Queues);
        QTRY_VERIFY(queues.settled());
        QTRY_VERIFY(!m_engine->askedOf<ask::ListJobs>().isEmpty());
        const JobQuery query = m_engine->askedOf<ask::ListJobs>().last().query;
        QCOMPARE(query.queue.value, u"email-notifications"_s);
        QCOMPARE(query.search, u"4801"_s);
    }

    void oneCauseMakesOneNotice()
    {
        const Instant now = m_clock.now();
        const AttentionCounts calm;
        AttentionCounts worse;
        worse.uncertain = 1;
        QCOMPARE(newNotices(calm, worse, {}, now, Minutes(15)), QList<NoticeKind>{NoticeKind::Uncertain});
        QVERIFY(newNotices(worse, worse, {}, now, Minutes(15)).isEmpty());
        QVERIFY(newNotices(worse, calm, {}, now, Minutes(15)).isEmpty());
        const QMap<NoticeKind, Instant> told{{NoticeKind::Uncertain, now - Minutes(3)}};
        QVERIFY(newNotices(calm, worse, told, now, Minutes(15)).isEmpty());
        QCOMPARE(newNotices(calm, worse, told, now + Minutes(13), Minutes(15)).size(), 1);
        QCOMPARE(newNotices(calm, worse, told, now - Hours(5), Minutes(15)).size(), 1);   // the clock was set back
        AttentionCounts all{.uncertain = 2, .failed = 1, .late = 4, .toSend = 3, .vanished = 0, .stale = true, .trouble = true};
        QCOMPARE(newNotices(calm, all, {}, now, Minutes(15)).size(), 6);
    }

    void whatAPersonSendsIsTold()
    {
        open(ChannelWay::Assisted);
        QTRY_VERIFY(m_window->attention().counts().toSend > 0);
        QTRY_VERIFY(overview().assisted().count() > 0);
        QVERIFY(std::ranges::any_of(overview().attention().items(), [](const AttentionItem &item) { return item.key == u"assisted"; }));
        m_window->showTab(MainWindow::Tab::Queues);
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->follow(NoticeKind::ToSend);
        QCOMPARE(m_window->currentTab(), MainWindow::Tab::Overview);
        QVERIFY(QApplication::focusWidget() && overview().assisted().isAncestorOf(QApplication::focusWidget()));
    }

    void whatWaitedBeforeIsCountedNotTold()
    {
        open();
        QSignalSpy noticed(m_window.get(), &MainWindow::noticed);
        QTRY_VERIFY(m_window->attention().counts().uncertain > 0);
        QVERIFY(noticed.isEmpty());
        Frame frame;
        frame.problems = {{u"store.full"_s, u"jobs.db"_s, {}, true, m_clock.now()}};
        emit m_engine->frameReady(frame);
        QTRY_COMPARE(noticed.size(), 1);
        emit m_engine->frameReady(frame);
        QCoreApplication::processEvents();
        QCOMPARE(noticed.size(), 1);
        const Notice notice = noticed.first().first().value<Notice>();
        m_window->showNotice(notice);
        auto *toast = m_window->findChild<NoticeToast *>();
        QVERIFY(toast->isVisible());
        emit toast->actionAsked();
        QCOMPARE(m_window->currentTab(), MainWindow::Tab::System);
    }

    void windowsStandWhereTheyCanBeGrasped()
    {
        const QList<QRect> screens{{0, 0, 1920, 1040}};
        const QRect seen(100, 80, 1440, 900);
        QCOMPARE(placeOnScreens(seen, screens), seen);
        const QRect gone(2500, 200, 1440, 900);   // on a second screen that is no longer there
        QVERIFY(screens.first().contains(placeOnScreens(gone, screens)));
        QCOMPARE(placeOnScreens(gone, screens).size(), gone.size());
        QCOMPARE(placeOnScreens(gone, {{0, 0, 1920, 1040}, {1920, 0, 1920, 1080}}), gone);
        QCOMPARE(placeOnScreens({10, 10, 3000, 2000}, screens).size(), screens.first().size());
        QVERIFY(screens.first().contains(placeOnScreens({200, -500, 800, 600}, screens)));   // its title is out of reach
        QCOMPARE(placeOnScreens(seen, {}), seen);
    }

    void closingIsDecidedByTheProgram()
    {
        open();
        m_window->close();
        QVERIFY(m_window->isVisible());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_Q, Qt::ControlModifier);
        QCOMPARE(m_quits, 1);
        m_closes = true;
        m_window->close();
        QVERIFY(!m_window->isVisible());
    }

    void everyActIsOnTheSheetAndHasOneKey()
    {
        open();
        QSet<QString> keys;
        for (const WindowAct &act : m_window->acts())
            if (!act.key.isEmpty()) {
                QVERIFY2(!keys.contains(act.key.toString()), qPrintable(act.name));
                keys.insert(act.key.toString());
            }
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        QVERIFY(m_window->findChild<ShortcutsDialog *>());
    }

    void everyControlHasAName_data()
    {
        QTest::addColumn<int>("tab");
        for (const MainWindow::Tab tab : MainWindow::tabs)
            QTest::addRow("tab %d", int(tab)) << int(tab);
        QTest::newRow("first steps") << -1;
    }
    /// A screen reader says a control's accessible name, else its text.
    void everyControlHasAName()
    {
        QFETCH(int, tab);
        open();
        tab < 0 ? m_window->openWelcome() : m_window->showTab(MainWindow::Tab(tab));
        QTRY_VERIFY(tab < 0 ? m_window->welcome().settled() : m_window->page(MainWindow::Tab(tab)).settled());
        int seen = 0;
        for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
            if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0 || widget->objectName().startsWith(u"qt_"))
                continue;
            const QWidget *parent = widget->parentWidget();
            if (qobject_cast<const QLineEdit *>(parent) || qobject_cast<const QComboBox *>(parent) || parent->inherits("QAbstractSpinBox")
                || parent->inherits("QAbstractScrollArea") || widget->inherits("QScrollArea") || widget->inherits("QHeaderView"))
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const QString name = !widget->accessibleName().isEmpty() ? widget->accessibleName() : button ? button->text() : QString();
            QVERIFY2(!name.isEmpty(), qPrintable(QLatin1String(widget->metaObject()->className()) + u" in "_s
                                                 + QLatin1String(parent->metaObject()->className())));
            ++seen;
        }
        QVERIFY(seen >= 8);
    }
};

QTEST_MAIN(TestFirstSteps)
#include "tst_first_steps.moc"
