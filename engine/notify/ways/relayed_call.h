#pragma once

#include "engine/api/ways.h"
#include "engine/notify/ways/webhook_door.h"

#include <QJsonObject>

namespace trato {

/// A post that somebody else took for us: a relay, or a route of the site.
struct RelayedCall {
    QString cursor{};      ///< what is asked after next; grows
    WebhookCall call{};    ///< provider empty: not one that can be read
};

/// One event as relay and site keep it (resources/integrations/README.md):
///     {"provider":"twilio","method":"POST","url":"https://…","headers":{…},"body":"<base64>"}
/// Pure. What makes no sense has no provider, and is left out by who takes it.
WebhookCall relayedCallOf(const QJsonObject &event);

/// Gives calls to the door one after the other, in their order, each with its cursor: what is not signed or cannot be read is
/// passed over, and at trouble of our own the rest is left for the next time. Answers how many were taken or passed over.
void takeRelayed(WebhookDoor &door, EventIntake &intake, const QString &way, QList<RelayedCall> calls, Reply<qint64> reply);

} // namespace trato
