#pragma once

#include "ui/charts/line_chart.h"

class QBarSet;

namespace trato {

/// Bars over time, the parts stacked or beside each other. Main thread; owned by its card.
class BarChart final : public QChartView
{
    Q_OBJECT
public:
    enum class Kind { Stacked, Beside };
    BarChart(const Theme &theme, QList<LineChart::Line> parts, Kind kind = Kind::Stacked, QWidget *parent = nullptr);
    /// One list of counts a part; count i belongs to the span that begins at `from + i * step`.
    void setCounts(Instant from, Millis step, const QList<QList<int>> &counts);

private:
    void applyTheme();

    const Theme &m_theme;
    QList<LineChart::Line> m_parts;
    QList<QBarSet *> m_sets;
    Kind m_kind;
    QCategoryAxis *m_times;
    QValueAxis *m_values;
};

} // namespace trato
