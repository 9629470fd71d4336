#include "app/bench/bench.h"

#include "app/bench/store_bench.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

void print(const QString &line, FILE *to = stdout)
{
    std::fprintf(to, "%s\n", qUtf8Printable(line));
    std::fflush(to);
}

QString jsonLine(const bench::Benchmark &benchmark, const Result<bench::Figures> &result)
{
    QJsonObject object{{u"bench"_s, QString(benchmark.name)}};
    if (!result)
        object.insert(u"error"_s, result.error().detail);
    else
        for (const bench::Figure &figure : result.value())
            object.insert(QLatin1StringView(figure.name), figure.value);
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QStringList tableLines(const bench::Benchmark &benchmark, const Result<bench::Figures> &result)
{
    if (!result)
        return {u"%1 could not be run: %2"_s.arg(QString(benchmark.name), result.error().detail)};
    QStringList lines;
    for (const bench::Figure &figure : result.value()) {
        const QString value = QString::number(figure.value, 'f', figure.value < 100 ? 3 : 0);
        lines << u"%1 %2 %3"_s.arg(QString(benchmark.name), -16).arg(QLatin1StringView(figure.name), -22).arg(value, 12);
    }
    return lines;
}

} // namespace

int runBenchmarks(const QList<bench::Benchmark> &all, const QStringList &names, bool json)
{
    QStringList known;
    for (const bench::Benchmark &benchmark : all)
        known << benchmark.name;
    for (const QString &name : names) {
        if (!known.contains(name)) {
            print(u"There is no benchmark \"%1\". There are: %2"_s.arg(name, known.join(u", "_s)), stderr);
            return 2;
        }
    }
    int code = 0;
    for (const bench::Benchmark &benchmark : all) {
        if (!names.isEmpty() && !names.contains(QString(benchmark.name)))
            continue;
        const Result<bench::Figures> result = benchmark.run();
        for (const QString &line : json ? QStringList{jsonLine(benchmark, result)} : tableLines(benchmark, result))
            print(line);
        code = result ? code : 1;
    }
    return code;
}

int runBenchmarks(const QStringList &names, bool json)
{
    return runBenchmarks(bench::storeBenchmarks(), names, json);
}

} // namespace trato
