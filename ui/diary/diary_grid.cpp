#include "ui/diary/diary_grid.h"

#include "ui/diary/diary_painter.h"
#include "ui/format.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;
using diary::Block;
using diary::Spot;

namespace {

constexpr int hourHeight = 56;      ///< at 100 %
constexpr int headHeight = 34;
constexpr int timesWidth = 54;
constexpr int narrowest = 132;      ///< a column; more of them scroll
constexpr int gap = 2;
constexpr int oneLine = 18;         ///< a block with one line of text

} // namespace

QString blockText(const Block &block)
{
    const VisitView &visit = block.visit;
    QStringList parts{diary::timeText(block.from) + u"–"_s + diary::timeText(block.to), visit.clientName, visit.service, visit.professional,
                      visit.vanished ? DiaryGrid::tr("missing from the last import") : format::mark(visit.status).text};
    if (block.doubleBooked)
        parts << DiaryGrid::tr("double booked");
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

DiaryGrid::DiaryGrid(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Diary"));
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    verticalScrollBar()->setSingleStep(hourHeight / 2);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    measure();
}

void DiaryGrid::setDiary(const QList<diary::Column> &columns, const QList<Block> &blocks)
{
    if (m_carried) {
        m_waiting = {columns, blocks};
        return;
    }
    const bool otherColumns = columns.size() != m_columns.size();
    m_columns = columns;
    m_blocks = blocks;
    if (const Block *block = selected()) {
        m_spot.column = block->column;
        m_spot.minute = diary::snapped(block->from);
    } else {
        m_spot.visit.clear();
    }
    m_spot.column = std::clamp(m_spot.column, 0, std::max(0, int(m_columns.size()) - 1));
    if (otherColumns)
        measure();
    describe();
    viewport()->update();
    emit selectionChanged();
}

void DiaryGrid::setNow(int column, int minute, bool everywhere)
{
    if (std::tuple(column, minute, everywhere) == std::tuple(m_nowColumn, m_nowMinute, m_nowEverywhere))
        return;
    m_nowColumn = column;
    m_nowMinute = minute;
    m_nowEverywhere = everywhere;
    viewport()->update();
}

void DiaryGrid::scrollTo(int minute) { verticalScrollBar()->setValue(qRound(minute * perMinute())); }

void DiaryGrid::select(const Spot &spot)
{
    m_spot = spot;
    reveal();
    describe();
    viewport()->update();
    emit selectionChanged();
}

void DiaryGrid::setZoom(int percent)
{
    const int wanted = std::clamp(percent, 100, 200);
    if (wanted == m_zoom)
        return;
    const double minute = verticalScrollBar()->value() / perMinute();
    m_zoom = wanted;
    measure();
    verticalScrollBar()->setValue(qRound(minute * perMinute()));
    viewport()->update();
}

double DiaryGrid::perMinute() const { return hourHeight * m_zoom / 100.0 / 60.0; }
double DiaryGrid::columnWidth() const
{
    const int count = std::max(1, int(m_columns.size()));
    return std::max(double(narrowest), double(viewport()->width() - timesWidth) / count);
}
int DiaryGrid::columnLeft(int column) const { return timesWidth + qRound(column * columnWidth()) - horizontalScrollBar()->value(); }
int DiaryGrid::yOf(int minute) const { return headHeight + qRound(minute * perMinute()) - verticalScrollBar()->value(); }
int DiaryGrid::columnAt(const QPoint &pos) const
{
    if (pos.x() < timesWidth)
        return -1;
    const int column = int((pos.x() - timesWidth + horizontalScrollBar()->value()) / columnWidth());
    return column < m_columns.size() ? column : -1;
}
int DiaryGrid::minuteAt(const QPoint &pos) const
{
    return std::clamp(int((pos.y() - headHeight + verticalScrollBar()->value()) / perMinute()), 0, diary::dayMinutes - 1);
}
QRect DiaryGrid::rectOf(const Block &block) const
{
    const int left = columnLeft(block.column);
    const int width = columnLeft(block.column + 1) - left - 2 * gap;
    const int from = left + gap + width * block.lane / block.lanes;
    const int to = left + gap + width * (block.lane + 1) / block.lanes;
    const int top = yOf(block.from);
    // A short visit gets the height of a line where the next one leaves it.
    const int height = std::max(yOf(block.to) - top, std::min(oneLine, yOf(block.from + block.room) - top));
    return QRect(from, top + 1, to - from - (block.lanes > 1 ? 1 : 0), std::max(4, height - 1));
}
QRect DiaryGrid::blockRect(const QString &visit) const
{
    const Block *block = diary::blockOf(visit, m_blocks);
    return block ? rectOf(*block) : QRect();
}
QRect DiaryGrid::slotRect(int column, int minute) const
{
    return QRect(QPoint(columnLeft(column), yOf(minute)), QPoint(columnLeft(column + 1) - 1, yOf(minute + diary::slotMinutes) - 1));
}
QString DiaryGrid::visitAt(const QPoint &pos) const
{
    if (pos.y() < headHeight || pos.x() < timesWidth)
        return {};
    const auto it = std::find_if(m_blocks.rbegin(), m_blocks.rend(), [&](const Block &b) { return rectOf(b).contains(pos); });
    return it == m_blocks.rend() ? QString() : it->visit.id.value;
}

void DiaryGrid::measure()
{
    const int height = qRound(diary::dayMinutes * perMinute());
    verticalScrollBar()->setPageStep(std::max(1, viewport()->height() - headHeight));
    verticalScrollBar()->setRange(0, std::max(0, height - verticalScrollBar()->pageStep()));
    const int width = qRound(columnWidth() * double(m_columns.size()));
    horizontalScrollBar()->setPageStep(std::max(1, viewport()->width() - timesWidth));
    horizontalScrollBar()->setRange(0, std::max(0, width - horizontalScrollBar()->pageStep()));
    horizontalScrollBar()->setSingleStep(narrowest);
}

/// Scrolls no further than needed to see what is chosen, or carried.
void DiaryGrid::reveal()
{
    const Block *block = selected();
    const int column = m_carried ? m_carried->column : m_spot.column;
    const int from = m_carried ? m_carried->minute : block ? block->from : m_spot.minute;
    const int to = from + (m_carried ? m_carried->length : block ? block->to - block->from : diary::slotMinutes);
    if (yOf(from) < headHeight)
        verticalScrollBar()->setValue(qRound(from * perMinute()));
    else if (yOf(to) > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + yOf(to) - viewport()->height() + 2);
    if (columnLeft(column) < timesWidth)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (timesWidth - columnLeft(column)));
    else if (columnLeft(column + 1) > viewport()->width())
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + columnLeft(column + 1) - viewport()->width());
}

