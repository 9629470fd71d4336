#include "ui/widgets/table_delegate.h"

#include "ui/models/roles.h"
#include "ui/widgets/sparkline.h"

#include <QAbstractItemView>
#include <QPainter>

namespace trato {

using namespace Qt::StringLiterals;

namespace {
constexpr int inset = 8;

QFont cellFont(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    QFont font = option.font;
    if (index.data(MonoRole).toBool()) {
        font.setFamilies({u"DejaVu Sans Mono"_s, u"Consolas"_s, u"Menlo"_s, u"monospace"_s});
        font.setPixelSize(12);
    }
    if (index.data(StrongRole).toBool())
        font.setWeight(QFont::Medium);
    return font;
}

QFont chipFont(QFont font)
{
    font.setPixelSize(12);
    font.setWeight(QFont::DemiBold);
    return font;
}
}

namespace {

/// A box at the left of `area`, with a tick or empty.
void paintTick(QPainter &painter, const Theme &theme, const QRect &area, bool ticked)
{
    const Tokens &tokens = theme.tokens();
    const QRectF box(area.left() + 0.5, area.center().y() - 7.5, 15, 15);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ticked ? tokens.accent : tokens.muted, 1));
    painter.setBrush(ticked ? tokens.accent : tokens.card);
    painter.drawRoundedRect(box, 4, 4);
    if (!ticked)
        return;
    painter.setPen(QPen(tokens.card, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({{box.left() + 3.5, box.top() + 7.5}, {box.left() + 6.5, box.top() + 10.5}, {box.left() + 11.5, box.top() + 4.5}}));
}

} // namespace

void paintChip(QPainter &painter, const Theme &theme, const QRect &area, const QString &text, Tone tone)
{
    const QFont font = chipFont(painter.font());
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, qMax(0, area.width() - 18));
    const int width = metrics.horizontalAdvance(shown) + 18;
    QRect chip(area.left(), area.center().y() - 9, width, 19);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.isContrast() ? QPen(theme.ink(tone), 1) : QPen(Qt::NoPen));
    painter.setBrush(theme.wash(tone));
    painter.drawRoundedRect(chip, 9.5, 9.5);
    painter.setFont(font);
    painter.setPen(theme.ink(tone));
    painter.drawText(chip, Qt::AlignCenter, shown);
    painter.restore();
}

TableDelegate::TableDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.data(Qt::CheckStateRole).isValid())
        return {2 * inset + 16, 32};
    const bool chip = index.data(ToneRole).isValid();
    const QFont font = chip ? chipFont(option.font) : cellFont(option, index);
    const int width = QFontMetrics(font).horizontalAdvance(index.data(Qt::DisplayRole).toString());
    const int mark = chip ? 18 : index.data(DotRole).isValid() ? 14 : 0;
    return {width + mark + 2 * inset + 2, 32};
}

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->fillRect(option.rect, selected ? m_theme.selection() : tokens.card);
    painter->setPen(tokens.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (selected && m_theme.isContrast()) {
        painter->fillRect(option.rect.left(), option.rect.top(), option.rect.width(), 1, tokens.accent);
        painter->fillRect(option.rect.left(), option.rect.bottom() - 1, option.rect.width(), 2, tokens.accent);
    }
    if (index.column() == 0 && view && view->hasFocus() && view->currentIndex().row() == index.row())   // where the keys go
        painter->fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1, tokens.accent);

    QRect area = option.rect.adjusted(inset, 0, -inset, -1);
    const QString text = index.data(Qt::DisplayRole).toString();
    const QFont font = cellFont(option, index);
    painter->setFont(font);

    const QVariant check = index.data(Qt::CheckStateRole);
    if (check.isValid()) {
        paintTick(*painter, m_theme, area, Qt::CheckState(check.toInt()) == Qt::Checked);
        painter->restore();
        return;
    }
    const QVariant tone = index.data(ToneRole);
    if (tone.isValid()) {
        paintChip(*painter, m_theme, area, text, Tone(tone.toInt()));
        painter->restore();
        return;
    }
    const QVariant dot = index.data(DotRole);
    if (dot.isValid()) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.colour(Tone(dot.toInt())));
        painter->drawEllipse(QPointF(area.left() + 4, area.center().y() + 1), 4, 4);
        area.setLeft(area.left() + 14);
    }
    const QVariant spark = index.data(SparkRole);
    if (spark.isValid()) {
        QList<double> values;
        for (const QVariant &value : spark.toList())
            values.append(value.toDouble());
        QRect line = area;
        line.setTop(area.center().y() + 7);
        line.setHeight(9);
        line.setWidth(qMin(120, area.width()));
        paintSparkline(*painter, line, values, tokens.accent);
        area.setBottom(area.center().y() + 5);
    }
    painter->setPen(index.data(MutedRole).toBool() ? tokens.muted : tokens.text);
    const int alignment = index.data(Qt::TextAlignmentRole).toInt();
    const Qt::TextElideMode elide = index.data(ElideMiddleRole).toBool() ? Qt::ElideMiddle : Qt::ElideRight;
    painter->drawText(area, alignment ? alignment : int(Qt::AlignLeft | Qt::AlignVCenter),
                      QFontMetrics(font).elidedText(text, elide, area.width()));
    painter->restore();
}

} // namespace trato
