#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/engine.h"
#include "engine/api/questions/messages.h"
#include "ui/attention_watch.h"
#include "ui/desktop_acts.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/pages/page.h"
#include "ui/window_state.h"

#include <QMainWindow>
#include <QTimer>

class QMenu;
class QStackedWidget;

namespace trato {

class Banner;
class HomePage;
class HeaderBar;
class NoticeToast;
class OverviewPage;
class StatusStrip;
class WelcomePage;

/// What the program tells the window at start.
struct UiOptions {
    const Clock &clock;
    ThemeChoice theme = ThemeChoice::System;
    QString profileName{};
    /// Where the window keeps its place, tab and theme until the next start; empty: nowhere.
    QString stateFile{};
    /// Opens an address outside the program; empty: the desktop's browser.
    std::function<void(const QUrl &)> openUrl{};
    bool demo = false;             ///< a made-up shop: said in the title and in a banner
    DesktopActs desktop{};
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
    /// The first tab with the overview in front, whatever part of it was seen last.
    void showOverview();
    Tab currentTab() const;
    Page &page(Tab tab) const;
    /// The first tab, with diary and clients behind its switch.
    HomePage &home() const;
    void setTheme(ThemeChoice choice);
    const Theme &theme() const { return m_theme; }
    WelcomePage &welcome() const { return *m_welcome; }
    bool showsWelcome() const;
    /// Everything the window can do, with its keys.
    const QList<WindowAct> &acts() const { return m_acts; }
    const AttentionWatch &attention() const { return *m_watch; }
    /// Shows a notice inside the window.
    void showNotice(const Notice &notice);

public slots:
    /// Asks again for everything in sight.
    void refresh();
    void openImport();
    void openMessages();
    void openSettings();
    void openSite();
    void openVisit();
    void openWaysIn();
    void openSend();
    void openSearch();
    void openTemplates();
    /// What became of one message.
    void openDelivery(const trato::DeliveryId &id);
    void openShortcuts();
    void openWelcome();
    void showAttention();
    /// Goes where a notice leads.
    void follow(trato::NoticeKind kind);
    /// The program ends as soon as what is in hand is done: nothing can be begun any more.
    void sayGoodbye();

signals:
    void attentionChanged(const trato::AttentionCounts &counts);
    /// Something needs a person; the program shows it on the desktop or lets the window do it.
    void noticed(const trato::Notice &notice);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void makePages(const QString &language);
    void makeActs();
    QMenu *makeMenu();
    void addChoices(QMenu &menu);
    void restoreState();
    void saveState();
    void takeFrame(const Frame &frame);
    void tick();
    void setReachable(bool reachable);
    void showProblems(const QList<Problem> &problems);
    void showChannels(const QList<ChannelView> &channels);
    void showUnits(const QList<Unit> &units);
    void followProblem();
    OverviewPage &overview() const;
    void showJob(const QueueName &queue, JobState state, const QString &id);

    EngineApi &m_engine;
    WindowState m_state;
    Theme m_theme;
    PageContext m_context;
    const DesktopActs m_desktop;
    QString m_profileName;
    bool m_demo = false;
    bool m_reachable = true;
    bool m_leaving = false;
    quint64 m_statusRevision = 0;
    Frame m_quiet;                       ///< the last frame without its news, for `tick`
    QTimer m_tick;
    QList<Problem> m_problems;
    QList<WindowAct> m_acts;
    HeaderBar *m_header = nullptr;
    QStackedWidget *m_stack = nullptr;   ///< tabs, or the first steps
    QStackedWidget *m_pages = nullptr;
    WelcomePage *m_welcome = nullptr;
    Banner *m_trouble = nullptr;
    Banner *m_training = nullptr;
    StatusStrip *m_strip = nullptr;
    NoticeToast *m_toast = nullptr;
    NoticeKind m_toastKind = NoticeKind::Trouble;
    AttentionWatch *m_watch = nullptr;
    Asker<ask::ShowStatus> m_askStatus;
    Asker<ask::ListChannels> m_askChannels;
    Asker<ask::ListUnits> m_askUnits;
    Asker<ask::ShowDiary> m_askDiary;
};

} // namespace trato
