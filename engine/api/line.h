#pragma once

#include "engine/api/appointment.h"

/// The waiting line of clients without an appointment ("fila"). A line belongs to a unit and to one local day: the next day
/// begins empty.
namespace trato {

using LineEntryId = Id<struct LineEntryTag>;

/// One client in the line.
struct LineEntry {
    enum class State {
        Waiting,
        Called,     ///< told that it is their turn
        Served,     ///< sat down
        Left,       ///< went away, or was still there when the day ended
    };
    LineEntryId id{};
    UnitId unit{};
    QString zone{};                      ///< of the unit
    ClientId client{};
    QString clientName{};
    QString phone{};                     ///< masked
    QString service{};
    int minutes = 30;                    ///< how long the service usually takes
    QString professional{};              ///< wanted, or who called; empty: anybody
    State state = State::Waiting;
    int position = 0;                    ///< from 1 among those who wait; 0 for the others
    int passed = 0;                      ///< how often the turn was given away
    Instant joinedAt{};
    std::optional<Instant> calledAt{};
    std::optional<Instant> endedAt{};    ///< sat down or left
    std::optional<int> waitMinutes{};    ///< from now, as far as it can be told
    friend bool operator==(const LineEntry &, const LineEntry &) = default;
    static constexpr auto fields()
    {
        using L = LineEntry;
        return fieldList(field("id", &L::id), field("unit", &L::unit), field("zone", &L::zone), field("client", &L::client),
                          field("clientName", &L::clientName), field("phone", &L::phone), field("service", &L::service),
                          field("minutes", &L::minutes), field("professional", &L::professional), field("state", &L::state),
                          field("position", &L::position), field("passed", &L::passed), field("joinedAt", &L::joinedAt),
                          field("calledAt", &L::calledAt), field("endedAt", &L::endedAt), field("waitMinutes", &L::waitMinutes));
    }
};
template <>
struct EnumNames<LineEntry::State> {
    static constexpr std::array names{"waiting", "called", "served", "left"};
};

/// What a person does with one client of the line.
enum class LineAct {
    Call,       ///< it is their turn
    Attend,     ///< they sat down
    Pass,       ///< they let the next one go first
    Leave,      ///< they went away
};
template <>
struct EnumNames<LineAct> {
    static constexpr std::array names{"call", "attend", "pass", "leave"};
};

/// Somebody who comes in, as typed: names, and the phone in any Brazilian spelling.
struct LineDraft {
    UnitId unit{};            ///< empty = the only or first unit
    QString clientName{};
    QString phone{};
    QString service{};
    QString professional{};
    friend bool operator==(const LineDraft &, const LineDraft &) = default;
    static constexpr auto fields()
    {
        using D = LineDraft;
        return fieldList(field("unit", &D::unit), field("clientName", &D::clientName), field("phone", &D::phone),
                          field("service", &D::service), field("professional", &D::professional));
    }
};

/// What happened in the line. `Third` and `First` come once a client, when they move up to that place: the moments that are
/// worth a message.
struct LineEvent {
    enum class Kind { Joined, Third, First, Called, Attended, Passed, Left };
    LineEntryId entry{};
    QString clientName{};
    Kind kind = Kind::Joined;
    int position = 0;         ///< at that moment; 0: not waiting any more
    Instant at{};
    friend bool operator==(const LineEvent &, const LineEvent &) = default;
    static constexpr auto fields()
    {
        using E = LineEvent;
        return fieldList(field("entry", &E::entry), field("clientName", &E::clientName), field("kind", &E::kind),
                          field("position", &E::position), field("at", &E::at));
    }
};
template <>
struct EnumNames<LineEvent::Kind> {
    static constexpr std::array names{"joined", "third", "first", "called", "attended", "passed", "left"};
};

} // namespace trato
