#pragma once

#include "ui/diary/diary_layout.h"
#include "ui/theme.h"

class QPainter;

namespace trato::diary {

/// How one block of the grid looks.
struct BlockLook {
    bool selected = false;
    bool focused = false;
    bool carried = false;     ///< the ghost of a visit that is being moved
};
void paintBlock(QPainter &painter, const QRect &rect, const Block &block, const BlockLook &look, const Theme &theme);
void paintColumnHead(QPainter &painter, const QRect &rect, const Column &column, bool today, const Theme &theme);
/// Hours with their lines, and what lies outside working time shaded. `top` is where midnight is.
void paintColumnGround(QPainter &painter, const QRect &rect, const Column &column, double perMinute, int top, const Theme &theme);
void paintTimes(QPainter &painter, const QRect &rect, double perMinute, int top, const Theme &theme);

/// "09:30"
QString timeText(int minute);
/// The mark that stands for a state where a word has no room.
QString statusSign(VisitStatus status);

} // namespace trato::diary
