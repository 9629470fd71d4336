#include "tests/support/fake_clock.h"
#include "tests/support/sample_shop.h"
#include "tests/support/scripted_prompts.h"
#include "ui/main_window.h"
#include "ui/pages/jobs_panel.h"
#include "ui/pages/queues_page.h"
#include "ui/screenshots.h"
#include "ui/translations.h"
#include "ui/widgets/table_view.h"

#include <QApplication>
#include <QFileInfo>
#include <QTextStream>

/// Draws the window's four tabs from the sample shop into a folder. Exit code 1 when a picture is missing.
int main(int argc, char **argv)
{
    using namespace Qt::StringLiterals;
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    trato::installTranslations(app, QLocale(arguments.value(2, u"pt_BR"_s)));

    const trato::FakeClock clock(trato::fromMs(1'795'455'128'000)); // 23/11/2026 14:32:08 in São Paulo
    trato::FakeEngine engine;
    trato::SampleShop shop(clock.now());
    shop.script(engine);
    trato::ScriptedPrompts prompts;
    const auto choice = arguments.value(3) == u"dark" ? trato::ThemeChoice::Dark : trato::ThemeChoice::Light;
    trato::MainWindow window(engine, {.clock = clock, .theme = choice, .profileName = u"Centro"_s}, prompts);

    auto &queues = static_cast<trato::QueuesPage &>(window.page(trato::MainWindow::Tab::Queues));
    QObject::connect(&queues.jobs().model(), &trato::JobTableModel::loaded, &queues, [&queues] {
        if (!queues.jobs().table().selectionModel()->hasSelection())
            queues.jobs().table().selectRow(0);
    });
    trato::takeScreenshots(window, arguments.value(1, u"."_s), [](const trato::Result<QStringList> &files) {
        QTextStream(stdout) << (files ? files.value().join(u'\n') : files.error().detail) << Qt::endl;
        QApplication::exit(files && files.value().size() == 4 ? 0 : 1);
    });
    return QApplication::exec();
}
