#pragma once

#include "ui/theme.h"

#include <QTableView>

class QTimer;

namespace trato {

/// A table in our look: whole rows, no grid, quiet header. Each column is as wide as what it shows; room left
/// over is shared by weight, missing room is taken from the columns that give way. Main thread; owned by its card.
class TableView final : public QTableView
{
    Q_OBJECT
public:
    TableView(const Theme &theme, const QString &accessibleName, QWidget *parent = nullptr);
    void setModel(QAbstractItemModel *model) override;
    /// How columns share what is left over. `giveWay`: columns that elide when room is missing, first one first, down to
    /// their title; the others keep their content until nothing else is left.
    void setWeights(QList<int> weights, QList<int> giveWay = {});
    /// Columns that are left out while the others do not fit, last one first; what they say must stand elsewhere, too.
    void setLeftOutFirst(QList<int> columns);
    void setRowHeight(int height);
    /// Shares the width again, once; after columns were hidden or shown.
    void fitColumns();
    /// How much of `height` is left under the last full row.
    int spareHeight(int height) const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void measure();
    void shareWidth();
    void leaveOut();

    QList<int> m_weights;
    QList<int> m_giveWay;
    QList<int> m_leftOutFirst;
    QList<int> m_natural;   ///< widest content seen since the list began: columns do not jump while one scrolls
    QList<int> m_titles;    ///< as wide as each column's title
    QTimer *m_pause;        ///< many changes of a list are measured once
};

} // namespace trato
