#pragma once

#include "engine/api/questions/ways.h"
#include "engine/notify/ways/webhook_door.h"
#include "engine/secrets/api_tokens.h"

namespace trato {

/// Answers the questions about ways in and tokens. Engine thread; the parts outlive it.
class WayDesk
{
public:
    struct Parts {
        WebhookDoor &door;
        ApiTokens &tokens;
        EventBook &book;
        SecretStore &secrets;
        const EngineSettings &settings;
        std::function<bool()> isAttached{};                        ///< the jobs are on the site's Redis
        std::function<QString(const QString &way)> trouble{};      ///< of the ways that ask: "stream", "pull", "poll.twilio", "lookup.twilio"
        std::function<std::pair<QString, QString>()> http{};       ///< where it listens, and why it does not
    };
    explicit WayDesk(Parts parts) : m_parts(std::move(parts)) {}

    void answer(const ask::TakeWebhook &question, Reply<WebhookAnswer> reply);
    void answer(const ask::ListWays &, Reply<WaysReport> reply);
    void answer(const ask::CreateToken &question, Reply<NewToken> reply);
    void answer(const ask::ListTokens &, Reply<QList<TokenView>> reply);
    void answer(const ask::RevokeToken &question, Reply<TokenView> reply);
    void answer(const ask::CheckToken &question, Reply<TokenView> reply);

private:
    const Parts m_parts;
};

/// What the ways in that are known to the settings look like; `secrets`: names of those that are there. Pure.
QList<WayIn> waysOf(const EngineSettings &settings, const QSet<QString> &secrets, bool attached, bool http);
/// What none of these ways brings, for the channels that are live. Pure.
QStringList unseenBy(const QList<WayIn> &ways, const EngineSettings &settings);

} // namespace trato
