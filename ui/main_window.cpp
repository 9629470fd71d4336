#include "ui/main_window.h"

#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/dialogs/visit_dialog.h"
#include "ui/format.h"
#include "ui/pages/home_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/performance_page.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/system_page.h"
#include "ui/pages/welcome_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/header_bar.h"
#include "ui/widgets/layout_end.h"
#include "ui/widgets/notice_toast.h"
#include "ui/widgets/status_strip.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QIcon>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QWindowStateChangeEvent>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// No frame comes while nothing changes, but the time goes on in what a page shows.
constexpr std::chrono::seconds tickEvery{30};

} // namespace

MainWindow::MainWindow(EngineApi &engine, UiOptions options, Prompts &prompts, QWidget *parent)
    : QMainWindow(parent)
    , m_engine(engine)
    , m_state(options.stateFile)
    , m_theme(options.theme != ThemeChoice::System ? options.theme : m_state.theme())   // named at this start, else chosen before
    , m_context{engine, m_theme, prompts, options.clock,
                options.openUrl ? options.openUrl : [](const QUrl &url) { QDesktopServices::openUrl(url); }, options.stateFile,
                [this](const QueueName &queue, const QString &id) { showJob(queue, JobState::Completed, id); }}
    , m_desktop(options.desktop)
    , m_profileName(options.profileName)
    , m_demo(options.demo)
    , m_askStatus(engine, [this](const EngineStatus &status) {
          m_strip->setStatus(status);
          m_strip->setUpdated(m_context.clock.now());
          showProblems(status.problems);
      }, [](const Error &) { /* reachableChanged tells it */ })
    , m_askChannels(engine, [this](const QList<ChannelView> &channels) { showChannels(channels); }, [](const Error &) {})
    , m_askUnits(engine, [this](const QList<Unit> &units) { showUnits(units); }, [](const Error &) {})
    , m_askDiary(engine, [this](const DiaryStatus &diary) {
          if (!diary.refreshedAt && !m_state.welcomed())
              openWelcome();
      }, [](const Error &) {})
{
    setWindowTitle(m_demo ? tr("Trato Console — demo") : u"Trato Console"_s);
    setWindowIcon(QIcon(u":/icons/trato.svg"_s));
    // On a small screen, or one that is drawn large, the window may be smaller than it likes to be.
    constexpr QSize frame(16, 40);   // what the desktop draws around it
    resize(QSize(1440, 900).boundedTo(screen()->availableSize() - frame));
    setMinimumSize(QSize(1080, 640).boundedTo(screen()->availableSize()));
    installFonts();
    qApp->setStyleSheet({});   // an earlier window's would style each widget again and again while it is built
    m_theme.applyBase(*qApp);
    makeActs();
    makePages(m_state.language());
    m_theme.apply(*qApp);

    connect(&engine, &EngineApi::frameReady, this, &MainWindow::takeFrame);
    connect(&engine, &EngineApi::reachableChanged, this, &MainWindow::setReachable);
    connect(&m_tick, &QTimer::timeout, this, &MainWindow::tick);
    m_tick.start(tickEvery);
    m_watch = new AttentionWatch(engine, m_context.clock, this);
    m_watch->setWanted(m_state.notices());
    connect(m_watch, &AttentionWatch::changed, this, [this](const AttentionCounts &counts) {
        m_header->setAttention(int(counts.all()));
        emit attentionChanged(counts);
    });
    connect(m_watch, &AttentionWatch::noticed, this, &MainWindow::noticed);
    showTab(Tab::Overview);
    restoreState();
    m_pages->setFocus();
    m_askStatus.ask();
    m_askChannels.ask();
    m_askUnits.ask();
    if (m_state.kept())
        m_askDiary.ask();
}

MainWindow::~MainWindow() { saveState(); }

