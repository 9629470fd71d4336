#include "app/console/console_program.h"
#include "app/console/first_frame.h"
#include "app/console/single_window.h"
#include "app/console/start_trouble.h"
#include "app/demo/demo_profile.h"
#include "app/demo/demo_traffic.h"
#include "engine/runtime/platform.h"
#include "ui/screenshots.h"
#include "ui/translations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>

#include <cstdio>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// What `trato-console` was told on its command line (design section 8).
struct Arguments {
    QString profile{};
    std::optional<QLocale> locale{};
    ThemeChoice theme = ThemeChoice::System;
    QString screenshots{};
    bool demo = false;
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
                       {u"demo"_s, u"A made-up shop to look around in; nothing is sent or kept."_s},
                       {u"lang"_s, u"pt_BR or en; as chosen in the window, else the system's language."_s, u"LANG"_s},
                       {u"theme"_s, u"light, dark, contrast or system."_s, u"THEME"_s, u"system"_s},
                       {u"screenshots"_s, u"Write a picture of each tab into this folder, then end."_s, u"DIR"_s},
                       {u"minimized"_s, u"Start as an icon beside the clock, or in the task bar."_s},
                       {u"first-frame"_s, u"Say how many milliseconds the first frame took, then end."_s}});
    parser.process(app);
    Arguments found{.profile = parser.value(u"profile"_s), .screenshots = parser.value(u"screenshots"_s),
                     .demo = parser.isSet(u"demo"_s), .minimized = parser.isSet(u"minimized"_s), .firstFrame = parser.isSet(u"first-frame"_s)};
    const QString lang = parser.value(u"lang"_s);
    const QString theme = parser.value(u"theme"_s);
    if (lang == u"pt_BR" || lang == u"en")
        found.locale = QLocale(lang == u"en" ? u"en_US"_s : lang);
    else if (!lang.isEmpty())
        return std::nullopt;
    const std::pair<QString, ThemeChoice> themes[] = {{u"system"_s, ThemeChoice::System}, {u"light"_s, ThemeChoice::Light},
                                                      {u"dark"_s, ThemeChoice::Dark}, {u"contrast"_s, ThemeChoice::Contrast}};
    const auto *chosen = std::find_if(std::begin(themes), std::end(themes), [&](const auto &each) { return each.first == theme; });
    if (chosen == std::end(themes) || !parser.positionalArguments().isEmpty() || (found.demo && !found.profile.isEmpty()))
        return std::nullopt;
    found.theme = chosen->second;
    return found;
}

int complain(const QString &what, int code)
{
    std::fprintf(stderr, "trato-console: %s\n", qUtf8Printable(what));
    return code;
}

QLocale localeOf(const Arguments &arguments, const QString &stateFile)
{
    const QString chosen = WindowState(stateFile).language();
    return arguments.locale ? *arguments.locale : chosen.isEmpty() ? QLocale::system() : QLocale(chosen == u"en" ? u"en_US"_s : chosen);
}

void takePictures(ConsoleProgram &program, const QString &folder)
{
    takeScreenshots(program.window(), folder, [](const Result<QStringList> &files) {
        QApplication::exit(files ? 0 : complain(files.error().detail, 1));
    });
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
    QApplication::setDesktopFileName(u"trato-console"_s);
    const std::optional<Arguments> arguments = parse(app);
    if (!arguments)
        return complain(u"--lang takes pt_BR or en, --theme takes light, dark, contrast or system; --demo has a profile of its own"_s, 2);

    const SystemClock clock;
    std::optional<DemoProfile> demo;
    if (arguments->demo)
        demo.emplace(clock);
    const Profile profile = demo ? demo->profile() : profileAt(arguments->profile);
    const QString stateFile = profile.folder + u"/window.ini"_s;
    const bool pictures = !arguments->screenshots.isEmpty();
    installFonts();
    installTranslations(app, localeOf(*arguments, stateFile));
    const auto cannotStart = [&](const Error &error) {
        return showStartTrouble(error, profile.folder, pictures || arguments->firstFrame || QGuiApplication::platformName() == u"offscreen");
    };
    if (demo)
        if (const Result<Done> prepared = demo->prepare(); !prepared)
            return cannotStart(prepared.error());
    if (!QDir().mkpath(profile.folder))
        return cannotStart({Error::Code::ReadOnly, u"the profile folder cannot be made"_s});
    SingleWindow single(profile.folder);
    if (!pictures) {
        const Result<SingleWindow::Found> found = single.claim(arguments->minimized);
        if (!found)
            return cannotStart(found.error());
        if (found.value() == SingleWindow::Found::Raised)
            return 0;
        if (found.value() == SingleWindow::Found::Silent)
            return cannotStart({Error::Code::Conflict, u"the window of this profile is open, but does not answer"_s});
    }

    EngineHost host(profile, {.ownStore = demo.has_value()});   // the demo never touches a server
    if (const Result<Done> opened = host.open(false); !opened)
        return cannotStart(opened.error());
    QStringList again{u"--minimized"_s};
    if (!arguments->profile.isEmpty())
        again << u"--profile"_s << profile.folder;
    ConsoleProgram program(host, clock, {.profileName = demo ? QString() : profile.name(), .stateFile = stateFile,
                                         .locale = arguments->locale, .theme = arguments->theme, .again = again,
                                         .demo = demo.has_value(), .pictures = pictures});
    platform::onStopRequest([&program] { program.quit(); });
    QObject::connect(&single, &SingleWindow::raiseAsked, &program, &ConsoleProgram::raise);

    std::optional<DemoTraffic> traffic;
    if (demo)
        traffic.emplace(host.api(), clock, DemoProfile::seed).start();
    std::unique_ptr<FirstFrame> firstFrame;   // before the window is shown
    if (arguments->firstFrame)
        firstFrame = std::make_unique<FirstFrame>(program.window(), sinceStart, [&program](qint64 ms) {
            std::printf("%lld\n", static_cast<long long>(ms));
            std::fflush(stdout);
            program.quit();
        });
    if (pictures && traffic) {
        program.window().show();
        QObject::connect(&*traffic, &DemoTraffic::warm, &program, [&] { takePictures(program, arguments->screenshots); },
                         Qt::SingleShotConnection);
    } else if (pictures) {
        takePictures(program, arguments->screenshots);
    } else {
        program.show(arguments->minimized && !demo);
    }
    return QApplication::exec();
}
