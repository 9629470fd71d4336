#include "app/console/console_program.h"

#include "ui/translations.h"

#include <QApplication>
#include <QProcess>
#include <QSessionManager>
#include <QTimer>

namespace trato {

using namespace Qt::StringLiterals;

ConsoleProgram::ConsoleProgram(EngineHost &host, const Clock &clock, Options options, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_autostart(QApplication::applicationFilePath(), m_options.again)
    , m_farewell(host.api(), m_prompts, clock)
{
    QApplication::setQuitOnLastWindowClosed(false);   // the end is ours: it may be asked about, and takes its time
    if (Tray::available() && !m_options.pictures) {
        m_tray = std::make_unique<Tray>();
        connect(m_tray.get(), &Tray::openAsked, this, &ConsoleProgram::raise);
        connect(m_tray.get(), &Tray::quitAsked, this, &ConsoleProgram::askToQuit);
        connect(m_tray.get(), &Tray::followed, this, [this](NoticeKind kind) {
            raise();
            m_window->follow(kind);
        });
    }
    makeWindow();
    connect(&m_farewell, &Farewell::agreed, this, &ConsoleProgram::quit);
    connect(&host, &EngineHost::stopRequested, this, &ConsoleProgram::quit);
    connect(&host, &EngineHost::failed, this, [this](const Error &error) {
        m_prompts.tell(m_window.get(), QApplication::applicationDisplayName(), error.detail);
    });
    connect(&host, &EngineHost::stopped, this, [this] {
        if (m_quitting)
            QApplication::exit(0);
    });
    // The session ends: there is no time for questions.
    connect(qApp, &QGuiApplication::commitDataRequest, this, [this](QSessionManager &) { quit(); });
}

ConsoleProgram::~ConsoleProgram() = default;

void ConsoleProgram::makeWindow()
{
    // Pictures are of one size and walk through all tabs: they leave no trace in the shop's window.
    m_window = std::make_unique<MainWindow>(m_host.api(),
                                            UiOptions{.clock = m_clock, .theme = m_options.theme, .profileName = m_options.profileName,
                                                      .stateFile = m_options.pictures ? QString() : m_options.stateFile,
                                                      .demo = m_options.demo, .desktop = desktopActs()},
                                            m_prompts);
    connect(m_window.get(), &MainWindow::noticed, this, &ConsoleProgram::notice);
    if (m_tray)
        connect(m_window.get(), &MainWindow::attentionChanged, m_tray.get(), &Tray::show);
}

DesktopActs ConsoleProgram::desktopActs()
{
    DesktopActs acts;
    acts.quit = [this] { askToQuit(); };
    acts.closed = [this] { return closed(); };
    if (m_options.demo)
        return acts;
    acts.startDemo = [this] { startDemo(); };
    acts.startsAtLogin = [this] { return m_autostart.isOn(); };
    acts.setStartAtLogin = [this](bool on) { return m_autostart.set(on); };
    if (!m_options.locale)
        acts.chooseLanguage = [this](const QString &language) {
            QTimer::singleShot(0, this, [this, language] { remakeWindow(language); });   // not from inside the window
        };
    return acts;
}

void ConsoleProgram::show(bool minimized)
{
    if (!minimized)
        m_window->show();
    else if (!m_tray)
        m_window->showMinimized();
}

void ConsoleProgram::raise()
{
    if (m_quitting)
        return;
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void ConsoleProgram::remakeWindow(const QString &language)
{
    WindowState(m_options.stateFile).setLanguage(language);
    installTranslations(*qApp, language.isEmpty() ? QLocale::system() : QLocale(language == u"en" ? u"en_US"_s : language));
    const bool welcome = m_window->showsWelcome();
    m_window.reset();   // its place is kept before the new one reads it
    makeWindow();
    if (welcome)
        m_window->openWelcome();
    m_window->show();
}

/// The window's frame was closed. With an icon beside the clock the shop goes on; without one this is the end.
bool ConsoleProgram::closed()
{
    if (m_quitting || m_options.pictures)
        return m_options.pictures;
    if (!m_tray || m_options.demo) {
        askToQuit();
        return false;
    }
    m_window->hide();
    if (!std::exchange(m_toldHidden, true))
        m_tray->say(tr("Trato Console goes on"), tr("Reminders are sent as before. The icon here brings the window back, and quits."));
    return false;
}

void ConsoleProgram::notice(const Notice &notice)
{
    if (m_options.pictures)
        return;
    if (m_tray && !m_window->isActiveWindow())
        m_tray->tell(notice);
    else
        m_window->showNotice(notice);
}

void ConsoleProgram::askToQuit()
{
    if (m_quitting)
        return;
    // Beside `trato serve` the window is only a client, and the demo's messages go nowhere.
    if (!m_host.owns() || m_options.demo)
        return quit();
    if (!m_window->isVisible())
        raise();
    m_farewell.ask(m_window.get());
}

void ConsoleProgram::quit()
{
    if (std::exchange(m_quitting, true))
        return;
    m_window->sayGoodbye();
    m_host.stop();
}

void ConsoleProgram::startDemo()
{
    QStringList arguments{u"--demo"_s, u"--lang"_s, QLocale().language() == QLocale::Portuguese ? u"pt_BR"_s : u"en"_s};
    if (!QProcess::startDetached(QApplication::applicationFilePath(), arguments))
        m_prompts.tell(m_window.get(), tr("The demo could not be started"), QApplication::applicationFilePath());
}

} // namespace trato