void MainWindow::makePages(const QString &language)
{
    auto *centre = new QWidget;
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_header = new HeaderBar({tr("Overview"), tr("Performance"), tr("Queues"), tr("System")}, makeMenu());
    m_header->setSubtitle(m_profileName);
    layout->addWidget(m_header);
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(20, 16, 20, 16);
    inner->setSpacing(10);
    m_trouble = new Banner;
    m_training = new Banner;
    m_pages = new QStackedWidget;
    m_pages->addWidget(new LayoutEnd(new HomePage(m_context)));
    m_pages->addWidget(new LayoutEnd(new PerformancePage(m_context)));
    m_pages->addWidget(new LayoutEnd(new QueuesPage(m_context)));
    m_pages->addWidget(new LayoutEnd(new SystemPage(m_context)));
    m_welcome = new WelcomePage(m_context, m_desktop, language);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_pages);
    m_stack->addWidget(new LayoutEnd(m_welcome));
    if (m_demo) {
        auto *said = new Banner;
        said->say("accent", tr("Demo: a made-up shop. Messages reach nobody, and everything is deleted when you close it."),
                  m_desktop.quit ? tr("Close the demo") : QString());
        connect(said, &Banner::actionAsked, this, [this] { m_desktop.quit(); });
        inner->addWidget(said);
    }
    inner->addWidget(m_trouble);
    inner->addWidget(m_training);
    inner->addWidget(m_stack, 1);
    layout->addLayout(inner, 1);
    m_strip = new StatusStrip(m_theme);
    layout->addWidget(m_strip);
    setCentralWidget(centre);
    m_toast = new NoticeToast(centre);

    connect(m_header, &HeaderBar::tabChosen, this, [this](int tab) { showTab(Tab(tab)); });
    connect(m_header, &HeaderBar::searchAsked, this, &MainWindow::openSearch);
    connect(m_header, &HeaderBar::attentionAsked, this, &MainWindow::showAttention);
    connect(m_trouble, &Banner::actionAsked, this, &MainWindow::followProblem);
    connect(m_training, &Banner::actionAsked, this, [this] {
        showOverview();
        overview().focusChannel();
    });
    connect(&home(), &HomePage::importAsked, this, &MainWindow::openImport);
    connect(&home(), &HomePage::messagesAsked, this, &MainWindow::openMessages);
    connect(&home(), &HomePage::settingsAsked, this, &MainWindow::openSettings);
    connect(m_welcome, &WelcomePage::importAsked, this, &MainWindow::openImport);
    connect(m_welcome, &WelcomePage::visitAsked, this, &MainWindow::openVisit);
    connect(m_welcome, &WelcomePage::siteAsked, this, &MainWindow::openSite);
    connect(m_welcome, &WelcomePage::themeChosen, this, &MainWindow::setTheme);
    connect(m_welcome, &WelcomePage::overviewAsked, this, &MainWindow::showOverview);
    connect(m_toast, &NoticeToast::actionAsked, this, [this] { follow(m_toastKind); });
    for (const Tab tab : tabs)
        connect(&page(tab), &Page::updated, m_strip, &StatusStrip::setUpdated);
}

void MainWindow::restoreState()
{
    if (!m_state.kept())
        return;
    QList<QRect> screens;
    for (const QScreen *screen : QGuiApplication::screens())
        screens.append(screen->availableGeometry());
    if (const QRect place = m_state.place(); place.isValid())
        setGeometry(placeOnScreens(place, screens));
    if (m_state.maximized())
        setWindowState(windowState() | Qt::WindowMaximized);
    if (const int tab = m_state.tab(); tab >= 0 && tab < m_pages->count())
        showTab(Tab(tab));
}

void MainWindow::saveState()
{
    const bool maximized = isMaximized();
    m_state.setPlace(maximized ? normalGeometry() : geometry(), maximized);
    m_state.setTab(int(currentTab()));
}

void MainWindow::showTab(Tab tab)
{
    if (showsWelcome())
        m_state.setWelcomed();
    m_pages->setCurrentIndex(int(tab));
    m_stack->setCurrentWidget(m_pages);
    m_header->setCurrent(int(tab));
}

void MainWindow::showOverview()
{
    home().showPart(HomePage::Part::Overview);
    showTab(Tab::Overview);
}

MainWindow::Tab MainWindow::currentTab() const { return Tab(m_pages->currentIndex()); }

HomePage &MainWindow::home() const { return static_cast<HomePage &>(page(Tab::Overview)); }

Page &MainWindow::page(Tab tab) const { return *static_cast<Page *>(static_cast<LayoutEnd *>(m_pages->widget(int(tab)))->content()); }

OverviewPage &MainWindow::overview() const { return home().overview(); }

bool MainWindow::showsWelcome() const { return m_stack->currentWidget() != m_pages; }

void MainWindow::openWelcome()
{
    m_stack->setCurrentWidget(m_welcome->parentWidget());
    m_header->setCurrent(-1);
}

void MainWindow::setTheme(ThemeChoice choice)
{
    m_theme.choose(choice);
    m_theme.apply(*qApp);
    m_state.setTheme(choice);
}

void MainWindow::refresh()
{
    m_askStatus.ask();
    m_askChannels.ask();
    m_askUnits.ask();
    m_watch->look();
    showsWelcome() ? m_welcome->refresh() : page(currentTab()).refresh();
}

void MainWindow::showAttention()
{
    showOverview();
    overview().focusAttention();
}

void MainWindow::showNotice(const Notice &notice)
{
    m_toastKind = notice.kind;
    m_toast->say(notice.title, notice.text, notice.action);
}

