#pragma once

#include "engine/shop/shop_database.h"

namespace trato {

/// A diary file that is only played, and what becomes of it.
struct DemoDiary {
    Unit unit{};                 ///< without an id
    ImportedDiary whole{};       ///< as it was imported a month ago
    ImportedDiary newest{};      ///< as it is now: a visit or two have vanished
};

/// A fictional barbershop with two units: a month behind it, a week ahead. Names and phones are obviously made up.
struct DemoShop {
    QList<DemoDiary> diaries{};
    QStringList optedOut{};      ///< phones that said no to messages
    Instant openedAt{};          ///< when the first diary was imported
};

/// What the shop has had and will have, seen from `now`. The same for the same seed. Pure.
DemoShop makeDemoShop(Instant now, quint32 seed);

/// A fictional mobile number, E.164. Pure.
QString demoPhone(int client);
/// A fictional name. Pure.
QString demoName(int client);
inline constexpr int demoClients = 140;

} // namespace trato
