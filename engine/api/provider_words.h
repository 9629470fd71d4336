#pragma once

#include <QString>

/// What a provider's refusal means for the shop, and what to do next. Pure; any thread.
namespace trato::words {

/// For "whatsapp.131026: Message undeliverable", "whatsapp: HTTP 503" and the like: words with the next step and the code in
/// brackets (providers 1.1 and 2). Empty when it is no word of a provider.
QString providerReason(const QString &reason);

} // namespace trato::words
