#include "engine/shop/line_rules.h"

#include "engine/shop/diary_merge.h"

#include <algorithm>

namespace trato
{

using namespace Qt::StringLiterals;

namespace {

/// The first moment from which the chair is free long enough.
Instant freeAt(const Chair &chair, Instant from, Minutes length)
{
    QList<std::pair<Instant, Instant>> taken = chair.taken;
    std::sort(taken.begin(), taken.end());
    Instant at = from;
    for (const auto &[begin, end] : std::as_const(taken)) {
        if (begin >= at + length)
            break;
        at = std::max(at, end);
    }
    return at;
}

} // namespace

Result<LineEntry::State> afterAct(LineEntry::State state, LineAct act)
{
    using State = LineEntry::State;
    const bool there = state == State::Waiting || state == State::Called;
    switch (act) {
    case LineAct::Call:
        if (state == State::Waiting)
            return State::Called;
        break;
    case LineAct::Attend:
        if (there)
            return State::Served;
        break;
    case LineAct::Pass:
        if (there)
            return State::Waiting;
        break;
    case LineAct::Leave:
        if (there)
            return State::Left;
        break;
    }
    return Error{Error::Code::Conflict, u"line.state"_s};
}

QList<LineEvent> movedUp(const QList<LineEntryId> &before, const QList<LineEntryId> &after, Instant at)
{
    constexpr qsizetype third = 3;
    QList<LineEvent> events;
    for (qsizetype i = 0; i < after.size(); ++i) {
        const qsizetype was = before.indexOf(after[i]) + 1;
        const qsizetype is = i + 1;
        if (was == 0 || was <= is)
            continue;
        if (is == 1)
            events.append({after[i], {}, LineEvent::Kind::First, 1, at});
        else if (was > third && is <= third)
            events.append({after[i], {}, LineEvent::Kind::Third, int(is), at});
    }
    return events;
}

QList<std::optional<Minutes>> estimateWaits(Instant now, QList<Chair> chairs, const QList<Sitting> &line)
{
    QList<std::optional<Minutes>> waits;
    for (const Sitting &one : line) {
        Chair *best = nullptr;
        Instant when{};
        for (Chair &chair : chairs) {
            if (!one.professional.isEmpty() && foldText(one.professional) != foldText(chair.professional))
                continue;
            const Instant at = freeAt(chair, now, Minutes(one.minutes));
            if (!best || at < when) {
                best = &chair;
                when = at;
            }
        }
        if (!best) {
            waits.append(std::nullopt);
            continue;
        }
        best->taken.append({when, when + Minutes(one.minutes)});
        waits.append(std::chrono::ceil<Minutes>(when - now));
    }
    return waits;
}

} // namespace trato
