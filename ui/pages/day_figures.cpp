#include "ui/pages/day_figures.h"

#include "ui/format.h"

namespace trato {

VisitsToday visitsToday(const QList<VisitView> &visits, Instant now)
{
    VisitsToday figures;
    for (const VisitView &visit : visits)
        if (format::date(visit.start, visit.zone) == format::date(now, visit.zone)
            && visit.status != VisitStatus::Cancelled && visit.status != VisitStatus::Blocked) {
            ++figures.all;
            figures.attended += visit.status == VisitStatus::Done;
            figures.confirmed += visit.status == VisitStatus::Confirmed;
        }
    return figures;
}

ComingReminders comingReminders(const QList<VisitView> &visits, Instant now)
{
    ComingReminders coming;
    coming.perHour = QList<double>(24, 0.0);
    for (const VisitView &visit : visits)
        for (const ReminderView &reminder : visit.reminders) {
            coming.unknown = coming.unknown || reminder.state == ReminderView::State::Unknown;
            const bool waits = reminder.state == ReminderView::State::Planned || reminder.state == ReminderView::State::Queued;
            if (!waits || reminder.dueAt < now || reminder.dueAt >= now + Hours(24))
                continue;
            ++coming.due;
            coming.perHour[std::chrono::duration_cast<Hours>(reminder.dueAt - now).count()] += 1;
            if (!coming.next || reminder.dueAt < *coming.next) {
                coming.next = reminder.dueAt;
                coming.nextZone = visit.zone;
            }
        }
    return coming;
}

std::optional<MessagePart> partOf(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Accepted:
    case DeliveryState::Sent:
    case DeliveryState::Delivered:
    case DeliveryState::Read:
    case DeliveryState::SentByHand: return MessagePart::Sent;
    case DeliveryState::WouldSend: return MessagePart::WouldSend;
    case DeliveryState::Failed:
    case DeliveryState::Uncertain: return MessagePart::Unsent;
    case DeliveryState::Sending:
    case DeliveryState::AwaitsPerson:
    case DeliveryState::NotSent:
    case DeliveryState::Skipped: return std::nullopt;
    }
    return std::nullopt;
}

MessageFigures messageFigures(const QList<DeliveryView> &deliveries, Instant now)
{
    MessageFigures figures;
    for (const DeliveryView &delivery : deliveries) {
        if (delivery.createdAt < now - Hours(24))
            continue;
        const std::optional<MessagePart> part = partOf(delivery.state);
        figures.sent += part == MessagePart::Sent;
        figures.wouldSend += part == MessagePart::WouldSend;
        figures.unsent += part == MessagePart::Unsent;
        figures.skipped += delivery.state == DeliveryState::Skipped;
        ++figures.all;
    }
    return figures;
}

QList<QList<int>> messagesByHour(const QList<DeliveryView> &deliveries, Instant now, Instant &from)
{
    const qint64 hour = Millis(Hours(1)).count();
    from = fromMs((toMs(now) / hour - 23) * hour);
    QList<QList<int>> counts(3, QList<int>(24, 0));
    for (const DeliveryView &delivery : deliveries) {
        const std::optional<MessagePart> part = partOf(delivery.state);
        const qint64 slot = (toMs(delivery.createdAt) - toMs(from)) / hour;
        if (part && delivery.createdAt >= from && slot <= 23)
            ++counts[int(*part)][slot];
    }
    return counts;
}

QList<QList<int>> visitsByDay(const QList<VisitView> &visits, Instant now, int before, int days)
{
    QList<QList<int>> counts(2, QList<int>(days, 0));
    const auto count = [&](int part, Instant at, const QString &zone) {
        const qint64 slot = format::day(now, zone).daysTo(format::day(at, zone)) + before;
        if (slot >= 0 && slot < days)
            ++counts[part][slot];
    };
    for (const VisitView &visit : visits) {
        if (visit.status != VisitStatus::Cancelled && visit.status != VisitStatus::Blocked)
            count(0, visit.start, visit.zone);
        for (const ReminderView &reminder : visit.reminders)
            if (reminder.state != ReminderView::State::NotNeeded && reminder.state != ReminderView::State::Expired)
                count(1, reminder.dueAt, visit.zone);
    }
    return counts;
}

QList<VisitView> fromToday(QList<VisitView> visits, Instant now)
{
    visits.removeIf([now](const VisitView &visit) { return format::day(visit.start, visit.zone) < format::day(now, visit.zone); });
    return visits;
}

Instant startOfDay(Instant now)
{
    const QDateTime local = toUtc(now).toLocalTime();
    return fromMs(local.date().startOfDay().toMSecsSinceEpoch());
}

} // namespace trato
