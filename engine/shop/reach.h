#pragma once

#include "engine/api/appointment.h"
#include "engine/api/settings.h"

/// How a person can be reached.
namespace trato {

struct Addresses {
    QString mobile{};   ///< E.164; empty: none, or no mobile phone
    QString email{};    ///< empty: none, or not one
};
Addresses addressesOf(const Client &client);

/// The channels that may carry a message to this person, in order. Those in force count: every one that is live or
/// assisted; while none is, the first of the order, which records what would go out. Behind an assisted one comes none:
/// what a person sends is for that person to judge. Pure.
QList<Channel> channelsTo(const EngineSettings &settings, const Addresses &addresses);
/// Why nobody can be reached: no channel in force has an address. Empty: one has. Pure.
QString unreachable(const EngineSettings &settings, const Client &client);

} // namespace trato
