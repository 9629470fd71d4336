#include "ui/dialogs/command_palette.h"
#include "ui/dialogs/delivery_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/messages_dialog.h"
#include "ui/dialogs/send_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/dialogs/site_dialog.h"
#include "ui/dialogs/visit_dialog.h"
#include "ui/dialogs/ways_in_dialog.h"
#include "ui/format.h"
#include "ui/main_window.h"
#include "ui/pages/clients_page.h"
#include "ui/pages/home_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/visits_panel.h"
#include "ui/studio/template_studio_dialog.h"

#include <QActionGroup>
#include <QMenu>
#include <QShortcut>

#include <algorithm>

/// What the window can do: acts with their keys, the menu, the palette and the dialogs that they open.
namespace trato {

using namespace Qt::StringLiterals;

void MainWindow::makeActs()
{
    const QString names[] = {tr("Overview"), tr("Performance"), tr("Queues"), tr("System")};
    for (const Tab tab : tabs)
        m_acts.append({names[int(tab)], QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(tab))), [this, tab] { showTab(tab); }});
    m_acts.append({tr("Search…"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openSearch(); }});
    m_acts.append({tr("Refresh"), QKeySequence(Qt::Key_F5), [this] { refresh(); }});
    m_acts.append({tr("What needs attention"), QKeySequence(Qt::CTRL | Qt::Key_J), [this] { showAttention(); }});
    m_acts.append({tr("New visit…"), QKeySequence(Qt::CTRL | Qt::Key_N), [this] { openVisit(); }});
    m_acts.append({tr("Import diary…"), QKeySequence(Qt::CTRL | Qt::Key_I), [this] { openImport(); }});
    m_acts.append({tr("Messages to clients…"), QKeySequence(Qt::CTRL | Qt::Key_M), [this] { openMessages(); }});
    m_acts.append({tr("Texts of messages…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T), [this] { openTemplates(); }});
    m_acts.append({tr("Write a message…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M), [this] { openSend(); }});
    m_acts.append({tr("What became of messages"), {}, [this] {
                       home().showPart(HomePage::Part::Messages);
                       showTab(Tab::Overview);
                   }});
    m_acts.append({tr("Choose how to send…"), {}, [this] {
                       showOverview();
                       overview().focusChannel();
                   }});
    m_acts.append({tr("States and answers…"), {}, [this] { openWaysIn(); }});
    m_acts.append({tr("First steps"), {}, [this] { openWelcome(); }});
    if (!m_demo)
        m_acts.append({tr("Connect to the site…"), {}, [this] { openSite(); }});
    if (m_desktop.startDemo)
        m_acts.append({tr("Try the demo"), {}, m_desktop.startDemo});
    m_acts.append({tr("Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), [this] { openSettings(); }});
    m_acts.append({tr("Keyboard shortcuts"), QKeySequence(Qt::Key_F1), [this] { openShortcuts(); }});
    if (m_desktop.quit)
        m_acts.append({tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), m_desktop.quit});
    for (const WindowAct &act : std::as_const(m_acts))
        if (!act.key.isEmpty())
            connect(new QShortcut(act.key, this), &QShortcut::activated, this, act.run);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Slash), this), &QShortcut::activated, this, &MainWindow::openShortcuts);
}

QMenu *MainWindow::makeMenu()
{
    auto *menu = new QMenu(this);
    for (qsizetype i = std::size(tabs); i < m_acts.size(); ++i) {
        const WindowAct &act = m_acts.at(i);
        if (act.key == QKeySequence(Qt::CTRL | Qt::Key_Comma))
            addChoices(*menu);
        // The key is only shown: it works with the menu closed, as a shortcut of the window.
        const QString key = act.key.isEmpty() ? QString() : u'\t' + act.key.toString(QKeySequence::NativeText);
        menu->addAction(act.name + key, this, act.run);
    }
    connect(new QShortcut(QKeySequence(Qt::Key_F10), this), &QShortcut::activated, menu,
            [this, menu] { menu->popup(mapToGlobal(QPoint(width() - menu->sizeHint().width() - 20, 54))); });
    return menu;
}

void MainWindow::addChoices(QMenu &menu)
{
    menu.addSeparator();
    QMenu *look = menu.addMenu(tr("Look"));
    auto *looks = new QActionGroup(look);
    const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::System, tr("As the system")}, {ThemeChoice::Light, tr("Light")},
                                                       {ThemeChoice::Dark, tr("Dark")}, {ThemeChoice::Contrast, tr("High contrast")}};
    for (const auto &[choice, name] : choices) {
        QAction *action = look->addAction(name, this, [this, choice = choice] { setTheme(choice); });
        action->setCheckable(true);
        looks->addAction(action);
        connect(look, &QMenu::aboutToShow, action, [this, action, choice = choice] { action->setChecked(m_theme.choice() == choice); });
    }
    if (m_desktop.chooseLanguage) {
        QMenu *language = menu.addMenu(tr("Language"));
        const std::pair<QString, QString> languages[] = {{{}, tr("As the system")}, {u"pt_BR"_s, u"Português"_s}, {u"en"_s, u"English"_s}};
        for (const auto &[key, name] : languages) {
            QAction *action = language->addAction(name, this, [this, key = key] { m_desktop.chooseLanguage(key); });
            action->setCheckable(true);
            action->setChecked(m_state.language() == key);
        }
    }
    QAction *notices = menu.addAction(tr("Tell me on the desktop what needs attention"));
    notices->setCheckable(true);
    notices->setChecked(m_state.notices());
    connect(notices, &QAction::toggled, this, [this](bool on) {
        m_state.setNotices(on);
        m_watch->setWanted(on);
    });
    if (m_desktop.startsAtLogin && m_desktop.setStartAtLogin) {
        QAction *login = menu.addAction(tr("Start with the computer"));
        login->setCheckable(true);
        connect(&menu, &QMenu::aboutToShow, login, [this, login] { login->setChecked(m_desktop.startsAtLogin()); });
        connect(login, &QAction::triggered, this, [this](bool on) {
            if (const Result<Done> done = m_desktop.setStartAtLogin(on); !done)
                m_context.prompts.tell(this, tr("The start with the computer was not changed"), format::error(done.error()));
        });
    }
    menu.addSeparator();
}

void MainWindow::openImport()
{
    auto *dialog = new ImportDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::imported, this, &MainWindow::refresh);
    dialog->open();
}

void MainWindow::openMessages()
{
    auto *dialog = new MessagesDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openSettings()
{
    auto *dialog = new SettingsDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &MainWindow::refresh);
    dialog->open();
}

void MainWindow::openSite()
{
    auto *dialog = new SiteDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SiteDialog::moved, this, [this] { showTab(Tab::Queues); });
    dialog->open();
}

