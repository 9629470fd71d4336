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

/// Whether the client takes service messages by this channel, and its address is not known to be bad. Pure.
bool isOpenTo(const Client &client, Channel channel);

/// An address as a provider writes it ("5511987654321", "whatsapp:+55…", with or without the ninth digit) as the shop keeps
/// it; empty: it is none. Pure.
QString addressFrom(Channel channel, const QString &spelling);

/// The channels that may carry a message to this person, in order. Those in force count: every one that is live or
/// assisted; while none is, the first of the order, which records what would go out. Behind an assisted one comes none:
/// what a person sends is for that person to judge. Pure.
/// `order` empty: the one of the settings.
QList<Channel> channelsTo(const EngineSettings &settings, const Client &client, const QString &order = {});
/// Why nobody can be reached: no channel in force has an address, the client said no ("no_consent"), or the address is known to
/// be bad ("bad_address"). Empty: one can. Pure.
QString unreachable(const EngineSettings &settings, const Client &client, const QString &order = {});

} // namespace trato
