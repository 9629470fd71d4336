#pragma once

#include "engine/api/appointment.h"

/// Clients who would come on a day that is full, and the places that become free for them.
namespace trato {

using WaitId = Id<struct WaitTag>;
using OfferId = Id<struct OfferTag>;

/// One client who waits for a place on one day.
struct WaitEntry {
    enum class State {
        Waiting,
        Booked,     ///< took a place that was offered
        Removed,
    };
    WaitId id{};
    UnitId unit{};
    QString zone{};               ///< of the unit
    ClientId client{};
    QString clientName{};
    QString phone{};              ///< masked
    QString day{};                ///< local, "yyyy-MM-dd"
    QString service{};
    QString professional{};       ///< wanted; empty: anybody
    int minutes = 30;             ///< how long a place has to be
    State state = State::Waiting;
    Instant since{};
    friend bool operator==(const WaitEntry &, const WaitEntry &) = default;
    static constexpr auto fields()
    {
        using W = WaitEntry;
        return fieldList(field("id", &W::id), field("unit", &W::unit), field("zone", &W::zone), field("client", &W::client),
                          field("clientName", &W::clientName), field("phone", &W::phone), field("day", &W::day),
                          field("service", &W::service), field("professional", &W::professional), field("minutes", &W::minutes),
                          field("state", &W::state), field("since", &W::since));
    }
};
template <>
struct EnumNames<WaitEntry::State> {
    static constexpr std::array names{"waiting", "booked", "removed"};
};

/// A place that became free, offered to one client.
struct SlotOffer {
    enum class State {
        Open,       ///< waits for the answer
        Taken,
        Declined,
        Expired,    ///< no answer in time
        Withdrawn,  ///< the place was given away, the day was closed, or the client waits no more
        Unreached,  ///< the message could not be brought to them
    };
    OfferId id{};
    WaitId wait{};
    UnitId unit{};
    QString zone{};
    ClientId client{};
    QString clientName{};
    QString phone{};              ///< masked
    Instant start{};
    Instant end{};
    QString professional{};
    QString service{};
    State state = State::Open;
    Instant offeredAt{};
    Instant expiresAt{};
    VisitId visit{};              ///< that was made of it; empty unless it is taken
    friend bool operator==(const SlotOffer &, const SlotOffer &) = default;
    static constexpr auto fields()
    {
        using S = SlotOffer;
        return fieldList(field("id", &S::id), field("wait", &S::wait), field("unit", &S::unit), field("zone", &S::zone),
                          field("client", &S::client), field("clientName", &S::clientName), field("phone", &S::phone),
                          field("start", &S::start), field("end", &S::end), field("professional", &S::professional),
                          field("service", &S::service), field("state", &S::state), field("offeredAt", &S::offeredAt),
                          field("expiresAt", &S::expiresAt), field("visit", &S::visit));
    }
};
template <>
struct EnumNames<SlotOffer::State> {
    static constexpr std::array names{"open", "taken", "declined", "expired", "withdrawn", "unreached"};
};

struct WaitList {
    QList<WaitEntry> waits{};     ///< from today on, by day and since
    QList<SlotOffer> offers{};    ///< of the last seven days, newest first
    UnitId unit{};                ///< whose list it is
    bool offering = false;        ///< places are offered: message kind `slot_offer` is on at the unit, and `replies/offerMinutes` not zero
    friend bool operator==(const WaitList &, const WaitList &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("waits", &WaitList::waits), field("offers", &WaitList::offers), field("unit", &WaitList::unit),
                          field("offering", &WaitList::offering));
    }
};

/// Somebody who would come, as typed.
struct WaitDraft {
    UnitId unit{};                ///< empty = the only or first unit
    QString clientName{};
    QString phone{};              ///< any Brazilian spelling
    QString day{};                ///< "yyyy-MM-dd"
    QString service{};
    QString professional{};
    friend bool operator==(const WaitDraft &, const WaitDraft &) = default;
    static constexpr auto fields()
    {
        using D = WaitDraft;
        return fieldList(field("unit", &D::unit), field("clientName", &D::clientName), field("phone", &D::phone), field("day", &D::day),
                          field("service", &D::service), field("professional", &D::professional));
    }
};

} // namespace trato
