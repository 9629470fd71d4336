#pragma once

#include "ui/charts/line_chart.h"

class QBarSet;

namespace trato {

/// Stacked bars, one for each hour. Main thread; owned by its card.
class BarChart final : public QChartView
{
    Q_OBJECT
public:
    BarChart(const Theme &theme, QList<LineChart::Line> parts, QWidget *parent = nullptr);
    /// One list of counts a part; count i belongs to the hour that begins at `from + i h`.
    void setCounts(Instant from, const QList<QList<int>> &counts);

private:
    void applyTheme();

    const Theme &m_theme;
    QList<LineChart::Line> m_parts;
    QList<QBarSet *> m_sets;
    QCategoryAxis *m_times;
    QValueAxis *m_values;
};

} // namespace trato
