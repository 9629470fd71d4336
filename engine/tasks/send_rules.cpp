#include "engine/tasks/send_rules.h"

#include "engine/shop/open_hours.h"
#include "engine/shop/wish_rules.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

using Say = SendVerdict::Say;

constexpr int daysAhead = 30;
constexpr DaySpan usualNight{21 * 60, 8 * 60};   ///< tells when a day begins where nobody set quiet hours

int minuteOf(Instant at, const LocalZone &zone)
{
    const QTime time = zone.timeOf(at);
    return time.hour() * 60 + time.minute();
}

Instant atMinute(QDate day, int minute, const LocalZone &zone)
{
    return zone.at(day.addDays(minute / (24 * 60)), QTime(0, 0).addSecs(minute % (24 * 60) * 60)).at;
}

/// The next end of the stretch behind `now`.
Instant nextEnd(const DaySpan &span, const LocalZone &zone, Instant now)
{
    QDate day = zone.dateOf(now);
    Instant end = atMinute(day, span.to, zone);
    while (end <= now) {
        day = day.addDays(1);
        end = atMinute(day, span.to, zone);
    }
    return end;
}

/// From when on advertising may leave; not set: not within a month.
std::optional<Instant> nextAdvertising(const SendCase &message, const ContactRules &rules, const LocalZone &zone, Instant now)
{
    if (!rules.advertising)
        return std::nullopt;
    const QDate today = zone.dateOf(now);
    for (int i = 0; i < daysAhead; ++i) {
        const QDate day = today.addDays(i);
        const ClosedDay *closed = closedOn(day, message.closed);
        if (day.dayOfWeek() == Qt::Sunday || closed)
            continue;
        const Instant from = atMinute(day, rules.advertising->from, zone);
        const Instant to = atMinute(day, rules.advertising->to, zone);
        if (now < to)
            return qMax(from, now);
    }
    return std::nullopt;
}

} // namespace

bool isUrgent(const SendCase &message)
{
    if (message.purpose != Purpose::Service)
        return false;
    return message.byPerson || !message.kind || *message.kind == MessageKind::HourBefore || isAboutLine(*message.kind) || isAnswer(*message.kind);
}

bool isQuiet(const ContactRules &rules, const Unit &unit, Instant now)
{
    const Result<LocalZone> zone = LocalZone::named(unit.zone);
    return rules.quiet && zone && rules.quiet->holds(minuteOf(now, zone.value()));
}

SendVerdict judgeSend(const SendCase &message, const ContactRules &rules, const LocalZone &zone, Instant now)
{
    const auto untilOr = [&](Instant until, const QString &reason, Say otherwise) {
        const bool useless = message.expiresAt && until >= *message.expiresAt;
        return useless ? SendVerdict{otherwise, reason, {}} : SendVerdict{Say::Wait, reason, until};
    };
    if (message.purpose != Purpose::Service) {
        const std::optional<Instant> next = nextAdvertising(message, rules, zone, now);
        if (!next)
            return {Say::Skip, u"quiet.ads"_s, {}};
        if (*next > now)
            return untilOr(*next, u"quiet.ads"_s, Say::Skip);
        if (rules.quiet && rules.quiet->holds(minuteOf(now, zone)))
            return untilOr(nextEnd(*rules.quiet, zone, now), u"quiet.ads"_s, Say::Skip);
        if (rules.adsPerWeek > 0 && message.adsThisWeek >= rules.adsPerWeek)
            return {Say::Skip, u"cap.week"_s, {}};
        return {};
    }
    if (isUrgent(message))
        return {};
    const bool isOffer = message.kind == MessageKind::SlotOffer; // at night it would be over before it is read
    if (rules.quiet && rules.quiet->holds(minuteOf(now, zone)))
        if (const SendVerdict held = untilOr(nextEnd(*rules.quiet, zone, now), u"quiet"_s, isOffer ? Say::Skip : Say::Go); held.say != Say::Go)
            return held;
    const bool isToday = message.start && zone.dateOf(*message.start) == zone.dateOf(now);
    if (rules.perDay > 0 && message.sentToday >= rules.perDay && !isToday) {
        const DaySpan night = rules.quiet.value_or(usualNight);
        const Instant tomorrow = atMinute(zone.dateOf(now).addDays(1), night.to, zone);
        return untilOr(tomorrow, u"cap.day"_s, Say::Skip);
    }
    return {};
}

} // namespace trato
