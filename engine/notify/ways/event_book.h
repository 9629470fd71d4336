#pragma once

#include "engine/local/sql_thread.h"
#include "engine/notify/provider_event.h"

namespace trato {

/// An event that was not used yet, with the message it is about.
struct OpenEvent {
    qint64 number = 0;
    QString way{};
    ProviderEvent event{};
    QString dedupeKey{};                        ///< of the message; empty: not known (yet)
    std::optional<DeliveryState> state{};       ///< that the message is in
    Instant receivedAt{};
};

/// How much came a way, and where it has got to.
struct WayMark {
    QString cursor{};
    qint64 taken = 0;
    std::optional<Instant> lastAt{};
};

/// What became of an event.
enum class EventFate {
    Open,     ///< to be used
    Parked,   ///< about a message that is not known, or is being sent: it waits
    Unread,   ///< this program has nobody who could use it; a newer one may
    Used,
    Foreign,  ///< never fitted anything
};
template <>
struct EnumNames<EventFate> {
    static constexpr std::array names{"open", "parked", "unread", "used", "foreign"};
};

/// Events of providers in console.db, each once, whichever way and however often it comes. Lives on the engine thread, which is
/// where `db` answers; the owner keeps `db` alive longer.
class EventBook
{
public:
    /// A provider repeats for seven days; who repeats later than this is not listened to.
    static constexpr Hours life{14 * 24};

    EventBook(SqlThread &db, const Clock &clock) : m_db(db), m_clock(clock) {}

    /// Writes those that are new, and with them, when it is set, how far the way has got. Answers how many were new.
    void add(QString way, QList<ProviderEvent> events, std::optional<QString> cursor, Reply<qint64> reply);
    /// Those to be used, oldest first: `Open` ones, or `Parked` ones whose message is known by now.
    void list(EventFate fate, int limit, Reply<QList<OpenEvent>> reply);
    /// `Used` and `Foreign` ones lose what they said.
    void settle(QList<qint64> numbers, EventFate fate, Reply<Done> reply);
    /// At start: what nobody could use is looked at again.
    void reopenUnread(Reply<Done> reply);
    /// Drops what is too old to come again, and gives up what waited that long. Answers how many went.
    void prune(Reply<qint64> reply);
    void marks(Reply<QMap<QString, WayMark>> reply);
    void parked(Reply<qint64> reply);

private:
    SqlThread &m_db;
    const Clock &m_clock;
};

} // namespace trato
