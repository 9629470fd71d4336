#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/engine.h"
#include "engine/api/questions/messages.h"
#include "ui/pages/page.h"

#include <QMainWindow>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace trato {

class Banner;
class HomePage;
class StatusStrip;

/// What the program tells the window at start.
struct UiOptions {
    const Clock &clock;
    ThemeChoice theme = ThemeChoice::System;
    QString profileName{};
    /// Where the window keeps its place, tab and theme until the next start; empty: nowhere.
    QString stateFile{};
    /// Opens an address outside the program; empty: the desktop's browser.
    std::function<void(const QUrl &)> openUrl{};
};

/// The window: header with four tabs, banners, pages, status line. Sees nothing of the engine but `EngineApi`.
/// Main thread; owned by `app/console`. `engine`, `prompts` and the clock outlive it.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    enum class Tab { Overview, Performance, Queues, System };
    static constexpr Tab tabs[] = {Tab::Overview, Tab::Performance, Tab::Queues, Tab::System};

    MainWindow(EngineApi &engine, UiOptions options, Prompts &prompts, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showTab(Tab tab);
    Tab currentTab() const;
    Page &page(Tab tab) const;
    /// The first tab, with diary and clients behind its switch.
    HomePage &home() const;
    void setTheme(ThemeChoice choice);
    const Theme &theme() const { return m_theme; }

public slots:
    /// Asks again for everything in sight.
    void refresh();
    void openImport();
    void openSettings();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHeader(const QString &profileName);
    void makeShortcuts();
    void restoreState();
    void saveState() const;
    void takeFrame(const Frame &frame);
    void setReachable(bool reachable);
    void showProblems(const QList<Problem> &problems);
    void showChannels(const QList<ChannelView> &channels);
    void showUnits(const QList<Unit> &units);
    void followProblem();

    EngineApi &m_engine;
    Theme m_theme;
    PageContext m_context;
    QString m_profileName;
    QString m_stateFile;
    bool m_reachable = true;
    quint64 m_statusRevision = 0;
    QList<Problem> m_problems;
    QLabel *m_subtitle = nullptr;
    QStackedWidget *m_pages = nullptr;
    QList<QPushButton *> m_tabButtons;
    Banner *m_trouble = nullptr;
    Banner *m_training = nullptr;
    StatusStrip *m_strip = nullptr;
    Asker<ask::ShowStatus> m_askStatus;
    Asker<ask::ListChannels> m_askChannels;
    Asker<ask::ListUnits> m_askUnits;
};

} // namespace trato
