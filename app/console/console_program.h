#pragma once

#include "app/composition/engine_host.h"
#include "app/console/autostart.h"
#include "app/console/farewell.h"
#include "app/console/tray.h"
#include "ui/main_window.h"


namespace trato {

/// The window with what a desktop expects around it: an icon beside the clock, closing into it, coming forward,
/// another language, and an end in order. Main thread; owned by `main`, which keeps the host alive longer.
class ConsoleProgram final : public QObject
{
    Q_OBJECT
public:
    struct Options {
        QString profileName{};
        QString stateFile{};
        std::optional<QLocale> locale{};        ///< named at this start
        ThemeChoice theme = ThemeChoice::System;
        QStringList again{};                    ///< arguments that start this profile's window at log-in
        bool demo = false;
        bool pictures = false;                  ///< no tray, no questions: it takes pictures and ends
    };
    ConsoleProgram(EngineHost &host, const Clock &clock, Options options, QObject *parent = nullptr);
    ~ConsoleProgram() override;

    MainWindow &window() { return *m_window; }
    void show(bool minimized);

public slots:
    /// Brings the window forward.
    void raise();
    /// Asks first when something would not be sent.
    void askToQuit();
    /// Ends in order: what is in hand is finished or given back.
    void quit();

private:
    void makeWindow();
    void remakeWindow(const QString &language);
    DesktopActs desktopActs();
    bool closed();
    void notice(const Notice &notice);
    void startDemo();

    EngineHost &m_host;
    const Clock &m_clock;
    Options m_options;
    DialogPrompts m_prompts;
    Autostart m_autostart;
    Farewell m_farewell;
    std::unique_ptr<Tray> m_tray;          ///< null where the desktop has no place for it
    std::unique_ptr<MainWindow> m_window;
    bool m_quitting = false;
    bool m_toldHidden = false;             ///< "it goes on in the tray" was said
};

} // namespace trato
