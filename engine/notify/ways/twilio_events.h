#pragma once

#include "engine/notify/provider_event.h"

class QJsonObject;

namespace trato {

/// What Twilio posts (providers 1.4): the state of an SMS, or one that a client wrote. `opaque` stands in the address that
/// Twilio was given. What is of another account is left out. Invalid: neither. `now`: Twilio tells no time. Pure.
Result<QList<ProviderEvent>> twilioEvents(QByteArrayView form, const QString &accountSid, const QString &opaque, Instant now);
/// A message as `GET …/Messages` lists it, when its state says something. Pure.
std::optional<StatusEvent> twilioState(const QJsonObject &message, Instant now);

} // namespace trato