void DiaryGrid::describe()
{
    if (m_columns.isEmpty())
        return;
    const diary::Column &column = m_columns.at(std::min<qsizetype>(m_spot.column, m_columns.size() - 1));
    const Block *block = selected();
    if (m_carried)
        setAccessibleDescription(tr("Moving to %1, %2").arg(m_columns.value(m_carried->column).title, diary::timeText(m_carried->minute)));
    else
        setAccessibleDescription(block ? blockText(*block) : tr("%1, %2, free").arg(column.title, diary::timeText(m_spot.minute)));
}

void DiaryGrid::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const Tokens &t = m_theme.tokens();
    const QRect all = viewport()->rect();
    const int top = yOf(0);
    painter.fillRect(all, t.card);
    painter.setClipRect(QRect(timesWidth, headHeight, all.width() - timesWidth, all.height() - headHeight));
    const QRegion body = painter.clipRegion();
    for (int i = 0; i < m_columns.size(); ++i) {
        const QRect ground(QPoint(columnLeft(i), headHeight), QPoint(columnLeft(i + 1) - 1, all.bottom()));
        painter.setClipRegion(body.intersected(ground));
        diary::paintColumnGround(painter, ground.intersected(body.boundingRect()), m_columns[i], perMinute(), top, m_theme);
    }
    painter.setClipRegion(body);
    const Block *chosen = selected();
    if (!chosen && hasFocus() && !m_carried) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(t.accent, 1.4));
        painter.setBrush(m_theme.selection());
        painter.drawRoundedRect(QRectF(slotRect(m_spot.column, m_spot.minute)).adjusted(1.5, 1.5, -1.5, -0.5), 4, 4);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(t.accent);
        painter.drawText(slotRect(m_spot.column, m_spot.minute).adjusted(8, 0, -8, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         diary::timeText(m_spot.minute));
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    for (const Block &block : std::as_const(m_blocks)) {
        const QRect rect = rectOf(block);
        if (!rect.intersects(all) || (m_carried && block.visit.id.value == m_carried->visit))
            continue;
        painter.save();
        diary::paintBlock(painter, rect, block, {&block == chosen, hasFocus(), false}, m_theme);
        painter.restore();
    }
    if (m_nowMinute >= 0 && (m_nowEverywhere || m_nowColumn >= 0)) {
        const int y = yOf(m_nowMinute);
        const int left = m_nowEverywhere ? timesWidth : columnLeft(m_nowColumn);
        const int right = m_nowEverywhere ? all.right() : columnLeft(m_nowColumn + 1) - 2;
        painter.setClipRegion(body);
        painter.fillRect(QRect(left, y, right - left, 2), t.bad);
    }
    if (m_carried) {
        if (const Block *source = diary::blockOf(m_carried->visit, m_blocks)) {
            Block ghost = *source;
            ghost.column = m_carried->column;
            ghost.from = m_carried->minute;
            ghost.to = m_carried->minute + m_carried->length;
            ghost.lane = 0;
            ghost.lanes = 1;
            ghost.doubleBooked = false;
            painter.setClipRegion(body);
            diary::paintBlock(painter, rectOf(ghost), ghost, {false, true, true}, m_theme);
        }
    }
    painter.setClipRect(all);
    diary::paintTimes(painter, QRect(0, headHeight, timesWidth, all.height() - headHeight), perMinute(), top, m_theme);
    painter.fillRect(QRect(0, 0, all.width(), headHeight), t.card);
    painter.setClipRect(QRect(timesWidth, 0, all.width() - timesWidth, headHeight));
    for (int i = 0; i < m_columns.size(); ++i)
        diary::paintColumnHead(painter, QRect(QPoint(columnLeft(i), 0), QPoint(columnLeft(i + 1) - 1, headHeight - 2))
                                            .intersected(QRect(timesWidth, 0, all.width(), headHeight)),
                               m_columns[i], m_nowEverywhere || i == m_nowColumn, m_theme);
    painter.setClipRect(all);
    painter.fillRect(QRect(0, headHeight - 1, all.width(), 1), t.line);
    painter.fillRect(QRect(timesWidth - 1, headHeight, 1, all.height()), t.line);
}

