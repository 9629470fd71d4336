#pragma once

#include "engine/api/time.h"
#include "ui/theme.h"

#include <QtCharts/QChartView>

#include <optional>

class QAreaSeries;
class QCategoryAxis;
class QLineSeries;
class QScatterSeries;
class QValueAxis;

namespace trato {

/// Lines over time. A gap in the values is a gap in the line, a value between two gaps is a dot. At most 450 points a line reach Qt Charts
/// (more are reduced to the greatest of each slot), and they are exchanged as a whole. Main thread.
class LineChart final : public QChartView
{
    Q_OBJECT
public:
    struct Line {
        QString name{};
        Tone tone = Tone::Accent;
        bool filled = false;
    };
    using Values = QList<std::optional<double>>;

    LineChart(const Theme &theme, QList<Line> lines, QWidget *parent = nullptr);
    /// One list of values a line; value i is at `from + i * step`.
    void setValues(Instant from, Millis step, const QList<Values> &values);
    int pointCount() const;
    int segmentCount() const;
    int dotCount() const;

    static constexpr int mostPoints = 450;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Drawn {
        Line line{};
        QList<QLineSeries *> segments{};
        QScatterSeries *dots = nullptr;
        QLineSeries *upper = nullptr;
        QAreaSeries *area = nullptr;
    };
    void applyTheme();
    void attach(QAbstractSeries *series);
    void draw(Drawn &drawn, const Values &values);

    const Theme &m_theme;
    QList<Drawn> m_lines;
    QCategoryAxis *m_times;
    QValueAxis *m_values;
    double m_top = -1;   ///< the greatest value shown; below 0 = none yet
};

/// Names of lines with their colour, for the head of a card.
QWidget *makeLegend(const Theme &theme, const QList<LineChart::Line> &lines, QWidget *parent);

} // namespace trato
