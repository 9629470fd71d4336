#include "ui/main_window.h"

#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/format.h"
#include "ui/pages/home_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/performance_page.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/system_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/status_strip.h"
#include "ui/widgets/tab_stop.h"

#include <QApplication>
#include <QButtonGroup>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QWindowStateChangeEvent>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// The mark with round corners: Qt's SVG renderer knows no clip paths.
QPixmap logoPixmap(qreal ratio)
{
    const QPixmap square = QIcon(u":/icons/trato.svg"_s).pixmap(QSize(30, 30), ratio);
    QPixmap round(QSize(30, 30) * ratio);
    round.setDevicePixelRatio(ratio);
    round.fill(Qt::transparent);
    QPainter painter(&round);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath corners;
    corners.addRoundedRect(QRectF(0, 0, 30, 30), 7, 7);
    painter.setClipPath(corners);
    painter.drawPixmap(0, 0, square);
    return round;
}

const QString geometryKey = u"window/geometry"_s;
const QString tabKey = u"window/tab"_s;
const QString themeKey = u"window/theme"_s;

/// A theme named at this start goes before the one chosen in an earlier run.
ThemeChoice rememberedTheme(const UiOptions &options)
{
    if (options.theme != ThemeChoice::System || options.stateFile.isEmpty())
        return options.theme;
    const QString chosen = QSettings(options.stateFile, QSettings::IniFormat).value(themeKey).toString();
    return chosen == u"dark" ? ThemeChoice::Dark : chosen == u"light" ? ThemeChoice::Light : ThemeChoice::System;
}

} // namespace

MainWindow::MainWindow(EngineApi &engine, UiOptions options, Prompts &prompts, QWidget *parent)
    : QMainWindow(parent)
    , m_engine(engine)
    , m_theme(rememberedTheme(options))
    , m_context{engine, m_theme, prompts, options.clock,
                options.openUrl ? options.openUrl : [](const QUrl &url) { QDesktopServices::openUrl(url); }, options.stateFile}
    , m_profileName(options.profileName)
    , m_stateFile(options.stateFile)
    , m_askStatus(engine, [this](const EngineStatus &status) {
          m_strip->setStatus(status);
          m_strip->setUpdated(m_context.clock.now());
          showProblems(status.problems);
      }, [](const Error &) { /* reachableChanged tells it */ })
    , m_askChannels(engine, [this](const QList<ChannelView> &channels) { showChannels(channels); }, [](const Error &) {})
    , m_askUnits(engine, [this](const QList<Unit> &units) { showUnits(units); }, [](const Error &) {})
{
    setWindowTitle(u"Trato Console"_s);
    setWindowIcon(QIcon(u":/icons/trato.svg"_s));
    resize(1440, 900);
    setMinimumSize(1080, 640);
    installFonts();
    m_theme.apply(*qApp);

    auto *centre = new QWidget;
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader(m_profileName));
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(20, 16, 20, 16);
    inner->setSpacing(10);
    m_trouble = new Banner;
    m_training = new Banner;
    m_pages = new QStackedWidget;
    m_pages->addWidget(new HomePage(m_context));
    m_pages->addWidget(new PerformancePage(m_context));
    m_pages->addWidget(new QueuesPage(m_context));
    m_pages->addWidget(new SystemPage(m_context));
    inner->addWidget(m_trouble);
    inner->addWidget(m_training);
    inner->addWidget(m_pages, 1);
    layout->addLayout(inner, 1);
    m_strip = new StatusStrip(m_theme);
    layout->addWidget(m_strip);
    setCentralWidget(centre);
    makeShortcuts();

    connect(&engine, &EngineApi::frameReady, this, &MainWindow::takeFrame);
    connect(&engine, &EngineApi::reachableChanged, this, &MainWindow::setReachable);
    connect(m_trouble, &Banner::actionAsked, this, &MainWindow::followProblem);
    connect(m_training, &Banner::actionAsked, this, [this] {
        showTab(Tab::Overview);
        home().showPart(HomePage::Part::Overview);
        home().overview().focusChannel();
    });
    connect(&home(), &HomePage::importAsked, this, &MainWindow::openImport);
    for (const Tab tab : tabs)
        connect(&page(tab), &Page::updated, m_strip, &StatusStrip::setUpdated);
    showTab(Tab::Overview);
    restoreState();
    m_pages->setFocus();
    m_askStatus.ask();
    m_askChannels.ask();
    m_askUnits.ask();
}

MainWindow::~MainWindow() { saveState(); }

void MainWindow::restoreState()
{
    if (m_stateFile.isEmpty())
        return;
    const QSettings state(m_stateFile, QSettings::IniFormat);
    restoreGeometry(state.value(geometryKey).toByteArray());
    const int tab = state.value(tabKey).toInt();
    if (tab >= 0 && tab < m_pages->count())
        showTab(Tab(tab));
}

void MainWindow::saveState() const
{
    if (m_stateFile.isEmpty())
        return;
    QSettings state(m_stateFile, QSettings::IniFormat);
    state.setValue(geometryKey, saveGeometry());
    state.setValue(tabKey, int(currentTab()));
}

