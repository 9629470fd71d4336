#include "app/bench/bench.h"
#include "tests/bench/window/event_cost.h"
#include "tests/bench/window/window_rig.h"
#include "ui/translations.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>

/// bench_window [--profile DIR] [--jobs N] [--deliveries N] [--minutes N] [NAME…]: the window on a large profile, one JSON
/// object a benchmark. Without a profile a temporary one is filled, which takes a minute.
int main(int argc, char **argv)
{
    using namespace Qt::StringLiterals;
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    trato::bench::TimedApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"profile"_s, u"Folder that is filled once and kept."_s, u"DIR"_s},
                       {u"jobs"_s, u"Jobs in the queue."_s, u"N"_s, u"1000000"_s},
                       {u"deliveries"_s, u"Deliveries in the ledger."_s, u"N"_s, u"1000000"_s},
                       {u"minutes"_s, u"How long \"busy\" runs."_s, u"N"_s, u"3"_s}});
    parser.addHelpOption();
    parser.process(app);
    trato::installTranslations(app, QLocale(u"pt_BR"_s));
    const trato::bench::Size size{parser.value(u"jobs"_s).toLongLong(), parser.value(u"deliveries"_s).toLongLong(),
                                  parser.value(u"minutes"_s).toInt()};
    const QTemporaryDir temporary;
    const trato::Profile profile{parser.value(u"profile"_s).isEmpty() ? temporary.path() : parser.value(u"profile"_s)};
    if (const auto filled = trato::bench::fillProfile(profile, size); !filled) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(filled.error().detail));
        return 1;
    }
    return trato::runBenchmarks(trato::bench::tableBenchmarks(profile) + trato::bench::searchBenchmarks(profile)
                                    + trato::bench::chartBenchmarks()                                    + trato::bench::liveBenchmarks(profile, size),
                                parser.positionalArguments(), true);
}
