#pragma once

#include "engine/api/result.h"
#include "engine/api/shop.h"

namespace trato {

/// A visit as the figures need it.
struct PastVisit {
    Instant start{};
    Instant end{};
    VisitStatus status = VisitStatus::Done;
    qint64 cents = 0;
    QString service{};
    QString zone{};           ///< IANA name, of the unit
};

/// How far back the visits must reach for `shopFigures`, and how far on: the whole month before, today in any zone.
constexpr Hours figuresPast{24 * 63};
constexpr Hours figuresAhead{48};

/// Counts what the visits say (domain 2.9, 3.2). `firstDone` is the begin of the first visit ever that was attended: a span
/// that begins before it is not compared with. Pure. Invalid when a zone is not known.
Result<ShopFigures> shopFigures(const QList<PastVisit> &visits, std::optional<Instant> firstDone, Instant now);

} // namespace trato
