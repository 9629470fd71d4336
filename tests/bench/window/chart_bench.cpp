#include "app/bench/cpu_time.h"
#include "engine/local/console_schema.h"
#include "engine/metrics/metric_tables.h"
#include "tests/bench/window/window_rig.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/span_chips.h"
#include "ui/pages/performance_page.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

namespace trato::bench {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;
using Ms = std::chrono::duration<double, std::milli>;

/// A year in which jobs ran day and night, as an engine leaves it: minutes of the last day, hours of the rest.
Result<Done> fillYear(const Profile &profile)
{
    tables::KeptMetrics kept;
    QRandomGenerator random(7);
    const qint64 now = std::chrono::floor<Minutes>(SystemClock().now()).time_since_epoch().count();
    const auto times = [&random] {
        Histogram all;
        for (int i = 0; i < 40; ++i)
            all.add(random.bounded(1000.0));
        return all;
    };
    for (qint64 hour = now / 60 - 365 * 24; hour < now / 60; ++hour)
        for (const QString &queue : {u"avisos"_s, u"lembretes"_s})
            kept.timings.hours.append({queue, TimingKind::Run, hour, times().toBytes(), 0});
    for (qint64 minute = now - daySpan; minute < now; ++minute) {
        const Histogram all = times();
        kept.timings.minutes.append({TimingKind::Run, {minute, all.quantile(0.5), all.quantile(0.95), all.quantile(0.99), {}}});
    }
    const auto box = std::make_shared<TurnMailbox>();
    SqlThread db({u"console.db"_s, profile.consoleFile(), consoleMigrations()}, box);
    std::optional<Result<Done>> answer;
    db.run<Done>([&](QSqlDatabase &sql) { return tables::writeMetrics(sql, kept, now); }, [&](Result<Done> result) { answer = std::move(result); });
    box->runUntil([&] { return answer.has_value(); }, Seconds(60));
    return answer.value_or(Error{Error::Code::Timeout, u"the timings were not written"_s});
}

/// A span of the performance tab: from the click to the painted chart, and its new values with one repaint alone, with
/// three lines and what the engine really answers.
Result<Figures> chart()
{
    const QTemporaryDir folder;
    const Profile profile{folder.path()};
    if (const auto filled = fillYear(profile); !filled)
        return filled.error();
    WindowRig rig(profile, {});
    if (const auto opened = rig.open(); !opened)
        return opened.error();
    rig.window().showTab(MainWindow::Tab::Performance);
    auto &page = static_cast<PerformancePage &>(rig.window().page(MainWindow::Tab::Performance));
    const Theme theme(ThemeChoice::Light);
    LineChart alone(theme, {{u"p50"_s, Tone::Accent}, {u"p95"_s, Tone::Violet}, {u"p99"_s, Tone::Bad}});
    Figures figures;
    struct Span {
        int minutes;
        const char *points, *clicked, *repaint, *repaintCpu;
    };
    const Span spans[] = {{daySpan, "day_points", "day_clicked_ms_p50", "day_ms_p50", "day_cpu_ms_p50"},
                          {30 * daySpan, "month_points", "month_clicked_ms_p50", "month_ms_p50", "month_cpu_ms_p50"},
                          {yearSpan, "year_points", "year_clicked_ms_p50", "year_ms_p50", "year_cpu_ms_p50"}};
    for (const auto &[minutes, points, clickedName, repaintName, cpuName] : spans) {
        std::vector<double> clicked, repainted, cpu;
        PaintCount paints(*page.chart().viewport());
        for (int round = 0; round < 20; ++round) {
            const int before = paints.value();
            const auto start = steady_clock::now();
            page.chooseSpan(minutes);
            if (!turnUntil([&] { return page.settled() && paints.value() > before; }, Seconds(30)))
                return Error{Error::Code::Timeout, u"the chart did not appear"_s};
            clicked.push_back(Ms(steady_clock::now() - start).count());
        }
        const auto report = rig.ask(ask::ShowTimings{.minutes = minutes});
        if (!report)
            return report.error();
        if (report.value().series.isEmpty())
            return Error{Error::Code::NotFound, u"no timings were answered"_s};
        const TimingSeries series = report.value().series.first();
        alone.resize(1000, 300);
        alone.show();
        turnUntil([] { return false; }, Millis(50));
        for (int round = 0; round < 60; ++round) {
            QList<LineChart::Values> values{series.p50, series.p95, series.p99};
            values[round % 3][round] = 1000.0 + round;
            const auto start = steady_clock::now();
            const auto used = threadCpu();
            alone.setValues(series.from, series.step, values);
            alone.viewport()->repaint();
            repainted.push_back(Ms(steady_clock::now() - start).count());
            cpu.push_back(Ms(threadCpu() - used).count());
            QCoreApplication::processEvents();
        }
        figures << Figure{points, double(series.p50.size() * 3)} << Figure{clickedName, quantile(clicked, 0.5)}
                << Figure{repaintName, quantile(repainted, 0.5)} << Figure{cpuName, quantile(cpu, 0.5)};
    }
    return figures;
}

} // namespace

QList<Benchmark> chartBenchmarks()
{
    return {{"chart"_L1, chart}};
}

} // namespace trato::bench
