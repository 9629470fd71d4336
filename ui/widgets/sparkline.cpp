#include "ui/widgets/sparkline.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace trato {

void paintSparkline(QPainter &painter, const QRectF &area, const QList<double> &values, const QColor &colour)
{
    if (values.size() < 2)
        return;
    const double top = std::max(1.0, *std::ranges::max_element(values));
    QPainterPath path;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QPointF at(area.left() + area.width() * double(i) / double(values.size() - 1),
                         area.bottom() - (area.height() - 1) * values.at(i) / top);
        if (i == 0)
            path.moveTo(at);
        else
            path.lineTo(at);
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.restore();
}

Sparkline::Sparkline(const Theme &theme, Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Sparkline::setValues(QList<double> values)
{
    if (values == m_values)
        return;
    m_values = std::move(values);
    update();
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSparkline(painter, QRectF(rect()).adjusted(1, 2, -1, -2), m_values, m_theme.colour(m_tone));
}

} // namespace trato
