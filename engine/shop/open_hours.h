#pragma once

#include "engine/api/shop.h"
#include "engine/shop/local_time.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// The closed and the opened days of one unit from one day to another, national holidays included, by day. `set` are the
/// days a person set; one of them goes before the holiday of the same day. Pure.
QList<ClosedDay> closedDays(const UnitId &unit, QDate from, QDate to, const QList<ClosedDay> &set);

/// The closed day on which the unit does not work; nullptr when it does. `days` as `closedDays` gives them.
const ClosedDay *closedOn(QDate day, const QList<ClosedDay> &days);

/// The week that holds for a professional: their own, else the unit's; nullptr when nobody said.
const WorkWeek *weekOf(const ProfessionalId &professional, const QList<WorkWeek> &weeks);

/// Whether a stretch of a day, in minutes after midnight, lies inside the spans of that weekday. Spans that touch count
/// as one.
bool isOpen(const WorkWeek &week, int weekday, int from, int to);

/// Empty when the spans of a week are in order, else the key of what is wrong.
QString spanProblem(const QList<OpenSpan> &spans);

/// What speaks against a time. Double booking is both: the same professional and the same time; only visits that still
/// take the chair count. Views without reminders. Pure.
struct WantedSlot {
    VisitId visit{};          ///< being moved; never in its own way
    QString professional{};
    Instant start{};
    Instant end{};
};
SlotCheck checkSlot(const WantedSlot &wanted, const QList<VisitRecord> &around, const WorkWeek *week,
                    const QList<ClosedDay> &days, const LocalZone &zone);

} // namespace trato
