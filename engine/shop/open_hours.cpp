#include "engine/shop/open_hours.h"

#include "engine/shop/diary_merge.h"
#include "engine/shop/holidays.h"
#include "engine/shop/visit_view.h"

#include <algorithm>

namespace trato
{

using namespace Qt::StringLiterals;

namespace {

constexpr int dayMinutes = 24 * 60;

QString dayText(QDate day) { return day.toString(Qt::ISODate); }

/// The 29th of February comes back on the 28th.
QDate inYear(QDate day, int year)
{
    const QDate same(year, day.month(), day.day());
    return same.isValid() ? same : QDate(year, day.month(), day.day() - 1);
}

bool takesTheChair(VisitStatus status)
{
    return status == VisitStatus::Scheduled || status == VisitStatus::Confirmed || status == VisitStatus::InService
        || status == VisitStatus::Blocked;
}

} // namespace

QList<ClosedDay> closedDays(const UnitId &unit, QDate from, QDate to, const QList<ClosedDay> &set)
{
    QMap<QString, ClosedDay> days;
    for (int year = from.year(); year <= to.year(); ++year) {
        for (const Holiday &holiday : nationalHolidays(year))
            days.insert(dayText(holiday.day), {unit, dayText(holiday.day), holiday.key, ClosedDay::Kind::National, true, false});
        for (const ClosedDay &own : set) {
            const QDate day = QDate::fromString(own.day, Qt::ISODate);
            if (!own.everyYear || !day.isValid() || day.year() > year)
                continue;
            ClosedDay again = own;
            again.day = dayText(inYear(day, year));
            days.insert(again.day, again);
        }
    }
    for (const ClosedDay &own : set) {
        if (own.everyYear)
            continue;
        const auto holiday = days.constFind(own.day);
        ClosedDay known = own;
        if (holiday != days.cend() && holiday->kind == ClosedDay::Kind::National) {
            known.kind = ClosedDay::Kind::National;
            known.name = holiday->name;
        }
        days.insert(own.day, known);
    }
    QList<ClosedDay> found;
    for (const ClosedDay &day : std::as_const(days))
        if (day.day >= dayText(from) && day.day <= dayText(to))
            found.append(day);
    return found;
}

const ClosedDay *closedOn(QDate day, const QList<ClosedDay> &days)
{
    const QString text = dayText(day);
    const auto it = std::find_if(days.begin(), days.end(), [&](const ClosedDay &d) { return d.closed && d.day == text; });
    return it == days.end() ? nullptr : &*it;
}

const WorkWeek *weekOf(const ProfessionalId &professional, const QList<WorkWeek> &weeks)
{
    const WorkWeek *unit = nullptr;
    for (const WorkWeek &week : weeks) {
        if (week.professional.isEmpty())
            unit = &week;
        else if (week.professional == professional)
            return &week;
    }
    return unit;
}

bool isOpen(const WorkWeek &week, int weekday, int from, int to)
{
    QList<OpenSpan> spans;
    for (const OpenSpan &span : week.spans)
        if (span.weekday == weekday)
            spans.append(span);
    std::sort(spans.begin(), spans.end(), [](const OpenSpan &a, const OpenSpan &b) { return a.from < b.from; });
    int reached = from;
    for (const OpenSpan &span : std::as_const(spans))
        if (span.from <= reached && span.to > reached)
            reached = span.to;
    return reached >= to;
}

QString spanProblem(const QList<OpenSpan> &spans)
{
    constexpr qsizetype mostSpans = 7 * 6;
    if (spans.size() > mostSpans)
        return u"hours.too_many"_s;
    for (qsizetype i = 0; i < spans.size(); ++i) {
        const OpenSpan &span = spans[i];
        if (span.weekday < 1 || span.weekday > 7 || span.from < 0 || span.from >= span.to || span.to > dayMinutes)
            return u"hours.order"_s;
        for (qsizetype other = 0; other < i; ++other)
            if (spans[other].weekday == span.weekday && spans[other].from < span.to && span.from < spans[other].to)
                return u"hours.overlap"_s;
    }
    return {};
}

SlotCheck checkSlot(const WantedSlot &wanted, const QList<VisitRecord> &around, const WorkWeek *week,
                    const QList<ClosedDay> &days, const LocalZone &zone)
{
    SlotCheck check;
    const QString professional = foldText(wanted.professional);
    for (const VisitRecord &visit : around)
        if (!professional.isEmpty() && foldText(visit.professional) == professional && visit.id != wanted.visit
            && takesTheChair(visit.status) && visit.start < wanted.end && wanted.start < visit.end)
            check.overlaps.append(visitView(visit));
    const QDate day = zone.dateOf(wanted.start);
    if (const ClosedDay *closed = closedOn(day, days))
        check.closedDay = closed->name;
    if (week) {
        const int from = zone.minuteOf(wanted.start);
        const qint64 length = std::chrono::duration_cast<Minutes>(wanted.end - wanted.start).count();
        check.outsideHours = !isOpen(*week, day.dayOfWeek(), from, from + int(length));
    }
    return check;
}

} // namespace trato