QWidget *MainWindow::makeHeader(const QString &profileName)
{
    auto *header = new QWidget;
    header->setObjectName(u"header"_s);
    header->setAttribute(Qt::WA_StyledBackground);
    header->setFixedHeight(56);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(20, 0, 20, 0);
    layout->setSpacing(0);
    auto *logo = new QLabel;
    logo->setPixmap(logoPixmap(devicePixelRatioF()));
    layout->addWidget(logo);
    layout->addSpacing(14);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    auto *title = new QLabel(u"Trato Console"_s);
    title->setObjectName(u"appTitle"_s);
    m_subtitle = new QLabel(profileName);
    m_subtitle->setObjectName(u"appSubtitle"_s);
    names->addStretch(1);
    names->addWidget(title);
    names->addWidget(m_subtitle);
    names->addStretch(1);
    layout->addLayout(names);
    layout->addSpacing(38);

    auto *group = new QButtonGroup(this);
    const QString titles[] = {tr("Overview"), tr("Performance"), tr("Queues"), tr("System")};
    for (const Tab tab : tabs) {
        auto *button = new QPushButton(titles[int(tab)]);
        button->setProperty("kind", u"tab"_s);
        button->setCheckable(true);
        button->setFixedHeight(55);
        button->setToolTip(tr("Ctrl+%1").arg(int(tab) + 1));
        button->setCursor(Qt::PointingHandCursor);
        group->addButton(button, int(tab));
        layout->addWidget(button);
        m_tabButtons.append(button);
    }
    keepTabStop(*group);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { showTab(Tab(id)); });
    layout->addStretch(1);

    auto *again = new QPushButton(tr("Refresh"));
    again->setToolTip(u"F5"_s);
    connect(again, &QPushButton::clicked, this, &MainWindow::refresh);
    auto *settings = new QPushButton(tr("Settings…"));
    settings->setToolTip(tr("Ctrl+,"));
    connect(settings, &QPushButton::clicked, this, &MainWindow::openSettings);
    auto *look = new QPushButton;
    const auto nameLook = [this, look] { look->setText(m_theme.isDark() ? tr("Light theme") : tr("Dark theme")); };
    nameLook();
    connect(&m_theme, &Theme::changed, look, nameLook);
    connect(look, &QPushButton::clicked, this,
            [this] { setTheme(m_theme.isDark() ? ThemeChoice::Light : ThemeChoice::Dark); });
    for (QPushButton *button : {again, look, settings}) {
        layout->addSpacing(8);
        layout->addWidget(button);
    }
    return header;
}

void MainWindow::makeShortcuts()
{
    for (const Tab tab : tabs) {
        auto *key = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(tab))), this);
        connect(key, &QShortcut::activated, this, [this, tab] { showTab(tab); });
    }
    connect(new QShortcut(QKeySequence(Qt::Key_F5), this), &QShortcut::activated, this, &MainWindow::refresh);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma), this), &QShortcut::activated, this,
            &MainWindow::openSettings);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_I), this), &QShortcut::activated, this,
            &MainWindow::openImport);
}

void MainWindow::showTab(Tab tab)
{
    m_pages->setCurrentIndex(int(tab));
    m_tabButtons.at(int(tab))->setChecked(true);
}

MainWindow::Tab MainWindow::currentTab() const { return Tab(m_pages->currentIndex()); }

HomePage &MainWindow::home() const { return static_cast<HomePage &>(page(Tab::Overview)); }

Page &MainWindow::page(Tab tab) const { return *static_cast<Page *>(m_pages->widget(int(tab))); }

void MainWindow::setTheme(ThemeChoice choice)
{
    m_theme.choose(choice);
    m_theme.apply(*qApp);
    if (!m_stateFile.isEmpty())
        QSettings(m_stateFile, QSettings::IniFormat)
            .setValue(themeKey, choice == ThemeChoice::Dark ? u"dark"_s : choice == ThemeChoice::Light ? u"light"_s : u"system"_s);
}

void MainWindow::refresh()
{
    m_askStatus.ask();
    m_askChannels.ask();
    m_askUnits.ask();
    page(currentTab()).refresh();
}

void MainWindow::openImport()
{
    auto *dialog = new ImportDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::imported, this, &MainWindow::refresh);
    dialog->open();
}

void MainWindow::openSettings()
{
    auto *dialog = new SettingsDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &MainWindow::refresh);
    dialog->open();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    // A minimised window takes no news for its page, so it asks when it comes back.
    if (event->type() == QEvent::WindowStateChange && isVisible() && !isMinimized()
        && (static_cast<QWindowStateChangeEvent *>(event)->oldState() & Qt::WindowMinimized))
        refresh();
}

void MainWindow::takeFrame(const Frame &frame)
{
    showProblems(frame.problems);
    if (frame.statusRevision > m_statusRevision) {
        m_statusRevision = frame.statusRevision;
        m_askStatus.ask();
        m_askChannels.ask();
    }
    if (isVisible() && !isMinimized())
        page(currentTab()).takeFrame(frame);
}

void MainWindow::setReachable(bool reachable)
{
    if (m_reachable == reachable)
        return;
    m_reachable = reachable;
    m_strip->setReachable(reachable);
    showProblems(m_problems);
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
        openImport();
    else
        showTab(Tab::System);
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
    m_subtitle->setText(m_profileName.isEmpty() ? unit : unit + u" · "_s + m_profileName);
}

} // namespace trato
