#include "tests/support/fake_clock.h"
#include "tests/support/sample_schedules.h"
#include "tests/support/sample_shop.h"
#include "tests/support/sample_site.h"
#include "tests/support/scripted_prompts.h"
#include "ui/dialogs/channel_setup_dialog.h"
#include "ui/dialogs/channels_dialog.h"
#include "ui/dialogs/command_palette.h"
#include "ui/dialogs/delivery_dialog.h"
#include "ui/dialogs/delivery_list_dialog.h"
#include "ui/dialogs/flow_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/preview_dialog.h"
#include "ui/dialogs/queue_limits_dialog.h"
#include "ui/dialogs/schedule_dialog.h"
#include "ui/dialogs/client_dialog.h"
#include "ui/dialogs/mail_domain_dialog.h"
#include "ui/dialogs/messages_dialog.h"
#include "ui/dialogs/payment_dialog.h"
#include "ui/dialogs/send_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/dialogs/shop_dialog.h"
#include "ui/dialogs/site_dialog.h"
#include "ui/dialogs/visit_card.h"
#include "ui/dialogs/visit_dialog.h"
#include "ui/dialogs/visit_story_dialog.h"
#include "ui/dialogs/wait_list_dialog.h"
#include "ui/main_window.h"
#include "ui/pages/clients_page.h"
#include "ui/pages/home_page.h"
#include "ui/pages/jobs_panel.h"
#include "ui/pages/queues_page.h"
#include "ui/screenshots.h"
#include "ui/studio/template_studio_dialog.h"
#include "ui/translations.h"
#include "ui/widgets/table_view.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTextStream>
#include <QTimer>

namespace {

/// Draws the dialogs once their answers are in; `done` gets the number of pictures.
void drawDialogs(trato::MainWindow &window, const trato::PageContext &context, const trato::SampleShop &shop,
                 const QString &folder, std::function<void(bool)> done)
{
    using namespace Qt::StringLiterals;
    const QDir place(folder);
    QFile diary(place.filePath(u"agenda.csv"_s));
    if (diary.open(QIODevice::WriteOnly))
        diary.write("Data;Cliente\n");
    diary.close();
    auto *import = new trato::ImportDialog(context, &window);
    import->load(diary.fileName());
    QList<trato::ReminderPreview> previews;
    for (const trato::VisitView &visit : shop.visits().mid(10, 7))
        previews.append({visit, visit.reminders.last(), u"Olá! Seu horário na Barbearia Modelo está chegando."_s});
    auto *preview = new trato::PreviewDialog(context.theme, u"WhatsApp"_s, u"24 h"_s, {}, trato::allMessages({{}, previews, shop.wishes()}), &window);
    const auto book = [&](trato::ShopDialog::Part part) {
        auto *dialog = new trato::ShopDialog(context, &window);
        dialog->showPart(part);
        return dialog;
    };
    QList<trato::PaletteItem> acts;
    for (const trato::WindowAct &act : window.acts())
        acts.append({{}, act.name, act.key.toString(QKeySequence::NativeText), [] {}});
    auto *palette = new trato::CommandPalette(context, acts, {}, &window);
    palette->field().setText(u"joão"_s);
    auto *site = new trato::SiteDialog(context, &window);
    site->hostField().setText(u"rediss://trato@redis.barbearia-modelo.example:6380/0"_s);
    site->testButton().click();
    auto *studio = new trato::TemplateStudioDialog(context, &window);
    QObject::connect(studio->table().model(), &QAbstractItemModel::rowsInserted, studio,
                     [studio] { studio->table().selectRow(studio->model().rowOf(u"appointment_confirmation"_s)); }, Qt::QueuedConnection);
    const std::pair<QString, QDialog *> dialogs[] = {{u"dialog-import.png"_s, import},
                                                     {u"dialog-preview.png"_s, preview},
                                                     {u"dialog-schedule.png"_s, new trato::ScheduleDialog(context, trato::SampleSchedules(shop.now).schedules().at(1), &window)},
                                                     {u"dialog-schedule-new.png"_s, new trato::ScheduleDialog(context, std::nullopt, &window)},
                                                     {u"dialog-schedule-queue.png"_s, new trato::ScheduleDialog(context, trato::SampleSite(shop).kept(), &window)},
                                                     {u"dialog-send.png"_s, new trato::SendDialog(context, {u"client-1"_s}, &window)},
                                                     {u"dialog-delivery.png"_s, new trato::DeliveryDialog(context, shop.deliveries().value(7).id, &window)},
                                                     {u"dialog-delivery-uncertain.png"_s, new trato::DeliveryDialog(context, {u"d9001"_s}, &window)},
                                                     {u"dialog-visit-story.png"_s, new trato::VisitStoryDialog(context, shop.visits().value(12).id, &window)},
                                                     {u"dialog-visit-messages.png"_s, new trato::DeliveryListDialog(context, u"João Exemplo"_s, {}, &window)},
                                                     {u"dialog-templates.png"_s, studio},
                                                     {u"dialog-setup-email.png"_s, new trato::ChannelSetupDialog(context, trato::Channel::Email, &window)},
                                                     {u"dialog-setup-whatsapp.png"_s, new trato::ChannelSetupDialog(context, trato::Channel::WhatsApp, &window)},
                                                     {u"dialog-domain.png"_s, new trato::MailDomainDialog(context, &window)},
                                                     {u"dialog-settings.png"_s, new trato::SettingsDialog(context, &window)},
                                                     {u"dialog-visit.png"_s, new trato::VisitDialog(context, std::nullopt, &window)},
                                                     {u"dialog-visit-card.png"_s, new trato::VisitCard(context, shop.visits().value(12), &window)},
                                                     {u"dialog-channels.png"_s, new trato::ChannelsDialog(context, &window)},
                                                     {u"dialog-messages.png"_s, new trato::MessagesDialog(context, &window)},
                                                     {u"dialog-payment.png"_s, new trato::PaymentDialog(context, shop.visits().value(12), &window)},
                                                     {u"dialog-client-messages.png"_s, new trato::PreviewDialog(context.theme, u"Caio Exemplo"_s, {}, {}, shop.clientMessages(), &window)},
                                                     {u"dialog-client.png"_s, new trato::ClientDialog(context, {u"client-1"_s}, &window)},
                                                     {u"dialog-waits.png"_s, new trato::WaitListDialog(context, &window)},
                                                     {u"dialog-team.png"_s, book(trato::ShopDialog::Part::Team)},
                                                     {u"dialog-services.png"_s, book(trato::ShopDialog::Part::Services)},
                                                     {u"dialog-hours.png"_s, book(trato::ShopDialog::Part::WorkHours)},
                                                     {u"dialog-closed.png"_s, book(trato::ShopDialog::Part::ClosedDays)},
                                                     {u"dialog-flow.png"_s, new trato::FlowDialog(context, {shop.queues().first().name, {u"resumo-11"_s}}, &window)},
                                                     {u"dialog-limits.png"_s, new trato::QueueLimitsDialog(context, shop.queues().first(), &window)},
                                                     {u"dialog-palette.png"_s, palette},
                                                     {u"dialog-site.png"_s, site},
                                                     {u"dialog-shortcuts.png"_s, new trato::ShortcutsDialog(window.acts(), &window)}};
    QList<std::pair<QString, QDialog *>> open;
    for (const auto &dialog : dialogs) {
        dialog.second->open();
        open.append(dialog);
    }
    window.openWelcome();
    QTimer::singleShot(1200, &window, [open, place, done = std::move(done), &window] {
        int count = window.grab().save(place.filePath(u"first-steps.png"_s));
        for (const auto &[name, dialog] : open)
            count += dialog->grab().save(place.filePath(name));
        done(count == open.size() + 1);
    });
}

/// The same window once the shop is attached to its site: the queues that Node and we serve together, and who is there.
void drawAttached(trato::MainWindow &window, trato::FakeEngine &engine, const trato::SampleShop &shop, const QString &folder, std::function<void(int)> done)
{
    using namespace Qt::StringLiterals;
    trato::SampleSite(shop).script(engine);
    for (QDialog *dialog : window.findChildren<QDialog *>())
        dialog->close();
    window.showTab(trato::MainWindow::Tab::Queues);
    QTimer::singleShot(400, &window, [&window, place = QDir(folder), done = std::move(done)] {
        const int queues = window.grab().save(place.filePath(u"queues-redis.png"_s));
        window.showTab(trato::MainWindow::Tab::System);
        QTimer::singleShot(400, &window, [&window, place, queues, done] { done(queues + window.grab().save(place.filePath(u"system-redis.png"_s))); });
    });
}

} // namespace