void MainWindow::openWaysIn()
{
    auto *dialog = new WaysInDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openVisit()
{
    auto *dialog = new VisitDialog(m_context, std::nullopt, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &MainWindow::refresh);
    dialog->open();
}

void MainWindow::openSend()
{
    auto *dialog = new SendDialog(m_context, {}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openTemplates()
{
    auto *dialog = new TemplateStudioDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openShortcuts()
{
    auto *dialog = new ShortcutsDialog(m_acts, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openSearch()
{
    QList<PaletteItem> items;
    for (const WindowAct &act : std::as_const(m_acts))
        if (act.key != QKeySequence(Qt::CTRL | Qt::Key_K))
            items.append({tr("Act"), act.name, act.key.toString(QKeySequence::NativeText), act.run});
    const std::pair<ThemeChoice, QString> looks[] = {{ThemeChoice::Light, tr("Light look")}, {ThemeChoice::Dark, tr("Dark look")},
                                                     {ThemeChoice::Contrast, tr("High contrast look")}};
    for (const auto &[choice, name] : looks)
        items.append({tr("Act"), name, {}, [this, choice = choice] { setTheme(choice); }});
    PaletteTargets targets;
    targets.visit = [this](const VisitView &visit) {
        showOverview();
        overview().visits().find(visit.clientName, visit.id);
    };
    targets.client = [this](const Client &client) {
        home().showPart(HomePage::Part::Clients);
        showTab(Tab::Overview);
        home().clients().find(client);
    };
    targets.delivery = [this](const DeliveryView &delivery) { openDelivery(delivery.id); };
    targets.job = [this](const JobRow &job) { showJob(job.queue, job.state, job.id.value); };
    auto *palette = new CommandPalette(m_context, items, targets, this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

void MainWindow::openDelivery(const DeliveryId &id)
{
    auto *dialog = new DeliveryDialog(m_context, id, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DeliveryDialog::changed, this, &MainWindow::refresh);
    dialog->open();
}

void MainWindow::showJob(const QueueName &queue, JobState state, const QString &id)
{
    showTab(Tab::Queues);
    static_cast<QueuesPage &>(page(Tab::Queues)).open(queue, state, {id});
}

} // namespace trato
