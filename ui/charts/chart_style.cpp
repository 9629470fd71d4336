#include "ui/charts/chart_style.h"

#include <QCoreApplication>
#include <QGraphicsLayout>

#include <cmath>

namespace trato::charts {

using namespace Qt::StringLiterals;

QChart *makeChart()
{
    auto *chart = new QChart;
    chart->setBackgroundVisible(false);
    chart->setPlotAreaBackgroundVisible(false);
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setMargins({0, 0, 18, 0});   // half a label of time fits beside the last point
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->hide();
    chart->setLocalizeNumbers(true);
    return chart;
}

void styleAxis(QAbstractAxis &axis, const Theme &theme, bool grid)
{
    QFont font(u"Inter"_s);
    font.setPixelSize(11);
    axis.setLabelsFont(font);
    axis.setLabelsColor(theme.tokens().muted);
    axis.setGridLineVisible(grid);
    axis.setGridLinePen(QPen(theme.tokens().line, 1));
    axis.setLineVisible(false);
    axis.setMinorGridLineVisible(false);
}

void fitValues(QValueAxis &axis, double top, int height)
{
    constexpr int low = 150;
    const int steps = height < low ? 2 : 4;
    const double raw = std::max(top, 1.0) / steps;
    const double magnitude = std::pow(10.0, std::floor(std::log10(raw)));
    double step = magnitude * 10;
    for (const double nice : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0})
        if (magnitude * nice >= raw) {
            step = magnitude * nice;
            break;
        }
    step = std::max(step, 1.0);
    if (step < 10)
        step = std::ceil(step);
    axis.setRange(0, step * steps);
    axis.setTickCount(steps + 1);
    axis.setLabelFormat(u"%.0f"_s);
}

void fitTimes(QCategoryAxis &axis, Instant from, Instant to, Millis unit, double shift)
{
    constexpr Minutes steps[] = {Minutes(5), Minutes(10), Minutes(15), Minutes(30), Minutes(60), Minutes(180), Minutes(360),
                                 Hours(24), Hours(48), Hours(24 * 7), Hours(24 * 28)};
    Millis step = Hours(24 * 56);
    for (const Minutes candidate : steps)
        if ((to - from) / candidate <= 8) {
            step = candidate;
            break;
        }
    for (const QString &old : axis.categoriesLabels())
        axis.remove(old);
    axis.setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    const auto units = [unit](Millis length) { return double(length.count()) / double(unit.count()); };
    axis.setRange(shift, units(to - from) + shift);
    // Round in the wall clock, so that zones with half hours get round labels, too.
    const Millis offset = Seconds(toUtc(from).toLocalTime().offsetFromUtc());
    const qint64 width = step.count();
    qint64 at = ((toMs(from) + offset.count() + width - 1) / width) * width - offset.count();
    for (; at <= toMs(to); at += width) {
        const QDateTime wall = toUtc(fromMs(at)).toLocalTime();
        //: A day on the axis of a chart; Qt date format.
        const QString day = step >= Hours(24) ? QLocale().toString(wall.date(), QCoreApplication::translate("trato::format", "MM-dd")) : QString();
        const QString text = !day.isEmpty() ? day : step >= Hours(1) ? u"%1h"_s.arg(wall.time().hour()) : wall.toString(u"HH:mm"_s);
        axis.append(text, units(fromMs(at) - from));
    }
}

} // namespace trato::charts
