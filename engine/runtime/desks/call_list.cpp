#include "engine/runtime/desks/call_list.h"

namespace trato {

using namespace Qt::StringLiterals;

std::optional<CallEntry::Why> callReason(const VisitView &visit, const EngineSettings &settings, Instant now)
{
    using Why = CallEntry::Why;
    using enum DeliveryState;
    if (visit.status != VisitStatus::Scheduled || visit.vanished || visit.start <= now)
        return std::nullopt;
    switch (visit.answer) {
    case VisitAnswer::Yes: return std::nullopt;
    case VisitAnswer::No: return Why::Cancels;
    case VisitAnswer::Unclear: return Why::Unclear;
    case VisitAnswer::None: break;
    }
    for (const ReminderView &reminder : visit.reminders) {
        if (reminder.kind != ReminderKind::DayBefore || reminder.dueAt > now)
            continue;
        if (reminder.state == ReminderView::State::NotNeeded && reminder.reason == u"bad_address")
            return Why::Unreached;
        if (reminder.state != ReminderView::State::Told || !reminder.deliveryState)
            continue;
        const DeliveryState state = *reminder.deliveryState;
        if (state == Failed || (state == Skipped && (reminder.reason == u"bad_address" || reminder.reason.startsWith(u"expired"))))
            return Why::Unreached;
        const bool asked = state == Accepted || state == Sent || state == Delivered || state == Read || state == SentByHand || state == Uncertain
            || (state == Skipped && reminder.reason == u"joined");
        if (asked && settings.callAfterMinutes > 0 && now >= reminder.dueAt + Minutes(settings.callAfterMinutes))
            return Why::Unanswered;
    }
    return std::nullopt;
}

} // namespace trato