void DiaryGrid::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void DiaryGrid::step(diary::Step step)
{
    if (m_carried) {
        const int side = step == diary::Step::Left ? -1 : step == diary::Step::Right ? 1 : 0;
        const int down = step == diary::Step::Up ? -1 : step == diary::Step::Down ? 1 : 0;
        carry(m_carried->column + side, m_carried->minute + down * diary::slotMinutes);
        return;
    }
    const Spot next = diary::moved(m_spot, step, int(m_columns.size()), m_blocks);
    if (next == m_spot && (step == diary::Step::Left || step == diary::Step::Right))
        emit dayAsked(step == diary::Step::Left ? -1 : 1);
    else
        select(next);
}

void DiaryGrid::carry(int column, int minute)
{
    m_carried->column = std::clamp(column, 0, std::max(0, int(m_columns.size()) - 1));
    m_carried->minute = std::clamp(diary::snapped(minute), 0, diary::dayMinutes - diary::slotMinutes);
    reveal();
    describe();
    viewport()->update();
}

void DiaryGrid::drop()
{
    const Carried carried = *m_carried;
    const Block *source = diary::blockOf(carried.visit, m_blocks);
    const bool same = source && source->column == carried.column && source->from == carried.minute;
    letGo();
    if (source && !same)
        emit moveAsked(carried.visit, carried.column, carried.minute);
}

void DiaryGrid::letGo()
{
    m_carried.reset();
    viewport()->unsetCursor();
    if (const auto waiting = std::exchange(m_waiting, std::nullopt))
        setDiary(waiting->first, waiting->second);
    describe();
    viewport()->update();
}

void DiaryGrid::ask(const Spot &spot)
{
    if (spot.visit.isEmpty())
        emit addAsked(spot.column, spot.minute);
    else
        emit openAsked(spot.visit);
}

