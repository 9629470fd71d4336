#pragma once

#include <QList>

#include <functional>

class QButtonGroup;

namespace trato {

class Card;

/// Puts a chip a time span into the head of a chart's card; the group's ids are minutes. Spans: one hour up to a year.
QButtonGroup *makeSpanChips(Card &card, const QList<int> &minutes, int chosen);
/// The same as one button with a menu, where a row of chips finds no room.
void addSpanMenu(Card &card, const QList<int> &minutes, int chosen, std::function<void(int)> choose);

inline constexpr int hourSpan = 60;
inline constexpr int daySpan = 24 * hourSpan;
inline constexpr int yearSpan = 365 * daySpan;

} // namespace trato
