#pragma once

#include "ui/theme.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace trato {

/// A few names with a bar each, longest first, and two figures at the right. Main thread; owned by its card.
class BarList final : public QWidget
{
    Q_OBJECT
public:
    struct Row {
        QString name{};
        double value = 0;       ///< decides the length of the bar
        QString figure{};
        QString note{};
        friend bool operator==(const Row &, const Row &) = default;
    };
    explicit BarList(const Theme &theme, QWidget *parent = nullptr);
    void setRows(const QList<Row> &rows);
    const QList<Row> &rows() const { return m_rows; }

private:
    struct Line {
        QLabel *name = nullptr;
        QWidget *bar = nullptr;
        QLabel *figure = nullptr;
        QLabel *note = nullptr;
    };
    Line makeLine();

    const Theme &m_theme;
    QGridLayout *m_grid;
    QList<Line> m_lines;
    QList<Row> m_rows;
};

} // namespace trato
