#pragma once

#include "engine/api/appointment.h"

/// What the overview counts in lists of visits and messages that it has anyway. Pure.
namespace trato {

/// Visits of today, each in the time zone of its unit; cancelled ones and blocked times do not count.
struct VisitsToday {
    qint64 all = 0;
    qint64 attended = 0;
    qint64 confirmed = 0;
};
VisitsToday visitsToday(const QList<VisitView> &visits, Instant now);

/// Reminders that will go out in the next 24 hours.
struct ComingReminders {
    qint64 due = 0;
    bool unknown = false;              ///< what became of some cannot be read now
    std::optional<Instant> next{};
    QString nextZone{};
    QList<double> perHour{};           ///< 24 counts from now on
};
ComingReminders comingReminders(const QList<VisitView> &visits, Instant now);

enum class MessagePart { Sent, WouldSend, Unsent };
/// What a message counts for; not set: for nothing yet, or it was not needed.
std::optional<MessagePart> partOf(DeliveryState state);

/// Messages of the last 24 hours.
struct MessageFigures {
    qint64 all = 0;
    qint64 sent = 0;
    qint64 wouldSend = 0;
    qint64 unsent = 0;                 ///< failed or uncertain
    qint64 skipped = 0;                ///< not needed
};
MessageFigures messageFigures(const QList<DeliveryView> &deliveries, Instant now);

/// Per part the counts of 24 whole hours, of which the last one is the present one; `from` gets the first one's begin.
QList<QList<int>> messagesByHour(const QList<DeliveryView> &deliveries, Instant now, Instant &from);

/// Visits (first list) and reminders of one day after the other, `before` today and `days` in all, each by the clock of its
/// unit. Reminders count on the day on which they are due; those that are not needed or came too late do not.
QList<QList<int>> visitsByDay(const QList<VisitView> &visits, Instant now, int before, int days);

/// Without the visits of days that are over where their unit is.
QList<VisitView> fromToday(QList<VisitView> visits, Instant now);

/// Begin of the day in the computer's zone.
Instant startOfDay(Instant now);

} // namespace trato
