#include "app/composition/engine_host.h"
#include "app/console/first_frame.h"
#include "engine/runtime/platform.h"
#include "ui/main_window.h"
#include "ui/prompts.h"
#include "ui/screenshots.h"
#include "ui/translations.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// What `trato-console` was told on its command line (design section 8).
struct Arguments {
    QString profile{};
    QLocale locale = QLocale::system();
    ThemeChoice theme = ThemeChoice::System;
    QString screenshots{};
    bool minimized = false;
    bool firstFrame = false;
};

std::optional<Arguments> parse(const QApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Console and queue engine of the barbershop."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({{u"profile"_s, u"Folder of the shop's data."_s, u"DIR"_s},
                       {u"lang"_s, u"pt_BR or en; the system's language by default."_s, u"LANG"_s},
                       {u"theme"_s, u"light, dark or system."_s, u"THEME"_s, u"system"_s},
                       {u"screenshots"_s, u"Write a picture of each tab into this folder, then end."_s, u"DIR"_s},
                       {u"minimized"_s, u"Start as an icon in the task bar."_s},
                       {u"first-frame"_s, u"Say how many milliseconds the first frame took, then end."_s}});
    parser.process(app);
    Arguments found{.profile = parser.value(u"profile"_s), .screenshots = parser.value(u"screenshots"_s),
                    .minimized = parser.isSet(u"minimized"_s), .firstFrame = parser.isSet(u"first-frame"_s)};
    const QString lang = parser.value(u"lang"_s);
    const QString theme = parser.value(u"theme"_s);
    if (lang == u"pt_BR" || lang == u"en")
        found.locale = QLocale(lang == u"en" ? u"en_US"_s : lang);
    else if (!lang.isEmpty())
        return std::nullopt;
    if (theme == u"light" || theme == u"dark")
        found.theme = theme == u"dark" ? ThemeChoice::Dark : ThemeChoice::Light;
    else if (theme != u"system")
        return std::nullopt;
    return found;
}

} // namespace

int main(int argc, char **argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"trato-console"_s);
    QApplication::setApplicationDisplayName(u"Trato Console"_s);
    QApplication::setApplicationVersion(QStringLiteral(TRATO_VERSION));
    const std::optional<Arguments> arguments = parse(app);
    if (!arguments) {
        std::fputs("trato-console: --lang takes pt_BR or en, --theme takes light, dark or system\n", stderr);
        return 2;
    }
    installFonts();
    installTranslations(app, arguments->locale);

    const Profile profile = profileAt(arguments->profile);
    DialogPrompts prompts;
    const SystemClock clock;
    EngineHost host(profile, {});
    if (const Result<Done> opened = host.open(false); !opened) {
        std::fprintf(stderr, "trato-console: %s\n", qUtf8Printable(opened.error().detail));
        return 3;
    }
    // Pictures are of one size and walk through all tabs: they leave no trace in the shop's window.
    const QString stateFile = arguments->screenshots.isEmpty() ? profile.folder + u"/window.ini"_s : QString();
    MainWindow window(host.api(),
                      UiOptions{.clock = clock, .theme = arguments->theme, .profileName = profile.name(), .stateFile = stateFile},
                      prompts);

    platform::onStopRequest([] { QApplication::quit(); });
    QObject::connect(&host, &EngineHost::stopRequested, &app, &QApplication::quit);
    QObject::connect(&host, &EngineHost::failed, &window, [&](const Error &error) {
        prompts.tell(&window, QApplication::applicationDisplayName(), error.detail);
    });

    if (!arguments->screenshots.isEmpty()) {
        window.show();
        takeScreenshots(window, arguments->screenshots, [](const Result<QStringList> &files) {
            if (!files)
                std::fprintf(stderr, "trato-console: %s\n", qUtf8Printable(files.error().detail));
            QApplication::exit(files ? 0 : 1);
        });
        return QApplication::exec();
    }
    std::unique_ptr<FirstFrame> firstFrame;
    if (arguments->firstFrame)
        firstFrame = std::make_unique<FirstFrame>(window, sinceStart, [](qint64 ms) {
            std::printf("%lld\n", static_cast<long long>(ms));
            std::fflush(stdout);
            QApplication::quit();
        });
    arguments->minimized ? window.showMinimized() : window.show();
    return QApplication::exec();
}
