#include "ui/charts/bar_chart.h"

#include "ui/charts/chart_style.h"

#include <QtCharts/QBarSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QStackedBarSeries>

namespace trato {

BarChart::BarChart(const Theme &theme, QList<LineChart::Line> parts, Kind kind, QWidget *parent)
    : QChartView(charts::makeChart(), parent)
    , m_theme(theme)
    , m_parts(std::move(parts))
    , m_kind(kind)
    , m_times(new QCategoryAxis)
    , m_values(new QValueAxis)
{
    setFrameShape(NoFrame);
    setMinimumHeight(90);
    setFocusPolicy(Qt::NoFocus);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    chart()->addAxis(m_times, Qt::AlignBottom);
    chart()->addAxis(m_values, Qt::AlignLeft);
    QAbstractBarSeries *series = nullptr;
    if (kind == Kind::Stacked)
        series = new QStackedBarSeries;
    else
        series = new QBarSeries;
    series->setBarWidth(0.8);
    for (const LineChart::Line &part : m_parts) {
        auto *set = new QBarSet(part.name);
        series->append(set);
        m_sets.append(set);
    }
    chart()->addSeries(series);
    series->attachAxis(m_times);
    series->attachAxis(m_values);
    connect(&theme, &Theme::changed, this, &BarChart::applyTheme);
    applyTheme();
}

void BarChart::applyTheme()
{
    charts::styleAxis(*m_times, m_theme, false);
    charts::styleAxis(*m_values, m_theme, true);
    for (qsizetype i = 0; i < m_sets.size(); ++i) {
        m_sets.at(i)->setColor(m_theme.colour(m_parts.at(i).tone));
        m_sets.at(i)->setBorderColor(Qt::transparent);
    }
}

void BarChart::setCounts(Instant from, Millis step, const QList<QList<int>> &counts)
{
    qsizetype bars = 0;
    for (const QList<int> &part : counts)
        bars = std::max(bars, part.size());
    int top = 0;
    for (qsizetype bar = 0; bar < bars; ++bar) {
        int sum = 0;
        for (const QList<int> &part : counts)
            sum = m_kind == Kind::Stacked ? sum + part.value(bar) : std::max(sum, part.value(bar));
        top = std::max(top, sum);
    }
    for (qsizetype i = 0; i < m_sets.size() && i < counts.size(); ++i) {
        QBarSet &set = *m_sets.at(i);
        for (qsizetype bar = 0; bar < counts.at(i).size(); ++bar) {
            if (bar < set.count())
                set.replace(int(bar), counts.at(i).at(bar));
            else
                set.append(counts.at(i).at(bar));
        }
    }
    charts::fitTimes(*m_times, from, from + step * bars, step, -0.5);
    charts::fitValues(*m_values, top, height());
}

} // namespace trato
