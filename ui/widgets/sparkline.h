#pragma once

#include "ui/theme.h"

#include <QWidget>

class QPainter;

namespace trato {

/// Draws a small line of values into `area`; a flat line at the bottom when all are zero.
void paintSparkline(QPainter &painter, const QRectF &area, const QList<double> &values, const QColor &colour);

/// A line without axes. Main thread; owned by its card.
class Sparkline final : public QWidget
{
    Q_OBJECT
public:
    Sparkline(const Theme &theme, Tone tone, QWidget *parent = nullptr);
    void setValues(QList<double> values);
    QSize sizeHint() const override { return {92, 18}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Tone m_tone;
    QList<double> m_values;
};

} // namespace trato
