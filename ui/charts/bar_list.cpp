#include "ui/charts/bar_list.h"

#include "ui/widgets/card.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// One bar on its track. No signals of its own.
class Bar final : public QWidget
{
public:
    Bar(const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setMinimumWidth(60);
        setFixedHeight(10);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }
    void setShare(double share)
    {
        m_share = share;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const QRectF track = rect();
        const double radius = track.height() / 2;
        painter.setBrush(m_theme.wash(Tone::Accent));
        painter.drawRoundedRect(track, radius, radius);
        painter.setBrush(m_theme.colour(Tone::Accent));
        painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(std::max(track.height(), track.width() * m_share), track.height())),
                                radius, radius);
    }

private:
    const Theme &m_theme;
    double m_share = 0;
};

} // namespace

BarList::BarList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    setProperty("clear", true);
    m_grid->setContentsMargins(0, 2, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(10);
    m_grid->setColumnStretch(0, 3);
    m_grid->setColumnStretch(1, 6);
}

BarList::Line BarList::makeLine()
{
    Line line{makeLabel({}, "", this), new Bar(m_theme, this), makeLabel({}, "strong", this), makeLabel({}, "hint", this)};
    line.name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    const int row = int(m_lines.size());
    m_grid->setRowStretch(row, 0);
    m_grid->addWidget(line.name, row, 0);
    m_grid->addWidget(line.bar, row, 1);
    m_grid->addWidget(line.figure, row, 2, Qt::AlignRight);
    m_grid->addWidget(line.note, row, 3, Qt::AlignRight);
    m_grid->setRowStretch(row + 1, 1);
    return line;
}

void BarList::setRows(const QList<Row> &rows)
{
    m_rows = rows;
    double top = 0;
    for (const Row &row : rows)
        top = std::max(top, row.value);
    while (m_lines.size() < rows.size())
        m_lines.append(makeLine());
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines.at(i);
        const bool used = i < rows.size();
        for (QWidget *part : {static_cast<QWidget *>(line.name), line.bar, static_cast<QWidget *>(line.figure),
                              static_cast<QWidget *>(line.note)})
            part->setVisible(used);
        if (!used)
            continue;
        const Row &row = rows.at(i);
        line.name->setText(row.name);
        line.name->setToolTip(row.name);
        line.figure->setText(row.figure);
        line.note->setText(row.note);
        static_cast<Bar *>(line.bar)->setShare(top > 0 ? row.value / top : 0);
        line.bar->setAccessibleName(row.name + u": "_s + row.figure + u", "_s + row.note);
    }
}

} // namespace trato