void MainWindow::follow(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Uncertain:
    case NoticeKind::Failed:
    case NoticeKind::Late: return showAttention();
    case NoticeKind::ToSend:
        showOverview();
        return overview().focusAssisted();
    case NoticeKind::Stale: return openImport();
    case NoticeKind::Trouble: return showTab(Tab::System);
    }
}

void MainWindow::sayGoodbye()
{
    m_leaving = true;
    m_toast->hide();
    m_trouble->say("accent", tr("Finishing what is in hand, then closing…"));
    m_stack->setEnabled(false);
    m_header->setEnabled(false);
    for (QShortcut *key : findChildren<QShortcut *>())
        key->setEnabled(false);
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && m_theme.followSystem())
        m_theme.apply(*qApp);
    return QMainWindow::event(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    // A minimised window takes no news for its page, so it asks when it comes back.
    if (event->type() == QEvent::WindowStateChange && isVisible() && !isMinimized()
        && (static_cast<QWindowStateChangeEvent *>(event)->oldState() & Qt::WindowMinimized))
        refresh();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_desktop.closed && !m_desktop.closed())
        event->ignore();
    else
        QMainWindow::closeEvent(event);
}

void MainWindow::takeFrame(const Frame &frame)
{
    if (m_leaving)
        return;
    m_quiet = frame;
    m_quiet.queues.clear();
    m_quiet.jobs.clear();
    m_quiet.moreJobs = false;
    m_quiet.log.clear();
    showProblems(frame.problems);
    if (frame.statusRevision > m_statusRevision) {
        m_statusRevision = frame.statusRevision;
        m_askStatus.ask();
        m_askChannels.ask();
        m_askUnits.ask();
    }
    if (isVisible() && !isMinimized())
        showsWelcome() ? m_welcome->takeFrame(frame) : page(currentTab()).takeFrame(frame);
}

void MainWindow::tick()
{
    if (!m_reachable)
        return;
    Frame again = m_quiet;
    again.problems = m_problems;   // a status that was asked for may know newer ones
    takeFrame(again);
}

void MainWindow::setReachable(bool reachable)
{
    if (m_reachable == reachable || m_leaving)
        return;
    m_reachable = reachable;
    m_strip->setReachable(reachable);
    showProblems(m_problems);
    m_statusRevision = 0;   // an engine that started anew counts from the beginning
    if (reachable)
        refresh();
}

void MainWindow::showProblems(const QList<Problem> &problems)
{
    m_problems = problems;
    if (!m_reachable) {
        m_trouble->say("bad", tr("The engine cannot be reached. What you see is from before; it reconnects by itself."),
                       tr("Try again"));
        return;
    }
    if (problems.isEmpty()) {
        m_trouble->hide();
        return;
    }
    const auto worst = std::ranges::find_if(problems, &Problem::critical);
    const Problem &shown = worst != problems.end() ? *worst : problems.first();
    QString text = format::problem(shown);
    if (shown.since != Instant{})
        text += u" · "_s + format::age(shown.since, m_context.clock.now());
    if (problems.size() > 1)
        text += u" · "_s + tr("and %1 more").arg(problems.size() - 1);
    const bool diary = shown.code.startsWith(u"diary.");
    m_trouble->say(shown.critical ? "bad" : "warn", text, diary ? tr("Import diary…") : tr("Show in System"));
}

void MainWindow::followProblem()
{
    if (!m_reachable || m_problems.isEmpty()) {
        refresh();
        return;
    }
    const auto worst = std::ranges::find_if(m_problems, &Problem::critical);
    const Problem &shown = worst != m_problems.end() ? *worst : m_problems.first();
    if (shown.code.startsWith(u"diary."))
        return openImport();
    if (shown.code.startsWith(u"budget."))
        home().showPart(HomePage::Part::Messages);
    showTab(shown.code.startsWith(u"budget.") ? Tab::Overview : Tab::System);
}

void MainWindow::showChannels(const QList<ChannelView> &channels)
{
    const auto it = std::ranges::find(channels, Channel::WhatsApp, &ChannelView::channel);
    if (it == channels.end())
        return;
    m_strip->setChannel(*it);
    if (it->way == ChannelWay::Training)
        m_training->say("accent", tr("Training: reminders are prepared and recorded, but nothing is sent to your clients."),
                        tr("Choose how to send…"));
    else
        m_training->hide();
}

void MainWindow::showUnits(const QList<Unit> &units)
{
    if (units.isEmpty())
        return;
    const QString unit = units.size() == 1 ? units.first().name : tr("%Ln shop(s)", nullptr, int(units.size()));
    m_header->setSubtitle(m_profileName.isEmpty() ? unit : unit + u" · "_s + m_profileName);
}

} // namespace trato
