#pragma once

#include "engine/api/line.h"
#include "engine/api/result.h"

namespace trato {

/// What may become of a state by an act; Conflict "line.state" when it does not fit. Passing makes a called one wait again.
Result<LineEntry::State> afterAct(LineEntry::State state, LineAct act);

/// Who waits, in order, and how the positions change: who moves up to the third or the first place is worth an event. Those who
/// were not there before, or stand further back than before, have none. Pure.
QList<LineEvent> movedUp(const QList<LineEntryId> &before, const QList<LineEntryId> &after, Instant at);

/// One chair: who works at it, and when it is taken.
struct Chair {
    QString professional{};
    QList<std::pair<Instant, Instant>> taken{};
};
/// Somebody who wants to sit down.
struct Sitting {
    QString professional{};   ///< empty: anybody
    int minutes = 30;
};
/// How long each of them waits when they sit down in this order, at the first free stretch that is long enough. Not set when
/// nobody works whom they want. Pure.
QList<std::optional<Minutes>> estimateWaits(Instant now, QList<Chair> chairs, const QList<Sitting> &line);

} // namespace trato
