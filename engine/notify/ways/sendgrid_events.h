#pragma once

#include "engine/notify/provider_event.h"

namespace trato {

/// What SendGrid's event webhook tells (providers 1.2): states of mails, addresses that do not exist, people who want none.
/// Invalid: not an array of events. Pure.
Result<QList<ProviderEvent>> sendgridEvents(const QByteArray &body);

} // namespace trato
