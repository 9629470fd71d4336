#include "ui/widgets/table_view.h"

#include "ui/widgets/table_delegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QTimer>

#include <algorithm>
#include <numeric>

namespace trato {

TableView::TableView(const Theme &theme, const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
    , m_pause(new QTimer(this))
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
    m_pause->setSingleShot(true);
    m_pause->setInterval(0);
    connect(m_pause, &QTimer::timeout, this, &TableView::measure);
}

void TableView::setRowHeight(int height)
{
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void TableView::fitColumns() { m_pause->start(); }

int TableView::spareHeight(int height) const
{
    const int rows = height - horizontalHeader()->sizeHint().height();
    return rows > 0 ? rows % verticalHeader()->defaultSectionSize() : 0;
}

void TableView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    const auto later = [this] { m_pause->start(); };
    connect(model, &QAbstractItemModel::dataChanged, m_pause, later);
    connect(model, &QAbstractItemModel::rowsInserted, m_pause, later);
    connect(model, &QAbstractItemModel::modelReset, m_pause, [this] {
        m_natural.clear();
        m_pause->start();
    });
    m_pause->start();
}

void TableView::setWeights(QList<int> weights, QList<int> giveWay)
{
    m_weights = std::move(weights);
    m_giveWay = std::move(giveWay);
    m_pause->start();
}

void TableView::setLeftOutFirst(QList<int> columns)
{
    m_leftOutFirst = std::move(columns);
    m_pause->start();
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_natural.isEmpty() ? measure() : shareWidth();
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_pause->start();
}

/// Looks at the rows in sight and a few more, however long the list is.
void TableView::measure()
{
    if (!model())
        return;
    constexpr int mostRows = 60;
    ensurePolished();   // the style sheet brings the font
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    // As the style sheet draws titles; the header's own hint reckons with bold ones.
    QFont title = font();
    title.setPixelSize(12);
    title.setWeight(QFont::Medium);
    const QFontMetrics titles(title);
    constexpr int titlePadding = 18;
    const int first = std::max(0, rowAt(0));
    const int end = std::min(model()->rowCount(), first + mostRows);
    m_natural.resize(model()->columnCount());
    m_titles.resize(m_natural.size());
    for (int column = 0; column < m_natural.size(); ++column) {
        int &widest = m_natural[column];
        const QString text = model()->headerData(column, Qt::Horizontal).toString();
        m_titles[column] = titles.horizontalAdvance(text) + titlePadding;
        widest = std::max(widest, m_titles.at(column));
        for (int row = first; row < end; ++row)
            widest = std::max(widest, itemDelegate()->sizeHint(option, model()->index(row, column)).width());
    }
    shareWidth();
}

void TableView::leaveOut()
{
    int wanted = 0;
    for (int column = 0; column < m_natural.size(); ++column)
        wanted += isColumnHidden(column) && !m_leftOutFirst.contains(column) ? 0 : m_natural.at(column);
    for (auto column = m_leftOutFirst.crbegin(); column != m_leftOutFirst.crend(); ++column) {
        const bool fits = wanted <= viewport()->width();
        setColumnHidden(*column, !fits);
        wanted -= fits ? 0 : m_natural.at(*column);
    }
}

void TableView::shareWidth()
{
    if (m_natural.isEmpty() || m_weights.size() != m_natural.size())
        return;
    leaveOut();
    constexpr int narrowest = 56;
    QList<int> widths = m_natural;
    QList<int> weights = m_weights;
    for (int column = 0; column < widths.size(); ++column)
        if (isColumnHidden(column))
            widths[column] = weights[column] = 0;
    int left = viewport()->width() - std::accumulate(widths.begin(), widths.end(), 0);
    const auto take = [&](int column, int least) {
        const int given = std::clamp(-left, 0, std::max(0, widths.at(column) - std::max(narrowest, least)));
        widths[column] -= given;
        left += given;
    };
    constexpr double stillTells = 0.6;   // of a text: first each gives a part, only then does one give all but its title
    for (const int column : std::as_const(m_giveWay))
        take(column, std::max(m_titles.at(column), int(stillTells * m_natural.at(column))));
    for (const int column : std::as_const(m_giveWay))
        take(column, m_titles.at(column));
    for (const bool keepsTitle : {true, false})
        for (int column = 0; column < widths.size(); ++column)
            take(column, keepsTitle ? m_titles.at(column) : 0);
    int sum = std::accumulate(weights.begin(), weights.end(), 0);
    for (int column = 0; column < widths.size(); ++column) {
        const int share = left > 0 && sum > 0 ? left * weights.at(column) / sum : 0;
        left -= share;
        sum -= weights.at(column);
        if (widths.at(column) > 0)
            horizontalHeader()->resizeSection(column, widths.at(column) + share);
    }
}

} // namespace trato
