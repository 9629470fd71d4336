#pragma once

#include "engine/notify/channels/http_transport.h"
#include "engine/notify/ways/relayed_call.h"

namespace trato {

/// Asks a relay for what providers posted to it: `GET /events?after=CURSOR` with a bearer token (secret RELAY_TOKEN). The cursor is
/// kept with the events, so that nothing is lost or taken twice. Every event is verified with its provider's own secret:
/// the relay is not trusted. Lives on the engine thread; the parts outlive it.
class RelayPull
{
public:
    struct Parts {
        HttpTransport &transport;
        SecretStore &secrets;
        WebhookDoor &door;
        EventIntake &intake;
        EventBook &book;
        const EngineSettings &settings;
        const Clock &clock;
        LogBook &log;
    };
    explicit RelayPull(Parts parts) : m_parts(parts) {}

    /// Asks when it is time.
    void tick();
    /// "ways.relay", "ways.relay_token"; empty: fine.
    const QString &trouble() const { return m_trouble; }

private:
    void ask(const QString &cursor, const Secret &token);
    void answered(const HttpResult &result, const QString &cursor);
    void done(const QString &trouble, bool more = false);

    const Parts m_parts;
    std::chrono::nanoseconds m_next{0};   ///< steady
    bool m_busy = false;
    QString m_trouble;
};

} // namespace trato
