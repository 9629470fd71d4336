#pragma once

#include "engine/api/waits.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// A place in the diary that somebody left.
struct FreedPlace {
    UnitId unit{};
    QString professional{};
    QString service{};        ///< that was to be done
    ClientId client{};        ///< who left it
    Instant start{};
    Instant end{};
    friend bool operator==(const FreedPlace &, const FreedPlace &) = default;
};

/// What is known outside the shop's file when places are offered. The functions are called on the shop's thread.
struct OfferRules {
    Minutes life{20};                                                ///< of an offer; zero: none is made
    std::function<bool(const Unit &)> mayWrite{};                    ///< whether now is a time to write to clients
    std::function<bool(const Unit &, const Client &)> mayAsk{};      ///< whether they can be reached, and want to be
    QList<OfferId> unreached{};                                      ///< open offers whose message did not get there
};

/// Before the start, for the answer and for the way.
inline constexpr Minutes offerLead{45};
/// An offer ends so long before the start at the latest.
inline constexpr Minutes offerMargin{20};
/// So long after its end an offer still counts as what a client answers who points at no message.
inline constexpr Hours offerTalk{1};
/// So long after its end an answer to its message is understood.
inline constexpr Hours offerMemory{12};

/// The place that a change of a visit leaves; not set: none, or one that lies behind. Pure.
std::optional<FreedPlace> freedBy(const VisitRecord &before, const VisitRecord &after, Instant now);

/// Whether somebody who waits may be offered this place: not who left it, long enough, with whom they want. Pure.
bool fits(const FreedPlace &place, const WaitEntry &wait);

/// When an offer made now ends that is kept for `life`. Pure.
Instant offerEnd(Instant now, Minutes life, Instant start);

/// Whether a yes that comes too late still gets the place, as long as nobody else has it or was asked. Pure.
constexpr bool mayComeBack(SlotOffer::State state)
{
    return state == SlotOffer::State::Expired || state == SlotOffer::State::Declined || state == SlotOffer::State::Unreached;
}

/// Dedupe key of an offer's message.
QString offerKey(const OfferId &offer);
/// The same of the question what the client's answer to the offer means.
QString offerAskBackKey(const OfferId &offer);
/// The offer that a message with this dedupe key made or asked about once more; empty: none.
OfferId offerOf(const QString &dedupeKey);

} // namespace trato
