#include "app/bench/cpu_time.h"
#include "tests/bench/window/window_rig.h"

#include <QFile>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QWheelEvent>

namespace trato::bench {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;
using Ms = std::chrono::duration<double, std::milli>;

Error notShown() { return {Error::Code::Timeout, u"the rows did not appear"_s}; }

/// One line of /proc in MB; 0 on systems that have no such file.
double procMegabytes(const QString &path, const QByteArray &key)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n'))
        if (line.startsWith(key))
            return line.mid(key.size()).trimmed().split(' ').first().toDouble() / 1024;
    return 0;
}

/// Opening the list: from the click to painted rows. Another state is chosen in between.
Result<Figures> open(const Profile &profile)
{
    WindowRig rig(profile, {});
    if (const auto opened = rig.open(); !opened)
        return opened.error();
    PaintCount paints(*rig.queues().jobs().table().viewport());
    const auto shown = [&](int before) {
        return turnUntil([&] { return rig.rowsShown() && paints.value() > before; }, Seconds(60));
    };
    auto start = steady_clock::now();
    rig.window().showTab(MainWindow::Tab::Queues);
    if (!shown(paints.value()))
        return notShown();
    const double first = Ms(steady_clock::now() - start).count();
    if (!turnUntil([&] { return rig.queues().settled(); }, Seconds(60)))
        return notShown();
    rig.queues().choose(bigQueue);
    std::vector<double> wall;
    std::vector<double> gui;
    for (int i = 0; i < 40; ++i) {
        const int before = paints.value();
        start = steady_clock::now();
        const auto cpu = threadCpu();
        rig.queues().jobs().chooseState(i % 2 ? JobState::Failed : JobState::Waiting);
        const bool there = turnUntil([&] { return rig.rowsShown() && rig.jobs().job(0)->state == (i % 2 ? JobState::Failed : JobState::Waiting)
                                                  && paints.value() > before; }, Seconds(60));
        if (!there)
            return notShown();
        wall.push_back(Ms(steady_clock::now() - start).count());
        gui.push_back(Ms(threadCpu() - cpu).count());
    }
    return Figures{{"tab_ms", first}, {"open_ms_p50", quantile(wall, 0.5)}, {"open_ms_p99", quantile(wall, 0.99)},
                   {"gui_cpu_ms_p50", quantile(gui, 0.5)}, {"rows", double(rig.jobs().rowCount())},
                   {"rss_mb", procMegabytes(u"/proc/self/status"_s, "VmRSS:")}, {"pss_mb", procMegabytes(u"/proc/self/smaps_rollup"_s, "Pss:")}};
}

/// A frame a wheel step, and one a jump to anywhere; rows come from the store meanwhile.
Result<Figures> scroll(const Profile &profile)
{
    WindowRig rig(profile, {});
    if (const auto opened = rig.open(); !opened)
        return opened.error();
    if (!rig.show(MainWindow::Tab::Queues))
        return notShown();
    rig.queues().choose(bigQueue);
    rig.queues().jobs().chooseState(JobState::Waiting);
    if (!turnUntil([&] { return rig.rowsShown() && rig.jobs().job(0)->state == JobState::Waiting; }, Seconds(60)))
        return notShown();
    TableView &table = rig.queues().jobs().table();
    PaintCount paints(*table.viewport());
    const auto frame = [&](const std::function<void()> &move, std::vector<double> &wall, std::vector<double> &cpu) {
        const int before = paints.value();
        const auto start = steady_clock::now();
        const auto used = threadCpu();
        move();
        while (paints.value() == before && steady_clock::now() - start < Seconds(5))
            QCoreApplication::processEvents();
        wall.push_back(Ms(steady_clock::now() - start).count());
        turnUntil([&] { return steady_clock::now() - start >= Millis(16); }, Seconds(5)); // what the move asked comes in
        cpu.push_back(Ms(threadCpu() - used).count());
    };
    std::vector<double> wheelWall, wheelCpu, jumpWall, jumpCpu;
    const QPointF middle(table.viewport()->rect().center());
    for (int i = 0; i < 600; ++i)
        frame([&] {
            QWheelEvent wheel(middle, table.viewport()->mapToGlobal(middle), {}, {0, -240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(table.viewport(), &wheel);
        }, wheelWall, wheelCpu);
    QRandomGenerator random(7);
    for (int i = 0; i < 300; ++i)
        frame([&] { table.verticalScrollBar()->setValue(1 + int(random.bounded(table.verticalScrollBar()->maximum() - 1))); }, jumpWall, jumpCpu);
    return Figures{{"wheel_ms_p50", quantile(wheelWall, 0.5)}, {"wheel_ms_p99", quantile(wheelWall, 0.99)},
                   {"wheel_cpu_ms_p99", quantile(wheelCpu, 0.99)}, {"jump_ms_p50", quantile(jumpWall, 0.5)},
                   {"jump_ms_p99", quantile(jumpWall, 0.99)}, {"jump_cpu_ms_p99", quantile(jumpCpu, 0.99)}};
}

} // namespace

QList<Benchmark> tableBenchmarks(const Profile &profile)
{
    return {{"table-open"_L1, [profile] { return open(profile); }},
            {"table-scroll"_L1, [profile] { return scroll(profile); }}};
}

} // namespace trato::bench