bool DiaryGrid::moveByKey(int key)
{
    switch (key) {
    case Qt::Key_Left: step(diary::Step::Left); return true;
    case Qt::Key_Right: step(diary::Step::Right); return true;
    case Qt::Key_Up: step(diary::Step::Up); return true;
    case Qt::Key_Down: step(diary::Step::Down); return true;
    default: return false;
    }
}

void DiaryGrid::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool control = event->modifiers() & Qt::ControlModifier;
    if (control && (key == Qt::Key_Plus || key == Qt::Key_Equal))
        setZoom(m_zoom + 25);
    else if (control && key == Qt::Key_Minus)
        setZoom(m_zoom - 25);
    else if (control && key == Qt::Key_0)
        setZoom(100);
    else if (control && (key == Qt::Key_Left || key == Qt::Key_Right) && !m_carried)
        emit dayAsked(key == Qt::Key_Left ? -1 : 1);
    else if (!control && moveByKey(key))
        return;
    else if (m_carried && key == Qt::Key_Escape)
        letGo();
    else if (m_carried && (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_M))
        drop();
    else if (m_carried)
        event->ignore();
    else if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space)
        ask(m_spot);
    else if (key == Qt::Key_N && !control)
        emit addAsked(m_spot.column, m_spot.minute);
    else if (const Block *block = selected(); key == Qt::Key_M && !control && block && isOpen(block->visit.status)) {
        m_carried = Carried{block->visit.id.value, block->to - block->from, 0, block->column, diary::snapped(block->from), true};
        describe();
        viewport()->update();
    } else
        QAbstractScrollArea::keyPressEvent(event);
}

void DiaryGrid::mousePressEvent(QMouseEvent *event)
{
    if (m_carried) { // begun by the key M
        letGo();
        return;
    }
    const int column = columnAt(event->pos());
    m_pressedFree = false;
    if (column < 0 || event->pos().y() < headHeight)
        return;
    m_pressed = event->pos();
    const QString visit = visitAt(event->pos());
    m_pressedFree = visit.isEmpty() && event->button() == Qt::LeftButton;
    select({column, diary::snapped(minuteAt(event->pos())), visit});
}

void DiaryGrid::mouseMoveEvent(QMouseEvent *event)
{
    const Block *block = selected();
    const bool far = (event->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (!m_carried && (event->buttons() & Qt::LeftButton) && !m_pressedFree && block && far && isOpen(block->visit.status)
        && rectOf(*block).contains(m_pressed)) {
        m_carried = Carried{block->visit.id.value, block->to - block->from, minuteAt(m_pressed) - block->from, block->column,
                            diary::snapped(block->from), false};
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
    if (m_carried && !m_carried->byKeys) {
        const int column = columnAt(event->pos());
        carry(column < 0 ? m_carried->column : column, minuteAt(event->pos()) - m_carried->grip + diary::slotMinutes / 2);
    }
}

void DiaryGrid::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (m_carried && !m_carried->byKeys)
        return drop();
    const bool near = (event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance();
    if (std::exchange(m_pressedFree, false) && near)
        emit addAsked(m_spot.column, m_spot.minute);
}

void DiaryGrid::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QString visit = visitAt(event->pos());
    if (!visit.isEmpty() && event->button() == Qt::LeftButton)
        emit openAsked(visit);
}

void DiaryGrid::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QString visit = byKey ? m_spot.visit : visitAt(event->pos());
    if (visit.isEmpty() || m_carried)
        return;
    const QPoint place = byKey ? viewport()->mapToGlobal(blockRect(visit).center()) : event->globalPos();
    emit menuAsked(visit, place);
}

void DiaryGrid::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    if (event->angleDelta().y() != 0)
        setZoom(m_zoom + (event->angleDelta().y() > 0 ? 25 : -25));
    event->accept();
}

void DiaryGrid::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void DiaryGrid::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    if (m_carried && event->reason() != Qt::PopupFocusReason)
        letGo();
    viewport()->update();
}

bool DiaryGrid::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Block *block = diary::blockOf(visitAt(help->pos()), m_blocks);
        if (block)
            QToolTip::showText(help->globalPos(), blockText(*block), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace trato
