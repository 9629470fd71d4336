#pragma once

#include "ui/diary/diary_layout.h"
#include "ui/theme.h"

#include <QAbstractScrollArea>

#include <optional>

namespace trato {

/// The diary as a grid of columns and quarters of an hour, painted here: working hours, the time that is now, visits as
/// blocks that say their state in words. It shows and points; what a person wants is a signal. The whole day can be
/// scrolled, so a visit that comes moves nothing. Main thread; owned by the diary page.
///
/// Keys: arrows choose a time or a visit, Return opens it, N adds, M moves with the arrows until Return or Escape,
/// Ctrl+plus and Ctrl+minus zoom, the menu key offers what can be done.
class DiaryGrid final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit DiaryGrid(const Theme &theme, QWidget *parent = nullptr);

    /// Keeps selection and scroll. While a visit is being moved the news waits.
    void setDiary(const QList<diary::Column> &columns, const QList<diary::Block> &blocks);
    /// The line of the time that is now; -1: none of the columns is today.
    void setNow(int column, int minute, bool everywhere);
    void scrollTo(int minute);

    const diary::Spot &spot() const { return m_spot; }
    void select(const diary::Spot &spot);
    const diary::Block *selected() const { return diary::blockOf(m_spot.visit, m_blocks); }
    const QList<diary::Column> &columns() const { return m_columns; }
    const QList<diary::Block> &blocks() const { return m_blocks; }
    bool isMoving() const { return m_carried.has_value(); }
    /// Height of an hour against the usual one, 100 to 200.
    int zoom() const { return m_zoom; }
    void setZoom(int percent);
    /// Where a block or a free time is drawn, in the viewport.
    QRect blockRect(const QString &visit) const;
    QRect slotRect(int column, int minute) const;

signals:
    void selectionChanged();
    void addAsked(int column, int minute);
    void openAsked(const QString &visit);
    void moveAsked(const QString &visit, int column, int minute);
    void menuAsked(const QString &visit, const QPoint &globalPos);
    /// An arrow went beyond the first or last column: -1 or 1.
    void dayAsked(int direction);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    /// A visit on its way to another place.
    struct Carried {
        QString visit{};
        int length = 30;
        int grip = 0;          ///< minutes between its start and the pointer
        int column = 0;
        int minute = 0;
        bool byKeys = false;
    };
    double perMinute() const;
    double columnWidth() const;
    int columnLeft(int column) const;
    int yOf(int minute) const;
    int columnAt(const QPoint &pos) const;
    int minuteAt(const QPoint &pos) const;
    QString visitAt(const QPoint &pos) const;
    QRect rectOf(const diary::Block &block) const;
    void measure();
    void reveal();
    void step(diary::Step step);
    void carry(int column, int minute);
    void drop();
    void letGo();
    void describe();
    bool moveByKey(int key);
    void ask(const diary::Spot &spot);

    const Theme &m_theme;
    QList<diary::Column> m_columns;
    QList<diary::Block> m_blocks;
    std::optional<std::pair<QList<diary::Column>, QList<diary::Block>>> m_waiting;
    std::optional<Carried> m_carried;
    diary::Spot m_spot;
    int m_nowColumn = -1;
    int m_nowMinute = -1;
    bool m_nowEverywhere = false;
    int m_zoom = 100;
    QPoint m_pressed;
    bool m_pressedFree = false;
};

/// What a block says when there is room, and what a screen reader reads.
QString blockText(const diary::Block &block);

} // namespace trato
