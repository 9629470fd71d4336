#include "ui/widgets/table_view.h"

#include "ui/widgets/table_delegate.h"

#include <QHeaderView>

#include <numeric>

namespace trato {

TableView::TableView(const Theme &theme, const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(accessibleName);
    setItemDelegate(new TableDelegate(theme, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setMinimumSectionSize(24);
    setRowHeight(32);
    connect(&theme, &Theme::changed, this, [this] { viewport()->update(); });
}

void TableView::setRowHeight(int height)
{
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void TableView::setWeights(QList<int> weights)
{
    m_weights = std::move(weights);
    shareWidth();
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    shareWidth();
}

void TableView::shareWidth()
{
    const int sum = std::accumulate(m_weights.begin(), m_weights.end(), 0);
    if (sum <= 0 || !model())
        return;
    const int width = viewport()->width();
    int used = 0;
    for (int column = 0; column < m_weights.size(); ++column) {
        const bool last = column == m_weights.size() - 1;
        const int share = last ? width - used : width * m_weights.at(column) / sum;
        horizontalHeader()->resizeSection(column, share);
        used += share;
    }
}

} // namespace trato
