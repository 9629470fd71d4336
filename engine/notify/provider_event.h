#pragma once

#include "engine/api/delivery.h"
#include "engine/api/result.h"
#include "engine/api/time.h"

#include <variant>

/// What providers tell of messages and clients, whichever way it came in: webhook, stream, pull or poll. Values; nothing in
/// them is trusted before it is matched with what the ledger knows.
namespace trato {

/// A message's state as its provider tells it.
struct StatusEvent {
    Channel channel = Channel::WhatsApp;
    QString providerId{};      ///< "wamid.…", "SM…", SendGrid's X-Message-Id
    QString opaque{};          ///< our token that the provider echoes; finds a message whose answer was lost
    DeliveryState state = DeliveryState::Accepted;
    QString code{};            ///< the provider's error code, empty when fine
    QString reason{};          ///< its words
    QString category{};        ///< that the provider bills: "utility", "marketing" …; empty when not told
    Instant at{};              ///< by the provider's clock
};

/// A client wrote to us.
struct ReplyEvent {
    Channel channel = Channel::WhatsApp;
    QString eventId{};         ///< the provider's id of the reply; the same reply told twice has the same
    QString from{};            ///< phone number or address, as the provider writes it
    QString text{};            ///< untrusted, at most 4,096 characters
    QString choice{};          ///< payload of the button or list row that was chosen, else empty
    QString answersTo{};       ///< provider id of our message that it answers, when told
    Instant at{};
};

/// Something about an address: it does not exist, or its owner wants nothing more.
struct AddressEvent {
    enum class What { Bad, OptedOut, Complained };
    Channel channel = Channel::Email;
    QString address{};
    What what = What::Bad;
    QString providerId{};
    QString reason{};
    Instant at{};
};

using ProviderEvent = std::variant<StatusEvent, ReplyEvent, AddressEvent>;

/// Takes events over. The reply comes when they are written durably; only then does a way in acknowledge them.
using TakeEvents = std::function<void(QList<ProviderEvent>, Reply<Done>)>;

} // namespace trato
