#pragma once

#include "engine/api/shop.h"

#include <QDate>

/// Where visits stand in the diary's grid, and where the keyboard goes from a place. Pure. Times are minutes after midnight
/// where the shop is.
namespace trato::diary {

constexpr int dayMinutes = 24 * 60;
constexpr int slotMinutes = 15;   ///< what moves and clicks snap to

/// One column: a professional on a day, or a day of everybody.
struct Column {
    QString title{};
    QDate day{};
    QString professional{};            ///< name; with `everybody` not looked at
    bool everybody = false;
    bool hoursKnown = false;
    QList<std::pair<int, int>> open{};  ///< working hours of that day
    QString closed{};                  ///< name of the closed day, empty when the shop works
    friend bool operator==(const Column &, const Column &) = default;
};

/// A visit in its column; visits at the same time stand side by side in lanes.
struct Block {
    VisitView visit{};
    int column = 0;
    int from = 0;
    int to = 0;
    int lane = 0;
    int lanes = 1;
    int room = dayMinutes;             ///< minutes from its begin to the next block below it
    bool doubleBooked = false;         ///< another open visit of the same professional at the same time
    friend bool operator==(const Block &, const Block &) = default;
};

/// The columns of a day: each active professional, and everybody else who has a visit.
QList<Column> dayColumns(QDate day, const QList<Professional> &team, const QList<WorkWeek> &weeks,
                         const QList<ClosedDay> &closed, const QList<VisitView> &visits, const QString &nobody);
/// Seven columns from a day on. `professional` empty: of everybody.
QList<Column> weekColumns(QDate first, const Professional &professional, const QList<WorkWeek> &weeks,
                          const QList<ClosedDay> &closed);
/// The first day of the week that holds a day, as people of the default locale count.
QDate weekStart(QDate day);

/// Visits that fit no column are left out.
QList<Block> layBlocks(const QList<VisitView> &visits, const QList<Column> &columns);

/// A place in the grid: a visit, or a free time.
struct Spot {
    int column = 0;
    int minute = 9 * 60;
    QString visit{};
    friend bool operator==(const Spot &, const Spot &) = default;
};
enum class Step { Left, Right, Up, Down };
/// The visit at a place, or the free time there.
Spot spotAt(int column, int minute, const QList<Block> &blocks);
Spot moved(const Spot &from, Step step, int columns, const QList<Block> &blocks);
const Block *blockOf(const QString &visit, const QList<Block> &blocks);
int snapped(int minute);

/// Wall-clock day and minute of a moment where the shop is.
QDate dayOf(Instant at, const QString &zone);
int minuteOf(Instant at, const QString &zone);

} // namespace trato::diary
