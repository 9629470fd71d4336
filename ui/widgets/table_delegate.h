#pragma once

#include "ui/theme.h"

#include <QStyledItemDelegate>

namespace trato {

/// Paints our rows: a line below each, chips for words with a tone, small trends. Main thread; owned by its
/// table.
class TableDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    TableDelegate(const Theme &theme, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

/// A word on a quiet, rounded ground of its tone, left-aligned in `area`.
void paintChip(QPainter &painter, const Theme &theme, const QRect &area, const QString &text, Tone tone);

} // namespace trato
