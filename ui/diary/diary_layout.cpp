#include "ui/diary/diary_layout.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace trato::diary {

using namespace Qt::StringLiterals;

namespace {

QDateTime wall(Instant at, const QString &zone)
{
    const QTimeZone place(zone.toUtf8());
    return place.isValid() ? toUtc(at).toTimeZone(place) : toUtc(at).toLocalTime();
}

void addHours(Column &column, const ProfessionalId &professional, const QList<WorkWeek> &weeks)
{
    const WorkWeek *held = nullptr;
    for (const WorkWeek &week : weeks)
        if (week.professional == professional || (week.professional.isEmpty() && !held))
            held = &week;
    column.hoursKnown = held != nullptr;
    if (!held)
        return;
    for (const OpenSpan &span : held->spans)
        if (span.weekday == column.day.dayOfWeek())
            column.open.append({span.from, span.to});
}

QString closedName(QDate day, const QList<ClosedDay> &closed)
{
    const QString text = day.toString(Qt::ISODate);
    const auto it = std::ranges::find_if(closed, [&](const ClosedDay &d) { return d.closed && d.day == text; });
    return it == closed.end() ? QString() : it->name;
}

bool sameName(const QString &a, const QString &b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

int columnOf(const VisitView &visit, const QList<Column> &columns)
{
    const QDate day = dayOf(visit.start, visit.zone);
    for (int i = 0; i < columns.size(); ++i)
        if (columns[i].day == day && (columns[i].everybody || sameName(columns[i].professional, visit.professional)))
            return i;
    return -1;
}

bool takesTheChair(const VisitView &visit)
{
    return visit.status != VisitStatus::Cancelled && visit.status != VisitStatus::NoShow && visit.status != VisitStatus::Done;
}

bool overlap(const Block &a, const Block &b) { return a.column == b.column && a.from < b.to && b.from < a.to; }

/// Lanes of one group of blocks that hang together: each takes the first lane that is free.
void shareLanes(QList<Block> &blocks, qsizetype begin, qsizetype end)
{
    QList<int> freeFrom;
    for (qsizetype i = begin; i < end; ++i) {
        int lane = 0;
        while (lane < freeFrom.size() && freeFrom[lane] > blocks[i].from)
            ++lane;
        if (lane == freeFrom.size())
            freeFrom.append(0);
        freeFrom[lane] = blocks[i].to;
        blocks[i].lane = lane;
    }
    for (qsizetype i = begin; i < end; ++i)
        blocks[i].lanes = int(freeFrom.size());
}

/// A short visit may be drawn longer than it is, but not over the next one. Blocks are in the order of column and begin.
void measureRoom(QList<Block> &blocks)
{
    for (qsizetype i = 0; i < blocks.size(); ++i)
        for (qsizetype next = i + 1; next < blocks.size() && blocks[next].column == blocks[i].column; ++next)
            if (blocks[next].from >= blocks[i].to) {
                blocks[i].room = blocks[next].from - blocks[i].from;
                break;
            }
}

} // namespace

QDate dayOf(Instant at, const QString &zone) { return wall(at, zone).date(); }
int minuteOf(Instant at, const QString &zone)
{
    const QTime time = wall(at, zone).time();
    return time.hour() * 60 + time.minute();
}
int snapped(int minute) { return std::clamp(minute, 0, dayMinutes - slotMinutes) / slotMinutes * slotMinutes; }

QDate weekStart(QDate day)
{
    const int first = QLocale().firstDayOfWeek();
    return day.addDays(-((day.dayOfWeek() - first + 7) % 7));
}

QList<Column> dayColumns(QDate day, const QList<Professional> &team, const QList<WorkWeek> &weeks,
                         const QList<ClosedDay> &closed, const QList<VisitView> &visits, const QString &nobody)
{
    QList<Column> columns;
    const QString closedBy = closedName(day, closed);
    const auto add = [&](const QString &name, const ProfessionalId &id) {
        Column column{name.isEmpty() ? nobody : name, day, name, false, false, {}, closedBy};
        addHours(column, id, weeks);
        columns.append(column);
    };
    for (const Professional &one : team)
        if (one.active)
            add(one.name, one.id);
    for (const VisitView &visit : visits) {
        if (dayOf(visit.start, visit.zone) != day || columnOf(visit, columns) >= 0)
            continue;
        const auto known = std::ranges::find_if(team, [&](const Professional &p) { return sameName(p.name, visit.professional); });
        add(visit.professional, known == team.end() ? ProfessionalId() : known->id);
    }
    if (columns.isEmpty())
        add({}, {});
    return columns;
}

QList<Column> weekColumns(QDate first, const Professional &professional, const QList<WorkWeek> &weeks,
                          const QList<ClosedDay> &closed)
{
    QList<Column> columns;
    for (int i = 0; i < 7; ++i) {
        const QDate day = first.addDays(i);
        Column column{QLocale().toString(day, u"ddd d"_s), day, professional.name, professional.id.isEmpty(), false, {},
                      closedName(day, closed)};
        addHours(column, professional.id, weeks);
        columns.append(column);
    }
    return columns;
}

QList<Block> layBlocks(const QList<VisitView> &visits, const QList<Column> &columns)
{
    QList<Block> blocks;
    for (const VisitView &visit : visits) {
        Block block;
        block.visit = visit;
        block.column = columnOf(visit, columns);
        block.from = minuteOf(visit.start, visit.zone);
        const qint64 length = std::max<qint64>(5, std::chrono::duration_cast<Minutes>(visit.end - visit.start).count());
        block.to = int(std::min<qint64>(dayMinutes, block.from + length));
        if (block.column >= 0)
            blocks.append(block);
    }
    std::ranges::sort(blocks, [](const Block &a, const Block &b) {
        return std::tuple(a.column, a.from, -a.to, a.visit.id.value) < std::tuple(b.column, b.from, -b.to, b.visit.id.value);
    });
    for (qsizetype begin = 0; begin < blocks.size();) {
        int reach = blocks[begin].to;
        qsizetype end = begin + 1;
        while (end < blocks.size() && blocks[end].column == blocks[begin].column && blocks[end].from < reach)
            reach = std::max(reach, blocks[end++].to);
        shareLanes(blocks, begin, end);
        for (qsizetype i = begin; i < end; ++i)
            for (qsizetype j = begin; j < i; ++j) {
                Block &a = blocks[i];
                Block &b = blocks[j];
                if (!overlap(a, b) || !takesTheChair(a.visit) || !takesTheChair(b.visit) || a.visit.professional.isEmpty()
                    || !sameName(a.visit.professional, b.visit.professional))
                    continue;
                a.doubleBooked = b.doubleBooked = true;
            }
        begin = end;
    }
    measureRoom(blocks);
    return blocks;
}

const Block *blockOf(const QString &visit, const QList<Block> &blocks)
{
    const auto it = std::ranges::find_if(blocks, [&](const Block &b) { return !visit.isEmpty() && b.visit.id.value == visit; });
    return it == blocks.end() ? nullptr : &*it;
}

Spot spotAt(int column, int minute, const QList<Block> &blocks)
{
    const int slot = snapped(minute);
    const Block *best = nullptr;
    for (const Block &block : blocks)
        if (block.column == column && block.from < slot + slotMinutes && slot < block.to && (!best || block.lane < best->lane))
            best = &block;
    return {column, slot, best ? best->visit.id.value : QString()};
}

Spot moved(const Spot &from, Step step, int columns, const QList<Block> &blocks)
{
    const Block *here = blockOf(from.visit, blocks);
    if (step == Step::Up)
        return spotAt(from.column, (here ? here->from : from.minute) - slotMinutes, blocks);
    if (step == Step::Down)
        return spotAt(from.column, here ? (here->to + slotMinutes - 1) / slotMinutes * slotMinutes : from.minute + slotMinutes, blocks);
    const bool right = step == Step::Right;
    const Block *beside = nullptr;
    for (const Block &block : blocks) {
        if (!here || !overlap(block, *here) || (right ? block.lane <= here->lane : block.lane >= here->lane))
            continue;
        if (!beside || (right ? block.lane < beside->lane : block.lane > beside->lane))
            beside = &block;
    }
    if (beside)
        return {from.column, from.minute, beside->visit.id.value};
    const int column = from.column + (right ? 1 : -1);
    return column < 0 || column >= columns ? from : spotAt(column, from.minute, blocks);
}

} // namespace trato::diary
