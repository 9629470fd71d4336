#pragma once

#include "engine/api/question.h"

/// Secrets of the providers. They go in and are never told. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

/// What the ways in need besides what the channels have: that a webhook is Meta's, and that a relay is ours.
inline QStringList waySecrets()
{
    return {QStringLiteral("WHATSAPP_APP_SECRET"), QStringLiteral("WHATSAPP_VERIFY_TOKEN"), QStringLiteral("RELAY_TOKEN")};
}

namespace ask {

/// Keeps a secret in the computer's key store; an empty one forgets it. Invalid: a name that no provider has. Unavailable: there
/// is no key store that answers; then only the environment can give it.
struct StoreSecret {
    static constexpr auto name = "secrets.store";
    using Answer = Done;
    QString secret{};    ///< "SENDGRID_API_KEY"
    QByteArray value{};
    static constexpr auto fields() { return fieldList(field("secret", &StoreSecret::secret), field("value", &StoreSecret::value)); }
};

} // namespace ask

namespace questions {
using namespace ask;
using SecretQuestions = Questions<StoreSecret>;
} // namespace questions

} // namespace trato
