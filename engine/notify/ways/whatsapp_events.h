#pragma once

#include "engine/notify/provider_event.h"

namespace trato {

/// What Meta's webhook tells (providers 1.1): states, answers and wishes to hear no advertising. `numberId` is the shop's own;
/// what is about other numbers is left out, as is what this program has no use for. Invalid: not what Meta sends. Pure.
Result<QList<ProviderEvent>> whatsappEvents(const QByteArray &body, const QString &numberId);

} // namespace trato
