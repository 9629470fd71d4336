#pragma once

#include "ui/theme.h"

#include <QTableView>

namespace trato {

/// A table in our look: whole rows, no grid, quiet header. Columns share the width by weight.
/// Main thread; owned by its card.
class TableView final : public QTableView
{
    Q_OBJECT
public:
    TableView(const Theme &theme, const QString &accessibleName, QWidget *parent = nullptr);
    void setWeights(QList<int> weights);
    void setRowHeight(int height);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void shareWidth();

    QList<int> m_weights;
};

} // namespace trato
