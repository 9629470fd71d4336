#include "ui/diary/diary_painter.h"

#include "ui/contact_words.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace trato::diary {

using namespace Qt::StringLiterals;

namespace {

constexpr int radius = 6;
constexpr int bar = 3;
constexpr int inset = 7;
constexpr int lowest = 10;    ///< lower blocks have no text
constexpr int usual = 21;     ///< lower blocks have one line in the middle

QString tr(const char *source) { return QCoreApplication::translate("trato::diary", source); }

QFont sized(const QFont &base, int pixels, QFont::Weight weight)
{
    QFont font = base;
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

/// A hairline that stays one device pixel at every scale.
QPen hairline(const QColor &colour)
{
    QPen pen(colour, 0);
    pen.setCosmetic(true);
    return pen;
}

} // namespace

QString timeText(int minute)
{
    return u"%1:%2"_s.arg(minute / 60, 2, 10, QChar(u'0')).arg(minute % 60, 2, 10, QChar(u'0'));
}

QString statusSign(VisitStatus status)
{
    switch (status) {
    case VisitStatus::Scheduled: return u"○"_s;
    case VisitStatus::Confirmed: return u"✓"_s;
    case VisitStatus::InService: return u"●"_s;
    case VisitStatus::Done: return u"✓✓"_s;
    case VisitStatus::Cancelled: return u"✗"_s;
    case VisitStatus::NoShow: return u"!"_s;
    case VisitStatus::Blocked: return u"–"_s;
    }
    return {};
}

void paintBlock(QPainter &painter, const QRect &rect, const Block &block, const BlockLook &look, const Theme &theme)
{
    const Tokens &t = theme.tokens();
    const format::Marked mark = format::mark(block.visit);
    const bool over = block.visit.status == VisitStatus::Cancelled || block.visit.status == VisitStatus::NoShow;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (look.carried)
        painter.setOpacity(0.8);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.fillPath(shape, over ? t.card : theme.wash(mark.tone));
    painter.setClipPath(shape);
    painter.fillRect(QRectF(rect.left(), rect.top(), bar, rect.height()), theme.colour(mark.tone));
    painter.setClipping(false);
    const QColor edge = block.doubleBooked ? t.bad : look.selected || look.carried ? t.accent : t.line;
    const bool strong = block.doubleBooked || look.selected || look.carried;
    QPen pen(edge, strong ? (look.selected && look.focused ? 2 : 1.4) : 1);
    if (look.carried || over)
        pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.drawPath(shape);
    if (look.selected && block.doubleBooked) { // both are said: the inner line is the choice
        painter.setPen(QPen(t.accent, 1.4));
        painter.drawRoundedRect(QRectF(rect).adjusted(3, 2, -2, -2), radius - 2, radius - 2);
    }

    // Where there is no room for a line, colour and tool tip say it; in a low block the one line has all of the height.
    if (rect.height() < lowest) {
        painter.restore();
        return;
    }
    const bool low = rect.height() < usual;
    const QRect inside = rect.adjusted(inset + bar, low ? 0 : 3, -inset, low ? 0 : -2);
    painter.setClipRect(inside.adjusted(0, -1, 0, 1));
    const QFont strongFont = sized(painter.font(), low ? 11 : 12, QFont::DemiBold);
    const QFont quietFont = sized(painter.font(), 11, QFont::Normal);
    const QFontMetrics strongMetrics(strongFont);
    const QFontMetrics quietMetrics(quietFont);
    const QString said = block.doubleBooked ? tr("Double") : mark.text;
    const QString sign = block.doubleBooked ? u"!!"_s : statusSign(block.visit.status);
    const QFont wordFont = sized(painter.font(), 11, QFont::DemiBold);
    const QFontMetrics wordMetrics(wordFont);
    const QString word = inside.width() >= 110 + wordMetrics.horizontalAdvance(said) ? said : sign;
    const int wordWidth = wordMetrics.horizontalAdvance(word);
    const QRect line(inside.left(), inside.top(), inside.width(), low ? inside.height() : strongMetrics.height());
    painter.setFont(wordFont);
    painter.setPen(theme.ink(block.doubleBooked ? Tone::Bad : mark.tone));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, word);
    painter.setFont(strongFont);
    painter.setPen(over ? t.muted : t.text);
    const QString who = timeText(block.from) + u"  "_s + (block.visit.clientName.isEmpty() ? mark.text : block.visit.clientName);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, strongMetrics.elidedText(who, Qt::ElideRight, line.width() - wordWidth - 6));
    if (!low && inside.height() >= strongMetrics.height() + quietMetrics.height()) {
        painter.setFont(quietFont);
        painter.setPen(t.muted);
        painter.drawText(QRect(inside.left(), line.bottom() + 1, inside.width(), quietMetrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         quietMetrics.elidedText(block.visit.service, Qt::ElideRight, inside.width()));
    }
    painter.restore();
}

