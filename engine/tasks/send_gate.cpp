#include "engine/shop/local_time.h"
#include "engine/shop/open_hours.h"
#include "engine/shop/planner.h"
#include "engine/shop/shop_book.h"
#include "engine/tasks/joined_visits.h"
#include "engine/tasks/send_parts.h"
#include "engine/tasks/send_rules.h"

/// What stands between a message that is written and its channel: the rules of writing to clients, and visits that are told
/// together.
namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis turnWait = Seconds(30);     ///< the earlier visit of the day speaks first …
constexpr Minutes turnEnd{30};               ///< … but not so late that this one would come too late
constexpr Millis longestWait = Hours(1);     ///< then the rules are read again: they may have changed
constexpr int mostVisits = 2000;
constexpr int closedDaysAhead = 31;
constexpr Hours week{7 * 24};

SendCase caseOf(const Notification &message, Purpose purpose)
{
    SendCase out;
    out.purpose = purpose;
    out.kind = enumFromName<MessageKind>(message.reminderType);
    out.byPerson = message.dedupeKey.startsWith(u"hand_");
    out.start = message.startAt;
    out.expiresAt = message.expiresAt;
    return out;
}

} // namespace

void SendMessage::release(const SendPtr &send, QList<Notification> choices)
{
    if (isUrgent(caseOf(send->message, purposeOf(send))))
        return dispatch(send, std::move(choices));
    if (!send->unit.id.isEmpty())
        return count(send, choices, send->unit);
    m_shop.units([this, send, choices](Result<QList<Unit>> units) {
        if (!units || units.value().isEmpty())
            return send->reply(JobOutcome::tryAgainIn(troubleWait, units ? u"no unit"_s : units.error().detail));
        count(send, choices, units.value().first());
    });
}

void SendMessage::count(const SendPtr &send, const QList<Notification> &choices, const Unit &unit)
{
    if (purposeOf(send) == Purpose::Service || !m_book)
        return judge(send, choices, unit);
    m_book->opening(unit.id, [this, send, choices, unit](Result<OpeningRecord> opening) {
        if (!opening)
            return send->reply(JobOutcome::tryAgainIn(troubleWait, opening.error().detail));
        const Result<LocalZone> zone = LocalZone::named(unit.zone);
        const QDate today = zone ? zone.value().dateOf(m_clock.now()) : QDate();
        send->closed = closedDays(unit.id, today, today.addDays(closedDaysAhead), opening.value().days);
        judge(send, choices, unit);
    });
}

void SendMessage::judge(const SendPtr &send, const QList<Notification> &choices, const Unit &unit)
{
    const Result<LocalZone> zone = LocalZone::named(unit.zone);
    if (!zone)
        return send->reply(JobOutcome::unrecoverable(zone.error().detail));
    const bool isAd = purposeOf(send) != Purpose::Service;
    const Instant from = isAd ? m_clock.now() - week : zone.value().at(zone.value().dateOf(m_clock.now()), QTime(0, 0)).at;
    m_dispatcher.countTo(choices.first().recipient, from, isAd, [this, send, choices, unit, zone = zone.value(), isAd](Result<qint64> sent) {
        if (!sent)
            return send->reply(JobOutcome::tryAgainIn(troubleWait, sent.error().detail));
        SendCase message = caseOf(send->message, purposeOf(send));
        message.closed = send->closed;
        (isAd ? message.adsThisWeek : message.sentToday) = sent.value();
        const Instant now = m_clock.now();
        const SendVerdict verdict = judgeSend(message, contactRules(m_settings, unit), zone, now);
        switch (verdict.say) {
        case SendVerdict::Say::Go: return dispatch(send, choices);
        case SendVerdict::Say::Skip: return skip(send, verdict.reason);
        case SendVerdict::Say::Wait:
            return send->reply(JobOutcome::tryAgainIn(std::clamp<Millis>(std::chrono::duration_cast<Millis>(verdict.until - now), Seconds(1), longestWait),
                                                      verdict.reason));
        }
    });
}

void SendMessage::joinVisits(const SendPtr &send, const VisitRecord &visit, const DiaryFreshness &freshness, QMap<QString, QString> variables)
{
    const Result<LocalZone> zone = LocalZone::named(visit.unit.zone);
    const auto kind = enumFromName<ReminderKind>(send->message.reminderType);
    if (!zone || !kind)
        return dispatchTo(send, visit.client, variables);
    const QDate day = zone.value().dateOf(visit.start);
    const auto midnight = [&](int days) { return zone.value().at(day.addDays(days), QTime(0, 0)).at; };
    m_shop.visits(midnight(0), midnight(1), {}, mostVisits,
                  [this, send, visit, freshness, variables, kind = *kind](Result<QList<VisitRecord>> around) {
                      if (!around)
                          return send->reply(JobOutcome::tryAgainIn(troubleWait, around.error().detail));
                      joinFound(send, visit, sameDayVisits(visit, around.value(), kind, m_settings, freshness, m_clock.now()), variables);
                  });
}

void SendMessage::joinFound(const SendPtr &send, const VisitRecord &visit, const DayVisits &day, const QMap<QString, QString> &variables)
{
    const auto kind = enumFromName<ReminderKind>(send->message.reminderType).value_or(ReminderKind::DayBefore);
    const auto keyOf = [kind](const VisitRecord &one) { return reminderKey(one.id, kind, one.start); };
    QStringList keys{send->message.dedupeKey};
    for (const VisitRecord &one : day.before + day.after)
        keys.append(keyOf(one));
    m_dispatcher.rowsOf(keys, [this, send, visit, day, variables, keyOf](Result<QMap<QString, DeliveryView>> rows) {
        if (!rows)
            return send->reply(JobOutcome::tryAgainIn(troubleWait, rows.error().detail));
        const QMap<QString, DeliveryView> told = rows.value();
        const auto isOpen = [&](const VisitRecord &one) {
            const auto row = told.constFind(keyOf(one));
            return row == told.cend() || mayBePlannedAgain(*row);
        };
        if (const auto own = told.constFind(send->message.dedupeKey); own != told.cend() && own->state == DeliveryState::Skipped && own->reason == u"joined")
            return skip(send, u"joined"_s);
        const bool hurries = send->message.expiresAt && m_clock.now() >= *send->message.expiresAt - turnEnd;
        if (!hurries && std::ranges::any_of(day.before, isOpen))
            return send->reply(JobOutcome::tryAgainIn(turnWait, u"joined"_s));
        QList<QMap<QString, QString>> others;
        for (const VisitRecord &one : day.after) {
            if (!isOpen(one))
                continue;
            Notification joined = send->message;
            joined.dedupeKey = keyOf(one);
            joined.visitId = one.id.value;
            joined.startAt = one.start;
            send->joined.append(joined);
            others.append(visitVariables(one, m_clock.now()));
        }
        dispatchTo(send, visit.client, joinedVariables(variables, others));
    });
}

/// What the program does not get to say of them is said by messages of their own: rather twice than never.
void SendMessage::noteJoined(const SendPtr &send)
{
    for (const Notification &one : std::as_const(send->joined))
        m_dispatcher.skip(one, u"joined"_s, [](const Result<Dispatched> &) {});
}

} // namespace trato