/// Draws the window's pages and its dialogs from the sample shop into a folder. Exit code 1 when a picture is
/// missing.
int main(int argc, char **argv)
{
    using namespace Qt::StringLiterals;
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    trato::installTranslations(app, QLocale(arguments.value(2, u"pt_BR"_s)));

    const trato::FakeClock clock(trato::fromMs(1'795'455'128'000)); // 23/11/2026 14:32:08 in São Paulo
    trato::FakeEngine engine;
    trato::SampleShop shop(clock.now());
    trato::SampleSite(shop).script(engine);   // what the dialog's test finds
    shop.script(engine);
    trato::ScriptedPrompts prompts;
    const auto choice = arguments.value(3) == u"dark" ? trato::ThemeChoice::Dark : trato::ThemeChoice::Light;
    trato::MainWindow window(engine, {.clock = clock, .theme = choice, .profileName = u"Centro"_s}, prompts);

    auto &queues = static_cast<trato::QueuesPage &>(window.page(trato::MainWindow::Tab::Queues));
    QObject::connect(&queues.jobs().model(), &trato::JobTableModel::loaded, &queues, [&queues] {
        if (!queues.jobs().table().selectionModel()->hasSelection())
            queues.jobs().table().selectRow(0);
    });
    auto &clients = window.home().clients();
    QObject::connect(&clients, &trato::Page::becameSettled, &clients, [&clients] {
        if (!clients.table().selectionModel()->hasSelection())
            clients.table().selectRow(1);
    });
    const QString folder = arguments.value(1, u"."_s);
    const trato::PageContext context{engine, window.theme(), prompts, clock, {}};
    trato::takeScreenshots(window, folder, [&](const trato::Result<QStringList> &files) {
        QTextStream(stdout) << (files ? files.value().join(u'\n') : files.error().detail) << Qt::endl;
        const bool pagesDrawn = files && files.value().size() == 8;
        drawDialogs(window, context, shop, folder,
                    [&, pagesDrawn](bool dialogsDrawn) {
                        drawAttached(window, engine, shop, folder, [pagesDrawn, dialogsDrawn](int attached) {
                            QApplication::exit(pagesDrawn && dialogsDrawn && attached == 2 ? 0 : 1);
                        });
                    });
    });
    return QApplication::exec();
}
