#include "ui/charts/line_chart.h"

#include "ui/charts/chart_style.h"
#include "ui/widgets/card.h"

#include <QtCharts/QAreaSeries>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// The greatest value of each of `slots` equal parts: peaks stay visible.
LineChart::Values reduced(const LineChart::Values &values, qsizetype slotCount)
{
    if (values.size() <= slotCount)
        return values;
    LineChart::Values out(slotCount);
    const std::optional<double> *next = values.constData();
    for (qsizetype slot = 0; slot < slotCount; ++slot) {
        const std::optional<double> *const end = values.constData() + (slot + 1) * values.size() / slotCount;
        std::optional<double> most;
        for (; next != end; ++next)
            if (*next && (!most || *most < **next))
                most = *next;
        out[slot] = most;
    }
    return out;
}

} // namespace

LineChart::LineChart(const Theme &theme, QList<Line> lines, QWidget *parent)
    : QChartView(charts::makeChart(), parent)
    , m_theme(theme)
    , m_times(new QCategoryAxis)
    , m_values(new QValueAxis)
{
    setFrameShape(NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setMinimumHeight(90);
    setFocusPolicy(Qt::NoFocus);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    chart()->addAxis(m_times, Qt::AlignBottom);
    chart()->addAxis(m_values, Qt::AlignLeft);
    for (Line &line : lines) {
        Drawn drawn{std::move(line)};
        if (drawn.line.filled) {
            drawn.upper = new QLineSeries(this);
            drawn.area = new QAreaSeries(drawn.upper);
            attach(drawn.area);
        }
        drawn.dots = new QScatterSeries;
        drawn.dots->setMarkerSize(6);
        attach(drawn.dots);
        m_lines.append(drawn);
    }
    connect(&theme, &Theme::changed, this, &LineChart::applyTheme);
    applyTheme();
}

void LineChart::attach(QAbstractSeries *series)
{
    chart()->addSeries(series);
    series->attachAxis(m_times);
    series->attachAxis(m_values);
}

void LineChart::applyTheme()
{
    charts::styleAxis(*m_times, m_theme, false);
    charts::styleAxis(*m_values, m_theme, true);
    for (const Drawn &drawn : m_lines) {
        const QColor colour = m_theme.colour(drawn.line.tone);
        for (QLineSeries *segment : drawn.segments)
            segment->setPen(QPen(colour, 1));
        drawn.dots->setColor(colour);
        drawn.dots->setBorderColor(colour);
        if (drawn.area) {
            QColor wash = colour;
            wash.setAlphaF(0.12F);
            drawn.area->setPen(Qt::NoPen);
            drawn.area->setBrush(wash);
        }
    }
}

void LineChart::setValues(Instant from, Millis step, const QList<Values> &values)
{
    double top = 0;
    qsizetype count = 0;
    QList<Values> shown;
    for (const Values &line : values) {
        shown.append(reduced(line, mostPoints));
        count = std::max(count, line.size());
        for (const auto &value : shown.last())
            top = std::max(top, value.value_or(0));
    }
    const qsizetype points = std::min<qsizetype>(count, mostPoints);
    if (points < 1)
        return;
    const Millis unit = points > 1 ? Millis(step * (count - 1) / (points - 1)) : step;
    const Millis length = step * std::max<qsizetype>(count - 1, 1);
    charts::fitTimes(*m_times, from, from + length, unit, 0);
    const double slack = 0.005 * m_times->max();   // a dot at an end is not cut
    m_times->setRange(-slack, m_times->max() + slack);
    m_top = top;
    charts::fitValues(*m_values, m_top, height());
    for (qsizetype i = 0; i < m_lines.size() && i < shown.size(); ++i)
        draw(m_lines[i], shown.at(i));
}

void LineChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    if (m_top >= 0)
        charts::fitValues(*m_values, m_top, height());
}

void LineChart::draw(Drawn &drawn, const Values &values)
{
    QList<QList<QPointF>> parts;
    bool open = false;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (!values.at(i)) {
            open = false;
            continue;
        }
        if (!open)
            parts.append(QList<QPointF>());
        open = true;
        parts.last().append(QPointF(double(i), *values.at(i)));
    }
    QList<QPointF> dots;
    for (const QList<QPointF> &part : std::as_const(parts))
        if (part.size() == 1)
            dots.append(part);
    parts.removeIf([](const QList<QPointF> &part) { return part.size() == 1; });
    drawn.dots->replace(dots);
    while (drawn.segments.size() < parts.size()) {
        auto *segment = new QLineSeries;
        attach(segment);
        segment->setPen(QPen(m_theme.colour(drawn.line.tone), 1));
        drawn.segments.append(segment);
    }
    for (qsizetype i = 0; i < drawn.segments.size(); ++i)
        drawn.segments.at(i)->replace(i < parts.size() ? parts.at(i) : QList<QPointF>());
    if (drawn.upper)
        drawn.upper->replace(parts.size() == 1 && dots.isEmpty() ? parts.first() : QList<QPointF>());
}

int LineChart::pointCount() const
{
    int count = 0;
    for (const Drawn &drawn : m_lines)
        for (const QLineSeries *segment : drawn.segments)
            count += segment->count();
    return count + dotCount();
}

int LineChart::dotCount() const
{
    int count = 0;
    for (const Drawn &drawn : m_lines)
        count += drawn.dots->count();
    return count;
}

int LineChart::segmentCount() const
{
    int count = 0;
    for (const Drawn &drawn : m_lines)
        count += int(std::ranges::count_if(drawn.segments, [](const QLineSeries *s) { return s->count() > 0; }));
    return count;
}

QWidget *makeLegend(const Theme &theme, const QList<LineChart::Line> &lines, QWidget *parent)
{
    auto *legend = new QWidget(parent);
    legend->setProperty("clear", true);
    auto *layout = new QHBoxLayout(legend);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    for (const LineChart::Line &line : lines) {
        auto *label = makeLabel({}, "hint", legend);
        label->setTextFormat(Qt::RichText);
        const auto write = [label, line, &theme] {
            label->setText(u"<span style='color:%1'>■</span>&nbsp;%2"_s.arg(theme.colour(line.tone).name(),
                                                                          line.name.toHtmlEscaped()));
        };
        QObject::connect(&theme, &Theme::changed, label, write);
        write();
        layout->addWidget(label);
    }
    return legend;
}

} // namespace trato
