#pragma once

#include "engine/api/consent.h"
#include "engine/api/contact_rules.h"
#include "engine/api/shop.h"
#include "engine/shop/local_time.h"

namespace trato {

/// What the rules of writing to clients need to know of a message.
struct SendCase {
    Purpose purpose = Purpose::Service;
    std::optional<MessageKind> kind{};    ///< not set: a producer's or a person's own message
    bool byPerson = false;                ///< somebody pressed the button
    std::optional<Instant> start{};       ///< of the visit that it is about
    std::optional<Instant> expiresAt{};
    QList<ClosedDay> closed{};            ///< of the unit, for advertising
    qint64 sentToday = 0;                 ///< messages to the address since local midnight
    qint64 adsThisWeek = 0;
};

struct SendVerdict {
    enum class Say { Go, Wait, Skip };
    Say say = Say::Go;
    QString reason{};      ///< "quiet", "quiet.ads", "cap.day", "cap.week"
    Instant until{};       ///< of Wait
};

/// Whether quiet hours and the daily limit are not for this message: what a person or the site sends now, what tells
/// somebody who waits in the shop or has just written, and the reminder shortly before the visit. Pure.
bool isUrgent(const SendCase &message);

/// Whether it is quiet at this unit. Pure.
bool isQuiet(const ContactRules &rules, const Unit &unit, Instant now);

/// May it leave now (R-05 … R-07)? What is quiet until it would be useless leaves all the same. Pure.
SendVerdict judgeSend(const SendCase &message, const ContactRules &rules, const LocalZone &zone, Instant now);

} // namespace trato