void paintColumnHead(QPainter &painter, const QRect &rect, const Column &column, bool today, const Theme &theme)
{
    const Tokens &t = theme.tokens();
    painter.save();
    painter.setClipRect(rect);
    painter.setFont(sized(painter.font(), 13, QFont::DemiBold));
    painter.setPen(today ? theme.ink(Tone::Accent) : t.text);
    const QRect inside = rect.adjusted(8, 0, -8, 0);
    const QString title = painter.fontMetrics().elidedText(column.title, Qt::ElideRight, inside.width());
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, title);
    if (!column.closed.isEmpty()) {
        const int taken = painter.fontMetrics().horizontalAdvance(title) + 10;
        painter.setFont(sized(painter.font(), 11, QFont::DemiBold));
        painter.setPen(theme.ink(Tone::Warn));
        const QString closed = tr("Closed: %1").arg(format::holiday(column.closed));
        painter.drawText(inside.adjusted(taken, 0, 0, 0), Qt::AlignRight | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(closed, Qt::ElideRight, inside.width() - taken));
    }
    painter.restore();
}

void paintColumnGround(QPainter &painter, const QRect &rect, const Column &column, double perMinute, int top, const Theme &theme)
{
    const Tokens &t = theme.tokens();
    const auto yOf = [&](int minute) { return top + qRound(minute * perMinute); };
    painter.save();
    painter.setClipRect(rect);
    painter.fillRect(rect, t.card);
    // Darker than the card in both looks: on a dark one, a lighter ground would swallow the blocks.
    const bool sinks = theme.isDark() && !theme.isContrast();
    QColor shade = sinks ? t.page : t.muted;
    shade.setAlphaF(sinks ? 0.8F : 0.09F);
    const auto shadeFrom = [&](int from, int to) {
        if (to > from)
            painter.fillRect(QRect(rect.left(), yOf(from), rect.width(), yOf(to) - yOf(from)), shade);
    };
    if (!column.closed.isEmpty()) {
        shadeFrom(0, dayMinutes);
        QColor hatch = t.warn;
        hatch.setAlphaF(0.16F);
        painter.fillRect(rect, QBrush(hatch, Qt::BDiagPattern));
    } else if (column.hoursKnown) {
        QList<std::pair<int, int>> open = column.open;
        std::ranges::sort(open);
        int reached = 0;
        for (const auto &[from, to] : std::as_const(open)) {
            shadeFrom(reached, from);
            reached = std::max(reached, to);
        }
        shadeFrom(reached, dayMinutes);
    }
    for (int minute = 0; minute <= dayMinutes; minute += 30) {
        QColor line = t.line;
        if (minute % 60 != 0)
            line.setAlphaF(0.45F);
        painter.setPen(hairline(line));
        painter.drawLine(rect.left(), yOf(minute), rect.right(), yOf(minute));
    }
    painter.setPen(hairline(t.line));
    painter.drawLine(rect.topRight(), rect.bottomRight());
    painter.restore();
}

void paintTimes(QPainter &painter, const QRect &rect, double perMinute, int top, const Theme &theme)
{
    painter.save();
    painter.setClipRect(rect);
    painter.fillRect(rect, theme.tokens().card);
    painter.setFont(sized(painter.font(), 11, QFont::Normal));
    painter.setPen(theme.tokens().muted);
    const int half = painter.fontMetrics().height() / 2;
    for (int hour = 1; hour < 24; ++hour) {
        const int y = top + qRound(hour * 60 * perMinute);
        if (y < rect.top())
            continue;
        painter.drawText(QRect(rect.left(), std::max(y - half, rect.top()), rect.width() - 8, 2 * half), Qt::AlignRight | Qt::AlignVCenter, timeText(hour * 60));
    }
    painter.restore();
}

} // namespace trato::diary
